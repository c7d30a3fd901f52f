import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { ADMIN_KEY, type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
});
afterAll(() => database.close());

interface Told {
  cursor: string;
  type: string;
  kind: string;
  nodeId: string;
  node: { id: string } | null;
}

async function page(variables: object = {}) {
  const { data, errors } = await graph.raw(
    `query ($after: String, $first: Int, $types: [ChangeType!]) { changes(after: $after, first: $first, types: $types) {
      edges { cursor node { cursor at type kind nodeId node { id } } } pageInfo { hasNextPage endCursor } } }`,
    { variables },
  );
  expect(errors).toBeUndefined();
  const edges: { cursor: string; node: Told }[] = data.changes.edges;
  for (const { cursor, node } of edges) expect(node.cursor).toBe(cursor);
  return { told: edges.map(({ node }) => node), ...data.changes.pageInfo };
}

async function all(variables: object = {}, from: string | null = null) {
  const told: Told[] = [];
  let after = from;
  for (;;) {
    const next = await page({ ...variables, after, first: 37 });
    told.push(...next.told);
    if (!next.hasNextPage) return { told, after: (next.endCursor ?? after) as string };
    after = next.endCursor;
  }
}

/** Other tests write to databases of the same server: what is open there holds the latest changes back for a while. */
async function settled() {
  await vi.waitFor(
    async () => {
      const rows = await database.sql.rows('select 1 from change where xid >= pg_snapshot_xmin(pg_current_snapshot())');
      expect(rows).toEqual([]);
    },
    { timeout: 20_000, interval: 20 },
  );
}

test('walking from the first change to the last tells each once, with what it is of', async () => {
  await settled();
  const { told } = await all();
  const [counted] = await database.sql.rows<{ count: number }>('select count(*)::int as count from change');
  expect(told.length).toBe(counted?.count);
  expect(new Set(told.map(({ cursor }) => cursor)).size).toBe(told.length);
  for (const { node, nodeId } of told) expect(node?.id).toBe(nodeId);
});

test('of some types only', async () => {
  const { told } = await all({ types: ['ARTICLE', 'DEAL'] });
  expect(new Set(told.map(({ type }) => type))).toEqual(new Set(['ARTICLE', 'DEAL']));
});

test('a reader who stands at the end is told of a save, then of a deletion, whose node is null', async () => {
  await settled();
  const { after } = await all();
  expect(await page({ after })).toMatchObject({ told: [], hasNextPage: false, endCursor: null });
  const headers = { authorization: `Bearer ${ADMIN_KEY}` };
  const { data } = await graph.raw(
    'mutation { saveActor(input: { slug: "test-agency", name: "Test Agency", kind: COMPANY }) { ... on SaveActorSuccess { actor { id } } ... on ValidationError { message } } }',
    { headers },
  );
  const id = data.saveActor.actor.id;
  await settled();
  const [saved] = (await page({ after })).told;
  expect(saved).toMatchObject({ type: 'ACTOR', kind: 'CREATED', nodeId: id, node: { id } });
  await graph.raw(`mutation { deleteRecord(id: "${id}", ifVersion: 1, reason: "a test") { __typename } }`, { headers });
  await settled();
  const told: Told[] = (await page({ after })).told;
  expect(told.map(({ kind, node, nodeId }) => [kind, node, nodeId])).toEqual([
    ['CREATED', null, id],
    ['DELETED', null, id],
  ]);
});

async function now(): Promise<string> {
  const { data, errors } = await graph.raw(
    '{ changes(start: NOW, first: 5) { edges { cursor } nodes { cursor } pageInfo { hasNextPage startCursor endCursor } } }',
  );
  expect(errors).toBeUndefined();
  expect(data.changes).toMatchObject({ edges: [], nodes: [], pageInfo: { hasNextPage: false, startCursor: null } });
  return data.changes.pageInfo.endCursor;
}

test('a reader who begins now is told of what follows, and of nothing before', async () => {
  await settled();
  const after = await now();
  expect(await page({ after })).toMatchObject({ told: [], hasNextPage: false });
  await database.sql.rows(`insert into change (type, kind, node_id) values ('FEED', 'UPDATED', 'next')`);
  await settled();
  expect((await all({}, after)).told.map(({ nodeId }) => Buffer.from(nodeId, 'base64').toString())).toEqual([
    'Feed:next',
  ]);
  expect((await all({}, await now())).told).toEqual([]);
});

test('a cursor and a start are one too many', async () => {
  const { errors } = await graph.raw(`{ changes(after: "${await now()}", start: NOW) { pageInfo { hasNextPage } } }`);
  expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'start' });
  const { data } = await graph.raw(
    '{ it: changes(start: BEGINNING) { nodes { cursor } } changes { edges { cursor } } }',
  );
  expect(data.it.nodes).toEqual(data.changes.edges);
});

test('a cursor that cannot be names its argument', async () => {
  const bad = Buffer.from('["1; drop table change",1]').toString('base64url');
  const { errors } = await graph.raw(`{ changes(after: "${bad}") { pageInfo { hasNextPage } } }`);
  expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'after' });
});

// The embedded database has one connection: there transactions never overlap.
test.skipIf(!process.env.TEST_DATABASE_URL)(
  'a transaction that commits after one with higher numbers is not skipped',
  async () => {
    const tell = (slug: string) => `insert into change (type, kind, node_id) values ('FEED', 'UPDATED', '${slug}')`;
    await settled();
    let { after } = await all();
    let commitSlow = () => {};
    const may = new Promise<void>((resolve) => {
      commitSlow = resolve;
    });
    let started = () => {};
    const slowStarted = new Promise<void>((resolve) => {
      started = resolve;
    });
    const slow = database.prisma.$transaction(
      async (tx) => {
        await tx.$executeRawUnsafe(tell('slow'));
        started();
        await may;
      },
      { timeout: 20_000 },
    );
    await slowStarted;
    await database.prisma.$executeRawUnsafe(tell('fast'));
    // Whoever begins now, between a transaction that is open and one that has ended, is told of both, once.
    const begun = await now();
    const seen: string[] = [];
    const read = async () => {
      const next = await all({}, after);
      after = next.after;
      seen.push(...next.told.map(({ nodeId }) => Buffer.from(nodeId, 'base64').toString()));
    };
    await read();
    expect(seen).toEqual([]); // the fast one waits: what is slow comes before it
    commitSlow();
    await slow;
    await settled();
    await read();
    expect(seen).toEqual(['Feed:slow', 'Feed:fast']);
    const { told } = await all({}, begun);
    expect(told.map(({ nodeId }) => Buffer.from(nodeId, 'base64').toString())).toEqual(seen);
  },
);

test('rows whose numbers and transactions are in different orders are told by transaction', async () => {
  await settled();
  const { after } = await all();
  // As two transactions leave them that overlap: the one that began first took the higher number.
  await database.sql.rows(`insert into change (seq, type, kind, node_id) values (900002, 'FEED', 'UPDATED', 'first')`);
  await database.sql.rows(`insert into change (seq, type, kind, node_id) values (900001, 'FEED', 'UPDATED', 'second')`);
  await settled();
  const { told } = await all({}, after);
  expect(told.map(({ nodeId }) => Buffer.from(nodeId, 'base64').toString())).toEqual(['Feed:first', 'Feed:second']);
});
