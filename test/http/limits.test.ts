import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as documents from '../../schema/client/graphql.js';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
});
afterAll(() => database.close());

const costOf = async (query: string, variables: object = {}) => {
  const { extensions } = (await (await graph.fetch({ query, variables }, { 'graphql-cost': '1' })).json()) as {
    extensions?: { cost?: { estimated: number; limit: number } };
  };
  return extensions?.cost?.estimated;
};
const refusal = async (query: string, variables: object = {}) => {
  graph.statements();
  const { errors, data } = await graph.raw(query, { variables });
  expect(data ?? null).toBeNull();
  expect(graph.statements()).toEqual([]);
  return errors?.[0]?.extensions;
};
const nested = (levels: number): string =>
  levels === 0 ? 'slug' : `slug deals(first: 100) { edges { node { parties { actor { ${nested(levels - 1)} } } } } }`;

/** A request counts 20, a field that is resolved 20, an object 1, a `totalCount` of a whole table 100: src/http/weights.ts. */
describe('cost', () => {
  test.each([
    ['{ __typename }', {}, 0],
    ['{ actor(slug: "romania") { name } }', {}, 41],
    ['{ actors { edges { node { name } } } }', {}, 60],
    ['{ actors(first: 7) { edges { cursor node { name } } pageInfo { hasNextPage } } }', {}, 47],
    ['{ actors(last: 7) { edges { node { name country { name } } } } }', {}, 74],
    ['query ($n: Int) { actors(first: $n) { edges { node { name } } } }', { n: 50 }, 90],
    ['query ($n: Int = 30) { actors(first: $n) { edges { node { name } } } }', {}, 70],
    ['query ($n: Int) { actors(first: $n) { edges { node { name } } } }', { n: null }, 60],
    ['{ actors(first: 10) { edges { node { deals(first: 5) { edges { node { name } } } } } } }', {}, 120],
    ['{ actors(first: 10) { totalCount edges { node { deals(first: 5) { totalCount } } } } }', {}, 220],
    ['query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['QWN0b3I6eA==', 'QWN0b3I6eQ=='] }, 42],
    ['{ actors(first: 3) { edges { node { ...A ...A } } } } fragment A on Actor { country { name } }', {}, 66],
    [
      '{ actors(first: 3) { edges { node { ... on Record { ...R } } } } } fragment R on Record { articles(first: 2) { edges { node { title } } } }',
      {},
      69,
    ],
    [
      '{ articles(first: 1) { edges { node { mentions { record { slug ... on Actor { country { name } } ... on Deal { articles(first: 3) { totalCount } } } } } } } }',
      {},
      209,
    ],
    ['{ a: actors(first: 3) { totalCount } b: actors(first: 3) { totalCount } }', {}, 260],
  ])('%s %j is %d', async (query, variables, cost) => {
    expect(await costOf(query, variables)).toBe(cost);
  });

  test('of a hundred records with a hundred entries each is allowed', async () => {
    const query = '{ actors(first: 100) { edges { node { deals(first: 100) { edges { node { slug } } } } } } }';
    expect(await costOf(query)).toBe(10_160);
  });

  test('that is too high is refused before anything is read, with the estimate and the limit', async () => {
    expect(await refusal(`{ actors(first: 100) { edges { node { ${nested(2)} } } } }`)).toEqual({
      code: 'QUERY_TOO_COSTLY',
      measure: 'cost',
      limit: 25_000,
      value: expect.any(Number),
    });
    const query =
      'query ($n: Int) { actors(first: $n) { edges { node { deals(first: $n) { edges { node { parties { role actor { name } } } } } } } } }';
    expect(await refusal(query, { n: 100 })).toMatchObject({ measure: 'cost', value: 90_200 });
    expect((await graph.raw(query, { variables: { n: 10 } })).errors).toBeUndefined();
  });

  test('is no part of an answer that did not ask for it', async () => {
    expect(await (await graph.fetch({ query: '{ __typename }' })).json()).toEqual({ data: { __typename: 'Query' } });
  });
});

describe('too much of', () => {
  test.each([
    ['depth', `{ actor(slug: "x") { ${'country { '.repeat(30)} name ${'}'.repeat(30)} } }`, 31],
    ['aliases', `{ actor(slug: "x") { ${Array.from({ length: 201 }, (_, i) => `a${i}: name`).join(' ')} } }`, 201],
    ['rootFields', `{ ${Array.from({ length: 51 }, (_, i) => `a${i}: viewer { role }`).join(' ')} }`, 51],
  ])('%s is refused', async (measure, query, value) => {
    expect(await refusal(query)).toMatchObject({ code: 'QUERY_TOO_COSTLY', measure, value });
  });

  test('tokens is refused while the document is parsed', async () => {
    expect(await refusal(`{ ${'__typename '.repeat(10_001)} }`)).toEqual({
      code: 'QUERY_TOO_COSTLY',
      measure: 'tokens',
      limit: 10_000,
    });
  });

  test('fragments within fragments is refused in no time', async () => {
    const fragments = Array.from(
      { length: 25 },
      (_, i) => `fragment F${i} on Actor { a: country { ...F${i + 1} } b: country { ...F${i + 1} } }`,
    );
    const started = process.cpuUsage();
    const query = `{ actor(slug: "x") { ...F0 } } ${fragments.join(' ')} fragment F25 on Actor { name }`;
    expect(await refusal(query)).toMatchObject({ code: 'QUERY_TOO_COSTLY' });
    const { user } = process.cpuUsage(started);
    expect(user).toBeLessThan(2_000_000);
  });

  test('a fragment that spreads itself is a mistake as ever', async () => {
    const answer = await graph.raw('{ actor(slug: "x") { ...F } } fragment F on Actor { name country { ...F } }');
    expect(answer.errors?.map(({ extensions }) => extensions?.code)).toContain('GRAPHQL_VALIDATION_FAILED');
  });

  test('introspection is refused where its lists nest', async () => {
    const query =
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }';
    expect((await graph.raw(query)).errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('what is honest passes', () => {
  test('introspection as GraphiQL asks it', async () => {
    expect(
      (await graph.raw(getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true }))).errors,
    ).toBeUndefined();
  });

  test.each(Object.entries(documents).filter(([name]) => name.endsWith('Document')))('%s', async (_name, document) => {
    expect(await costOf(String(document))).toBeLessThan(10_000);
  });
});
