// Dates compare by the earliest and the latest day that they can mean, by one rule everywhere.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase('empty');
  graph = graphOn(database);
  const dates = ['2025', '2025-12', '2025-12-31', '2024-02', '2026-01-01', null];
  for (const [n, date] of dates.entries()) {
    const day = date === null ? 'null' : `'${date}'`;
    await database.script(`
      insert into deal (slug, name, kind) values ('d${n}', '${date ?? 'unknown'}', 'OTHER');
      insert into deal_event (deal_slug, position, status, date, date_qualifier) values ('d${n}', 0, 'SIGNED', ${day}, 'BY');
      insert into funding (slug, name, kind) values ('f${n}', '${date ?? 'unknown'}', 'PLEDGE');
      insert into funding_event (funding_slug, position, stage, date) values ('f${n}', 0, 'PLEDGED', ${day});
      insert into incident (slug, name, kind, start_date) values ('i${n}', '${date ?? 'unknown'}', 'OTHER', ${day});`);
  }
  await database.script(`
    insert into incident (slug, name, kind, start_date, end_date) values ('p', 'period', 'OTHER', '2023-11', '2025-03-02');
    insert into incident (slug, name, kind, end_date) values ('e', 'end alone', 'OTHER', '2022-05');`);
});
afterAll(() => database.close());

const STRETCHES: [string, string[]][] = [
  ['{after: "2025-12-01", before: "2026-01-01"}', ['2025', '2025-12', '2025-12-31', '2026-01-01']],
  ['{after: "2025-12-15", before: "2025-12-15"}', ['2025', '2025-12']],
  ['{before: "2025-12-30"}', ['2024-02', '2025', '2025-12']],
  ['{before: "2025"}', ['2024-02', '2025', '2025-12', '2025-12-31']],
  ['{before: "2024-02"}', ['2024-02']],
  ['{before: "2024-01-31"}', []],
  ['{after: "2024-02-29", before: "2024-02-29"}', ['2024-02']],
  ['{after: "2025-12"}', ['2025', '2025-12', '2025-12-31', '2026-01-01']],
  ['{after: "2026"}', ['2026-01-01']],
  ['{}', ['2024-02', '2025', '2025-12', '2025-12-31', '2026-01-01', 'unknown']],
];

describe.each([
  ['deals', ''],
  ['fundings', ''],
  ['incidents', ', name: {in: ["2024-02", "2025", "2025-12", "2025-12-31", "2026-01-01", "unknown"]}'],
])('%s', (list, others) => {
  test.each(STRETCHES)('%s', async (stretch, names) => {
    const { data, errors } = await graph.raw(
      `{ it: ${list}(filter: {date: ${stretch}${others}}, first: 50) { edges { node { name } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.it.edges.map(({ node }: { node: { name: string } }) => node.name).sort()).toEqual(names);
  });
});

test.each([
  ['{after: "2025-03-02"}', ['period', 'end alone'].slice(0, 1)],
  ['{after: "2025-03-03"}', []],
  ['{after: "2024-06", before: "2024-06"}', ['period']],
  ['{before: "2023-11-01", after: "2023-11-01"}', ['period']],
  ['{before: "2023-10-31"}', ['end alone']],
  ['{after: "2022-05-31", before: "2022-05-31"}', ['end alone']],
] as [string, string[]][])('a period counts with all its days: %s', async (stretch, names) => {
  for (const list of [
    `incidents(filter: {date: ${stretch}, slug: {in: ["p", "e"]}})`,
    `timeline(filter: {date: ${stretch}, records: ["p", "e"]})`,
  ]) {
    const { data } = await graph.raw(`{ it: ${list} { edges { node { ... on Incident { name } } } } }`);
    expect(data.it.edges.map(({ node }: { node: { name: string } }) => node.name)).toEqual(names);
  }
});

test('a date tells the days that it can mean, which a qualifier does not move', async () => {
  const { data } = await graph.raw('{ deals { edges { node { statusDate { value earliest latest qualifier } } } } }');
  const dates = data.deals.edges.map(({ node }: { node: { statusDate: object } }) => node.statusDate);
  expect(dates).toContainEqual({ value: '2024-02', earliest: '2024-02-01', latest: '2024-02-29', qualifier: 'BY' });
  expect(dates).toContainEqual({ value: '2025', earliest: '2025-01-01', latest: '2025-12-31', qualifier: 'BY' });
  expect(dates).toContainEqual({ value: null, earliest: null, latest: null, qualifier: 'BY' });
});

test('articles: both instants are included', async () => {
  await database.script(`
    insert into feed (slug, title, url, kind, next_attempt_at) values ('f', 'F', 'https://f.example/', 'NEWS', now());
    insert into article (id, feed_slug, url, title, tags, language, published_at) values
      ('00000000-0000-7000-8000-000000000001', 'f', 'https://f.example/1', 'One', '{NATO,Бойові}', 'en-GB', '2025-12-01T10:00:00Z');`);
  const count = async (filter: string) =>
    (await graph.raw(`{ articles(filter: ${filter}) { totalCount } }`)).data.articles.totalCount;
  const at = '2025-12-01T10:00:00Z';
  expect(await count(`{publishedAt: {after: "${at}", before: "${at}"}}`)).toBe(1);
  expect(await count('{publishedAt: {before: "2025-12-01T09:59:59.999Z"}}')).toBe(0);
  // Case says nothing in tags and languages.
  for (const filter of [
    '{tag: {eq: "nato"}}',
    '{tag: {in: ["x", "БОЙОВІ"]}}',
    '{language: {eq: "en-gb"}}',
    '{language: {in: ["EN-GB"]}}',
    '{tag: {startsWith: "na", eq: "Nato"}}',
  ]) {
    expect(await count(filter)).toBe(1);
  }
  for (const filter of ['{tag: {eq: "nat"}}', '{language: {eq: "en"}}']) expect(await count(filter)).toBe(0);
});

test.each([
  ['actors(filter: {country: {eq: "ro"}})', ['Romania', 'Ministry']],
  ['actors(filter: {country: {in: ["romania", "EU"]}})', ['Romania', 'Ministry', 'Union']],
  ['actors(filter: {country: {startsWith: "rom"}})', ['Romania', 'Ministry']],
  ['actors(filter: {not: {country: {eq: "RO"}}})', ['Alliance', 'Union']],
])('a state is of itself: %s', async (list, names) => {
  await database.script(`
    insert into actor (slug, name, kind, iso2, country_slug) values
      ('romania', 'Romania', 'STATE', 'RO', null), ('ministry', 'Ministry', 'GOVERNMENT_BODY', null, 'romania'),
      ('european-union', 'Union', 'INTERNATIONAL_ORGANISATION', 'EU', null), ('rom-alliance', 'Alliance', 'OTHER', null, null)
    on conflict do nothing;`);
  const { data, errors } = await graph.raw(`{ it: ${list} { edges { node { name } } } }`);
  expect(errors).toBeUndefined();
  expect(data.it.edges.map(({ node }: { node: { name: string } }) => node.name).sort()).toEqual(names.toSorted());
});
