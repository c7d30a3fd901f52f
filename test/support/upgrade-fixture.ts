// Databases as earlier versions left them, and what must be found again in them: see test/fixtures/upgrade.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import { inject } from 'vitest';
import { connect, type Database } from '../../src/database/connect.js';
import type { Digest } from './digest.js';
import type { Environment } from './process.js';
import { ask, withName } from './template.js';

/** Oldest first. */
export const VERSIONS = ['0.1.0'];

export interface Expected {
  /** Bearer keys by what they are, in plain text. */
  keys: Record<'reader' | 'editor' | 'admin' | 'revoked', string>;
  answers: {
    /** Before the deal of the fixtures was saved again, and actors were merged. */
    instant: string;
    reviewed: Record<'taught' | 'accepted' | 'rejected', { id: string }>;
    // biome-ignore lint/suspicious/noExplicitAny: answers of an earlier schema have no types
    graph: Record<string, { question: string; data: any }>;
  };
  tables: Digest;
}

export interface Restored {
  /** Where the program finds the database. */
  environment: Environment;
  open(): Promise<Database>;
  drop(): Promise<void>;
}

const kind = () => (inject('template').kind === 'embedded' ? 'embedded' : 'postgresql');
const fileOf = (version: string, name: string) => join('test/fixtures/upgrade', version, name);

export async function expectedOf(version: string): Promise<Expected> {
  return JSON.parse(await readFile(fileOf(version, `${kind()}.json`), 'utf8'));
}

/** The record as that version exported it: documents by file. */
export async function exportedBy(version: string): Promise<Record<string, Record<string, unknown>[]>> {
  const bytes = await readFile(fileOf(version, `${kind()}-record.json.br`));
  return JSON.parse(brotliDecompressSync(bytes).toString());
}

/**
 * Columns that a migration changes on purpose, by table, as in `{ 'public.feed': ['url'] }`. Each of them needs a test of
 * its own that says what it is changed to.
 */
const CHANGED_ON_PURPOSE: Record<string, string[]> = {};

/** The program adds to its own list of migrations. */
const OWN_TABLES = ['public._prisma_migrations'];

/** What must be the same before and after an upgrade. */
export function comparable(tables: Digest): Digest {
  return Object.fromEntries(
    Object.entries(tables)
      .filter(([table]) => !OWN_TABLES.includes(table))
      .map(([table, { columns, ...others }]) => {
        const same = Object.entries(columns).filter(([name]) => !CHANGED_ON_PURPOSE[table]?.includes(name));
        return [table, { ...others, columns: Object.fromEntries(same) }];
      }),
  );
}

/** A database of the test's own as that version left it. */
export async function restore(version: string): Promise<Restored> {
  const template = inject('template');
  return template.kind === 'embedded' ? restoreFolder(version) : restoreServer(version, template.url);
}

async function restoreFolder(version: string): Promise<Restored> {
  const folder = await mkdtemp(join(tmpdir(), 'flankwatch-upgrade-'));
  const tar = join(folder, 'embedded.tar');
  await writeFile(tar, brotliDecompressSync(await readFile(fileOf(version, 'embedded.tar.br'))));
  await promisify(execFile)('tar', ['-xf', tar, '-C', folder]);
  await rm(tar);
  return {
    environment: { DATA_DIR: folder },
    open: () => connect({ databaseUrl: null, dataDir: folder }),
    drop: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

let databases = 0;

async function restoreServer(version: string, url: string): Promise<Restored> {
  const name = `flankwatch_upgrade_${process.pid}_${++databases}`;
  // What the template holds beyond the server's own would meet the dump's.
  await ask(url, `create database ${name} template template0`);
  const address = withName(url, name);
  const dump = brotliDecompressSync(await readFile(fileOf(version, 'postgresql.sql.br'))).toString();
  await ask(address, dump);
  return {
    environment: { DATABASE_URL: address, DATA_DIR: tmpdir() },
    open: () => connect({ databaseUrl: address, dataDir: '' }),
    drop: () => ask(url, `drop database if exists ${name} with (force)`),
  };
}
