import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';
import { type Connection, page, walk } from './walking.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
});
afterAll(() => database.close());

/** Each list in each order, and the statement that adds a row to it or takes one out. */
const actor = {
  add: (n: number) => `
    insert into record (slug, kind) values ('walk-actor-${n}', 'ACTOR') on conflict do nothing;
    insert into actor (slug, name, kind, updated_at) values ('walk-actor-${n}', 'Walk ${(n * 7) % 5}', 'OTHER', '2026-01-0${1 + (n % 9)}')
      on conflict do nothing;
    insert into mention (id, article_id, published_at, record_slug, record_kind, field, start_offset, end_offset, surface, score, method)
      select gen_random_uuid(), a.id, a.published_at, 'walk-actor-${n}', 'ACTOR', 'TITLE', 0, 1, 'x', 1, 'ALIAS'
      from article a order by a.id limit ${n % 4} on conflict do nothing;`,
  take: (
    n: number,
  ) => `delete from mention where record_slug = 'walk-actor-${n}'; delete from actor where slug = 'walk-actor-${n}';
    delete from revision where record_slug = 'walk-actor-${n}'; delete from record where slug = 'walk-actor-${n}';`,
};
const deal = {
  add: (n: number) => `
    insert into record (slug, kind) values ('walk-deal-${n}', 'DEAL') on conflict do nothing;
    insert into deal (slug, name, kind) values ('walk-deal-${n}', 'Walk ${(n * 7) % 5}', 'OTHER') on conflict do nothing;
    insert into deal_event (deal_slug, position, status, date)
      values ('walk-deal-${n}', 0, 'SIGNED', ${n % 3 === 0 ? 'null' : `'2025-0${1 + (n % 5)}'`}) on conflict do nothing;
    ${
      n % 4 === 0
        ? ''
        : `insert into deal_value (deal_slug, position, kind, money_min, money_currency, money_qualifier)
      values ('walk-deal-${n}', 0, 'CONTRACT', ${1000 * (n % 6)}, '${n % 2 ? 'EUR' : 'USD'}', 'EXACT') on conflict do nothing;`
    }`,
  take: (n: number) =>
    `delete from deal where slug = 'walk-deal-${n}'; delete from revision where record_slug = 'walk-deal-${n}'; delete from record where slug = 'walk-deal-${n}';`,
};
const incident = {
  add: (n: number) => `
    insert into record (slug, kind) values ('walk-incident-${n}', 'INCIDENT') on conflict do nothing;
    insert into incident (slug, name, kind, start_date)
      values ('walk-incident-${n}', 'Walk', 'OTHER', ${n % 3 === 0 ? 'null' : `'2025-0${1 + (n % 5)}'`}) on conflict do nothing;`,
  take: (n: number) =>
    `delete from incident where slug = 'walk-incident-${n}'; delete from revision where record_slug = 'walk-incident-${n}'; delete from record where slug = 'walk-incident-${n}';`,
};
const funding = {
  add: (n: number) => `
    insert into record (slug, kind) values ('walk-funding-${n}', 'FUNDING') on conflict do nothing;
    insert into funding (slug, name, kind, money_min, money_currency)
      values ('walk-funding-${n}', 'Walk', 'PLEDGE', ${n % 3 === 0 ? 'null, null' : `${1000 * (n % 6)}, '${n % 2 ? 'EUR' : 'USD'}'`})
      on conflict do nothing;`,
  take: (n: number) =>
    `delete from funding where slug = 'walk-funding-${n}'; delete from revision where record_slug = 'walk-funding-${n}'; delete from record where slug = 'walk-funding-${n}';`,
};
const article = {
  add: (n: number) => `
    insert into article (id, feed_slug, url, title, tags, published_at)
      values ('00000000-0000-4000-8000-00000000000${n.toString(16)}', 'flankwatch-sample', 'https://walk.example/${n}', 'Drone ${n}',
        '{}', '2025-09-${10 + (n % 3)}') on conflict do nothing;`,
  take: (n: number) => `delete from article where id = '00000000-0000-4000-8000-00000000000${n.toString(16)}';`,
};

interface Change {
  add: (n: number) => string;
  take: (n: number) => string;
}

const both = (list: string, change: Change, ...fields: string[]) =>
  fields.flatMap((field) =>
    ['ASC', 'DESC'].map(
      (direction) => [`${list}(orderBy: {field: ${field}, direction: ${direction}}`, change] as const,
    ),
  );

const LISTS: (readonly [string, Change])[] = [
  ...both('actors', actor, 'NAME', 'UPDATED_AT', 'COVERAGE'),
  ...both('deals', deal, 'NAME', 'UPDATED_AT', 'STATUS_DATE', 'VALUE'),
  ...both('fundings', funding, 'NAME', 'UPDATED_AT', 'STAGE_DATE', 'AMOUNT'),
  ...both('incidents', incident, 'NAME', 'UPDATED_AT', 'START'),
  ...both('articles', article, 'PUBLISHED_AT', 'FIRST_SEEN_AT'),
  ['timeline(filter: {types: [ARTICLE, INCIDENT]}', article],
  ['timeline(filter: {date: {after: "2025"}}', incident],
  ['search(text: "drone"', article],
  ['search(text: "walk"', actor],
];

const node =
  '{ __typename ... on Node { id } ... on DealEvent { deal { id } status date { value } } ... on FundingEvent { funding { id } stage date { value } } }';

const connectionOf =
  (list: string): Connection =>
  (args) =>
    `it: ${list}, ${args}) {
    edges { node ${list.startsWith('timeline') ? node : '{ ... on Node { id } }'} }
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }`;

describe('a walk under random inserts and deletes gives each surviving row once, in order', () => {
  test.each(LISTS)(
    '%s)',
    async (list, change) => {
      const oneWay = /^(timeline|search)/.test(list);
      const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 15 })), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(
          steps,
          steps,
          fc.integer({ min: 7, max: 40 }),
          fc.boolean(),
          async (before, during, size, back) => {
            const apply = ([adds, n]: [boolean, number]) => database.script(adds ? change.add(n) : change.take(n));
            for (const step of before) await apply(step);
            const whole = () => walk(graph, connectionOf(list), { size: 100 });
            const [first, left] = [await whole(), [...during]];
            const seen = await walk(graph, connectionOf(list), {
              size,
              backward: back && !oneWay,
              between: async () => {
                const step = left.shift();
                if (step !== undefined) await apply(step);
              },
            });
            for (const step of left) await apply(step);
            const last = await whole();
            // A row that was taken out or put in meanwhile may be seen or not; put in again, it may stand elsewhere.
            const restless = new Set(during.map(([, n]) => n));
            const steady = (entry: string) => ![...restless].some((n) => mentions(entry, n));
            const stayed = first.filter((entry) => last.includes(entry) && steady(entry));
            expect(seen.filter(steady)).toEqual(stayed);
            expect(last.filter(steady)).toEqual(stayed);
          },
        ),
        { numRuns: 4 },
      );
    },
    120_000,
  );
});

/** Whether an entry is the one that a step adds or takes out. */
function mentions(entry: string, n: number): boolean {
  const { id } = JSON.parse(entry) as { id?: string };
  const name = id === undefined ? '' : Buffer.from(id, 'base64').toString();
  return (/:walk-\w+-/.test(name) && name.endsWith(`-${n}`)) || name.endsWith(`-00000000000${n.toString(16)}`);
}

test('a cursor is never read in another order than its own', async () => {
  const first = await page(graph, connectionOf('deals(orderBy: {field: NAME, direction: ASC}'), 'first: 1');
  for (const args of [
    'orderBy: {field: NAME, direction: DESC}, ',
    'orderBy: {field: UPDATED_AT, direction: ASC}, ',
    '',
  ]) {
    const { errors } = await graph.raw(`{ deals(${args}after: "${first.pageInfo.endCursor}") { edges { cursor } } }`);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'after' });
    expect(errors?.[0]?.message).toContain('in the same order');
  }
});

test('what is unknown comes last in both directions', async () => {
  await database.script(deal.add(12)); // neither a date nor a value
  for (const field of ['STATUS_DATE', 'VALUE']) {
    for (const direction of ['ASC', 'DESC']) {
      const last = await page(
        graph,
        connectionOf(`deals(orderBy: {field: ${field}, direction: ${direction}}`),
        'last: 25',
      );
      const ids = last.edges.map(({ node: { id } }: { node: { id?: string } }) =>
        Buffer.from(id ?? '', 'base64').toString(),
      );
      expect(ids).toContain('Deal:walk-deal-12');
    }
  }
});

test('the count that COVERAGE is ordered by stays right, whatever happens to ties', async () => {
  const wrong = () =>
    database.sql.rows(`
      select c.record_slug from coverage c where c.articles <> (
        select count(distinct m.article_id) from mention m
        where m.record_slug = c.record_slug and m.review in ('AUTO', 'ACCEPTED'))`);
  const random = () => `(select id from mention order by md5(id::text || random()) limit 7)`;
  for (let round = 0; round < 12; round++) {
    await database.script(`update mention set review = (array['AUTO', 'REJECTED', 'NEEDS_REVIEW', 'ACCEPTED'])[1 + ${round} % 4]::review_status
      where id in ${random()}`);
    await database.script(`insert into mention (id, article_id, published_at, record_slug, record_kind, field, start_offset, end_offset, surface, score, method)
      select gen_random_uuid(), article_id, published_at, record_slug, record_kind, 'CONTENT', ${round}, ${round + 1}, 'x', 1, 'ALIAS'
      from mention where id in ${random()} on conflict do nothing`);
    await database.script(`delete from mention where id in ${random()}`);
    if (round % 4 === 0)
      await database.script('delete from article where id in (select id from article order by random() limit 1)');
    expect(await wrong()).toEqual([]);
  }
  expect(
    await database.sql.rows('select slug from record where slug not in (select record_slug from coverage)'),
  ).toEqual([]);
});
