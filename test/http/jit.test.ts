import { readdirSync, readFileSync } from 'node:fs';
import { execute, isEnumType, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { createContext } from '../../src/graph/context.js';
import type { FeedKeeper } from '../../src/graph/feed-keeper.js';
import { schema } from '../../src/graph/schema.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
  await graph.raw('{ deals { totalCount } }'); // warm
});
afterAll(() => database.close());

const QUERY = `query Deals($filter: DealFilter, $also: [DealFilter!] = [{ kind: [LICENCE] }], $first: Int = 3, $named: Boolean!) {
  deals(filter: $filter, first: $first) { totalCount edges { node { slug name @include(if: $named) } } }
  also: deals(filter: { or: $also }) { totalCount }
}`;

test('filters in variables, which contain each other without end, are compiled in an instant', async () => {
  const start = process.cpuUsage();
  const answer = await graph.raw(QUERY, { variables: { filter: { not: { kind: ['LICENCE'] } }, named: true } });
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(1500);
  expect(answer.errors).toBeUndefined();
  expect(answer.data.deals.edges).toHaveLength(3);
  expect(answer.data.deals.edges[0].node.name).toBeTruthy();
  const [all] = await database.sql.rows<{ count: number }>('select count(*)::int as count from deal');
  expect(answer.data.deals.totalCount + answer.data.also.totalCount).toBe(all?.count);
});

test('variables are read as they are without compiling: instants, decimals, absent and null ones, lists of one', async () => {
  const articles = 'query ($filter: ArticleFilter) { articles(filter: $filter) { totalCount } }';
  const count = async (query: string, variables: object) => {
    const { data, errors } = await graph.raw(query, { variables });
    expect(errors).toBeUndefined();
    return (Object.values(data)[0] as { totalCount: number }).totalCount;
  };
  const whole = await count(articles, {});
  expect(whole).toBe(12);
  expect(await count(articles, { filter: null })).toBe(whole);
  expect(await count(articles, { filter: {} })).toBe(whole);
  const later = await count(articles, { filter: { publishedAt: { after: '2025-11-01T00:00:00Z' } } });
  expect(later).toBeGreaterThan(0);
  expect(later).toBeLessThan(whole);
  const deals = 'query ($filter: DealFilter) { deals(filter: $filter) { totalCount } }';
  const single = await count(deals, { filter: { kind: 'LICENCE' } });
  expect(single).toBe(await count(deals, { filter: { kind: ['LICENCE'] } }));
  expect(await count(deals, { filter: { value: { currency: 'EUR', atLeast: '1.5' } } })).toBeGreaterThan(0);
});

test.each([
  [{ filter: { kind: ['NOTHING'] }, named: true }, '$filter'],
  [{ filter: { nothing: 1 }, named: true }, '$filter'],
  [{ filter: { value: { atLeast: '1' } }, named: true }, 'currency'],
  [{ filter: {} }, '$named'],
])('variables that cannot be, %j, are a mistake of the asker', async (variables, named) => {
  const { data, errors } = await graph.raw(QUERY, { variables });
  expect(data ?? null).toBeNull();
  expect(errors?.[0]?.message).toContain(named);
  expect(errors?.[0]?.extensions?.code).not.toBe('INTERNAL_SERVER_ERROR');
  expect(graph.log).toEqual([]);
});

test('a variable that may not be null and has a default may be left out, and is as it says where it is not', async () => {
  const query = `query ($slug: String! = "romania", $kind: [ActorKind!]! = STATE, $at: DateTime! = "2000-01-01T00:00:00Z",
    $named: Boolean! = true) {
    actor(slug: $slug) { slug name @include(if: $named) }
    actors(filter: { slug: { eq: $slug }, kind: $kind }) { totalCount }
    asOf(at: $at) { actor(slug: $slug) { slug } }
  }`;
  expect(await graph.raw(query)).toEqual({
    status: 200,
    data: { actor: { slug: 'romania', name: 'Romania' }, actors: { totalCount: 1 }, asOf: { actor: null } },
  });
  const variables = { slug: 'saab', kind: ['COMPANY'], at: '2999-01-01T00:00:00Z', named: false };
  expect((await graph.raw(query, { variables })).data).toEqual({
    actor: { slug: 'saab' },
    actors: { totalCount: 1 },
    asOf: { actor: { slug: 'saab' } },
  });
  const { data, errors } = await graph.raw(query, { variables: { slug: null } });
  expect(data ?? null).toBeNull();
  expect(errors).toMatchObject([{ message: expect.stringContaining('$slug'), extensions: { code: 'BAD_USER_INPUT' } }]);
});

const WIDE = `query Wide($at: DateTime! = "2100-01-01T00:00:00Z") {
  ...Lists
  asOf(at: $at) { ...Lists }
}
fragment Lists on Query {
  deals(first: 5) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id version updatedAt parties { role deal { slug } actor { id kind deals(first: 2) { edges { roles node { name } } } } } } }
  }
  incidents(first: 5) { edges { node { place { latitude radiusKm precision approximate } aggregate counts { quantity { min max qualifier } } } } }
  articles(first: 3) { edges { node { tags publishedAt mentions { start end score method record { __typename slug version } } } } }
  dealTotals(groupBy: [KIND]) { deals values { currency min records } keys { group value } }
  timeline(first: 5) { edges { cursor at node { __typename } } }
  search(text: "patriot") { edges { score highlight matches { start end } } }
}`;
const EXAMPLES = readdirSync('schema/operations').map((file) => readFileSync(`schema/operations/${file}`, 'utf8'));

test.each([WIDE, ...EXAMPLES])('compiled, an operation answers what graphql-js answers', async (query) => {
  const contextValue = createContext(database, {} as FeedKeeper, { viewer: { role: 'ANONYMOUS', name: null } });
  const plain = await execute({ schema, document: parse(query), contextValue });
  expect(plain.errors).toBeUndefined();
  const compiled = await graph.raw(query);
  expect(compiled.errors).toBeUndefined();
  expect(compiled.data).toEqual(JSON.parse(JSON.stringify(plain.data)));
});

test("a word of an enum is the database's own, since compiled operations pass it as it is", () => {
  const enums = Object.values(schema.getTypeMap()).filter(isEnumType);
  for (const { name, value } of enums.flatMap((type) => type.getValues())) expect(value).toBe(name);
});

test('a variable that is left out has its default, also where it is required, and whatever its type', async () => {
  const query = `query ($first: Int! = 2, $at: DateTime! = "2001-01-01T00:00:00Z", $named: Boolean! = false) {
    deals(first: $first) { edges { node { slug name @include(if: $named) } } }
    asOf(at: $at) { deals { totalCount } }
  }`;
  const { data, errors } = await graph.raw(query);
  expect(errors).toBeUndefined();
  expect(data.deals.edges).toHaveLength(2);
  expect(data.deals.edges[0].node.name).toBeUndefined();
  expect(data.asOf.deals.totalCount).toBe(0);
  const given = await graph.raw(query, { variables: { first: 1, at: '2999-01-01T00:00:00Z', named: true } });
  expect(given.data.deals.edges[0].node.name).toBeTruthy();
  expect(given.data.asOf.deals.totalCount).toBeGreaterThan(0);
});
