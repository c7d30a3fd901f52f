import { createHash } from 'node:crypto';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as client from '../../schema/client/graphql.js';
import type { Database } from '../../src/database/connect.js';
import { readPersistedDocuments } from '../../src/http/persisted-documents.js';
import { openDatabase } from '../support/database.js';
import { gatewayOn, type TestGateway } from '../support/gateway.js';
import { ADMIN_KEY } from '../support/graph.js';

const NEWS = 'https://news.example';

let database: Database;
let gateway: TestGateway;
let strict: TestGateway;
beforeAll(async () => {
  database = await openDatabase();
  const documents = readPersistedDocuments(null);
  gateway = await gatewayOn(database, { app: { origins: [NEWS, 'https://map.example'], documents } });
  strict = await gatewayOn(database, { app: { documents, persistedOnly: true } });
});
afterAll(async () => {
  await Promise.all([gateway.close(), strict.close()]);
  await database.close();
});

const get = (parameters: Record<string, string>, headers: Record<string, string> = {}, of = gateway) =>
  fetch(`${of.url}/graphql?${new URLSearchParams(parameters)}`, {
    headers: { accept: 'application/json', ...headers },
  });
const post = (body: unknown, headers: Record<string, string> = {}, of = gateway) =>
  fetch(`${of.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
const json = async (response: Response): Promise<any> => response.json();
const codeOf = async (response: Response) => (await json(response)).errors?.[0]?.extensions?.code;

const audits = serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn: fetch });

describe('GraphQL over HTTP, audited', () => {
  test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (_id, _name, audit) => {
    const result = await audit.fn();
    expect(result.status, 'reason' in result ? result.reason : '').toBe('ok');
  });

  test('has audits to pass', () => expect(audits.length).toBeGreaterThan(50));
});

describe('GET', () => {
  test('changes nothing', async () => {
    const response = await get(
      { query: 'mutation { refreshFeeds { __typename } }' },
      { authorization: `Bearer ${ADMIN_KEY}` },
    );
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('is answered with 304 where the client has the answer, until it is another', async () => {
    const query = '{ actor(slug: "romania") { name } }';
    const first = await get({ query });
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    const etag = first.headers.get('etag') ?? '';
    const again = await get({ query }, { 'if-none-match': `"x", W/${etag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    const other = await get({ query: '{ actor(slug: "poland") { name } }' }, { 'if-none-match': etag });
    expect([other.status, await json(other)]).toEqual([200, { data: { actor: { name: 'Poland' } } }]);
  });

  test.each(['application/json', 'application/graphql-response+json'])(
    'says what its answer is: %s, as any page and cache needs to know',
    async (accept) => {
      for (const query of ['{ __typename }', '{ nope }']) {
        const response = await get({ query }, { accept });
        expect(response.headers.get('content-type')).toMatch(new RegExp(`^${accept.replace('+', '.')}`));
      }
    },
  );

  test.each(['variables', 'extensions'])('with %s that are no JSON is a mistake of the asker', async (name) => {
    const response = await get({ query: '{ __typename }', [name]: '{"x' });
    expect(response.status).toBe(400);
    const [error] = (await json(response)).errors;
    expect(error.extensions.code).toBe('BAD_REQUEST');
    expect(error.message).toContain(name);
    expect(gateway.log).toEqual([]);
  });

  test('varies by origin where several may ask', async () => {
    const response = await get({ query: '{ __typename }' }, { origin: NEWS });
    const vary = response.headers.get('vary')?.toLowerCase();
    for (const header of ['origin', 'authorization', 'accept']) expect(vary).toContain(header);
    expect(response.headers.get('access-control-allow-origin')).toBe(NEWS);
  });

  test('with a key is kept by no cache', async () => {
    const response = await get({ query: '{ viewer { role } }' }, { authorization: `Bearer ${ADMIN_KEY}` });
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('vary')).toContain('authorization');
  });

  test('of an error is kept by no cache either', async () => {
    const response = await get({ query: '{ nope }' }, { accept: 'application/graphql-response+json' });
    expect([response.status, response.headers.get('etag')]).toEqual([400, null]);
  });
});

describe('a page of another origin', () => {
  const query = '{ __typename }';

  test('may not ask where its origin is not allowed, neither by GET nor by form', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }] as Record<string, string>[]) {
      const response = await get({ query }, headers);
      expect([response.status, await codeOf(response)]).toEqual([403, 'CROSS_ORIGIN']);
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const response = await post(JSON.stringify({ query }), { 'content-type': type });
      expect([type, response.status, await codeOf(response)]).toEqual([type, 415, 'BAD_REQUEST']);
    }
  });

  test('is told by its preflight whether it may', async () => {
    const preflight = async (origin: string) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });
      return response.headers.get('access-control-allow-origin');
    };
    expect(await preflight(NEWS)).toBe(NEWS);
    expect(await preflight('https://evil.example')).not.toBe('https://evil.example');
    const response = await get({ query }, { origin: NEWS });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, NEWS]);
  });

  test('is let where nothing is allowed only if it is the gateway’s own', async () => {
    const own = await post({ query }, { origin: strict.url }, strict);
    expect(own.headers.get('access-control-allow-origin')).toBeNull();
    expect((await get({ query }, { origin: NEWS }, strict)).status).toBe(403);
    expect((await get({ query }, { origin: NEWS, 'graphql-require-preflight': '1' })).status).toBe(200);
  });
});

describe('a document by its hash', () => {
  const example = client.NearestActorsDocument as unknown as { __meta__: { hash: string } };
  const documentId = example.__meta__.hash;

  test('answers as its text does, by POST and by GET', async () => {
    const whole = await json(await post({ query: String(example) }));
    expect(whole.errors).toBeUndefined();
    expect(await json(await post({ documentId }))).toEqual(whole);
    expect(await json(await get({ documentId }))).toEqual(whole);
    expect(await json(await post({ documentId: documentId.replace('sha256:', '') }))).toEqual(whole);
  });

  test('that is unknown, none, or one beside a query says so', async () => {
    expect(await codeOf(await post({ documentId: `sha256:${'0'.repeat(64)}` }))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(await codeOf(await post({ documentId: 5 }))).toBe('BAD_REQUEST');
    expect(await codeOf(await post({ documentId, query: '{ __typename }' }))).toBe('BAD_REQUEST');
  });

  test('is the only one that is answered where the operator wants it, except to ADMIN', async () => {
    const query = '{ __typename }';
    expect(await codeOf(await post({ query }, {}, strict))).toBe('PERSISTED_QUERY_REQUIRED');
    expect((await json(await post({ documentId }, {}, strict))).errors).toBeUndefined();
    const admin = await post({ query }, { authorization: `Bearer ${ADMIN_KEY}` }, strict);
    expect(await json(admin)).toEqual({ data: { __typename: 'Query' } });
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    expect(await codeOf(await post({ query, extensions }, {}, strict))).toBe('PERSISTED_QUERY_REQUIRED');
    expect(await codeOf(await post({ extensions }, {}, strict))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});

test('an automatic persisted query is asked for once, then known by its hash', async () => {
  const query = '{ actor(slug: "estonia") { name } }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  const unknown = await json(await post({ extensions }));
  expect(unknown.errors[0]).toMatchObject({
    message: 'PersistedQueryNotFound',
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
  });
  const data = { actor: { name: 'Estonia' } };
  expect(await json(await post({ query, extensions }))).toEqual({ data });
  expect(await json(await post({ extensions }))).toEqual({ data });
  expect(await json(await get({ extensions: JSON.stringify(extensions) }))).toEqual({ data });
  expect(await codeOf(await post({ query: '{ __typename }', extensions }))).toBe('BAD_REQUEST');
});

describe('a body', () => {
  test.each(['Application/JSON; charset=UTF-8', 'application/json;charset=utf-8', 'application/json ; x=y'])(
    'is JSON however that is written: %s',
    async (type) => {
      expect(await json(await post({ query: '{ __typename }' }, { 'content-type': type }))).toEqual({
        data: { __typename: 'Query' },
      });
    },
  );

  test('may begin with the mark that some clients put before UTF-8', async () => {
    expect(await json(await post('\ufeff{"query":"{ __typename }"}'))).toEqual({ data: { __typename: 'Query' } });
  });

  test.each([
    ['', {}, 400],
    ['{"query":', {}, 400],
    ['null', {}, 400],
    ['"{ __typename }"', {}, 400],
    ['5', {}, 400],
    ['<x/>', { 'content-type': 'application/xml' }, 415],
    ['{}', { 'content-encoding': 'gzip' }, 415],
  ])('%j, %j, is refused with a reason', async (body, headers, status) => {
    const response = await post(body, headers as Record<string, string>);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/json; charset=utf-8',
    ]);
    const { errors } = await json(response);
    expect(errors).toEqual([{ message: expect.stringMatching(/\w+/), extensions: { code: 'BAD_REQUEST' } }]);
  });
});

test('several requests in one are refused', async () => {
  const response = await post([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
  expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_REQUEST']);
});

test('a body of more than a megabyte is refused, also one whose length is not said', async () => {
  const body = JSON.stringify({ query: `{ __typename } # ${'x'.repeat(1_000_000)}` });
  const refused = await post(body);
  expect([refused.status, await codeOf(refused)]).toEqual([413, 'BAD_REQUEST']);
  const stream = new Blob([body]).stream();
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: stream, duplex: 'half' };
  const chunked = await fetch(`${gateway.url}/graphql`, init as RequestInit).catch(() => null);
  expect(chunked?.status ?? 413).toBe(413);
});
