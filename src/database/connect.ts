// Opens the database that the configuration names: a PostgreSQL server, or the one embedded in this process.

import type { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { type Config, SetupError } from '../config.js';
import { openEmbedded } from './embedded.js';
import { PrismaClient } from './generated/client.js';
import { MIGRATION_LOCK } from './locks.js';
import { type Sql, sqlOnPGlite, sqlOnPool, type Transact, transactionOnPool } from './sql.js';

export interface Database {
  /** For writes, in transactions. */
  prisma: PrismaClient;
  /** For reads. */
  sql: Sql;
  /** For writes of many rows at once. */
  transaction: Transact;
  /** Runs a script of several statements, as migrations are. */
  script(text: string): Promise<void>;
  /** Runs the work while no other process on the same database does so. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Throws a `SetupError` that names the variable to mend where the database cannot be opened. */
export async function connect(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Database> {
  return config.databaseUrl === null ? connectEmbedded(config.dataDir) : connectServer(config.databaseUrl);
}

async function connectEmbedded(dataDir: string): Promise<Database> {
  return databaseOn(await openEmbedded(dataDir));
}

/** A database on an embedded one that is open already. */
export function databaseOn(pglite: PGlite): Database {
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite) });
  return {
    prisma,
    sql: sqlOnPGlite(pglite),
    transaction: (work) => pglite.transaction((tx) => work(sqlOnPGlite(tx))),
    script: async (text) => {
      await pglite.exec(text);
      // It reads which types have arrays when it starts; a script may have made some since.
      await pglite.refreshArrayTypes();
    },
    exclusively: (work) => work(), // the data folder has one owner, this process
    close: async () => {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}

async function connectServer(url: string): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 10_000,
    // PostgreSQL compiles statements whose estimated cost is high; for what takes milliseconds, compiling takes longer.
    onConnect: (client): Promise<void> => client.query('set jit = off').then(() => {}),
  });
  // An idle connection that breaks is replaced at the next query, which reports what is wrong.
  pool.on('error', () => {});
  try {
    await pool.query('select 1');
  } catch (cause) {
    await pool.end();
    throw new SetupError(`DATABASE_URL: cannot reach the database at ${hostOf(url)}: ${reason(cause)}`, { cause });
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    sql: sqlOnPool(pool),
    transaction: (work) => transactionOnPool(pool, work),
    script: async (text) => void (await pool.query(text)),
    exclusively: async (work) => {
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
    },
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

function hostOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reason(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reason(cause.errors[0]);
  return cause instanceof Error ? cause.message : String(cause);
}
