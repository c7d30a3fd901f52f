import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';
import { randomFilters } from './random-filters.js';
import { oracle, type PlainRecord, RANKED_STEPS, readRecord } from './record-oracle.js';

let database: Database;
let graph: Graph;
let record: PlainRecord;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
  await database.script(RANKED_STEPS);
  record = await readRecord(database);
});
afterAll(() => database.close());

async function found(list: string, type: string, filter: object): Promise<string[]> {
  const query = `query ($filter: ${type}Filter) { it: ${list}(filter: $filter, first: 100) {
    totalCount edges { node { id } } pageInfo { endCursor hasNextPage } } }`;
  const { data, errors } = await graph.raw(query, { variables: { filter } });
  expect(errors, JSON.stringify(filter)).toBeUndefined();
  const { edges, totalCount, pageInfo } = data.it;
  let { endCursor, hasNextPage } = pageInfo;
  const ids: string[] = edges.map(({ node }: { node: { id: string } }) => node.id);
  while (hasNextPage) {
    const next = await graph.raw(
      `query ($filter: ${type}Filter, $after: String) { it: ${list}(filter: $filter, first: 100, after: $after) {
        edges { node { id } } pageInfo { endCursor hasNextPage } } }`,
      { variables: { filter, after: endCursor } },
    );
    ids.push(...next.data.it.edges.map(({ node }: { node: { id: string } }) => node.id));
    ({ endCursor, hasNextPage } = next.data.it.pageInfo);
  }
  expect(totalCount).toBe(ids.length);
  return ids.map((id) => Buffer.from(id, 'base64').toString().split(':')[1] as string).sort();
}

describe('a random filter finds what plain JavaScript finds', () => {
  test.each([
    ['actors', 'Actor', 'actor', 'actors'],
    ['systems', 'System', 'system', 'systems'],
    ['deals', 'Deal', 'deal', 'deals'],
    ['fundings', 'Funding', 'funding', 'fundings'],
    ['incidents', 'Incident', 'incident', 'incidents'],
    ['articles', 'Article', 'article', 'articles'],
  ] as const)(
    '%s',
    async (list, type, kind, rows) => {
      const rules = oracle(record);
      await fc.assert(
        fc.asyncProperty(randomFilters(record)[kind] as fc.Arbitrary<never>, async (filter) => {
          const fits = rules[kind](filter) as (row: unknown) => boolean;
          const expected = record[rows].filter(fits).map((row) => ('slug' in row ? row.slug : row.id));
          expect(await found(list, type, filter)).toEqual(expected.sort());
        }),
        { numRuns: 100 },
      );
    },
    120_000,
  );
});

test('a filter by status finds the deals that show that status, whatever their steps rank', async () => {
  const { data } = await graph.raw('{ deals(first: 100) { edges { node { slug status statusHistory { rank } } } } }');
  const shown: { slug: string; status: string; statusHistory: { rank: string }[] }[] = data.deals.edges.map(
    ({ node }: { node: object }) => node,
  );
  expect(shown.some(({ statusHistory }) => statusHistory.at(-1)?.rank === 'DEPRECATED')).toBe(true);
  for (const status of new Set(shown.map((deal) => deal.status))) {
    const slugs = shown.filter((deal) => deal.status === status).map(({ slug }) => slug);
    expect(await found('deals', 'Deal', { status: [status] })).toEqual(slugs.sort());
  }
});

describe('a filter that cannot be is named, with what is allowed', () => {
  test.each([
    ['deals(filter: {date: {after: "2025-13"}})', 'filter.date.after', 'YYYY-MM'],
    ['deals(filter: {date: {before: "2025-02-30"}})', 'filter.date.before', 'YYYY-MM'],
    ['incidents(filter: {or: [{}, {not: {date: {after: "x"}}}]})', 'filter.or.1.not.date.after', 'YYYY-MM'],
    ['deals(filter: {value: {currency: "eur"}})', 'filter.value.currency', 'ISO 4217'],
    ['actors(filter: {country: {eq: "Romania"}})', 'filter.country.eq', 'did you mean "romania"?'],
    ['actors(filter: {country: {in: ["RO", "ROU"]}})', 'filter.country.in', 'did you mean "romania"?'],
    ['incidents(filter: {country: {eq: "Lithuana"}})', 'filter.country.eq', 'did you mean "lithuania"?'],
    ['incidents(filter: {country: {eq: "XX"}})', 'filter.country.eq', 'ISO 3166-1 alpha-2'],
    ['incidents(filter: {country: {eq: "baykar"}})', 'filter.country.eq', 'the slug of a state'],
    ['deals(filter: {not: {party: {country: {eq: "\\u0000"}}}})', 'filter.not.party.country.eq', 'the slug of a state'],
    ['articles(filter: {mentions: ["romania", "rheinmetal"]})', 'filter.mentions', 'did you mean "rheinmetall"?'],
    [
      'articles(filter: {or: [{mentionsAny: ["nothing-of-that-name"]}]})',
      'filter.or.0.mentionsAny',
      'the slug of a record',
    ],
    ['incidents(filter: {near: {latitude: 91, longitude: 0, withinKm: 1}})', 'filter.near.latitude', '-90 to 90'],
    ['incidents(filter: {near: {latitude: 0, longitude: 181, withinKm: 1}})', 'filter.near.longitude', '-180 to 180'],
    ['incidents(filter: {near: {latitude: 0, longitude: 0, withinKm: -1}})', 'filter.near.withinKm', '0 to'],
  ])('%s', async (field, argument, allowed) => {
    const { errors } = await graph.raw(`{ ${field} { totalCount } }`);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument });
    expect(errors?.[0]?.message).toContain(allowed);
  });

  test('one that is deeper, or longer, than a person writes', async () => {
    const deep = `${'{not: '.repeat(12)}{}${'}'.repeat(12)}`;
    const many = Array.from({ length: 201 }, () => '{kind: [STATE]}').join(' ');
    for (const filter of [deep, `{or: [${many}]}`]) {
      const { errors } = await graph.raw(`{ actors(filter: ${filter}) { totalCount } }`);
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
      expect(errors?.[0]?.message).toMatch(/levels deep at most|conditions at most/);
    }
    expect(graph.log).toEqual([]);
  });
});

test('a filter on a nested list is one statement for all its parents', async () => {
  const query = `{ actors(first: 100) { edges { node {
    deals(filter: {status: [SIGNED]}) { totalCount edges { node { slug } } }
    incidents(filter: {aggregate: false}) { edges { node { slug } } }
    articles(filter: {text: "drones"}) { edges { node { title } } }
  } } } }`;
  graph.statements();
  const { data, errors } = await graph.raw(query);
  expect(errors).toBeUndefined();
  expect(graph.statements().length).toBe(5);
  const articles = data.actors.edges.flatMap(
    ({ node }: { node: { articles: { edges: object[] } } }) => node.articles.edges,
  );
  expect(articles.length).toBeGreaterThan(3);
});

test('one shape of filter is one text of SQL, whatever its values and the order of its fields', async () => {
  graph.statements();
  await graph.raw('{ deals(filter: {name: {contains: "a"}, kind: [LICENCE]}) { edges { cursor } } }');
  await graph.raw('{ deals(filter: {kind: [DONATION, OTHER], name: {contains: "b"}}) { edges { cursor } } }');
  const [first, second] = graph.statements();
  expect(second).toBe(first);
});
