import { request as send } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readConfig, SetupError } from '../../src/config.js';
import type { Database } from '../../src/database/connect.js';
import { type FeedServer, feedServer } from '../feeds/feed-server.js';
import { openDatabase } from '../support/database.js';
import { gatewayOn, type TestGateway } from '../support/gateway.js';

const secretOf = (text: string, bytes = 32) => `whsec_${Buffer.alloc(bytes, text).toString('base64')}`;
const OLD = secretOf('old');
const NEW = secretOf('new');

let database: Database;
let gateway: TestGateway;
let closed: TestGateway;
let server: FeedServer;
let fetched: string[] = [];
let atOnce = 0;
let mostAtOnce = 0;
let answerMs = 0;

beforeAll(async () => {
  database = await openDatabase('empty');
  server = await feedServer(async (request, response) => {
    fetched.push(request.url ?? '');
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    await sleep(answerMs);
    atOnce -= 1;
    response.end(`<rss version="2.0"><channel><title>F</title>
      <item><title>News</title><link>https://news.example${request.url}</link></item></channel></rss>`);
  });
  const feed = (slug: string, more: object = {}) => ({ slug, title: slug, url: `${server.url}/${slug}`, ...more });
  await database.prisma.feed.createMany({
    data: [feed('one'), feed('two'), feed('off', { enabled: false }), feed('gone', { goneAt: new Date() })],
  });
  gateway = await gatewayOn(database, { webhookSecrets: [OLD, NEW] });
  closed = await gatewayOn(database);
});
afterAll(async () => {
  await Promise.all([gateway.close(), closed.close()]);
  await server.close();
  await database.close();
});
beforeEach(async () => {
  // Each test comes after a quiet time: in a stream of requests a feed waits longer and longer.
  await database.prisma.feed.updateMany({ data: { lastAttemptAt: null, requestPause: 0 } });
  fetched = [];
  mostAtOnce = 0;
  answerMs = 0;
});

interface Message {
  id?: string;
  at?: Date;
  secret?: string;
  headers?: Record<string, string>;
  to?: TestGateway;
}

let messages = 0;

async function post(
  body: unknown,
  { id = `msg_${++messages}`, at = new Date(), secret = NEW, headers, to = gateway }: Message = {},
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${to.url}/webhooks/refresh`, {
    method: 'POST',
    body: text,
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, text),
      ...headers,
    },
  });
  return { status: response.status, ...((await response.json()) as { feeds?: string[]; error?: string }) };
}

const updated = (data: object) => ({ type: 'feed.updated', timestamp: new Date().toISOString(), data });
/** Waits until nothing is asked for and nothing is being fetched. */
const settled = () =>
  vi.waitFor(
    async () => {
      const waiting = { OR: [{ refreshRequestedAt: { not: null } }, { leasedUntil: { not: null } }], enabled: true };
      expect(await database.prisma.feed.count({ where: waiting })).toBe(0);
    },
    { timeout: 20_000, interval: 50 },
  );
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

test('a signed message has the feed fetched within seconds, though nothing polls', async () => {
  expect(await post(updated({ feeds: ['one'] }))).toEqual({ status: 202, feeds: ['one'] });
  await settled();
  expect(fetched).toEqual(['/one']);
  expect(await database.prisma.article.count({ where: { feedSlug: 'one' } })).toBe(1);
  expect(await database.prisma.feed.findUnique({ where: { slug: 'one' } })).toMatchObject({
    refreshRequestedAt: null,
    leasedUntil: null,
    lastError: null,
  });
});

test('feeds are named by slug and by address, together; one that is not fetched is left out', async () => {
  const message = updated({ feeds: ['one', 'off', 'gone'], urls: [`${server.url}/x/../two`, `${server.url}/one`] });
  expect(await post(message)).toEqual({ status: 202, feeds: ['one', 'two'] });
  await settled();
  expect(fetched.sort()).toEqual(['/one', '/two']);
});

test('a message that comes twice is answered twice and refreshes once', async () => {
  const message = updated({ feeds: ['one'] });
  expect(await post(message, { id: 'msg_twice' })).toEqual({ status: 202, feeds: ['one'] });
  await settled();
  expect(await post(message, { id: 'msg_twice' })).toEqual({ status: 202, feeds: ['one'] });
  await settled();
  expect(fetched).toEqual(['/one']);
});

test('a message that comes several times at once refreshes once', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => post(updated({ feeds: ['two'] }), { id: 'msg_crowd' })));
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  expect(await database.prisma.webhookReceipt.count({ where: { id: 'msg_crowd' } })).toBe(1);
  await settled();
  expect(fetched).toEqual(['/two']);
});

test('a burst for one feed is one refresh', async () => {
  answerMs = 1500;
  await Promise.all(Array.from({ length: 20 }, () => post(updated({ feeds: ['one'] }))));
  await settled();
  // On a busy machine the burst takes longer than it is gathered for: then its end is one more.
  expect(fetched.length).toBeLessThanOrEqual(2);
  expect(mostAtOnce).toBe(1);
});

test('what is asked for during a refresh comes after it, never beside it', async () => {
  answerMs = 1500;
  await post(updated({ feeds: ['one'] }));
  await vi.waitFor(() => expect(atOnce).toBe(1), 10_000);
  await post(updated({ feeds: ['one'] }));
  await settled();
  expect(fetched).toEqual(['/one', '/one']);
  expect(mostAtOnce).toBe(1);
});

test('receipts are kept for a day', async () => {
  await database.prisma.webhookReceipt.create({ data: { id: 'msg_old', receivedAt: minutesAgo(25 * 60) } });
  await database.prisma.webhookReceipt.create({ data: { id: 'msg_recent', receivedAt: minutesAgo(23 * 60) } });
  await post(updated({ feeds: ['off'] }));
  expect(await database.prisma.webhookReceipt.count({ where: { id: 'msg_old' } })).toBe(0);
  expect(await database.prisma.webhookReceipt.count({ where: { id: 'msg_recent' } })).toBe(1);
});

describe('keys are rotated', () => {
  test.each([OLD, NEW])('each of several signs', async (secret) => {
    expect(await post(updated({ feeds: ['off'] }), { secret })).toEqual({ status: 202, feeds: [] });
  });

  test('one of several signatures is enough', async () => {
    const body = JSON.stringify(updated({ feeds: ['off'] }));
    const at = new Date();
    const signatures = [secretOf('other'), OLD].map((secret) => new Webhook(secret).sign('msg_two', at, body));
    const headers = { 'webhook-signature': `v1a,nonsense ${signatures.join(' ')}` };
    expect((await post(body, { id: 'msg_two', at, headers })).status).toBe(202);
  });
});

describe('401: what is not surely from a holder of a key', () => {
  const message = updated({ feeds: ['one'] });
  const cases: [string, Message][] = [
    ['another key', { secret: secretOf('other') }],
    ['no signature', { headers: { 'webhook-signature': '' } }],
    ['a signature of another version', { headers: { 'webhook-signature': 'v2,AAAA' } }],
    ['a signature without a version', { headers: { 'webhook-signature': 'AAAA' } }],
    ['no id', { headers: { 'webhook-id': '' } }],
    ['another id', { headers: { 'webhook-id': 'msg_other' } }],
    ['no timestamp', { headers: { 'webhook-timestamp': '' } }],
    ['a timestamp that is none', { headers: { 'webhook-timestamp': 'now' } }],
    ['another timestamp', { headers: { 'webhook-timestamp': String(Math.floor(Date.now() / 1000) + 60) } }],
    ['outdated', { at: minutesAgo(5.2) }],
    ['from the future', { at: minutesAgo(-10) }],
  ];
  test.each(cases)('%s', async (_name, options) => {
    const { status, error } = await post(message, options);
    expect(status).toBe(401);
    expect(error).toMatch(/\w/);
    expect(error).not.toContain('whsec_');
  });

  test('another body', async () => {
    const at = new Date();
    const headers = { 'webhook-signature': new Webhook(NEW).sign('msg_body', at, '{}') };
    expect((await post(message, { id: 'msg_body', at, headers })).status).toBe(401);
  });

  test('within five minutes is in time', async () => {
    expect((await post(updated({ feeds: ['off'] }), { at: minutesAgo(4.5) })).status).toBe(202);
  });
});

describe('400: a bad body is told by its field', () => {
  test.each([
    ['{', 'the body is no JSON'],
    ['', 'the body is no JSON'],
    ['[]', 'body: Invalid input: expected object, received array'],
    [{ type: 'feed.deleted', data: { feeds: ['one'] } }, 'type: must be "feed.updated"'],
    [{ data: { feeds: ['one'] } }, 'type: must be "feed.updated"'],
    [{ type: 'feed.updated' }, 'data: must be an object'],
    [updated({}), 'data: must name feeds, urls or both'],
    [updated({ feeds: [] }), 'data: must name feeds, urls or both'],
    [updated({ feeds: 'one' }), 'data.feeds: Invalid input: expected array, received string'],
    [updated({ feeds: ['one', 2] }), 'data.feeds.1: Invalid input: expected string, received number'],
    [updated({ urls: [null] }), 'data.urls.0: Invalid input: expected string, received null'],
    [updated({ feeds: ['a\0b'] }), 'data.feeds.0: must not contain a NUL character'],
  ])('%j', async (body, error) => {
    expect(await post(body)).toEqual({ status: 400, error });
  });

  test('an id that is too long', async () => {
    expect(await post(updated({ feeds: ['one'] }), { id: 'x'.repeat(257) })).toMatchObject({ status: 400 });
  });
});

test('404: every name that no feed has is told, nothing is fetched, and the message may come again', async () => {
  const message = updated({ feeds: ['one', 'nope'], urls: ['https://nope.example/', 'not an address'] });
  expect(await post(message, { id: 'msg_unknown' })).toEqual({
    status: 404,
    error: 'no feed has "nope", "https://nope.example/", "not an address"',
  });
  expect(await database.prisma.webhookReceipt.count({ where: { id: 'msg_unknown' } })).toBe(0);
  await settled();
  expect(fetched).toEqual([]);
});

test('404: a gateway without a key takes none', async () => {
  const { status, error } = await post(updated({ feeds: ['one'] }), { to: closed });
  expect({ status, error }).toEqual({
    status: 404,
    error: 'this gateway takes no webhooks: WEBHOOK_SECRET is not set',
  });
});

test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('405: %s', async (method) => {
  const response = await fetch(`${gateway.url}/webhooks/refresh`, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('POST');
});

describe('413: a body of more than 64 KiB', () => {
  test('is not read where its length is told', async () => {
    const { status } = await post(JSON.stringify(updated({ feeds: ['x'.repeat(64 * 1024)] })));
    expect(status).toBe(413);
  });

  test('is cut off while it comes where its length is not told', async () => {
    let sent = 0;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = send(`${gateway.url}/webhooks/refresh`, { method: 'POST' }, (response) => {
        resolve(response.statusCode);
        response.resume();
      });
      request.on('error', reject);
      const more = setInterval(() => {
        if (!request.writable) return clearInterval(more);
        sent += 16_384;
        request.write('x'.repeat(16_384));
      }, 5);
      request.on('close', () => clearInterval(more));
    });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(4 * 1024 * 1024);
  });

  test('64 KiB are taken', async () => {
    const body = JSON.stringify(updated({ feeds: ['off'] }));
    const padded = `${body.slice(0, -1)}${' '.repeat(64 * 1024 - body.length)}}`;
    expect(await post(padded)).toEqual({ status: 202, feeds: [] });
  });
});

test('a sender that breaks off costs nothing', async () => {
  await new Promise<void>((resolve) => {
    const request = send(`${gateway.url}/webhooks/refresh`, { method: 'POST' });
    request.on('error', () => resolve());
    request.write('{', () => request.destroy(new Error('left')));
  });
  expect((await post(updated({ feeds: ['off'] }))).status).toBe(202);
  expect(gateway.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});

describe('WEBHOOK_SECRET', () => {
  test.each([
    [`${OLD},${NEW}`, [OLD, NEW]],
    [` ${OLD}  ,\n${NEW} `, [OLD, NEW]],
    [secretOf('x', 24), [secretOf('x', 24)]],
    [secretOf('x', 64), [secretOf('x', 64)]],
    ['', []],
  ])('%j', (value, secrets) => {
    expect(readConfig({ WEBHOOK_SECRET: value }).webhookSecrets).toEqual(secrets);
  });

  test.each([
    ['secret', 'WEBHOOK_SECRET: must be whsec_ and 24 to 64 bytes in base64: it does not begin with whsec_'],
    [secretOf('x', 23), 'WEBHOOK_SECRET: must be whsec_ and 24 to 64 bytes in base64: it has 23 bytes'],
    [secretOf('x', 65), 'WEBHOOK_SECRET: must be whsec_ and 24 to 64 bytes in base64: it has 65 bytes'],
    [
      `${OLD} whsec_short`,
      'WEBHOOK_SECRET: secret 2 of 2 must be whsec_ and 24 to 64 bytes in base64: its end is missing: base64 never has so many characters',
    ],
    [' , ', 'WEBHOOK_SECRET: must have a secret, as in whsec_…'],
  ])('a mistake in it is told without the secret: %j', (value, message) => {
    expect(() => readConfig({ WEBHOOK_SECRET: value })).toThrow(new SetupError(message));
  });
});
