// Keys from their making to their end, over a socket.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { createKey } from '../../src/keys/keep.js';
import { makeKey } from '../../src/keys/key.js';
import { openDatabase, withSql } from '../support/database.js';
import { gatewayOn, type TestGateway } from '../support/gateway.js';
import { ADMIN_KEY, graphOn } from '../support/graph.js';

let database: Database;
let gateway: TestGateway;
beforeAll(async () => {
  database = await openDatabase('empty');
  gateway = await gatewayOn(database);
});
afterAll(async () => {
  await gateway.close();
  await database.close();
});

async function ask(query: string, key: string | null, variables: object = {}) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Answer) };
}

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: documents here are no typed ones
  data?: any;
  errors?: { message: string; extensions?: { code?: string } }[];
}

const CREATE = `mutation ($name: String!, $role: ViewerRole!) {
  createApiKey(name: $name, role: $role) {
    __typename
    ... on ApiKeySuccess { id name role key }
    ... on ValidationError { issues { path message } }
  }
}`;
const REVOKE = `mutation ($id: ID!) {
  revokeApiKey(id: $id) { __typename ... on ApiKeySuccess { id name role key } ... on NotFoundError { message } }
}`;
const LIST = '{ apiKeys { id name role createdAt lastUsedAt revokedAt } }';
const VIEWER = '{ viewer { role name } }';

async function create(name: string, role: string): Promise<{ id: string; key: string }> {
  return (await ask(CREATE, ADMIN_KEY, { name, role })).data.createApiKey;
}

test('a key is who it was made for, until it is revoked: then it is refused by every gateway at once', async () => {
  const { id, key } = await create('Desk, Vilnius', 'EDITOR');
  expect((await ask(VIEWER, key)).data).toEqual({ viewer: { role: 'EDITOR', name: 'Desk, Vilnius' } });
  const other = graphOn(database);
  const elsewhere = () => other.raw(VIEWER, { headers: { authorization: `Bearer ${key}` } });
  expect((await elsewhere()).data.viewer.role).toBe('EDITOR');
  expect((await ask(REVOKE, ADMIN_KEY, { id })).data.revokeApiKey).toEqual({
    __typename: 'ApiKeySuccess',
    id,
    name: 'Desk, Vilnius',
    role: 'EDITOR',
    key: null,
  });
  for (const { status, data, errors } of [await ask(VIEWER, key), await elsewhere()]) {
    expect([status, data ?? null, errors?.[0]?.extensions?.code]).toEqual([401, null, 'UNAUTHENTICATED']);
  }
});

test('the key is shown once, and what is kept of it is no key', async () => {
  const { key } = await create('once', 'READER');
  const kept = JSON.stringify(await database.sql.rows('select k.*, encode(k.hash, $1) as hex from api_key k', ['hex']));
  expect(kept).toContain('once');
  expect(kept).not.toContain(key);
  expect(JSON.stringify(await ask(LIST, ADMIN_KEY))).not.toContain(key);
  expect(JSON.stringify(gateway.log)).not.toContain(key);
});

test('the list keeps what was revoked, after what works', async () => {
  const { id } = await create('short', 'READER');
  await ask(REVOKE, ADMIN_KEY, { id });
  await create('working', 'READER');
  const { apiKeys } = (await ask(LIST, ADMIN_KEY)).data;
  expect(apiKeys.find((one: { id: string }) => one.id === id)).toMatchObject({ name: 'short', lastUsedAt: null });
  const works = apiKeys.map(({ revokedAt }: { revokedAt: string | null }) => revokedAt === null);
  expect(works).toEqual([...works].sort().reverse());
  expect(works).toContain(false);
});

test('revoking twice changes nothing; what names no key is not found', async () => {
  const { id } = await create('twice', 'READER');
  await ask(REVOKE, ADMIN_KEY, { id });
  const revoked = () => database.sql.rows('select k.revoked_at from api_key k where k.name = $1', ['twice']);
  const before = await revoked();
  expect((await ask(REVOKE, ADMIN_KEY, { id })).data.revokeApiKey.__typename).toBe('ApiKeySuccess');
  expect(await revoked()).toEqual(before);
  for (const nobody of [`ApiKey:${makeKey().id}`, 'ApiKey:1', 'Actor:romania']) {
    const answer = await ask(REVOKE, ADMIN_KEY, { id: Buffer.from(nobody).toString('base64') });
    expect(answer.data.revokeApiKey).toEqual({ __typename: 'NotFoundError', message: 'no key has this id' });
  }
});

test('every mistake in a wish for a key is named', async () => {
  const issues = async (name: string, role: string) =>
    (await ask(CREATE, ADMIN_KEY, { name, role })).data.createApiKey.issues.map((issue: { path: string[] }) =>
      issue.path.join('.'),
    );
  expect(await issues('', 'ANONYMOUS')).toEqual(['name', 'role']);
  expect(await issues('fine', 'ANONYMOUS')).toEqual(['role']);
  for (const name of [' padded', 'two\nlines', 'nul\0', 'x'.repeat(101), 'ADMIN_KEY', 'cli']) {
    expect(await issues(name, 'READER')).toEqual(['name']);
  }
  expect((await create('ș'.repeat(100), 'READER')).key).toMatch(/^fw_/);
});

test('when a key was last used is noted, and not more than once a minute', async () => {
  const { key, id } = await create('busy', 'READER');
  const used = async () => {
    const { apiKeys } = (await ask(LIST, ADMIN_KEY)).data;
    return apiKeys.find((one: { id: string }) => one.id === id).lastUsedAt as string | null;
  };
  expect(await used()).toBeNull();
  await ask(VIEWER, key);
  await vi.waitFor(async () => expect(await used()).not.toBeNull());
  const first = await used();
  const counted = graphOn(database);
  await Promise.all(
    Array.from({ length: 20 }, () => counted.raw(VIEWER, { headers: { authorization: `Bearer ${key}` } })),
  );
  expect(counted.statements().filter((text) => text.includes('update'))).toEqual([]);
  expect(await used()).toBe(first);
  await database.sql.rows(`update api_key set last_used_at = now() - interval '61 seconds' where name = $1`, ['busy']);
  await Promise.all(
    Array.from({ length: 20 }, () => counted.raw(VIEWER, { headers: { authorization: `Bearer ${key}` } })),
  );
  await vi.waitFor(async () => expect(Date.parse((await used()) ?? '')).toBeGreaterThan(Date.parse(first ?? '') - 1));
  expect(counted.statements().filter((text) => text.includes('update')).length).toBe(1);
});

test('a request with a key takes one statement more than one without, which takes none', async () => {
  const outcome = await createKey(database, 'counted', 'READER');
  if (outcome.kind !== 'done') throw new Error('no key');
  const counted = graphOn(database);
  const headers = { authorization: `Bearer ${outcome.key}` };
  await counted.raw(VIEWER, { headers });
  counted.statements();
  await counted.raw(VIEWER, { headers });
  expect(counted.statements().filter((text) => text.includes('select')).length).toBe(1);
  await counted.raw(VIEWER);
  await counted.raw(VIEWER, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
  await counted.raw(VIEWER, { headers: { authorization: 'Bearer fw_nonsense' } });
  expect(counted.statements()).toEqual([]);
});

describe('a bad key is refused with 401, never taken for nobody', () => {
  const bad = [makeKey().key, 'fw_nonsense', 'x'.repeat(8000)].map((key) => `Bearer ${key}`);
  const cases = [...bad, 'Bearer', 'Basic YTpi', ''];

  test.each(cases)('in GET, in POST and for GraphiQL: %s', async (authorization) => {
    const url = `${gateway.url}/graphql`;
    const answers = [
      await fetch(`${url}?query={viewer{role}}`, { headers: { authorization } }),
      await fetch(url, { headers: { authorization, accept: 'text/html' } }),
      await fetch(url, { method: 'POST', headers: { authorization }, body: 'no GraphQL at all' }),
      await fetch(url, { method: 'POST', headers: { authorization, accept: 'application/graphql-response+json' } }),
    ];
    for (const response of answers) {
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      const answer = (await response.json()) as Answer;
      expect(answer.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
      expect(answer.data).toBeUndefined();
    }
    expect(answers[3]?.headers.get('content-type')).toContain('application/graphql-response+json');
  });

  test('and GraphiQL opens for who comes without one, or with a good one', async () => {
    const html = { accept: 'text/html' };
    for (const headers of [html, { ...html, authorization: `Bearer ${ADMIN_KEY}` }]) {
      const response = await fetch(`${gateway.url}/graphql`, { headers });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    }
  });
});

test('a database that does not answer makes nobody anonymous, and no secret public', async () => {
  const broken = graphOn(
    withSql(database, { rows: () => Promise.reject(new Error('the server at db.internal is gone')) }),
  );
  const response = await broken.fetch({ query: VIEWER }, { authorization: `Bearer ${makeKey().key}` });
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).toContain('INTERNAL_SERVER_ERROR');
  expect(text).not.toContain('db.internal');
  expect(JSON.stringify(broken.log)).toContain('db.internal');
});
