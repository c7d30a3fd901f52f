// Opens the database that the configuration names: a PostgreSQL server, or the one embedded in this process.

import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import type { Config } from '../config.js';
import type { Logger } from '../log.js';
import { type Embedded, openEmbedded, Wire } from './embedded/embedded.js';
import { DatabaseFailure } from './failure.js';
import { PrismaClient } from './generated/client.js';
import { PoolReads } from './pool-reads.js';
import { ReadQueue } from './reads.js';
import { connectServer } from './server.js';
import { type Sql, sqlOnPool, type Transact, transactionOnPool } from './sql.js';

export interface Database {
  /** The variable that names it, as messages for an operator begin. */
  setting: string;
  /** For writes, in transactions. */
  prisma: PrismaClient;
  /** For jobs and commands: no limit on how long a statement takes. */
  sql: Sql;
  /**
   * For the reads of one request: its statements have a budget of time and a share of the connections, and are ended
   * when the signal aborts. Each rejects with a `DatabaseFailure` if the database does not answer in time.
   */
  reads(signal?: AbortSignal): Sql;
  /** For short statements that many requests wait for, such as whose a key is: no read holds them up for long. */
  lookups: Sql;
  /** Whether the database answers, within 2 seconds whatever it does. */
  answers(): Promise<boolean>;
  /** For writes of many rows at once. */
  transaction: Transact;
  /** Runs a script of several statements, as migrations are. */
  script(text: string): Promise<void>;
  /** Runs the work while no other process on the same database does so. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

interface ConnectOptions {
  /** Milliseconds that one request may wait for its reads; left out, a default that depends on the database. */
  readTimeoutMs?: number | null;
  /** Hears of an embedded database that ends and is opened again. */
  log?: Logger | null;
}

/** A request on a server ends within 2 seconds in all; embedded, before a thread that is ended would delay it further. */
const READ_TIMEOUT_MS = { server: 1500, embedded: 4000 };

/** Embedded: a statement that runs longer ends the thread. The request that sent it has been told by then. */
const LONGEST_MS = 5000;

/** A probe's whole patience. */
const ANSWER_MS = 2000;

/** A lookup's share of that time, embedded: what comes after it must still be told within five seconds. */
const LOOKUP_SHARE = 0.2;

/** For statements under way when the database is closed. */
const PATIENCE_MS = 2000;

/** Throws a `SetupError` that names the variable to mend where the database cannot be opened. */
export async function connect(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  { readTimeoutMs, log = null }: ConnectOptions = {},
): Promise<Database> {
  if (databaseUrl === null) {
    const database = databaseOn(await openEmbedded(dataDir, log), { readTimeoutMs: readTimeoutMs ?? null });
    return { ...database, setting: `DATA_DIR=${dataDir}` };
  }
  return withQueues(await connectServer({ url: databaseUrl, readTimeoutMs: readTimeoutMs ?? READ_TIMEOUT_MS.server }));
}

/** A database on an embedded one that is open already. */
export function databaseOn(embedded: Embedded, { readTimeoutMs = null }: ConnectOptions = {}): Database {
  const pool = new Pool({
    user: 'postgres',
    database: 'postgres',
    ssl: false,
    max: 1, // one session is all that there is
    idleTimeoutMillis: 0,
    stream: () => new Wire(embedded),
    onConnect: async (client) => {
      // What an earlier connection left in the session.
      await client.query('rollback');
      await client.query('discard all');
    },
  });
  pool.on('error', () => {});
  const timeMs = readTimeoutMs ?? READ_TIMEOUT_MS.embedded;
  const tooLong = new DatabaseFailure('TIMEOUT', 'The query took too long and was ended: ask for less');
  const driver = new PoolReads(pool, {
    cancel: () => Promise.resolve(), // nothing reaches a statement that runs; most end by themselves
    graceMs: null,
    longestMs: embedded.restart === null ? null : Math.max(LONGEST_MS, timeMs),
    force: () => embedded.restart?.(tooLong),
  });
  const reads = new ReadQueue(driver, { timeMs, atOnce: 1, perRequest: 1 });
  // A write waits for reads, and for the thread to be opened again.
  const transactionOptions = { maxWait: 30_000, timeout: 30_000 };
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions });
  return withQueues({
    setting: 'DATA_DIR',
    prisma,
    sql: sqlOnPool(pool),
    reads,
    lookups: { open: (options) => reads.open({ timeMs: timeMs * LOOKUP_SHARE, ...options }) },
    transaction: (work) => transactionOnPool(pool, work),
    script: async (text) => void (await pool.query(text)),
    exclusively: (work) => work(), // the data folder has one owner, this process
    close: async () => {
      await prisma.$disconnect();
      const ended = pool.end();
      // What still runs then is cut off: a read is useless by now, and a transaction is rolled back at the next start.
      await Promise.race([ended, sleep(PATIENCE_MS, undefined, { ref: false })]);
      await embedded.close();
      await ended;
    },
  });
}

type Queued = Omit<Database, 'reads' | 'lookups' | 'answers'> & {
  reads: Pick<ReadQueue, 'open'>;
  lookups: Pick<ReadQueue, 'open'>;
};

function withQueues({ reads, lookups, ...rest }: Queued): Database {
  let asking: Promise<boolean> | null = null;
  return {
    ...rest,
    reads: (signal) => reads.open(signal === undefined ? {} : { signal }),
    lookups: { rows: (text, parameters) => lookups.open().rows(text, parameters) },
    answers: () => {
      asking ??= lookups
        .open({ timeMs: ANSWER_MS })
        .rows('select 1')
        .then(
          () => true,
          () => false,
        )
        .finally(() => {
          asking = null;
        });
      return asking;
    },
  };
}
