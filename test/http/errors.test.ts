import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase, withSql } from '../support/database.js';
import { ADMIN_KEY, type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
});
afterAll(() => database.close());

test('a bug reaches nobody’s screen and the log once, with its cause', async () => {
  const broken = graphOn(
    withSql(database, { rows: () => Promise.reject(new Error('relation "secret_table" does not exist')) }),
  );
  const answer = await broken.raw('{ actor(slug: "romania") { name } deal(slug: "x") { name } }');
  expect(answer.data).toEqual({ actor: null, deal: null });
  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
    { code: 'INTERNAL_SERVER_ERROR' },
    { code: 'INTERNAL_SERVER_ERROR' },
  ]);
  expect(answer.errors?.map(({ path }) => String(path)).sort()).toEqual(['actor', 'deal']);
  expect(JSON.stringify(answer)).not.toContain('secret_table');
  expect(broken.log.map((line) => JSON.stringify(line))).toEqual([
    expect.stringContaining('secret_table'),
    expect.stringContaining('secret_table'),
  ]);
});

describe('a key', () => {
  const viewer = (authorization: string) => graph.raw('{ viewer { role name } }', { headers: { authorization } });

  test('of the environment is ADMIN', async () => {
    const { data } = await viewer(`Bearer ${ADMIN_KEY}`);
    expect(data.viewer).toEqual({ role: 'ADMIN', name: 'ADMIN_KEY' });
  });

  test('that is missing is ANONYMOUS', async () => {
    const { data } = await graph.raw('{ viewer { role name } }');
    expect(data.viewer).toEqual({ role: 'ANONYMOUS', name: null });
  });

  test.each([`Bearer ${ADMIN_KEY}x`, 'Bearer wrong', 'Bearer', ADMIN_KEY, 'Basic YTpi'])(
    'that is unknown or malformed is an error, never silently anonymous: %s',
    async (authorization) => {
      const { status, data, errors } = await viewer(authorization);
      expect(status).toBe(401);
      expect(data ?? null).toBeNull();
      expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
      expect(JSON.stringify(errors)).not.toContain(ADMIN_KEY);
    },
  );
});

describe('a document', () => {
  test('with several operations runs the one that is named', async () => {
    const query = 'query A { a: viewer { role } } query B { b: viewer { role } }';
    const run = async (operationName: string) => {
      const response = await graph.fetch({ query, operationName });
      return response.json();
    };
    expect(await run('A')).toEqual({ data: { a: { role: 'ANONYMOUS' } } });
    expect(await run('B')).toEqual({ data: { b: { role: 'ANONYMOUS' } } });
    expect(await run('C')).toMatchObject({ errors: [{ message: 'Could not determine what operation to execute.' }] });
  });

  test('that repeats with other variables gives other answers', async () => {
    const query =
      'query ($slug: String!, $news: Boolean!) { actor(slug: $slug) { name articles @include(if: $news) { totalCount } } }';
    const one = await graph.raw(query, { variables: { slug: 'romania', news: false } });
    const other = await graph.raw(query, { variables: { slug: 'poland', news: true } });
    expect(one.data).toEqual({ actor: { name: 'Romania' } });
    expect(other.data).toEqual({ actor: { name: 'Poland', articles: { totalCount: expect.any(Number) } } });
  });

  test('that is no document, or asks what is not there, is refused with the place', async () => {
    expect((await graph.raw('{')).errors?.[0]?.message).toContain('Syntax Error');
    expect((await graph.raw('{ actor(slug: "x") { nope } }')).errors?.[0]?.message).toContain('nope');
  });

  test.each([
    ['{ article(url: "javascript:alert(1)") { id } }', 'URL cannot take "javascript:alert(1)"'],
    ['{ article(url: 5) { id } }', 'URL cannot take'],
  ])('with a scalar that cannot be says what can: %s', async (query, message) => {
    expect((await graph.raw(query)).errors?.[0]?.message).toContain(message);
  });

  test('with a NUL in a slug finds nothing and breaks nothing', async () => {
    const { data, errors } = await graph.raw('query ($slug: String!) { actor(slug: $slug) { id } }', {
      variables: { slug: 'a\0b' },
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ actor: null });
  });
});
