// What every answer of the socket has in common: careful headers, and a body in the encoding that the client accepts.
import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { getIntrospectionQuery } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openSocket } from '../../src/http/socket.js';
import { openDatabase } from '../support/database.js';
import { gatewayOn, type TestGateway } from '../support/gateway.js';

let database: Database;
let gateway: TestGateway;
beforeAll(async () => {
  database = await openDatabase();
  gateway = await gatewayOn(database);
});
afterAll(async () => {
  await gateway.close();
  await database.close();
});

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Without what fetch adds and takes away: its own Accept-Encoding, and the encoding itself. */
async function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  // A connection of its own: an idle one may be closed just as it is taken again.
  const asking = request(`${gateway.url}${path}`, { method, headers, agent: false });
  asking.end(body);
  const [response] = await once(asking, 'response');
  return {
    status: response.statusCode as number,
    headers: response.headers as IncomingHttpHeaders,
    body: await buffer(response),
  };
}

const JSON_BODY = { 'content-type': 'application/json' };
const BROWSER = { accept: 'text/html' };
const introspection = (headers: Record<string, string>) =>
  ask('/graphql', {
    method: 'POST',
    headers: { ...JSON_BODY, ...headers },
    body: JSON.stringify({ query: getIntrospectionQuery() }),
  });

describe('headers that make browsers careful', () => {
  test.each<[string, Asked, number]>([
    ['/health', {}, 200],
    ['/ready', {}, 200],
    ['/schema.graphql', {}, 200],
    ['/', {}, 302],
    ['/favicon.ico', {}, 200],
    ['/robots.txt', {}, 200],
    ['/nowhere', {}, 404],
    ['/nowhere', { headers: BROWSER }, 404],
    ['/graphiql/nothing.js', {}, 404],
    ['/graphql', { headers: BROWSER }, 200],
    ['/graphql?query={__typename}', { headers: { accept: 'application/json' } }, 200],
    ['/graphql', { method: 'POST', headers: JSON_BODY, body: '{' }, 400],
    ['/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' }, 415],
    ['/graphql', { headers: { authorization: 'Bearer nobody' } }, 401],
    ['/graphql', { method: 'DELETE' }, 405],
    ['/webhooks/refresh', { method: 'POST', body: '{}' }, 404],
    ['/webhooks/refresh', {}, 405],
    ['/websub/nothing', {}, 404],
    ['/websub/nothing', { method: 'POST', body: 'x' }, 404],
    ['/health', { headers: { expect: 'nonsense' } }, 417],
  ])('%s %j', async (path, asked, status) => {
    const answer = await ask(path, asked);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
      vary: expect.stringMatching(/accept-encoding/i),
    });
  });

  test('what is no HTTP gets them too', async () => {
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    socket.end('nonsense\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 .*x-content-type-options: nosniff/s);
  });

  test('an address that is too long is told what to do', async () => {
    const answer = await ask(`/graphql?query=${'x'.repeat(20_000)}`);
    expect(answer.status).toBe(431);
    expect(answer.body.toString()).toContain('send a long query by POST');
  });

  test("a script of GraphiQL's page needs the nonce of its answer, which is never the same", async () => {
    const pages = await Promise.all([1, 2].map(() => ask('/graphql', { headers: BROWSER })));
    const nonces = pages.map(
      ({ headers }) => /script-src 'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1],
    );
    expect(nonces[0]).not.toBe(nonces[1]);
    for (const [index, { headers, body }] of pages.entries()) {
      expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
      const scripts = [...body.toString().matchAll(/<script(?! type="application\/json")([^>]*)>/g)];
      expect(scripts.length).toBeGreaterThan(0);
      for (const [, attributes] of scripts) expect(attributes).toContain(`nonce="${nonces[index]}"`);
    }
  });
});

describe('compression', () => {
  test('of a large answer', async () => {
    const [plain, br, gzip] = await Promise.all([
      introspection({ 'accept-encoding': 'identity' }),
      introspection({ 'accept-encoding': 'gzip, deflate, br' }),
      introspection({ 'accept-encoding': 'gzip' }),
    ]);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(br.headers['content-encoding']).toBe('br');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(brotliDecompressSync(br.body)).toEqual(plain.body);
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(br.body.length).toBeLessThan(plain.body.length / 5);
    for (const { headers, body } of [plain, br, gzip]) expect(Number(headers['content-length'])).toBe(body.length);
  });

  test('leaves small answers and those who accept none alone', async () => {
    const small = await ask('/health', { headers: { 'accept-encoding': 'br' } });
    expect(small.headers['content-encoding']).toBeUndefined();
    const refused = await introspection({ 'accept-encoding': '*;q=0' });
    expect(refused.headers['content-encoding']).toBeUndefined();
    const silent = await introspection({});
    expect(silent.headers['content-encoding']).toBeUndefined();
  });

  test('weakens the ETag, which is known again in any encoding', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ actors(first: 50) { edges { node { name slug } } } }')}`;
    const plain = await ask(path, { headers: { accept: 'application/json' } });
    const br = await ask(path, { headers: { accept: 'application/json', 'accept-encoding': 'br' } });
    expect(br.headers['content-encoding']).toBe('br');
    expect(plain.headers.etag).toMatch(/^"/);
    expect(br.headers.etag).toBe(`W/${plain.headers.etag}`);
    expect(br.headers.vary?.toLowerCase().split(/, */).sort()).toEqual(['accept', 'accept-encoding', 'authorization']);
    for (const tag of [plain.headers.etag, br.headers.etag]) {
      for (const encoding of ['identity', 'br', 'gzip']) {
        const headers = { accept: 'application/json', 'accept-encoding': encoding, 'if-none-match': String(tag) };
        const again = await ask(path, { headers });
        expect([again.status, again.body.length, again.headers['content-encoding']]).toEqual([304, 0, undefined]);
      }
    }
  });

  test('HEAD says no length that GET would not have', async () => {
    const head = await ask('/schema.graphql', { method: 'HEAD', headers: { 'accept-encoding': 'br' } });
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, undefined]);
  });

  test("GraphiQL's files are kept for good, in each encoding and in none", async () => {
    const page = (await ask('/graphql', { headers: BROWSER })).body.toString();
    const [, script] = /<script nonce="[^"]*" src="([^"]+)"/.exec(page) ?? [];
    expect(script).toMatch(/^graphiql\//); // relative: it holds under a base path
    const [plain, br, gzip] = await Promise.all(
      ['identity', 'br', 'gzip'].map((encoding) => ask(`/${script}`, { headers: { 'accept-encoding': encoding } })),
    );
    expect(plain?.headers).toMatchObject({ 'cache-control': expect.stringContaining('immutable') });
    expect(plain?.headers['content-encoding']).toBeUndefined();
    expect(brotliDecompressSync(br?.body ?? '').equals(plain?.body ?? Buffer.of())).toBe(true);
    expect(gunzipSync(gzip?.body ?? '').equals(plain?.body ?? Buffer.of())).toBe(true);
    const again = await ask(`/${script}`, { headers: { 'if-none-match': String(plain?.headers.etag) } });
    expect(again.status).toBe(304);
  });
});

describe('a gateway that is starting', () => {
  const log = pino({ level: 'silent' });

  test('is alive and not ready, and says to come again', async () => {
    const socket = await openSocket({ port: 0, host: '127.0.0.1', log, step: () => 'loading the <record>' });
    const get = (path: string, headers = {}) => fetch(`${socket.urls[0]}${path}`, { headers });
    expect((await get('/health')).status).toBe(200);
    const ready = await get('/ready');
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'starting', step: 'loading the <record>' }]);
    for (const path of ['/graphql?query={__typename}', '/webhooks/refresh', '/schema.graphql']) {
      const answer = await get(path, { accept: 'application/json' });
      expect([answer.status, Number(answer.headers.get('retry-after'))]).toEqual([503, expect.any(Number)]);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'STARTING' } }] });
    }
    const page = await get('/graphql', BROWSER);
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('loading the &#60;record&#62;');
    socket.answer(async (_, response) => void response.end('ready'));
    expect(await (await get('/graphql')).text()).toBe('ready');
    await socket.close();
  });

  test('on all addresses names those that can be opened', async () => {
    const socket = await openSocket({ port: 0, host: '0.0.0.0', log, step: () => 'starting' });
    const port = new URL(socket.urls[0]).port;
    for (const url of socket.urls) {
      expect(new URL(url).port).toBe(port);
      expect((await fetch(`${url}/health`)).status).toBe(200);
    }
    expect(socket.urls.join()).not.toContain('0.0.0.0');
    await socket.close();
  });
});

describe('what is not here', () => {
  test.each([
    ['a browser', 'text/html,*/*;q=0.8', 'text/html', '<a href="../graphql">'],
    ['a client of JSON', 'application/json', 'application/json', '"paths":["/graphql"'],
    ['any other', '*/*', 'text/plain', 'not found; here are /graphql'],
  ])('is told to %s in its form', async (_, accept, type, words) => {
    const answer = await ask('/some/<b>', { headers: { accept } });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain(type);
    expect(answer.body.toString()).toContain(words);
    expect(answer.body.toString()).not.toContain('<b>');
  });
});
