import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';
import { type Connection, page, walk } from './walking.js';

const STORY = 'aaaaaaaa-0000-4000-8000-000000000000';
const uuid = (n: number) => `00000000-0000-4000-8000-0000000000${n.toString(16).padStart(2, '0')}`;

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
  await database.script(`
    insert into story (id, headline, first_published_at, last_published_at, independent_publishers)
      select '${STORY}', 'A story', '2025-01-01', '2026-01-01', 1;
    update article set story_id = '${STORY}' where id in (select id from article order by id limit 7);
    insert into story (id, headline, first_published_at, last_published_at, independent_publishers)
      select md5('story ' || n)::uuid, 'Another story', '2025-01-01', '2026-01-01', 1 from generate_series(1, 3) n;
    update article a set story_id = md5('story ' || rest.n)::uuid
      from (select id, row_number() over (order by id) as n from article where story_id is null) rest
      where a.id = rest.id and rest.n <= 3;
    insert into claim (id, record_slug, record_kind, field, source_slug)
      select md5('claim ' || n)::uuid, 'safe', 'FUNDING', 'walk ' || n % 3, (select min(slug) from source)
      from generate_series(1, 9) n;
    update mention set review = 'NEEDS_REVIEW' where id in (select id from mention order by id limit 9)`);
  for (let n = 0; n < 5; n++) await database.script(`update funding set note = 'walk ${n}' where slug = 'safe'`);
});
afterAll(() => database.close());

/** The statements that put the nth row in the list, and take it out. */
interface Change {
  add: (n: number) => string;
  take: (n: number) => string;
}

const record = (kind: string, columns: string, values: (n: number) => string, parts: (slug: string) => string) => {
  const slug = (n: number) => `walk-${kind}-${n}`;
  return {
    add: (n: number) => `
      insert into record (slug, kind) values ('${slug(n)}', '${kind.toUpperCase()}') on conflict do nothing;
      insert into ${kind} (slug, name, ${columns}) values ('${slug(n)}', '${'AMZ'[n % 3]} walk', ${values(n)}) on conflict do nothing;
      ${parts(slug(n))} on conflict do nothing;`,
    take: (n: number) => `
      delete from ${kind} where slug = '${slug(n)}';
      delete from revision where record_slug = '${slug(n)}'; delete from record where slug = '${slug(n)}';`,
  };
};
const deal = record(
  'deal',
  'kind',
  () => `'OTHER'`,
  (slug) => `
  insert into deal_item (deal_slug, position, system_slug) values ('${slug}', 0, 'geran-2') on conflict do nothing;
  insert into deal_party (deal_slug, actor_slug, role, position) values ('${slug}', 'ukraine', 'PARTNER', 0), ('${slug}', 'ukraine', 'BUYER', 1)`,
);
const funding = record(
  'funding',
  'kind, programme_slug',
  () => `'PLEDGE', 'safe'`,
  (slug) => `insert into funding_party (funding_slug, actor_slug, role, position)
    values ('${slug}', 'european-union', 'DONOR', 0), ('${slug}', 'ukraine', 'RECIPIENT', 0)`,
);
const incident = record(
  'incident',
  'kind, start_date',
  (n) => `'OTHER', ${n % 4 === 0 ? 'null' : `'2025-0${1 + (n % 9)}'`}`,
  (slug) => `
  insert into incident_system (incident_slug, system_slug, position) values ('${slug}', 'geran-2', 0) on conflict do nothing;
  insert into incident_actor (incident_slug, actor_slug, role, position) values ('${slug}', 'russia', 'RESPONDER', 0)`,
);
const system = record(
  'system',
  'kind',
  () => `'UAV'`,
  (slug) => `insert into system_maker (system_slug, actor_slug, position) values ('${slug}', 'rheinmetall', 0)`,
);
const at = (n: number) => `'2025-${10 + (n % 3)}-10'`;
const article: Change = {
  add: (n) => `
    insert into article (id, feed_slug, url, title, published_at, story_id)
      values ('${uuid(n)}', 'flankwatch-sample', 'https://walk.example/${n}', 'Walk', ${at(n)}, '${STORY}') on conflict do nothing;
    insert into appearance (feed_slug, guid, article_id, hash, published_at)
      values ('flankwatch-sample', 'walk-${n}', '${uuid(n)}', 'x', ${at(n)}) on conflict do nothing;
    insert into mention (id, article_id, published_at, record_slug, record_kind, field, start_offset, end_offset, surface, score, method)
      select gen_random_uuid(), '${uuid(n)}', ${at(n)}, 'romania', 'ACTOR', 'TITLE', p, p + 1, 'x', 1, 'ALIAS'
      from generate_series(0, ${n % 3}) p on conflict do nothing;`,
  take: (n) => `delete from article where id = '${uuid(n)}';`,
};
const story: Change = {
  add: (n) => `
    insert into story (id, headline, first_published_at, last_published_at, independent_publishers)
      values ('${uuid(n)}', 'Walk', ${at(n)}, ${at(n)}, 1) on conflict do nothing;
    ${article.add(n)} update article set story_id = '${uuid(n)}' where id = '${uuid(n)}';`,
  take: (n) => `${article.take(n)} delete from story where id = '${uuid(n)}';`,
};
const claim: Change = {
  add: (n) => `insert into claim (id, record_slug, record_kind, field, source_slug)
    values ('${uuid(n)}', 'safe', 'FUNDING', 'walk ${n % 3}', (select min(slug) from source)) on conflict do nothing;`,
  take: (n) => `delete from claim where id = '${uuid(n)}';`,
};
const waiting: Change = {
  add: (
    n,
  ) => `insert into mention (id, article_id, published_at, record_slug, record_kind, field, start_offset, end_offset, surface, score, method, review)
    select '${uuid(n)}', id, published_at, 'poland', 'ACTOR', 'CONTENT', ${n}, ${n + 1}, 'x', 1, 'ALIAS', 'NEEDS_REVIEW'
    from article order by id desc limit 1 on conflict do nothing;`,
  take: (n) => `delete from mention where id = '${uuid(n)}';`,
};
const source: Change = {
  add: (n) => `insert into source (slug, title) values ('${'amz'[n % 3]}-walk-${n}', 'Walk') on conflict do nothing;`,
  take: (n) => `delete from source where slug = '${'amz'[n % 3]}-walk-${n}';`,
};
const feed: Change = {
  add: (
    n,
  ) => `insert into feed (slug, title, url) values ('${'amz'[n % 3]}-walk-${n}', 'Walk', 'https://walk.example/${n}.xml')
    on conflict do nothing;`,
  take: (n) => `delete from feed where slug = '${'amz'[n % 3]}-walk-${n}';`,
};
/** A revision stays for ever: one that is added is the latest. */
const revision: Change = {
  add: (n) => `update funding set note = 'walk again ${n}' where slug = 'safe';`,
  take: () => '',
};

const plain = '{ edges { node { id } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }';
const versions = plain.replace('id', 'version');
const list =
  (field: string, filter = ''): Connection =>
  (args) =>
    `it: ${field}(${filter}${args}) ${plain}`;
const nested =
  (of: string, field: string, filter = '', selection = plain): Connection =>
  (args) =>
    `of: ${of} { it: ${field}(${filter}${args}) ${selection} }`;
const funds = 'funding(slug: "safe")';

const LISTS: [string, Connection, Change][] = [
  ['systems', list('systems'), system],
  ['sources', list('sources'), source],
  ['feeds', list('feeds'), feed],
  ['stories', list('stories'), story],
  ['stories of a filter', list('stories', 'filter: {feed: {eq: "flankwatch-sample"}}, '), story],
  ['reviewQueue', list('reviewQueue'), waiting],
  ['Actor.deals', nested('actor(slug: "ukraine")', 'deals'), deal],
  [
    'Actor.deals of a filter',
    nested('actor(slug: "ukraine")', 'deals', 'filter: {not: {slug: {contains: "mega"}}}, '),
    deal,
  ],
  ['Actor.incidents', nested('actor(slug: "russia")', 'incidents'), incident],
  [
    'Actor.incidents of a filter',
    nested('actor(slug: "russia")', 'incidents', 'filter: {aggregate: false}, '),
    incident,
  ],
  ['Actor.fundingGiven', nested('actor(slug: "european-union")', 'fundingGiven'), funding],
  ['Actor.fundingReceived', nested('actor(slug: "ukraine")', 'fundingReceived'), funding],
  ['Actor.systemsMade', nested('actor(slug: "rheinmetall")', 'systemsMade'), system],
  ['Actor.articles', nested('actor(slug: "romania")', 'articles'), article],
  [
    'Actor.articles of a filter',
    nested('actor(slug: "romania")', 'articles', 'filter: {mentions: ["romania"]}, '),
    article,
  ],
  ['System.deals', nested('system(slug: "geran-2")', 'deals'), deal],
  ['System.incidents', nested('system(slug: "geran-2")', 'incidents'), incident],
  ['Funding.allocations', nested(funds, 'allocations', 'filter: {kind: [ALLOCATION, PLEDGE]}, '), funding],
  ['Funding.claims', nested(funds, 'claims'), claim],
  ['Funding.revisions', nested(funds, 'revisions', '', versions), revision],
  ['Feed.articles', nested('feed(slug: "flankwatch-sample")', 'articles'), article],
  [
    'Story.articles',
    (args) => `of: node(id: "${btoa(`Story:${STORY}`)}") { ... on Story { it: articles(${args}) ${plain} } }`,
    article,
  ],
];

async function instant(): Promise<string> {
  const [row] = await database.sql.rows<{ at: Date }>('select clock_timestamp() as at');
  await sleep(3); // instants are told in milliseconds: what follows falls into a later one
  return (row as { at: Date }).at.toISOString();
}

/** Whether an entry is one that the nth step adds or takes out. */
function isOf(entry: string, n: number): boolean {
  const { id } = JSON.parse(entry) as { id?: string };
  if (id === undefined) return false;
  const name = atob(id);
  return name.endsWith(`:${uuid(n)}`) || (/:(?:[amz]-)?walk-/.test(name) && name.endsWith(`-${n}`));
}

describe('a walk under inserts and deletes gives each surviving row once, in order, and the past stays as it was', () => {
  test.each(LISTS)(
    '%s',
    async (name, connection, change) => {
      const steps = fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 15 })), { minLength: 1, maxLength: 5 });
      const apply = ([adds, n]: [boolean, number]) => database.script(adds ? change.add(n) : change.take(n));
      await fc.assert(
        fc.asyncProperty(
          steps,
          steps,
          fc.integer({ min: 1, max: 4 }),
          fc.boolean(),
          async (before, during, parts, backward) => {
            for (const step of before) await apply(step);
            const whole = () => walk(graph, connection, { size: 100 });
            const [first, then, left] = [await whole(), await instant(), [...during]];
            expect(first.length).toBeGreaterThan(1);
            const seen = await walk(graph, connection, {
              size: Math.max(1, Math.floor(first.length / (parts + 1))),
              backward,
              between: async () => {
                const step = left.shift();
                if (step !== undefined) await apply(step);
              },
            });
            for (const step of left) await apply(step);
            const last = await whole();
            const steady = (entry: string) => !during.some(([, n]) => isOf(entry, n)) && first.includes(entry);
            expect(first.filter(steady).length).toBeGreaterThan(0);
            expect(seen.filter(steady)).toEqual(first.filter(steady));
            expect(last.filter(steady)).toEqual(first.filter(steady));
            // News that is deleted is gone from the past too; feeds have none.
            const past = await walk(graph, (args) => `asOf(at: "${then}") { ${connection(args)} }`, { size: 100 });
            if (name !== 'feeds') expect(past.filter(steady)).toEqual(first.filter(steady));
            if (/^(?:systems|sources|Actor\.(?:deals|inc|fund|sys)|System|Funding)/.test(name))
              expect(past).toEqual(first);
          },
        ),
        { numRuns: 3 },
      );
    },
    120_000,
  );
});

test('both ends of a nested list are told of a page in its middle, in the past too', async () => {
  const given = nested('actor(slug: "european-union")', 'fundingGiven');
  const first = await page(graph, given, 'first: 3');
  for (const connection of [given, (args: string) => `asOf(at: "2999-01-01T00:00:00Z") { ${given(args)} }`]) {
    const middle = await page(graph, connection, `first: 3, after: "${first.pageInfo.endCursor}"`);
    expect(middle.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const back = await page(graph, connection, `last: 3, before: "${middle.pageInfo.startCursor}"`);
    expect(back.edges).toEqual(first.edges);
  }
});
