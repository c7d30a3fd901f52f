// What is null or empty in a filter is no condition, at any depth.
import fc from 'fast-check';
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { schema } from '../../src/graph/schema.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
});
afterAll(() => database.close());

test('an optional variable that is not given hides nothing', async () => {
  const query = `query ($system: String, $maker: String, $words: String, $tag: String) {
    incidents(filter: { system: { slug: { eq: $system } } }) { totalCount }
    every: incidents { totalCount }
    systems(filter: { manufacturer: { name: { contains: $maker } } }) { totalCount }
    all: systems { totalCount }
    articles(filter: { text: $words, tag: { eq: $tag }, mentionsAny: [] }) { totalCount }
    news: articles { totalCount }
  }`;
  for (const variables of [{}, { system: null, maker: null }, { system: '', maker: '', words: ' ', tag: '' }]) {
    const { data, errors } = await graph.raw(query, { variables });
    expect(errors).toBeUndefined();
    expect(data.incidents).toEqual(data.every);
    expect(data.systems).toEqual(data.all);
    expect(data.articles).toEqual(data.news);
  }
});

/** A random value of the type that asks nothing; undefined if every value of it asks something. */
function nothing(type: GraphQLInputType, depth: number): fc.Arbitrary<unknown> | undefined {
  if (isNonNullType(type)) return undefined;
  if (isListType(type)) {
    const entry = isInputObjectType(getNamedType(type))
      ? emptyFilter(getNamedType(type) as never, depth + 1)
      : undefined;
    return fc.oneof(fc.constantFrom(null, []), ...(entry === undefined ? [] : [fc.array(entry, { maxLength: 2 })]));
  }
  if (isInputObjectType(type) && !Object.values(type.getFields()).some(({ type: field }) => isNonNullType(field))) {
    return fc.oneof(fc.constant(null), emptyFilter(type, depth + 1));
  }
  return type.toString() === 'String' ? fc.constantFrom(null, '') : fc.constant(null);
}

function emptyFilter(type: GraphQLInputObjectType, depth = 0): fc.Arbitrary<object> {
  if (depth > 3) return fc.constant({});
  const fields = Object.entries(type.getFields()).flatMap(([name, field]) => {
    const value = nothing(field.type, depth);
    return value === undefined ? [] : [[name, value] as const];
  });
  return fc
    .subarray(fields, { maxLength: Math.min(4, fields.length) })
    .chain((some) => fc.record(Object.fromEntries(some)));
}

/** Puts an empty condition into a filter, beside its conditions and into its lists. */
function withEmpty(filter: Record<string, unknown>, empty: Record<string, unknown>) {
  const { and, or } = filter as { and?: unknown[]; or?: unknown[] };
  return { ...empty, ...filter, ...(and && { and: [...and, empty] }), ...(or && { or: [empty, ...or, empty] }) };
}

test.each([
  ['actors', { kind: ['STATE'], or: [{ name: { contains: 'r' } }, { slug: { eq: 'poland' } }] }],
  ['systems', { manufacturer: { country: { eq: 'TR' } } }],
  ['deals', { status: ['SIGNED'], and: [{ date: { after: '2025' } }] }],
  ['fundings', { not: { kind: ['PLEDGE'] } }],
  ['incidents', { country: { in: ['RO', 'PL'] } }],
  ['articles', { text: 'drones', or: [{ tag: { eq: 'nothing' } }, { mentionsAny: ['romania'] }] }],
  ['sources', { publisher: { startsWith: 'a' } }],
  ['feeds', { language: { eq: 'EN' } }],
] as const)(
  'an empty condition anywhere in a filter of %s changes nothing',
  async (list, some) => {
    const argument = schema
      .getQueryType()
      ?.getFields()
      [list]?.args.find(({ name }) => name === 'filter');
    const type = getNamedType(argument?.type) as GraphQLInputObjectType;
    const ids = async (filter: object | null) => {
      const { data, errors } = await graph.raw(
        `query ($filter: ${type}) { it: ${list}(filter: $filter, first: 100) { edges { node { id } } } }`,
        { variables: { filter } },
      );
      expect(errors, JSON.stringify(filter)).toBeUndefined();
      return data.it.edges.map(({ node }: { node: { id: string } }) => node.id);
    };
    const [all, left] = [await ids(null), await ids(some)];
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(all.length);
    await fc.assert(
      fc.asyncProperty(emptyFilter(type), async (empty) => {
        expect(await ids(empty)).toEqual(all);
        expect(await ids(withEmpty(some, empty as Record<string, unknown>))).toEqual(left);
      }),
      { numRuns: 40 },
    );
  },
  60_000,
);
