import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { gatewayOn, type TestGateway } from '../support/gateway.js';

let database: Database;
let two: TestGateway;
let all: TestGateway;
beforeAll(async () => {
  database = await openDatabase('empty');
  two = await gatewayOn(database, { app: { origins: ['https://one.example', 'https://two.example'] } });
  all = await gatewayOn(database, { app: { origins: '*' } });
});
afterAll(async () => {
  await two.close();
  await all.close();
  await database.close();
});

const json = { 'content-type': 'application/json' };
const post = (gateway: TestGateway, headers: Record<string, string>) =>
  fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: '{"query":"{ __typename }"}',
  });
const preflight = (gateway: TestGateway, origin: string) =>
  fetch(`${gateway.url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  });
const allowed = (response: Response) => response.headers.get('access-control-allow-origin');

describe('of two origins', () => {
  test.each(['https://one.example', 'https://two.example'])('%s may ask', async (origin) => {
    for (const response of [await post(two, { origin }), await preflight(two, origin)]) {
      expect(response.ok).toBe(true);
      expect(allowed(response)).toBe(origin);
      expect(response.headers.get('vary')).toMatch(/origin/i);
    }
  });

  test.each(['https://three.example', 'https://one.example.evil.example', 'http://one.example', 'https://ONE.example'])(
    '%s is none, and is told nothing',
    async (origin) => {
      for (const response of [await post(two, { origin }), await preflight(two, origin)]) {
        expect(allowed(response)).toBeNull();
        expect(response.headers.get('vary')).toMatch(/origin/i);
      }
    },
  );

  test('no origin gets an answer that says what it depends on', async () => {
    const response = await post(two, {});
    expect(allowed(response)).toBeNull();
    expect(response.headers.get('vary')).toMatch(/origin/i);
  });
});

test.each(['two', 'all'])('a page without an origin is refused, with %s origins allowed', async (which) => {
  const gateway = which === 'two' ? two : all;
  const asked = [
    await post(gateway, { origin: 'null' }),
    await fetch(`${gateway.url}/graphql?query={__typename}`, {
      headers: { origin: 'null', 'apollo-require-preflight': '1' },
    }),
  ];
  expect(allowed(await preflight(gateway, 'null'))).toBeNull();
  for (const response of asked) {
    expect(response.status).toBe(403);
    expect(allowed(response)).toBeNull();
    expect(await response.text()).toContain('CROSS_ORIGIN');
  }
});

test('any origin may ask where all may', async () => {
  const response = await post(all, { origin: 'https://any.example' });
  expect([response.status, allowed(response)]).toEqual([200, 'https://any.example']);
});

test.each([
  'application/graphql',
  'application/graphql+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
  '',
])('a body of type "%s" is refused: JSON only', async (type) => {
  const response = await fetch(`${two.url}/graphql`, {
    method: 'POST',
    headers: type === '' ? {} : { 'content-type': type },
    body: new TextEncoder().encode('{ __typename }'),
  });
  expect(response.status).toBe(415);
  expect(await response.text()).toContain('application/json');
});
