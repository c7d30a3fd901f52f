import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { DatabaseFailure } from '../../src/database/failure.js';
import { ERROR_CODES } from '../../src/graph/error-codes.js';
import { openSocket } from '../../src/http/socket.js';
import { openDatabase, withSql } from '../support/database.js';
import { gatewayOn, type TestGateway } from '../support/gateway.js';
import { ADMIN_KEY, type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
let strict: TestGateway;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
  strict = await gatewayOn(database, { app: { persistedOnly: true } });
});
afterAll(async () => {
  await strict.close();
  await database.close();
});

const MUTATION = 'mutation { deleteRecord(id: "QWN0b3I6eA==", ifVersion: 1, reason: "x") { __typename } }';

// biome-ignore lint/suspicious/noExplicitAny: bodies of many shapes
type Ask = () => Promise<{ errors?: any[]; data?: any }>;
const post =
  (body: object, headers?: Record<string, string>): Ask =>
  async () =>
    (await graph.fetch(body, headers)).json();

/** One request for each code of the list. */
const REQUESTS: Record<keyof typeof ERROR_CODES, Ask> = {
  GRAPHQL_PARSE_FAILED: post({ query: '{' }),
  GRAPHQL_VALIDATION_FAILED: post({ query: '{ nope }' }),
  OPERATION_RESOLUTION_FAILURE: post({ query: 'query A { __typename }', operationName: 'B' }),
  BAD_REQUEST: post({}),
  BAD_USER_INPUT: post({ query: '{ actors(first: 101) { totalCount } }' }),
  QUERY_TOO_COSTLY: post({ query: `{ ${'__typename '.repeat(10_001)} }` }),
  PERSISTED_QUERY_NOT_FOUND: post({ documentId: `sha256:${'0'.repeat(64)}` }),
  PERSISTED_QUERY_REQUIRED: async () =>
    (
      await fetch(`${strict.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ __typename }"}',
      })
    ).json() as ReturnType<Ask>,
  CROSS_ORIGIN: async () =>
    (
      await fetch(`${strict.url}/graphql?query={__typename}`, { headers: { origin: 'https://evil.example' } })
    ).json() as ReturnType<Ask>,
  UNAUTHENTICATED: post({ query: MUTATION }),
  FORBIDDEN: async () => {
    const admin = { authorization: `Bearer ${ADMIN_KEY}` };
    const made = await post(
      { query: 'mutation { createApiKey(name: "reads", role: READER) { ... on ApiKeySuccess { key } } }' },
      admin,
    )();
    return post({ query: MUTATION }, { authorization: `Bearer ${made.data.createApiKey.key}` })();
  },
  STARTING: async () => {
    const socket = await openSocket({
      port: 0,
      host: '127.0.0.1',
      log: pino({ level: 'silent' }),
      step: () => 'starting',
    });
    const response = await fetch(`${socket.urls[0]}/graphql?query={__typename}`);
    await socket.close();
    return response.json() as ReturnType<Ask>;
  },
  TIMEOUT: () => failing(new DatabaseFailure('TIMEOUT', 'The query took too long')),
  DATABASE_UNAVAILABLE: () => failing(new DatabaseFailure('UNAVAILABLE', 'The database does not answer')),
  INTERNAL_SERVER_ERROR: async () => {
    const broken = graphOn(withSql(database, { rows: () => Promise.reject(new Error('secret')) }));
    return broken.raw('{ actor(slug: "x") { name } }');
  },
};

function failing(error: Error) {
  const graph = graphOn(withSql(database, { rows: () => Promise.reject(error) }));
  return graph.raw('{ actor(slug: "x") { name } }');
}

test.each(Object.entries(REQUESTS))('%s is what its request is told', async (code, ask) => {
  const { errors } = await ask();
  expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([code]);
  expect(JSON.stringify(errors)).not.toMatch(/secret|node_modules|"http"|stack/);
});

test('a mutation keeps its data where the database is gone for what is read after it', async () => {
  const rows: typeof database.sql.rows = (text, parameters) =>
    JSON.stringify(parameters)?.includes('"romania"')
      ? Promise.reject(new DatabaseFailure('UNAVAILABLE', 'The database does not answer'))
      : database.sql.rows(text, parameters);
  const { data, errors } = await graphOn(withSql(database, { rows })).raw(
    `mutation {
      saveActor(input: { slug: "romania-ministry-of-foreign-affairs", note: "seen" }) {
        ... on SaveActorSuccess { actor { note country { slug } } }
      }
    }`,
    { headers: { authorization: `Bearer ${ADMIN_KEY}` } },
  );
  expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['DATABASE_UNAVAILABLE']);
  expect(data).toEqual({ saveActor: { actor: { note: 'seen', country: null } } });
});

test('the README explains every code, and no other', () => {
  const table = /^\| code +\|.*?\n\n/ms.exec(readFileSync('README.md', 'utf8'))?.[0] ?? '';
  const named = [...table.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell]) => [...(cell ?? '').matchAll(/`(\w+)`/g)]);
  expect(named.map(([, code]) => code).sort()).toEqual(Object.keys(ERROR_CODES).sort());
});

test.each([
  ['first', '{ actors(first: 0) { totalCount } }', {}],
  ['last', '{ actors(last: 101) { totalCount } }', {}],
  ['after', '{ actors(after: "nonsense") { totalCount } }', {}],
  ['before', '{ actors(before: "nonsense") { totalCount } }', {}],
  ['id', '{ node(id: "nonsense") { id } }', {}],
  ['url', '{ article(url: "javascript:alert(1)") { id } }', {}],
  ['at', '{ asOf(at: "yesterday") { __typename } }', {}],
  ['when', 'query ($when: DateTime!) { asOf(at: $when) { __typename } }', { when: 'yesterday' }],
  ['n', 'query ($n: Int) { actors(first: $n) { totalCount } }', { n: 'many' }],
])('a mistake names its argument: %s in %s', async (argument, query, variables) => {
  const { errors } = await graph.raw(query, { variables });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
});

test('a database that is closed is a bug of ours to whoever asks, and nothing more', async () => {
  const other = await openDatabase('empty');
  const cut = graphOn(other);
  await other.close();
  const answer = await cut.raw('{ actor(slug: "x") { name } actors { totalCount edges { node { name } } } }');
  expect(new Set(answer.errors?.map(({ extensions }) => JSON.stringify(extensions)))).toEqual(
    new Set(['{"code":"INTERNAL_SERVER_ERROR"}']),
  );
  expect(JSON.stringify(answer)).not.toMatch(/PGlite|pool|closed|node_modules/i);
  expect(cut.log.length).toBeGreaterThan(0);
});
