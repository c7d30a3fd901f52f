import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { type Refreshed, refresh } from '../../src/feeds/refresh.js';
import { openDatabase } from '../support/database.js';
import { type FeedServer, feedServer } from './feed-server.js';
import { type Newsroom, newsroomOn, rss } from './newsroom.js';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

let database: Database;
let room: Newsroom;
let server: FeedServer;
let answer: (response: ServerResponse, request: IncomingMessage) => void;
let now: Date;

beforeAll(async () => {
  database = await openDatabase('empty');
  room = newsroomOn(database);
  server = await feedServer((request, response) => answer(response, request));
});
afterAll(async () => {
  await server.close();
  await database.close();
});
beforeEach(async () => {
  await room.clear();
  await room.addFeed('feed', { url: `${server.url}/feed` });
  // Articles are judged by the real clock: theirs and the test's must not be ahead of it.
  now = new Date(Math.floor(Date.now() / HOUR) * HOUR);
});

async function refreshed(): Promise<Refreshed> {
  const feed = await database.prisma.feed.findUniqueOrThrow({ where: { slug: 'feed' } });
  return refresh(room.intake, { userAgent: 'Test/1', allowPrivate: true, clock: () => now }, feed);
}
const stored = () => database.prisma.feed.findUniqueOrThrow({ where: { slug: 'feed' } });
const waitMs = async () => ((await stored()).nextAttemptAt?.getTime() ?? Number.NaN) - now.getTime();
/** The wait and up to a tenth of it. */
async function expectWait(milliseconds: number) {
  const wait = await waitMs();
  expect(wait).toBeGreaterThanOrEqual(milliseconds);
  expect(wait).toBeLessThanOrEqual(milliseconds * 1.11);
}

const send =
  (body: string, headers: Record<string, string> = {}): typeof answer =>
  (response) =>
    void response.writeHead(200, headers).end(body);
const sendStatus =
  (status: number, headers: Record<string, string> = {}): typeof answer =>
  (response) =>
    void response.writeHead(status, headers).end();
const hourly = (channel = '') =>
  rss(
    Array.from({ length: 10 }, (_, at) => ({
      url: `https://news.example/${at}`,
      date: new Date(now.getTime() - at * HOUR),
    })),
    channel,
  );

describe('when a feed is tried next', () => {
  test('follows its rhythm, also while it does not change', async () => {
    answer = send(hourly(), { etag: '"1"' });
    await refreshed();
    await expectWait(HOUR / 2);
    expect(await stored()).toMatchObject({ interval: 1800, etag: '"1"' });
    now = new Date(now.getTime() + 20 * HOUR);
    answer = sendStatus(304);
    expect(await refreshed()).toEqual({ kind: 'unchanged' });
    await expectWait(2 * HOUR);
    expect(await stored()).toMatchObject({ etag: '"1"', lastError: null });
  });

  test.each([
    ['Cache-Control', '', { 'cache-control': 'max-age=7200' }],
    ['Expires', '', { expires: new Date(2 * HOUR).toUTCString(), date: new Date(0).toUTCString() }],
    ['ttl', '<ttl>120</ttl>', {}],
  ])('is later where %s asks for it', async (_what, channel, headers) => {
    answer = send(hourly(channel), headers as Record<string, string>);
    await refreshed();
    await expectWait(2 * HOUR);
  });

  test('is no sooner where they allow it', async () => {
    answer = send(hourly('<ttl>1</ttl>'), { 'cache-control': 'max-age=5' });
    await refreshed();
    await expectWait(HOUR / 2);
  });

  test('is outside the hours that the document names, also after a 304', async () => {
    const hour = now.getUTCHours();
    const skipped = `<hour>${hour}</hour><hour>${(hour + 1) % 24}</hour>`;
    answer = send(hourly(`<skipHours>${skipped}</skipHours>`), { etag: '"1"' });
    for (const next of [answer, sendStatus(304)]) {
      answer = next;
      await refreshed();
      expect((await stored()).nextAttemptAt?.getUTCHours()).toBe((hour + 2) % 24);
    }
  });

  test('is when the server wants it, told in words', async () => {
    answer = sendStatus(429, { 'retry-after': '7200' });
    const waitUntil = new Date(now.getTime() + 2 * HOUR);
    const error = `The server asks us to wait until ${waitUntil.toISOString().slice(0, 16).replace('T', ' ')} UTC (429)`;
    expect(await refreshed()).toEqual({ kind: 'failed', error, waitUntil });
    expect(await stored()).toMatchObject({ nextAttemptAt: waitUntil, lastError: error, consecutiveFailures: 1 });
  });

  test('backs off with each failure, up to three days, and recovers at once', async () => {
    answer = sendStatus(500);
    for (const wait of [0.5, 1, 2, 4, 8, 16, 32, 64, 72, 72]) {
      await refreshed();
      await expectWait(wait * HOUR);
      now = new Date(now.getTime() + DAY);
    }
    expect(await stored()).toMatchObject({
      consecutiveFailures: 10,
      lastError: 'The server has an internal error (500)',
    });
    now = new Date(now.getTime() + DAY);
    answer = send(hourly());
    expect((await refreshed()).kind).toBe('ingested');
    await expectWait(DAY); // its articles are more than ten days old by now
    expect(await stored()).toMatchObject({ consecutiveFailures: 0, lastError: null });
  });
});

test('the same body is not read again', async () => {
  answer = send(hourly());
  expect((await refreshed()).kind).toBe('ingested');
  expect(await refreshed()).toEqual({ kind: 'unchanged' });
});

test('a failure keeps the validators, so that the next answer can be a 304', async () => {
  answer = send(hourly(), { etag: '"1"' });
  await refreshed();
  answer = sendStatus(500);
  await refreshed();
  let asked: string | undefined;
  answer = (response, request) => {
    asked = request.headers['if-none-match'];
    response.writeHead(304).end();
  };
  await refreshed();
  expect(asked).toBe('"1"');
});

test('a feed that is gone is left alone, and comes back when somebody asks for it', async () => {
  answer = sendStatus(410);
  expect(await refreshed()).toEqual({ kind: 'failed', error: 'The server says that this feed is gone for good (410)' });
  expect(await stored()).toMatchObject({ goneAt: now, nextAttemptAt: null });
  answer = send(hourly());
  await refreshed();
  expect(await stored()).toMatchObject({ goneAt: null });
});

describe('a permanent move', () => {
  const moved =
    (to: string, status = 301): typeof answer =>
    (response, request) =>
      request.url === '/feed'
        ? void response.writeHead(status, { location: to }).end()
        : void response.end(rss([{ url: 'https://news.example/a' }]));
  const daysOf = async (...answers: (typeof answer)[]) => {
    for (const next of answers) {
      answer = next;
      await refreshed();
      now = new Date(now.getTime() + DAY);
    }
  };
  const changes = () =>
    database.prisma.change.findMany({ where: { type: 'FEED' }, select: { kind: true, nodeId: true } });

  test('is believed when it was seen on three days, and told', async () => {
    await daysOf(moved('/new'), moved('/new', 308));
    await refreshed();
    await refreshed();
    now = new Date(now.getTime() - 1000);
    expect(await stored()).toMatchObject({ url: `${server.url}/new`, movedTo: null, movedDays: 0 });
    expect(await changes()).toEqual([{ kind: 'UPDATED', nodeId: 'feed' }]);
  });

  test('is not undone by a list that says what it said before', async () => {
    const { prisma } = database;
    const list = (url: string, title: string) => prisma.feed.update({ where: { slug: 'feed' }, data: { url, title } });
    await daysOf(moved('/new'), moved('/new'), moved('/new'));
    await list(`${server.url}/feed`, 'Renamed');
    expect(await stored()).toMatchObject({
      url: `${server.url}/new`,
      listedUrl: `${server.url}/feed`,
      title: 'Renamed',
    });
    await list(`${server.url}/third`, 'Third');
    expect(await stored()).toMatchObject({ url: `${server.url}/third`, listedUrl: null });
  });

  test('is undone by a curator who says so', async () => {
    await daysOf(moved('/new'), moved('/new'), moved('/new'));
    const data = { url: `${server.url}/feed`, listedUrl: null };
    await database.prisma.feed.update({ where: { slug: 'feed' }, data });
    expect(await stored()).toMatchObject({ url: `${server.url}/feed`, listedUrl: null });
  });

  test('is not believed for being seen often on one day', async () => {
    answer = moved('/new');
    for (let time = 0; time < 5; time++) await refreshed();
    expect(await stored()).toMatchObject({ url: `${server.url}/feed`, movedTo: `${server.url}/new`, movedDays: 1 });
    expect(await changes()).toEqual([]);
  });

  test.each([
    ['another target', moved('/elsewhere')],
    ['a passing redirect', moved('/new', 302)],
    ['the document itself', send(rss([{ url: 'https://news.example/b' }]))],
    ['a refusal', sendStatus(404)],
  ])('is forgotten after %s', async (_what, other) => {
    await daysOf(moved('/new'), moved('/new'), other, moved('/new'));
    expect(await stored()).toMatchObject({ url: `${server.url}/feed`, movedTo: `${server.url}/new`, movedDays: 1 });
  });

  test('is not forgotten because the server was down for a day', async () => {
    await daysOf(moved('/new'), moved('/new'), sendStatus(500), moved('/new'));
    expect(await stored()).toMatchObject({ url: `${server.url}/new` });
  });

  test('never leads onto the address of another feed', async () => {
    await room.addFeed('other', { url: `${server.url}/new` });
    await daysOf(moved('/new'), moved('/new'), moved('/new'), moved('/new'));
    expect(await stored()).toMatchObject({ url: `${server.url}/feed` });
    expect(await changes()).toEqual([]);
  });
});
