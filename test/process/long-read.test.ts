// A statement on the embedded database that does not end: the database runs on a thread, which is ended and starts again.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, databaseOn } from '../../src/database/connect.js';
import { openEmbedded } from '../../src/database/embedded/embedded.js';
import { graphOn } from '../support/graph.js';
import { filledFolder } from '../support/process.js';

/** Sorts without end, and writes beside the data while it does so. */
const LONG = 'select n::text from generate_series(1, 10000000000) n order by 1 desc';

let folder: string;
let database: Database;
let http: Server;
let url: string;
/** What reads of requests ask instead of what they would. */
let instead: string | null = null;

beforeAll(async () => {
  folder = await filledFolder();
  database = databaseOn(await openEmbedded(folder));
  const app = graphOn(
    {
      ...database,
      reads: (signal) => {
        const reads = database.reads(signal);
        return { rows: (text, parameters) => (instead === null ? reads.rows(text, parameters) : reads.rows(instead)) };
      },
    },
    { cache: true },
  ).app;
  http = createServer(app);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`;
});
afterAll(async () => {
  http.closeAllConnections();
  http.close();
  await database.close();
});

interface Answer {
  status: number;
  retryAfter: string | null;
  codes: unknown[];
  data: unknown;
}

async function ask(query: string): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    codes: errors?.map(({ extensions }) => extensions.code) ?? [],
    data,
  };
}

/** A request that asks of the database what it cannot answer in time. */
async function askTooMuch(): Promise<Answer> {
  instead = LONG;
  const asked = ask('{ actor(slug: "poland") { name } }');
  await expect
    .poll(() => existsSync(join(folder, 'postgres/base/pgsql_tmp')), { timeout: 60_000, interval: 5 })
    .toBe(true);
  instead = null;
  return asked;
}

test('its request is told, what needs no database is answered, the rest comes again, and nothing is lost', async () => {
  await database.script("create table kept as select 'before' as what");
  const tooMuch = askTooMuch();
  while (instead === null) await sleep(1);
  while (instead !== null) await sleep(1);
  const beside = Promise.all(['{ articles { totalCount } }', '{ actor(slug: "romania") { name } }'].map(ask));
  // Answered while the statement runs: the thread that serves requests is not the one that is blocked.
  expect(await Promise.race([ask('{ __typename }'), tooMuch])).toMatchObject({ data: { __typename: 'Query' } });
  const write = database.transaction((sql) => sql.rows("insert into kept values ('after') returning what"));

  expect(await tooMuch).toMatchObject({ status: 200, codes: ['TIMEOUT'], data: { actor: null } });
  for (const answer of await beside) {
    expect(answer).toMatchObject({ status: 503, codes: ['DATABASE_UNAVAILABLE'], retryAfter: expect.any(String) });
  }
  // A write is not under way while a read runs: it waits for the thread, and then does what it should.
  expect(await write).toEqual([{ what: 'after' }]);
  expect(await database.sql.rows('select what from kept order by 1')).toEqual([{ what: 'after' }, { what: 'before' }]);
  expect(await ask('{ articles { totalCount } }')).toMatchObject({
    status: 200,
    data: { articles: { totalCount: 12 } },
  });
  // What the statement wrote beside the data is gone with it.
  expect(await readdir(join(folder, 'postgres/base')).then((names) => names.includes('pgsql_tmp'))).toBe(false);
});

test('a client that leaves ends no thread by it, and what waits behind its statement is dropped', async () => {
  const leaving = new AbortController();
  const reads = database.reads(leaving.signal);
  const running = reads.rows('select count(*) from generate_series(1, 300000) a').catch((error: unknown) => error);
  const waiting = reads.rows('create table never_made (a int)').catch((error: unknown) => error);
  leaving.abort();
  expect(await running).toMatchObject({ kind: 'CANCELLED' });
  expect(await waiting).toMatchObject({ kind: 'CANCELLED' });
  expect(await database.sql.rows("select to_regclass('never_made') as made")).toEqual([{ made: null }]);
});

test('a transaction that takes long is left alone, and reads are told to come again', async () => {
  const slow = database.transaction(async (sql) => {
    await sql.rows("insert into kept values ('slowly')");
    await sleep(6000);
    return sql.rows('select count(*)::int as count from kept');
  });
  await sleep(100);
  // Not asked before: an answer that is kept needs no database for a quarter of a second.
  expect(await ask('{ systems { totalCount } }')).toMatchObject({ status: 503, codes: ['DATABASE_UNAVAILABLE'] });
  expect(await slow).toEqual([{ count: 3 }]);
  expect(await ask('{ systems { totalCount } }')).toMatchObject({ status: 200 });
});
