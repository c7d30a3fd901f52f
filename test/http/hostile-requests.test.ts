// Requests that would take too much: each is refused with a clear error, or stopped, and the gateway goes on.
import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { argumentBounds } from '../../src/graph/argument-bounds.js';
import { schema } from '../../src/graph/schema.js';
import { MOST_USED } from '../../src/graph/usage.js';
import { JSON_NESTING, MOST_ERRORS } from '../../src/http/limits.js';
import { isJsonDeeperThan } from '../../src/http/nesting.js';
import { openDatabase, withSql } from '../support/database.js';
import { ADMIN_KEY, type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
  // A member of 300 organisations: lists without pages are as long as they are.
  await database.script(`
    insert into record (slug, kind) select 'org-' || n, 'ACTOR' from generate_series(1, 300) n;
    insert into actor (slug, name, kind) select 'org-' || n, 'Organisation ' || n, 'INTERNATIONAL_ORGANISATION' from generate_series(1, 300) n;
    insert into membership (member_slug, organisation_slug) select 'romania', 'org-' || n from generate_series(1, 300) n;`);
});
afterAll(() => database.close());

const MEMBERS = 'memberOf { members { memberOf { members { slug } } } }';

describe('objects are counted while the answer is made', () => {
  test.each([
    ['lists without pages', `{ actor(slug: "romania") { ${MEMBERS} } }`],
    [
      'the past',
      `{ asOf(at: "2999-12-31T23:59:59Z") { actor(slug: "romania") { memberOf { members { memberOf { slug } } } } } }`,
    ],
    ['an interface', `query ($id: ID!) { node(id: $id) { ... on Actor { ${MEMBERS} } } }`],
  ])('and %s stop at the limit, interpreted and compiled', async (_of, query) => {
    const variables = query.includes('$id') ? { id: Buffer.from('Actor:romania').toString('base64') } : {};
    for (let time = 0; time < 3; time++) {
      const { data, errors } = await graph.raw(query, { variables });
      expect(data ?? null).toBeNull();
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'QUERY_TOO_COSTLY',
        measure: 'objects',
        limit: MOST_USED.objects,
      });
    }
    expect(graph.log).toEqual([]);
  });

  test('and what honest queries hold is what is counted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), async (first, inner) => {
        const query = `query ($first: Int!, $inner: Int!) {
          deals(first: $first) { edges { cursor node { statusDate: statusHistory { date { value } sources { url } }
            parties { role actor { name } } } } pageInfo { hasNextPage } }
          articles(first: $inner) { edges { node { mentions { record { slug ... on Actor { memberOf { slug } } } } } } }
          asOf(at: "2999-12-31T23:59:59Z") { actors(first: $inner) { edges { node { aliases { text } } } } }
        }`;
        for (let time = 0; time < 2; time++) {
          const response = await graph.fetch({ query, variables: { first, inner } }, { 'graphql-cost': '1' });
          const { data, extensions } = (await response.json()) as {
            data: object;
            extensions: { cost: { objects: number } };
          };
          // Neither the query nor the query of an instant is in a list.
          expect(extensions.cost.objects).toBe(objectsIn(data) - 2);
        }
      }),
      { numRuns: 5 },
    );
  });
});

/** Objects of an answer: connections and `pageInfo` are none, and an edge and its entry are one. */
function objectsIn(value: unknown, key = ''): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + objectsIn(item, key), 0);
  const own = 'edges' in value || key === 'pageInfo' || key === 'node' ? 0 : 1;
  return Object.entries(value).reduce((sum, [name, inner]) => sum + objectsIn(inner, name), own);
}

describe('texts and lists of arguments are bounded', () => {
  const boundsOf = argumentBounds(schema);

  interface Place {
    path: string[];
    input: Pick<GraphQLArgument, 'name' | 'type'>;
    root: GraphQLArgument;
    field: string;
    operation: 'query' | 'mutation';
  }

  /** Every argument and input field that takes a text or a list, each input type once. */
  function* places(): Generator<Place> {
    const seen = new Set<unknown>();
    function* inside(place: Place): Generator<Place> {
      if (seen.has(place.input)) return;
      seen.add(place.input);
      const type = getNamedType(place.input.type);
      const takes = isListType(getNullableType(place.input.type)) || ['String', 'ID'].includes(type.name);
      if (takes) yield place;
      if (isInputObjectType(type)) {
        for (const input of Object.values(type.getFields()))
          yield* inside({ ...place, path: [...place.path, input.name], input });
      }
    }
    for (const operation of ['query', 'mutation'] as const) {
      for (const field of Object.values(schema.getRootType(operation as never)?.getFields() ?? {})) {
        for (const root of field.args)
          yield* inside({ path: [root.name], input: root, root, field: field.name, operation });
      }
    }
  }

  /** A value of a type; at the path, one that is too long. */
  function sampleOf(type: GraphQLInputType, path: string[], tooLong: unknown): unknown {
    if (isNonNullType(type)) return sampleOf(type.ofType, path, tooLong);
    if (isListType(type))
      return path.length === 0 && tooLong !== undefined ? tooLong : [sampleOf(type.ofType, path, tooLong)];
    if (isInputObjectType(type)) {
      if (path.length === 0 && tooLong !== undefined) return tooLong;
      const [next, ...rest] = path;
      return Object.fromEntries(
        Object.values(type.getFields())
          .filter((field) => field.name === next || isNonNullType(field.type))
          .map((field) => [
            field.name,
            sampleOf(field.type, field.name === next ? rest : [], field.name === next ? tooLong : undefined),
          ]),
      );
    }
    if (tooLong !== undefined) return tooLong;
    if (isEnumType(type)) return type.getValues()[0]?.name;
    const samples: Record<string, unknown> = {
      Int: 1,
      Float: 1,
      Boolean: true,
      DateTime: '2025-01-01T00:00:00Z',
      Decimal: '1',
      URL: 'https://a.example/',
      JSON: {},
    };
    return isScalarType(type) ? (samples[type.name] ?? 'QWN0b3I6eA==') : null;
  }

  test('wherever they stand, and a new one is no exception', async () => {
    const all = [...places()];
    expect(all.length).toBeGreaterThan(100);
    for (const { path, input, root, field, operation } of all) {
      const type = getNullableType(input.type);
      const bounds = boundsOf(input as GraphQLArgument);
      expect(bounds.characters, path.join('.')).toBeLessThanOrEqual(20_000);
      const item = isListType(type) ? sampleOf(type.ofType, [], undefined) : undefined;
      const tooLong = isListType(type) ? Array(bounds.values + 1).fill(item) : 'x'.repeat(bounds.characters + 1);
      const definition = schema.getRootType(operation as never)?.getFields()[field];
      const others = (definition?.args ?? []).filter(
        (arg) => arg !== root && isNonNullType(arg.type) && arg.defaultValue === undefined,
      );
      const variables = Object.fromEntries([
        [root.name, sampleOf(root.type, path.slice(1), tooLong)],
        ...others.map((arg) => [arg.name, sampleOf(arg.type, [], undefined)]),
      ]);
      const args = [root, ...others];
      const query = `${operation} (${args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ')}) {
        ${field}(${args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')}) ${isScalarType(getNamedType(definition?.type as never)) ? '' : '{ __typename }'} }`;
      const { errors } = await graph.raw(query, { variables, headers: { authorization: `Bearer ${ADMIN_KEY}` } });
      expect(errors?.[0]?.extensions, `${field}(${path.join('.')})`).toMatchObject({
        code: 'BAD_USER_INPUT',
        argument: path.join('.'),
        value: isListType(type) ? bounds.values + 1 : bounds.characters + 1,
      });
    }
  });

  test.each([
    [
      'a literal',
      (text: string) => ({ query: `{ articles(filter: {text: ${JSON.stringify(text)}}) { totalCount } }` }),
    ],
    [
      'a variable',
      (text: string) => ({
        query: 'query ($t: String) { articles(filter: {text: $t}) { totalCount } }',
        variables: { t: text },
      }),
    ],
    [
      'a filter',
      (text: string) => ({
        query: 'query ($f: ArticleFilter) { articles(filter: $f) { totalCount } }',
        variables: { f: { text } },
      }),
    ],
    [
      'a default',
      (text: string) => ({
        query: `query ($t: String = ${JSON.stringify(text)}) { articles(filter: {text: $t}) { totalCount } }`,
      }),
    ],
  ])('also %s, in length and in words', async (_of, ask) => {
    graph.statements();
    for (const text of ['drone war '.repeat(4000), Array.from({ length: 90 }, (_, i) => `w${i}`).join(' ')]) {
      const { errors } = (await (await graph.fetch(ask(text))).json()) as {
        errors: { message: string; extensions: object }[];
      };
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'filter.text' });
      expect(errors[0]?.message).toMatch(
        /^Argument "filter.text" has \d+ (?:characters|different words); at most \d+ are allowed$/,
      );
    }
    expect(graph.statements()).toEqual([]);
  });

  test('a word that is repeated is looked for once', async () => {
    const parameters: unknown[] = [];
    const sql: Database['sql'] = {
      rows: (text, given) => {
        parameters.push(...(given ?? []));
        return database.sql.rows(text, given);
      },
    };
    const recording = graphOn(withSql(database, sql));
    const once = await graph.raw('{ articles(filter: {text: "drone war"}) { totalCount } }');
    const often = await recording.raw(
      `{ articles(filter: {text: "${'drone Drone war '.repeat(20)}"}) { totalCount } }`,
    );
    expect(often.data).toEqual(once.data);
    expect(parameters).toContain('Drone war');
  });
});

describe('errors are bounded', () => {
  test.each([
    [
      'of variables',
      'query ($f: [ArticleGroup!]!) { articleCounts(groupBy: $f) { count } }',
      { f: Array(50_000).fill('NOPE') },
    ],
    [
      'of long values',
      'query ($f: [ArticleGroup!]!) { articleCounts(groupBy: $f) { count } }',
      { f: ['N'.repeat(400_000)] },
    ],
    ['of resolvers', 'query ($i: [ID!]!) { nodes(ids: $i) { id } }', { i: Array(1000).fill('no identifier') }],
    ['of a document', `{ ${Array.from({ length: 2000 }, (_, i) => `nothing${i}`).join(' ')} }`, {}],
    [
      'of one fragment',
      `{ ...F0 } ${Array.from({ length: 1000 }, (_, i) => `fragment F${i} on Query { ...F${(i + 1) % 1000} }`).join(' ')}`,
      {},
    ],
    ['of literals', `{ articleCounts(groupBy: [${'NOPE '.repeat(900)}]) { count } }`, {}],
    ['of a very long word', `{ ${'a'.repeat(300_000)} }`, {}],
  ])('%s in number and in size', async (_of, query, variables) => {
    const response = await graph.fetch({ query, variables });
    const text = await response.text();
    const { errors } = JSON.parse(text) as { errors: { message: string; extensions: { code: string } }[] };
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(MOST_ERRORS + 2);
    expect(text.length).toBeLessThan(20_000);
    for (const { message, extensions } of errors) {
      expect(message.length).toBeLessThanOrEqual(1001);
      expect(extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
    }
    expect(graph.log).toEqual([]);
  });

  test('a bug that meets every field is logged once', async () => {
    const broken = graphOn(
      withSql(database, {
        rows: (text, given) =>
          text.includes('a.slug = any($1::text[])')
            ? Promise.reject(new Error('secret'))
            : database.sql.rows(text, given),
      }),
    );
    const { errors } = await broken.raw('{ actors(first: 100) { edges { node { country { name } } } } }');
    expect(errors?.length).toBe(MOST_ERRORS + 1);
    expect(errors?.at(-1)?.message).toMatch(/^and \d\d more errors$/);
    expect(JSON.stringify(errors)).not.toContain('secret');
    expect(broken.log).toHaveLength(1);
  });
});

describe('nesting is bounded before anything recurses', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  test.each([
    ['fields', `${'{a'.repeat(4000)}${'}'.repeat(4000)}`],
    ['fields that are not closed', '{a'.repeat(4000)],
    ['lists', `{ nodes(ids: ${deep(3000)}) { id } }`],
    ['objects', `{ articles(filter: ${'{not: '.repeat(2000)}{}${'}'.repeat(2000)}) { totalCount } }`],
    ['types of variables', `query ($a: ${'['.repeat(4000)}Int${']'.repeat(4000)}) { __typename }`],
    ['arguments of directives', `{ __typename ${'@include(if: ['.repeat(2000)} }`],
  ])('of %s in documents, by POST and GET', async (_of, query) => {
    const byPost = await graph.fetch({ query });
    expect(byPost.status).toBe(400);
    const body = (await byPost.json()) as { errors: { message: string; extensions: object }[] };
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0]?.extensions).toEqual({ code: 'QUERY_TOO_COSTLY', measure: 'nesting', limit: 100 });
    const byGet = await graph.get(`query=${encodeURIComponent(query)}`);
    expect(byGet.status).toBe(400);
    expect(graph.log).toEqual([]);
  });

  test('of variables and extensions, by POST and GET', async () => {
    for (const name of ['variables', 'extensions']) {
      const nested = `{"a":${deep(20_000)}}`;
      const posted = await graph.post(`{"query":"{ __typename }","${name}":${nested}}`);
      expect(posted.status).toBe(400);
      expect(JSON.stringify(await posted.json())).toContain(`more than ${JSON_NESTING} levels`);
      const got = await graph.get(
        `query=${encodeURIComponent('{ __typename }')}&${name}=${encodeURIComponent(`{"a":${deep(3000)}}`)}`,
      );
      expect(got.status).toBe(400);
    }
    expect((await graph.post(deep(200_000))).status).toBe(400);
    expect(graph.log).toEqual([]);
  });

  test('as JSON.parse reads it, whatever strings hold', () => {
    const depth = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 8, stringUnit: fc.constantFrom('"', '\\', '[', '{', ']', '}', 'a', 'ș') }),
        fc.integer({ min: 0, max: 8 }),
        (value, most) => {
          expect(isJsonDeeperThan(JSON.stringify(value), most)).toBe(depth(value) > most);
        },
      ),
    );
  });

  test('a chain of fragments as long as tokens allow is answered or refused', async () => {
    const chain = Array.from({ length: 1200 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} }`).join(' ');
    const { data, errors } = await graph.raw(`{ ...F0 } ${chain} fragment F1200 on Query { __typename }`);
    expect(data?.__typename ?? errors?.[0]?.extensions?.code).toMatch(
      /Query|QUERY_TOO_COSTLY|GRAPHQL_VALIDATION_FAILED/,
    );
    expect(graph.log).toEqual([]);
  });
});

describe('what PHP sends for nothing is nothing', () => {
  test.each([
    { variables: [] },
    { variables: '' },
    { operationName: '' },
    { extensions: [] },
    { extensions: '' },
    { variables: [], operationName: '', extensions: [] },
    { variables: null, operationName: null, extensions: null },
  ])('%j', async (parts) => {
    const response = await graph.fetch({ query: '{ __typename }', ...parts });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
    const search = Object.entries(parts).map(
      ([name, value]) =>
        `&${name}=${encodeURIComponent(value === null || value === '' ? '' : typeof value === 'string' ? value : JSON.stringify(value))}`,
    );
    expect(await (await graph.get(`query=%7B__typename%7D${search.join('')}`)).json()).toEqual({
      data: { __typename: 'Query' },
    });
  });

  test('and a list with something in it is a mistake', async () => {
    expect((await graph.fetch({ query: '{ __typename }', variables: [1] })).status).toBe(400);
  });
});

describe('the characters of an answer are bounded', () => {
  const aliased = (alias: string, field: string) =>
    Array.from({ length: 150 }, (_, i) => `${alias}${i}: ${field}`).join(' ');
  test.each([
    ['long aliases', `{ actors(first: 100) { edges { node { ${aliased(`a${'x'.repeat(4000)}`, 'name')} } } } }`],
    ['long texts', `{ articles { edges { node { ${aliased('a', 'contentHtml')} } } } }`],
  ])('with %s', async (_with, query) => {
    await database.sql.rows('update article set content_html = $1::text', ['<p>long</p>'.repeat(20_000)]);
    for (let time = 0; time < 2; time++) {
      const { errors } = await graph.raw(query);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COSTLY', measure: 'characters' });
    }
  });
});
