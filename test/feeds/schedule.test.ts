import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect, type Database } from '../../src/database/connect.js';
import { claimDue, claimFeed, claimRequested, dueIn, release } from '../../src/feeds/claim.js';
import { LexiconCache } from '../../src/feeds/lexicon-cache.js';
import { PACE, type Polling, startPolling } from '../../src/feeds/schedule.js';
import { waitForClaim } from '../../src/feeds/wait-for-claim.js';
import { openDatabase } from '../support/database.js';
import { type FeedServer, feedServer } from './feed-server.js';
import { type Newsroom, newsroomOn, rss } from './newsroom.js';

let database: Database;
let room: Newsroom;
let server: FeedServer;
let answer: (response: ServerResponse, request: IncomingMessage) => void;
const polling: Polling[] = [];

beforeAll(async () => {
  database = await openDatabase('empty');
  room = newsroomOn(database);
  server = await feedServer((request, response) => answer(response, request), '0.0.0.0');
});
afterAll(async () => {
  await server.close();
  await database.close();
});
beforeEach(async () => {
  await room.clear();
  log.length = 0;
  answer = (response, request) => void response.end(rss([{ url: `https://news.example${request.url}` }]));
});
afterEach(async () => {
  await Promise.all(polling.splice(0).map((one) => one.stop()));
  vi.restoreAllMocks();
});

const log: { level: number; msg: string }[] = [];
const logger = pino({}, { write: (line) => void log.push(JSON.parse(line)) });
const FETCHING = { userAgent: 'Test/1', allowPrivate: true };
const FAST = { ...PACE, pauseMs: 0, lookEveryMs: 200 };

function poll(pace = FAST, intake = room.intake): Polling {
  const started = startPolling(intake, FETCHING, logger, pace);
  polling.push(started);
  return started;
}

/** On one of a thousand hosts, all of which are this machine. */
const addressOf = (number: number, host = number) =>
  `http://127.0.${Math.floor(host / 250)}.${(host % 250) + 1}:${new URL(server.url).port}/${number}`;
const addFeeds = (count: number, hostOf = (number: number) => number) =>
  database.prisma.feed.createMany({
    data: Array.from({ length: count }, (_, number) => ({
      slug: `feed-${number}`,
      title: 'Feed',
      url: addressOf(number, hostOf(number)),
    })),
  });
const feedsWhere = (condition: string) =>
  database.sql.rows<{ slug: string }>(`select slug from feed where ${condition} order by slug`);
const until = async (condition: () => Promise<boolean>) => {
  while (!(await condition())) await sleep(50);
};
const refreshed = (count: number) => () =>
  feedsWhere('last_attempt_at is not null and leased_until is null').then(({ length }) => length >= count);
const later = (ms: number) => `now() + interval '${ms} milliseconds'`;

describe('a claim', () => {
  test('takes what is asked for first, then what is due for longest, and each feed once', async () => {
    await addFeeds(5);
    await database.script(`
      update feed set next_attempt_at = now() - interval '1 minute';
      update feed set next_attempt_at = now() - interval '1 hour' where slug = 'feed-3';
      update feed set next_attempt_at = now() + interval '1 hour', refresh_requested_at = now() where slug = 'feed-4';
      update feed set enabled = false where slug = 'feed-0';
      update feed set gone_at = now() where slug = 'feed-1'`);
    const claimed = [];
    for (let claim = await claimDue(database.sql); claim; claim = await claimDue(database.sql)) {
      claimed.push(claim.feed.slug);
    }
    expect(claimed).toEqual(['feed-4', 'feed-3', 'feed-2']);
  });

  test('comes back when its holder has died and the lease has ended', async () => {
    await addFeeds(1);
    expect(await claimDue(database.sql, 1500)).not.toBeNull();
    expect(await claimDue(database.sql, 1500)).toBeNull();
    expect(await dueIn(database.sql)).toBeGreaterThan(0);
    await sleep(1600);
    expect(await claimDue(database.sql, 1500)).toMatchObject({ feed: { slug: 'feed-0' } });
  });

  test('of a feed that is asked for again and again is taken less and less often, and no request is lost', async () => {
    await addFeeds(1, () => 0);
    const pauses: number[] = [];
    for (let time = 0; time < 10; time++) {
      await database.script(`update feed set refresh_requested_at = now(), next_attempt_at = ${later(3_600_000)}`);
      const early = time === 0 ? null : await claimRequested(database.sql);
      expect(early).toBeNull();
      // As if the pause were just over.
      await database.script(`
        update feed set last_attempt_at = now() - make_interval(secs => request_pause + 1);
        update feed_host set free_at = now() - interval '1 second'`);
      const claim = await claimRequested(database.sql);
      if (claim === null) throw new Error('not claimed');
      pauses.push(claim.feed.requestPause);
      await database.script('update feed set last_attempt_at = now()');
      await release(database.sql, claim, { pauseMs: 0, attempted: true });
    }
    expect(pauses).toEqual([2, 3, 4, 5, 7, 9, 12, 15, 19, 24]);
    await database.script(`
      update feed set refresh_requested_at = now(), request_pause = 290, last_attempt_at = now() - interval '291 seconds';
      update feed_host set free_at = now() - interval '1 second'`);
    const longest = await claimRequested(database.sql);
    if (longest === null) throw new Error('not claimed');
    expect(longest.feed.requestPause).toBe(300);
    await release(database.sql, longest, { pauseMs: 0, attempted: true });
    // After a quiet time the next one is believed at once.
    await database.script(`
      update feed_host set free_at = now() - interval '1 second';
      update feed set refresh_requested_at = now(), last_attempt_at = now() - make_interval(secs => 61 + 4 * request_pause)`);
    expect((await claimRequested(database.sql))?.feed.requestPause).toBe(2);
  });

  test('that has ended lets nothing go that another process holds since', async () => {
    await addFeeds(1);
    const first = await claimDue(database.sql, 1);
    await sleep(50);
    const second = await claimDue(database.sql);
    if (first === null || second === null) throw new Error('not claimed');
    await release(database.sql, first, { pauseMs: 0, attempted: true, leaseMs: 1 });
    expect(await feedsWhere('leased_until > now()')).toHaveLength(1);
    await release(database.sql, second, { pauseMs: 0, attempted: true });
    expect(await feedsWhere('leased_until is not null')).toHaveLength(0);
  });

  test('takes the server too, for as long as a fetch and the pause after it', async () => {
    await addFeeds(2, () => 0);
    const claim = await claimDue(database.sql);
    if (claim === null) throw new Error('not claimed');
    expect(await claimDue(database.sql)).toBeNull();
    await release(database.sql, claim, { pauseMs: 1500, attempted: true });
    expect(await claimFeed(database.sql, 'feed-1')).toBeNull();
    await sleep(1600);
    expect(await claimFeed(database.sql, 'feed-1')).not.toBeNull();
  });

  test('for somebody who asks waits, and says what it waited for in vain', async () => {
    await addFeeds(2, () => 0);
    await database.prisma.feed.create({ data: { slug: 'by-hand', title: 'Feed', url: 'urn:feed' } });
    expect(await waitForClaim(database.sql, 'feed-0', 0)).toHaveProperty('feed');
    expect(await waitForClaim(database.sql, 'feed-0', 0)).toEqual({
      reason: expect.stringMatching(/^another process is fetching it, until .* UTC at the latest$/),
    });
    expect(await waitForClaim(database.sql, 'feed-1', 0)).toEqual({
      reason: expect.stringMatching(/^127\.0\.0\.1:\d+ is being asked for something else/),
    });
    expect(await waitForClaim(database.sql, 'by-hand')).toEqual({ reason: 'it has no address on the network' });
    await database.script(`update feed set leased_until = null; update feed_host set free_at = ${later(3_600_000)}`);
    expect(await waitForClaim(database.sql, 'feed-0')).toEqual({
      reason: expect.stringMatching(/^127\.0\.0\.1:\d+ asks us to wait until/),
    });
    await database.script(`update feed_host set free_at = ${later(500)}`);
    expect(await waitForClaim(database.sql, 'feed-0')).toHaveProperty('feed');
  });
});

describe('the poller', () => {
  test('asks one server for one thing at a time, with a pause, and others meanwhile', async () => {
    await addFeeds(8, (number) => (number < 4 ? 0 : number));
    const open = new Map<string, number>();
    const starts: number[] = [];
    let most = 0;
    answer = (response, request) => {
      const host = request.headers.host ?? '';
      open.set(host, (open.get(host) ?? 0) + 1);
      most = Math.max(most, open.get(host) ?? 0);
      if (host.startsWith('127.0.0.1:')) starts.push(Date.now());
      setTimeout(() => {
        open.set(host, (open.get(host) ?? 0) - 1);
        response.end(rss([{ url: `https://news.example${request.url}` }]));
      }, 100);
    };
    poll({ ...FAST, pauseMs: 300 });
    await until(refreshed(8));
    expect(most).toBe(1);
    expect(starts).toHaveLength(4);
    const gaps = starts.slice(1).map((start, at) => start - (starts[at] ?? start));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(390);
  });

  test('asks the server that feeds redirect to for one thing at a time too, and no two feeds wait for each other', async () => {
    await addFeeds(6);
    const open = new Map<string, number>();
    let most = 0;
    answer = (response, request) => {
      const host = request.headers.host ?? '';
      open.set(host, (open.get(host) ?? 0) + 1);
      most = Math.max(most, open.get(host) ?? 0);
      const number = Number(request.url?.slice(1));
      // The first two lead to each other's server, the others to one server.
      const to = request.url?.startsWith('/at') ? null : `/at-${number}`;
      const target = number === 0 ? 1 : number === 1 ? 0 : 100;
      setTimeout(() => {
        open.set(host, (open.get(host) ?? 0) - 1);
        if (to === null) response.end(rss([{ url: `https://news.example${request.url}` }]));
        else response.writeHead(302, { location: new URL(to, addressOf(0, target)).href }).end();
      }, 100);
    };
    poll({ ...FAST, atOnce: 6, pauseMs: 100 });
    await until(refreshed(6));
    expect(await feedsWhere('last_error is not null')).toEqual([]);
    expect(most).toBe(1);
    expect(await database.sql.rows("select host from feed_host where free_at > now() + interval '1 second'")).toEqual(
      [],
    );
  });

  test('leaves a server alone that has asked for it, whichever feed redirects there', async () => {
    await addFeeds(2);
    answer = (response, request) => {
      if (request.url?.startsWith('/at')) response.writeHead(503, { 'retry-after': '3600' }).end();
      else response.writeHead(302, { location: new URL('/at', addressOf(0, 100)).href }).end();
    };
    poll({ ...FAST, atOnce: 1 });
    await until(refreshed(2));
    expect(await feedsWhere("last_error like '%which asks us to wait'")).toHaveLength(1);
    expect(await feedsWhere(`next_attempt_at > ${later(3_500_000)}`)).toHaveLength(2);
    const waiting = await database.sql.rows(`select host from feed_host where free_at > ${later(3_500_000)}`);
    expect(waiting).toEqual([{ host: new URL(addressOf(0, 100)).host }]);
  });

  test('leaves a server alone that has asked for it, for all of its feeds', async () => {
    await addFeeds(2, () => 0);
    const before = server.requests();
    answer = (response) => void response.writeHead(503, { 'retry-after': '3600' }).end();
    poll();
    await until(refreshed(1));
    await sleep(500);
    expect(server.requests() - before).toBe(1);
    expect(await dueIn(database.sql)).toBeGreaterThan(3_500_000);
  });

  test('keeps a bug on the feed it met it in, backs off from that one and reads the others', async () => {
    await addFeeds(3);
    const lexicon = new LexiconCache(database.sql);
    let calls = 0;
    vi.spyOn(lexicon, 'current').mockImplementation(() => {
      if (++calls === 1) return Promise.reject(new Error('a bug'));
      return room.intake.lexicon.current();
    });
    poll(FAST, { ...room.intake, lexicon });
    await until(refreshed(3));
    const failed = await database.prisma.feed.findMany({ where: { consecutiveFailures: 1 } });
    expect(failed).toMatchObject([{ lastError: 'The feed could not be read: internal error, see the log' }]);
    expect(failed[0]?.nextAttemptAt?.getTime()).toBeGreaterThan(Date.now() + 20 * 60_000);
    expect(log.filter(({ level }) => level >= 50)).toHaveLength(1);
  });

  test('offline, tells of all feeds in one line, and keeps the cause on each', async () => {
    await database.prisma.feed.createMany({
      data: Array.from({ length: 35 }, (_, at) => ({
        slug: `off-${at}`,
        title: 'F',
        url: `https://h${at}.example/rss`,
      })),
    });
    const lookup: LookupFunction = (host, _options, callback) =>
      callback(Object.assign(new Error(`getaddrinfo EAI_AGAIN ${host}`), { code: 'EAI_AGAIN' }), '');
    const started = startPolling(room.intake, { ...FETCHING, lookup }, logger, FAST);
    await until(refreshed(35));
    await started.stop();
    expect(log.map(({ msg }) => msg)).toEqual([
      '35 feeds could not be reached: EAI_AGAIN (its host name could not be looked up just now)',
    ]);
    const failed =
      "consecutive_failures = 1 and last_error like 'h%.example could not be read: its host name could not be%'";
    expect(await feedsWhere(failed)).toHaveLength(35);
  });

  test('goes on when the database has failed it', async () => {
    await addFeeds(1);
    let failures = 0;
    const rows: typeof database.sql.rows = (text, parameters) =>
      text.includes('skip locked') && ++failures < 3
        ? Promise.reject(new Error('no database'))
        : database.sql.rows(text, parameters);
    poll(FAST, { ...room.intake, database: { ...database, sql: { rows } } });
    await until(refreshed(1));
    expect(log.filter(({ msg }) => msg.startsWith('polling failed'))).toHaveLength(2);
  });

  test('finds what is asked for while it waits', async () => {
    await addFeeds(1);
    poll();
    await until(refreshed(1));
    await database.script('update feed set last_attempt_at = null, refresh_requested_at = now()');
    await until(refreshed(1));
    expect(await feedsWhere('refresh_requested_at is not null')).toEqual([]);
  });

  test('does not spin while nothing is due', async () => {
    let statements = 0;
    const rows: typeof database.sql.rows = (text, parameters) => {
      statements++;
      return database.sql.rows(text, parameters);
    };
    poll({ ...FAST, lookEveryMs: 5000 }, { ...room.intake, database: { ...database, sql: { rows } } });
    await sleep(1000);
    expect(statements).toBeLessThanOrEqual(2);
  });

  test('stops within three seconds, cuts off what hangs and leaves it as due as it was', async () => {
    await addFeeds(6);
    answer = () => undefined;
    const running = poll({ ...FAST, graceMs: 200 });
    await until(() => feedsWhere('leased_until is not null').then(({ length }) => length === 4));
    const before = Date.now();
    await running.stop();
    expect(Date.now() - before).toBeLessThan(3000);
    expect(await feedsWhere('leased_until is not null or last_attempt_at is not null')).toEqual([]);
    expect(await database.sql.rows('select from feed_host where free_at > now()')).toEqual([]);
  });
});

/** An embedded database has one process. */
test.runIf(process.env.TEST_DATABASE_URL)(
  'two pollers share 300 feeds, each is fetched once',
  { timeout: 120_000 },
  async () => {
    const [{ name } = { name: '' }] = await database.sql.rows<{ name: string }>('select current_database() as name');
    const url = new URL(process.env.TEST_DATABASE_URL ?? '');
    url.pathname = name;
    const second = await connect({ databaseUrl: url.href, dataDir: '' });
    try {
      await addFeeds(300);
      const seen: string[] = [];
      answer = (response, request) => {
        seen.push(request.url ?? '');
        response.end(rss([{ url: `https://news.example${request.url}` }]));
      };
      const other = startPolling(newsroomOn(second).intake, FETCHING, logger, FAST);
      poll();
      await until(refreshed(300));
      await other.stop();
      expect(seen).toHaveLength(300);
      expect(new Set(seen).size).toBe(300);
      expect(await room.articles()).toHaveLength(300);
    } finally {
      await second.close();
    }
  },
);
