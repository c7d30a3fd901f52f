import { lookup as resolve } from 'node:dns';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { FETCH_LIMITS } from '../../src/feeds/fetch.js';
import { PACE, startPolling } from '../../src/feeds/schedule.js';
import { openDatabase } from '../support/database.js';
import { type FeedServer, feedServer } from './feed-server.js';
import { type Newsroom, newsroomOn, rss } from './newsroom.js';

// All of 127.0.0.0/16 but 127.0.0.1 stands for the open internet; every other address is judged as always.
vi.mock('../../src/feeds/public-address.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/feeds/public-address.js')>();
  return {
    isPublicAddress: (address: string) => /^127\.0\.(?!0\.1$)/.test(address) || original.isPublicAddress(address),
  };
});

const LIMITS = { ...FETCH_LIMITS, connectMs: 2000, totalMs: 3000, bytes: 1024 * 1024 };
const IN_TIME_MS = 20_000;

let database: Database;
let room: Newsroom;
let server: FeedServer;
let secure: Server;
beforeAll(async () => {
  database = await openDatabase('empty');
  room = newsroomOn(database);
  server = await feedServer((request, response) => {
    const behave = MISBEHAVIOURS[request.url?.slice(1) ?? '']?.behave;
    if (behave) behave(request, response);
    else response.end(rss([{ url: `https://news.example${request.url}` }]));
  }, '0.0.0.0');
  const pem = readFileSync(new URL('../fixtures/feeds/self-signed.pem', import.meta.url));
  secure = createServer({ key: pem, cert: pem }, (_, response) => response.end(rss([])));
  await new Promise<void>((listening) => secure.listen(0, '0.0.0.0', listening));
});
afterAll(async () => {
  secure.closeAllConnections();
  secure.close();
  await server.close();
  await database.close();
});

const to =
  (location: string): RequestListener =>
  (_, response) =>
    void response.writeHead(302, { location, connection: 'close' }).end();

/** 10 MB that unfold to 10 GB: the members of a gzip file stand one behind the other. */
const bomb: RequestListener = (_, response) => {
  const member = gzipSync(Buffer.alloc(10 * 1024 * 1024));
  response.writeHead(200, { 'content-encoding': 'gzip' });
  response.end(Buffer.concat(Array.from({ length: 1000 }, () => member)));
};

const endless: RequestListener = (_, response) => {
  const more = () => {
    while (response.writable && response.write('<item>'.repeat(10_000)));
  };
  response.on('drain', more);
  more();
};

const drip: RequestListener = (_, response) => {
  const dripping = setInterval(() => response.write('<'), 1000);
  response.on('close', () => clearInterval(dripping));
};

const inAnHour = new Date(Date.now() + 3_600_000);

const MISBEHAVIOURS: Record<string, { behave?: RequestListener; error: RegExp }> = {
  'never-answers': { behave: () => undefined, error: /^\S+ did not finish its answer in time$/ },
  'one-byte-a-second': { behave: drip, error: /^\S+ did not finish its answer in time$/ },
  endless: { behave: endless, error: /^The document is larger than 1 MB$/ },
  bomb: { behave: bomb, error: /^The document is larger than 1 MB$/ },
  loop: { behave: to('/loop'), error: /^The address redirects in a circle, back to \S+\/loop$/ },
  'to-this-machine': {
    behave: to('http://127.0.0.1:1/'),
    error: /^Not fetched: 127\.0\.0\.1 is at 127\.0\.0\.1, which is not a public address$/,
  },
  'to-a-private-network': {
    behave: to('http://[::ffff:10.0.0.1]/'),
    error: /^Not fetched: ::ffff:a00:1 is at ::ffff:a00:1, which is not a public address$/,
  },
  'page-to-this-machine': {
    behave: (_, response) =>
      void response
        .writeHead(200, { connection: 'close' })
        .end('<html><meta http-equiv="refresh" content="0;url=http://127.0.0.1:1/">'),
    error: /^Not fetched: 127\.0\.0\.1 is at 127\.0\.0\.1, which is not a public address$/,
  },
  'turns-private': {
    behave: to('/turns-private/again'),
    error: /^Not fetched: turning\.example is at 10\.0\.0\.1, which is not a public address$/,
  },
  'unchanged-since-never': {
    behave: (_, response) => void response.writeHead(304).end(),
    error: /^The server says that nothing has changed, though there was nothing to compare \(304\)$/,
  },
  'asks-to-wait': {
    behave: (_, response) => void response.writeHead(429, { 'retry-after': inAnHour.toUTCString() }).end(),
    error: /^The server asks us to wait until \d{4}-\d\d-\d\d \d\d:\d\d UTC \(429\)$/,
  },
  picture: {
    behave: (_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end('\x89PNG\r\n\x1a\n\0\0'),
    error: /^The document has no XML elements, so it is not a feed$/,
  },
  'web-page': {
    behave: (_, response) =>
      void response.writeHead(200, { 'content-type': 'application/rss+xml' }).end('<!doctype html><title>Shop</title>'),
    error: /^The document is an HTML page, not a feed$/,
  },
  unknown: {
    behave: (_, response) => void response.writeHead(404).end(),
    error: /^The server does not know this page \(404\)$/,
  },
  'self-signed': { error: /^\S+ could not be read: the server's certificate is signed by nobody but itself$/ },
};

/** A name that is public when it is first asked for, and then not. */
function turningLookup(): LookupFunction {
  let asked = 0;
  return (hostname, options, callback) => {
    if (hostname !== 'turning.example') return resolve(hostname, options, callback as never);
    callback(null, [{ address: asked++ === 0 ? '127.0.9.9' : '10.0.0.1', family: 4 }]);
  };
}

test('publishers that misbehave leave an error that a person understands, and keep nobody waiting', {
  timeout: 60_000,
}, async () => {
  const { port } = new URL(server.url);
  const securePort = (secure.address() as AddressInfo).port;
  const bad = Object.keys(MISBEHAVIOURS);
  for (const [at, slug] of bad.entries()) {
    const host = slug === 'turns-private' ? 'turning.example' : `127.0.1.${at + 1}`;
    const origin = slug === 'self-signed' ? `https://127.0.1.200:${securePort}` : `http://${host}:${port}`;
    await room.addFeed(slug, { url: `${origin}/${slug}` });
  }
  const good = Array.from({ length: 30 }, (_, at) => `good-${at}`);
  for (const [at, slug] of good.entries())
    await room.addFeed(slug, { url: `http://127.0.2.${at + 1}:${port}/${slug}` });

  const fetching = { userAgent: 'Test/1', allowPrivate: false, limits: LIMITS, lookup: turningLookup() };
  const polling = startPolling(room.intake, fetching, pino({ level: 'silent' }), { ...PACE, lookEveryMs: 200 });
  const end = Date.now() + IN_TIME_MS;
  const refreshed = () => database.prisma.feed.count({ where: { lastSuccessAt: { not: null } } });
  const attempted = () => database.prisma.feed.count({ where: { lastAttemptAt: { not: null } } });
  while ((await refreshed()) < good.length && Date.now() < end) await sleep(100);
  expect(await refreshed()).toBe(good.length);
  while ((await attempted()) < good.length + bad.length && Date.now() < end) await sleep(100);
  await polling.stop();

  for (const [slug, { error }] of Object.entries(MISBEHAVIOURS)) {
    const feed = await database.prisma.feed.findUniqueOrThrow({ where: { slug } });
    expect.soft(feed.lastError, slug).toMatch(error);
    expect.soft(feed.consecutiveFailures, slug).toBe(1);
    expect.soft(feed.nextAttemptAt?.getTime(), slug).toBeGreaterThan(Date.now() + 60_000);
  }
  expect(await room.articles()).toHaveLength(good.length);
});
