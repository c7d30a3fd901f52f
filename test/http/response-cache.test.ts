import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { STALE_MS } from '../../src/http/freshness.js';
import { openDatabase, withSql } from '../support/database.js';
import { ADMIN_KEY, type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
/** Another gateway on the same database. */
let other: Graph;
beforeAll(async () => {
  database = await openDatabase();
});
beforeEach(() => {
  graph = graphOn(database, { cache: true });
  other = graphOn(database, { cache: true });
});
afterAll(() => database.close());

const headers = { authorization: `Bearer ${ADMIN_KEY}` };
const ACTOR = '{ actor(slug: "romania") { summary aliases { text } } }';
const NEWS = '{ articles(first: 1) { edges { node { title } } } }';
const SOURCES = '{ deals(first: 29) { edges { node { statusHistory { sources { title } } } } } }';

/** Statements of the answer itself, without the looks at the outbox. */
async function statementsOf(on: Graph, query: string, options = {}) {
  on.statements();
  const answer = await on.raw(query, options);
  const statements = on.statements().filter((text) => !/history\.clock|^select pg_current_snapshot/.test(text));
  return { answer, statements: statements.length };
}
const passed = () => sleep(STALE_MS + 50);
const edit = (summary: string) => database.sql.rows(`update actor set summary = $1 where slug = 'romania'`, [summary]);

test('the same question is answered from memory, another is not', async () => {
  const first = await statementsOf(graph, ACTOR);
  expect(first.statements).toBeGreaterThan(0);
  const again = await statementsOf(graph, ACTOR);
  expect(again).toEqual({ answer: first.answer, statements: 0 });
  const query = 'query ($slug: String!) { actor(slug: $slug) { name } }';
  await graph.raw(query, { variables: { slug: 'romania' } });
  expect((await graph.raw(query, { variables: { slug: 'poland' } })).data.actor.name).toBe('Poland');
});

test('a change of the record ends answers of the record, in every gateway, within the bound', async () => {
  for (const one of [graph, other]) await one.raw(ACTOR);
  await edit('another summary');
  await passed();
  for (const one of [graph, other]) expect((await one.raw(ACTOR)).data.actor.summary).toBe('another summary');
});

test('news ends answers with news and leaves those of the record alone', async () => {
  await graph.raw(ACTOR);
  await graph.raw(NEWS);
  await database.sql.rows(`insert into change (type, kind, node_id) values ('ARTICLE', 'CREATED', 'x')`);
  await passed();
  expect((await statementsOf(graph, NEWS)).statements).toBeGreaterThan(0);
  expect((await statementsOf(graph, ACTOR)).statements).toBe(0);
});

test('a source that is corrected ends answers too, though the outbox has no word for it', async () => {
  await graph.raw(SOURCES);
  await database.sql.rows(`update source set title = 'a corrected title'`);
  await passed();
  const { data } = await graph.raw(SOURCES);
  const titles = new Set(JSON.stringify(data).match(/(?<="title":")[^"]*/g));
  expect(titles).toEqual(new Set(['a corrected title']));
});

test('right after a mutation of this process nobody reads what was before', async () => {
  await graph.raw('{ actor(slug: "test-agency") { name } }');
  const saved = await graph.raw(
    'mutation { saveActor(input: { slug: "test-agency", name: "Test Agency", kind: COMPANY }) { __typename } }',
    { headers },
  );
  expect(saved.data.saveActor.__typename).toBe('SaveActorSuccess');
  expect((await graph.raw('{ actor(slug: "test-agency") { name } }')).data.actor).toEqual({ name: 'Test Agency' });
});

test('a key reads what is there, at once', async () => {
  await graph.raw(ACTOR, { headers });
  await graph.raw(ACTOR);
  await edit('fresh');
  expect((await graph.raw(ACTOR, { headers })).data.actor.summary).toBe('fresh');
});

test('an answer whose reading was overtaken by a change is not kept', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let reading = () => {};
  const read = new Promise<void>((resolve) => {
    reading = resolve;
  });
  let hold = true;
  const slow = graphOn(
    withSql(database, {
      rows: async (text, parameters) => {
        const rows = await database.sql.rows(text, parameters);
        if (hold && text.includes('from actor') && !/history\.clock|^select pg_current_snapshot/.test(text)) {
          hold = false;
          reading();
          await held;
        }
        return rows as never;
      },
    }),
    { cache: true },
  );
  const old = slow.raw(ACTOR);
  await read;
  await edit('newer');
  await passed();
  await slow.raw('{ actor(slug: "poland") { name } }'); // looks at the outbox
  release();
  expect((await old).data.actor.summary).not.toBe('newer');
  expect((await slow.raw(ACTOR)).data.actor.summary).toBe('newer');
});

test.each([
  ['an error', '{ node(id: "nonsense") { id } actor(slug: "romania") { name } }'],
  ['who asks', '{ viewer { role } actor(slug: "romania") { name } }'],
  ['the past', '{ asOf(at: "2026-01-01T00:00:00Z") { actor(slug: "romania") { name } } }'],
  ['the attempts of a feed', '{ feeds(first: 1) { edges { node { lastAttemptAt } } } }'],
  ['changes', '{ changes(first: 1) { edges { node { nodeId } } } }'],
])('an answer with %s is not kept', async (_what, query) => {
  const first = await statementsOf(graph, query);
  expect(first.statements).toBeGreaterThan(0);
  expect((await statementsOf(graph, query)).statements).toBe(first.statements);
});

describe('how feeds are doing', () => {
  const STATUS = '{ feed(slug: "err-news") { status } }';
  const STALE = '{ feeds(filter: { status: [STALE] }) { totalCount edges { node { slug } } } }';
  /** So that the feed, which has been fetched, is overdue so many milliseconds from now. */
  const overdueIn = (ms: number) =>
    database.sql.rows(
      `update feed set enabled = true, consecutive_failures = 0, gone_at = null, next_attempt_at = now() - interval '1 day',
        last_success_at = now() - make_interval(secs => "interval") - interval '10 minutes' + $1::int * interval '1 millisecond'
       where slug = 'err-news'`,
      [ms],
    );
  const status = async () => (await graph.raw(STATUS)).data.feed.status;
  const stale = async () => (await graph.raw(STALE)).data.feeds.totalCount;

  test('is kept while they are doing so, and read anew after an attempt, of which the outbox says nothing', async () => {
    await overdueIn(600_000);
    expect([await status(), await stale()]).toEqual(['FRESH', 0]);
    for (const query of [STATUS, STALE]) expect((await statementsOf(graph, query)).statements).toBe(0);
    await database.sql.rows(`update feed set consecutive_failures = 1 where slug = 'err-news'`);
    await passed();
    expect(await status()).toBe('FAILING');
  });

  test('is read anew when nothing has happened but time', async () => {
    const from = performance.now();
    await overdueIn(4000);
    expect([await status(), await stale()]).toEqual(['FRESH', 0]);
    await sleep(Math.max(0, 4050 - (performance.now() - from)));
    await passed();
    expect([await status(), await stale()]).toEqual(['STALE', 1]);
  });
});
