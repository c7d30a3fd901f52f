// Applies pending migrations at start, recorded in Prisma's own table so that `prisma migrate deploy` agrees.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v5 as uuid } from 'uuid';
import { SetupError } from '../config.js';
import type { Database } from './connect.js';

const MIGRATIONS = join(import.meta.dirname, '../../prisma/migrations');

interface Applied {
  name: string;
  checksum: string;
  finished: boolean;
}

/**
 * Returns the names of the migrations it applied. Throws a `SetupError` where the database's history is another, or
 * where the server does not let it be migrated.
 */
export async function migrate(database: Database): Promise<string[]> {
  try {
    return await database.exclusively(() => applyPending(database));
  } catch (cause) {
    const { code, message } = cause as { code?: string; message: string };
    if (!REFUSALS.has(code ?? '')) throw cause;
    throw new SetupError(`${database.setting}: cannot migrate the database: ${message}`, { cause });
  }
}

/** Missing rights, a read-only standby, a full disk, an extension that is not installed (PostgreSQL, appendix A). */
const REFUSALS = new Set(['42501', '25006', '53100', '0A000', '58P01']);

async function applyPending(database: Database): Promise<string[]> {
  const [history] = await database.sql.rows<{ missing: boolean }>(
    `select to_regclass('_prisma_migrations') is null as missing`,
  );
  if (history?.missing) await database.script(HISTORY_TABLE);
  const applied = await database.sql.rows<Applied>(
    `select migration_name as name, checksum, finished_at is not null as finished
     from _prisma_migrations where rolled_back_at is null`,
  );
  const known = new Map(applied.map((row) => [row.name, row]));
  const done: string[] = [];
  const migrations = await readMigrations();
  const ours = new Set(migrations.map(({ name }) => name));
  const later = applied.find(({ name }) => !ours.has(name));
  if (later !== undefined) {
    throw new SetupError(
      `${database.setting}: the database was brought to a newer version of the program (migration ${later.name}): ` +
        'start that version or a newer one',
    );
  }
  for (const { name, sql, checksum } of migrations) {
    const row = known.get(name);
    if (row === undefined) {
      await apply(database, name, sql, checksum);
      done.push(name);
    } else if (!row.finished) {
      throw new SetupError(
        `${database.setting}: migration ${name} failed in an earlier run; mend it with "prisma migrate resolve"`,
      );
    } else if (row.checksum !== checksum) {
      throw new SetupError(`${database.setting}: migration ${name} was applied with another text than this version's`);
    }
  }
  return done;
}

async function readMigrations() {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(MIGRATIONS, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * One transaction: PostgreSQL rolls back DDL too, so a crash leaves either all of a migration or none of it. A server goes
 * on with what a killed process sent it last. The row comes first and its key is the migration's own, so that the next
 * process waits for that transaction and then leaves the migration alone.
 */
async function apply(database: Database, name: string, sql: string, checksum: string): Promise<void> {
  await database
    .script(`
    begin;
    insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
      values ('${uuid(name, NAMESPACE)}', '${checksum}', '${name.replaceAll("'", "''")}', now(), now(), 1);
    ${sql};
    commit;
  `)
    .catch((error: { code?: string; constraint?: string }) => {
      if (error.code !== UNIQUE_VIOLATION || error.constraint !== '_prisma_migrations_pkey') throw error;
    });
}

const UNIQUE_VIOLATION = '23505';
/** Of the ids that migrations have, version 5 of RFC 9562; any constant will do. */
const NAMESPACE = '3d1f0c0a-6a0e-4f5c-9b57-0d6f6c0f8a11';

/** As Prisma Migrate makes it. */
const HISTORY_TABLE = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;
