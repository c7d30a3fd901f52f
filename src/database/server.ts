// A database on a PostgreSQL server: connections for reads of requests, for writes, and for what must always get through.
import { PrismaPg } from '@prisma/adapter-pg';
import { type ClientBase, Connection, Pool, type PoolClient, type PoolConfig } from 'pg';
import { SetupError } from '../config.js';
import { PrismaClient } from './generated/client.js';
import { MIGRATION_LOCK } from './locks.js';
import { PoolReads } from './pool-reads.js';
import { ReadQueue } from './reads.js';
import { sqlOnPool, type Transact, transactionOnPool } from './sql.js';

/** Connections of one gateway: 22 at the most. */
const CONNECTIONS = {
  /** Reads of requests. */
  reads: 12,
  /** Of these, reads of one request. */
  perRequest: 4,
  /** Transactions and the statements of jobs, which may wait for each other. */
  writes: 8,
  /** Keys, kept answers and probes: a few short statements that no read may hold up. */
  lookups: 2,
};

/** A lookup's share of a request's time: it is a few milliseconds' work, and comes before the request's own reads. */
const LOOKUP_SHARE = 2 / 3;

/** Between the cancellation of a statement and the end of its connection, for a server that does not react. */
const GRACE_MS = 500;

/** How long a connection may take to be made: for a request, and for a job, which has time. */
const CONNECT_MS = { reads: 2000, writes: 10_000 };

export interface ServerOptions {
  url: string;
  /** Milliseconds that one request may wait for its reads. */
  readTimeoutMs: number;
}

/** Throws a `SetupError` that names DATABASE_URL if the server cannot be reached. */
export async function connectServer({ url, readTimeoutMs }: ServerOptions) {
  const pool = (max: number, connectMs: number, settings: string[] = []) =>
    poolOf({
      connectionString: url,
      max,
      connectionTimeoutMillis: connectMs,
      keepAlive: true,
      // PostgreSQL compiles statements whose estimated cost is high; for what takes milliseconds, compiling takes longer.
      onConnect: (client) => run(client, ['set jit = off', ...settings].join(';')),
    });
  const writes = pool(CONNECTIONS.writes, CONNECT_MS.writes);
  try {
    await writes.query('select 1');
  } catch (cause) {
    await writes.end();
    throw new SetupError(`DATABASE_URL: cannot reach the database at ${hostOf(url)}: ${reason(cause)}`, { cause });
  }
  // If this process is gone before it has cancelled a statement, the server ends it by itself.
  const ended = [`set statement_timeout = ${readTimeoutMs + GRACE_MS}`];
  const reads = pool(CONNECTIONS.reads, CONNECT_MS.reads, ended);
  const lookups = pool(CONNECTIONS.lookups, CONNECT_MS.reads, ended);
  const queueOn = (on: Pool, limits: { timeMs: number; perRequest: number }) =>
    new ReadQueue(
      new PoolReads(on, { cancel, graceMs: GRACE_MS, longestMs: null, force: () => {} }), // its release ends it
      { atOnce: on.options.max, ...limits },
    );
  const prisma = new PrismaClient({ adapter: new PrismaPg(writes) });
  return {
    setting: 'DATABASE_URL',
    prisma,
    sql: sqlOnPool(writes),
    reads: queueOn(reads, { timeMs: readTimeoutMs, perRequest: CONNECTIONS.perRequest }),
    lookups: queueOn(lookups, { timeMs: readTimeoutMs * LOOKUP_SHARE, perRequest: CONNECTIONS.lookups }),
    transaction: ((work) => transactionOnPool(writes, work)) as Transact,
    script: async (text: string) => void (await writes.query(text)),
    exclusively: <Result>(work: () => Promise<Result>) => exclusivelyOn(writes, work),
    close: async () => {
      await prisma.$disconnect();
      await Promise.all([reads, lookups, writes].map((one) => one.end()));
    },
  };
}

function poolOf(options: PoolConfig): Pool {
  const pool = new Pool(options);
  // An idle connection that breaks is replaced at the next query, which reports what is wrong.
  pool.on('error', () => {});
  return pool;
}

async function run(client: ClientBase, text: string): Promise<void> {
  await client.query(text);
}

async function exclusivelyOn<Result>(pool: Pool, work: () => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  // A lock ends with its connection; the query that follows says that it is gone.
  client.on('error', () => {});
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {});
    client.release();
  }
}

/** What pg's client knows of its server and session, beyond its types. */
type KnownClient = PoolClient & {
  host: string;
  port: number;
  ssl: PoolConfig['ssl'] | false;
  processID: number | null;
  secretKey: number | null;
};

type CancelConnection = Connection & {
  connect(port: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
};

/**
 * Sends a CancelRequest (PostgreSQL, section 54.2.9) for what the connection runs, on a socket of its own, which counts
 * as no connection. Settles when the server has passed it on, or after `GRACE_MS`; never rejects.
 */
function cancel(client: PoolClient): Promise<void> {
  const { host, port, ssl, processID, secretKey } = client as KnownClient;
  return new Promise((resolve) => {
    if (processID === null || secretKey === null) return resolve();
    const connection = new Connection({ ssl: ssl || false }) as CancelConnection;
    const clock = setTimeout(() => connection.stream.destroy(), GRACE_MS);
    const send = () => connection.cancel(processID, secretKey);
    connection.on('error', () => connection.stream.destroy());
    connection.once('end', () => {
      clearTimeout(clock);
      resolve();
    });
    connection.once('connect', () => (ssl ? connection.requestSsl() : send()));
    connection.once('sslconnect', send);
    if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`);
    else connection.connect(port, host);
  });
}

function hostOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reason(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reason(cause.errors[0]);
  return cause instanceof Error ? cause.message : String(cause);
}
