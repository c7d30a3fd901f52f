import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { TRACKED } from '../../src/database/past.js';
import { openDatabase } from '../support/database.js';
import { ADMIN_KEY, type Graph, graphOn } from '../support/graph.js';

const headers = { authorization: `Bearer ${ADMIN_KEY}` };
const KEEP = 'ukraine';
const DROP = 'romania';

let database: Database;
let graph: Graph;
beforeEach(async () => {
  database = await openDatabase();
  graph = graphOn(database);
});
afterEach(() => database.close());

const id = (slug: string, type = 'Actor') => Buffer.from(`${type}:${slug}`).toString('base64');

async function mutate(query: string, variables: object) {
  const { data, errors } = await graph.raw(query, { variables, headers });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return Object.values(data)[0] as { __typename: string } & Record<string, unknown>;
}

const merge = (keep = KEEP, drop = DROP) =>
  mutate(
    'mutation M($keep: ID!, $drop: ID!) { mergeActors(keep: $keep, drop: $drop, reason: "one and the same") { __typename ... on MergeActorsSuccess { actor { slug aliases { text } } } ... on ValidationError { issues { path message } } ... on NotFoundError { message } } }',
    { keep: id(keep), drop: id(drop) },
  );
const undo = (actor = DROP) =>
  mutate(
    'mutation U($actor: ID!) { undoMerge(actor: $actor, reason: "two after all") { __typename ... on MergeActorsSuccess { actor { slug name } } ... on ValidationError { issues { path message } } ... on NotFoundError { message } } }',
    { actor: id(actor) },
  );

/** Every row of the record, without what counts and dates the saves. */
async function everything(): Promise<Record<string, string[]>> {
  const tables = [...TRACKED, 'mention', 'feed'];
  const entries = await Promise.all(
    tables.map(async (table) => {
      const rows = await database.sql.rows<{ row: string }>(
        `select (to_jsonb(t) - 'version' - 'updated_at')::text as row from ${table} t order by 1`,
      );
      return [table, rows.map(({ row }) => row)] as const;
    }),
  );
  return Object.fromEntries(entries);
}

describe('a merge', () => {
  test('gives all that one has to the other, and its slug leads there', async () => {
    const before = (
      await graph.raw(
        `{ actor(slug: "${DROP}") { name aliases { text } deals { totalCount } articles { totalCount } } kept: actor(slug: "${KEEP}") { deals { totalCount } } }`,
      )
    ).data;
    const done = await merge();
    expect(done).toMatchObject({ __typename: 'MergeActorsSuccess', actor: { slug: KEEP } });
    const texts = (done.actor as { aliases: { text: string }[] }).aliases.map(({ text }) => text);
    for (const text of [before.actor.name, ...before.actor.aliases.map((alias: { text: string }) => alias.text)])
      expect(texts).toContain(text);

    const { data } = await graph.raw(`{
      actor(slug: "${DROP}") { slug deals(first: 100) { totalCount } articles { totalCount } }
      node(id: "${id(DROP)}") { ... on Actor { slug } }
    }`);
    expect(data.actor.slug).toBe(KEEP);
    expect(data.node.slug).toBe(KEEP);
    expect(data.actor.articles.totalCount).toBeGreaterThanOrEqual(before.actor.articles.totalCount);
    for (const table of ['deal_party', 'incident_actor', 'membership', 'alias']) {
      const column = {
        deal_party: 'actor_slug',
        incident_actor: 'actor_slug',
        membership: 'member_slug',
        alias: 'record_slug',
      }[table];
      const left = await database.sql.rows(`select 1 from ${table} where ${column} = $1`, [DROP]);
      expect(left).toEqual([]);
    }
  });

  test('is undone to the exact state, in the past as well', async () => {
    const [row] = await database.sql.rows<{ at: Date }>('select clock_timestamp() as at');
    const query = `{ actor(slug: "${DROP}") { name aliases { text } claims { totalCount } deals(first: 50) { edges { roles node { slug } } } articles(first: 50) { edges { node { title } } } incidents(first: 50) { edges { node { slug actors { actor { slug } role } } } } } }`;
    const read = (await graph.raw(query)).data;
    const before = await everything();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await merge();
    const past = await graph.raw(`{ asOf(at: "${(row as { at: Date }).at.toISOString()}") ${query} }`);
    expect(past.errors).toBeUndefined();
    expect(past.data.asOf).toEqual(read);
    expect(await everything()).not.toEqual(before);

    expect(await undo()).toMatchObject({ __typename: 'MergeActorsSuccess', actor: { slug: DROP } });
    expect(await everything()).toEqual(before);
    expect((await graph.raw(query)).data).toEqual(read);
  });

  test('is undone without what was changed since', async () => {
    const slug = 'ro-ua-joint-drone-production';
    const parties = await database.prisma.dealParty.findMany({
      where: { dealSlug: slug },
      orderBy: { position: 'asc' },
    });
    await merge();
    await database.prisma.$executeRaw`update deal set name = 'Renamed since' where slug = ${slug}`;
    await database.prisma.$executeRaw`update actor set summary = 'Said since' where slug = ${KEEP}`;
    await database.prisma
      .$executeRaw`update incident set name = 'Another name' where slug = 'estonia-mig31-2025-09-19'`;
    expect(await undo(KEEP)).toMatchObject({ __typename: 'MergeActorsSuccess', actor: { slug: DROP } });
    const deal = await database.prisma.deal.findUniqueOrThrow({ where: { slug } });
    expect(deal.name).toBe('Renamed since');
    const now = await database.prisma.dealParty.findMany({ where: { dealSlug: slug } });
    expect(new Set(now.map(({ actorSlug, role }) => `${actorSlug} ${role}`))).toEqual(
      new Set(parties.map(({ actorSlug, role }) => `${actorSlug} ${role}`)),
    );
    expect((await database.prisma.actor.findUniqueOrThrow({ where: { slug: KEEP } })).summary).toBe('Said since');
  });

  test('of what is not there, or of one with itself, is refused', async () => {
    expect(await merge(KEEP, KEEP)).toMatchObject({ __typename: 'ValidationError', issues: [{ path: ['drop'] }] });
    expect(await merge(KEEP, 'atlantis')).toMatchObject({ __typename: 'NotFoundError' });
    expect(await undo('poland')).toMatchObject({ __typename: 'NotFoundError' });
  });

  test('of a merged one leads through both, and each is undone in turn', async () => {
    await merge('poland', DROP);
    await merge(KEEP, 'poland');
    expect((await graph.raw(`{ actor(slug: "${DROP}") { slug } }`)).data.actor.slug).toBe(KEEP);
    expect(await undo(DROP)).toMatchObject({ __typename: 'ValidationError' });
    expect(await undo('poland')).toMatchObject({ __typename: 'MergeActorsSuccess' });
    expect(await undo(DROP)).toMatchObject({ __typename: 'MergeActorsSuccess' });
  });
});

describe('a deletion', () => {
  test('is refused while others name the record, and says who', async () => {
    const answer = await mutate(
      'mutation D($id: ID!) { deleteRecord(id: $id, ifVersion: 1, reason: "test") { __typename ... on ValidationError { issues { path message } } } }',
      { id: id('f-16', 'System') },
    );
    expect(answer).toMatchObject({ __typename: 'ValidationError' });
    expect((answer.issues as { message: string }[]).map(({ message }) => message)).toContain(
      'is named by incident "poland-drones-2025-09-10"',
    );
  });

  test('takes the version that was read, and a record', async () => {
    const remove = (type: string, slug: string, ifVersion: number) =>
      mutate(
        'mutation D($id: ID!, $v: Int!) { deleteRecord(id: $id, ifVersion: $v, reason: "test") { __typename ... on DeleteRecordSuccess { deletedId } ... on ConflictError { currentVersion } } }',
        { id: id(slug, type), v: ifVersion },
      );
    expect(await remove('Deal', 'ua-us-drone-deal', 9)).toEqual({ __typename: 'ConflictError', currentVersion: 1 });
    expect(await remove('Feed', 'err-news', 1)).toMatchObject({ __typename: 'NotFoundError' });
    expect(await remove('Deal', 'atlantis', 1)).toMatchObject({ __typename: 'NotFoundError' });
    expect(await remove('Deal', 'ua-us-drone-deal', 1)).toEqual({
      __typename: 'DeleteRecordSuccess',
      deletedId: id('ua-us-drone-deal', 'Deal'),
    });
    const { data } = await graph.raw('{ deal(slug: "ua-us-drone-deal") { name } }');
    expect(data.deal).toBeNull();
  });
});
