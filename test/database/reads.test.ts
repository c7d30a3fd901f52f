// The reads of requests on a PostgreSQL server that is slow, busy or gone; needs TEST_DATABASE_URL.
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Database } from '../../src/database/connect.js';
import { graphOn } from '../support/graph.js';
import { ask, withName } from '../support/template.js';

const server = process.env.TEST_DATABASE_URL;

/** Long enough that a test would fail by its own limit if it were waited for. */
const LONG = 'select pg_sleep(300)::text as slept';

describe.skipIf(!server)('on a PostgreSQL server', () => {
  const admin = server ?? '';
  const name = `flankwatch_reads_${process.pid}`;
  const databaseUrl = withName(admin || 'postgresql://localhost', name);
  let watcher: Database;
  let database: Database;

  beforeAll(async () => {
    await ask(admin, `create database ${name}`);
    watcher = await connect({ databaseUrl: admin, dataDir: '' });
    database = await connect({ databaseUrl, dataDir: '' });
  });
  afterAll(async () => {
    await database.close();
    await watcher.close();
    await ask(admin, `drop database if exists ${name} with (force)`);
  });

  const sleeping = () =>
    watcher.sql.rows<{ pid: number }>(
      `select pid from pg_stat_activity where datname = $1 and state = 'active' and query like '%pg_sleep%'`,
      [name],
    );
  const nothingSleeps = () => expect.poll(sleeping, { timeout: 20_000 }).toEqual([]);

  /** Another gateway, whose requests have more or less time. */
  async function withTime<Result>(readTimeoutMs: number, work: (other: Database) => Promise<Result>): Promise<Result> {
    const other = await connect({ databaseUrl, dataDir: '' }, { readTimeoutMs });
    try {
      return await work(other);
    } finally {
      await other.close();
    }
  }

  test('a statement that takes too long is ended in the database, with all that the request still wants', async () => {
    const reads = database.reads();
    const all = await Promise.allSettled(Array.from({ length: 30 }, () => reads.rows(LONG)));
    for (const one of all) expect(one).toMatchObject({ status: 'rejected', reason: { kind: 'TIMEOUT' } });
    await nothingSleeps();
    await expect(reads.rows('select 1')).rejects.toMatchObject({ kind: 'TIMEOUT' });
    expect(await database.reads().rows('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a client that leaves takes its statements along, those that wait for a connection too', async () => {
    await withTime(60_000, async (patient) => {
      const clients = Array.from({ length: 24 }, () => new AbortController());
      const reading = clients.flatMap(({ signal }) => {
        const reads = patient.reads(signal);
        return [1, 2, 3].map(() => reads.rows(LONG));
      });
      const outcomes = Promise.allSettled(reading);
      await expect.poll(async () => (await sleeping()).length, { timeout: 20_000 }).toBe(12);
      for (const client of clients) client.abort();
      for (const one of await outcomes) expect(one).toMatchObject({ reason: { kind: 'CANCELLED' } });
      await nothingSleeps();
      // The connections go on: none was cut, and no cancellation hits what runs on them next.
      const next = Array.from({ length: 12 }, (_, n) => patient.reads().rows('select $1::int as n', [n]));
      expect((await Promise.all(next)).flat()).toHaveLength(12);
    });
  });

  test('one request has a share of the connections, and the next one need not wait for the rest of it', async () => {
    await withTime(60_000, async (patient) => {
      const leaving = new AbortController();
      const greedy = patient.reads(leaving.signal);
      const rest = Promise.allSettled(Array.from({ length: 100 }, () => greedy.rows(LONG)));
      await expect.poll(async () => (await sleeping()).length, { timeout: 20_000 }).toBe(4);
      expect(await patient.reads().rows('select 1 as one')).toEqual([{ one: 1 }]);
      expect(await sleeping()).toHaveLength(4);
      leaving.abort();
      await rest;
    });
  });

  test('reads that hold all their connections keep no write, no key and no probe waiting', async () => {
    await withTime(60_000, async (patient) => {
      const leaving = new AbortController();
      const held = Promise.allSettled(
        Array.from({ length: 6 }, () => {
          const reads = patient.reads(leaving.signal);
          return Promise.all([1, 2, 3, 4].map(() => reads.rows(LONG)));
        }),
      );
      await expect.poll(async () => (await sleeping()).length, { timeout: 20_000 }).toBe(12);
      expect(await patient.answers()).toBe(true);
      expect(await patient.lookups.rows('select 1 as one')).toEqual([{ one: 1 }]);
      expect(await patient.transaction((sql) => sql.rows('select 2 as two'))).toEqual([{ two: 2 }]);
      expect(await patient.prisma.$queryRawUnsafe('select 3 as three')).toEqual([{ three: 3 }]);
      leaving.abort();
      await held;
    });
  });

  test('connections that were cut while they were idle are replaced without a word', async () => {
    const reads = () => Promise.all([1, 2, 3].map((n) => database.reads().rows('select $1::int as n', [n])));
    await reads();
    await ask(admin, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    expect((await reads()).flat()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(await database.answers()).toBe(true);
  });

  test('a statement that fails costs no connection', async () => {
    const pid = async () => (await database.reads().rows<{ pid: number }>('select pg_backend_pid() as pid'))[0]?.pid;
    const before = await pid();
    await expect(database.reads().rows('select 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
    expect(await pid()).toBe(before);
  });

  describe('whose processes hang', () => {
    const stopped = new Set<number>();
    const go = () => {
      for (const pid of stopped) {
        try {
          process.kill(pid, 'SIGCONT');
        } catch {
          // It has ended by itself.
        }
      }
      stopped.clear();
    };
    afterEach(go);

    async function stopAll(): Promise<boolean> {
      const rows = await watcher.sql.rows<{ pid: number }>('select pid from pg_stat_activity where datname = $1', [
        name,
      ]);
      try {
        for (const { pid } of rows) {
          process.kill(pid, 'SIGSTOP');
          stopped.add(pid);
        }
        return rows.length > 0;
      } catch {
        return false; // on another machine, or another user's
      }
    }

    test('a request and a probe are told so, and the next ones have new connections', async ({ skip }) => {
      await Promise.all([1, 2, 3].map(() => database.reads().rows('select 1')));
      await database.answers();
      if (!(await stopAll())) skip('the processes of the server belong to another machine or user');
      const [read, probe] = await Promise.all([
        database
          .reads()
          .rows('select 1')
          .catch((error: unknown) => error),
        database.answers(),
      ]);
      expect(read).toMatchObject({ kind: 'TIMEOUT' });
      expect(probe).toBe(false);
      // The processes still hang: their connections are given up, not used again.
      await expect.poll(() => database.answers(), { timeout: 20_000 }).toBe(true);
      await expect
        .poll(() => database.reads().rows('select 1 as one').catch(String), { timeout: 20_000 })
        .toEqual([{ one: 1 }]);
    });
  });

  describe('over HTTP', () => {
    let http: Server;
    let url: string;
    beforeAll(async () => {
      // A field that reads: what it reads takes long.
      const slow: Database = {
        ...database,
        reads: (signal) => ({ rows: () => withTimeOf(signal).rows(LONG) as never }),
      };
      const patient = await connect({ databaseUrl, dataDir: '' }, { readTimeoutMs: 60_000 });
      closing.push(() => patient.close());
      const withTimeOf = (signal?: AbortSignal) => patient.reads(signal);
      http = createServer(graphOn(slow).app);
      http.listen(0, '127.0.0.1');
      await once(http, 'listening');
      url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`;
    });
    const closing: (() => Promise<void>)[] = [];
    afterAll(async () => {
      http.closeAllConnections();
      http.close();
      for (const close of closing) await close();
    });

    test.each(['POST', 'GET'])(
      'a client that closes its connection in the middle of a %s leaves nothing running',
      async (method) => {
        const query =
          '{ actor(slug: "poland") { name } asOf(at: "2026-01-01T00:00:00Z") { actor(slug: "romania") { name } } }';
        const address = method === 'GET' ? `${url}?${new URLSearchParams({ query })}` : url;
        const sent = request(address, { method, headers: { 'content-type': 'application/json' } });
        sent.on('error', () => {});
        sent.end(method === 'POST' ? JSON.stringify({ query }) : undefined);
        await expect.poll(async () => (await sleeping()).length, { timeout: 20_000 }).toBe(2);
        sent.destroy();
        await nothingSleeps();
        await sleep(100);
      },
    );
  });
});
