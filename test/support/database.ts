// A database of a test's own, thrown away when it is closed.
import { readFile } from 'node:fs/promises';
import { inject } from 'vitest';
import { connect, type Database, databaseOn } from '../../src/database/connect.js';
import { openInMemory } from '../../src/database/embedded/embedded.js';
import type { Sql } from '../../src/database/sql.js';
import { ask, withName } from './template.js';

/** A machine with other work is many times slower: what is no test of time takes as long as it takes. */
const UNHURRIED = { readTimeoutMs: 60_000 };

/** `starter` holds the starter record and the sample feed; `empty` has the tables only. */
export async function openDatabase(content: 'starter' | 'empty' = 'starter'): Promise<Database> {
  const template = inject('template');
  if (template.kind === 'embedded') return databaseOn(await openInMemory(await tarball(template[content])), UNHURRIED);
  const name = `${template[content]}_${process.pid}_${++clones}`;
  await ask(template.url, `create database ${name} template ${template[content]}`);
  const database = await connect({ databaseUrl: withName(template.url, name), dataDir: '' }, UNHURRIED);
  return {
    ...database,
    close: async () => {
      await database.close();
      await ask(template.url, `drop database if exists ${name} with (force)`);
    },
  };
}

const tarballs = new Map<string, Promise<ArrayBuffer>>();

/** What is read of a `Blob` is all of its bytes; a `Blob` of Node's takes a fifth of an opening's time to give them. */
async function tarball(file: string): Promise<Blob> {
  let bytes = tarballs.get(file);
  if (bytes === undefined) {
    bytes = readFile(file).then(({ buffer, byteOffset, length }) => buffer.slice(byteOffset, byteOffset + length));
    tarballs.set(file, bytes);
  }
  const read = await bytes;
  return { size: read.byteLength, type: 'application/x-tar', arrayBuffer: async () => read } as Blob;
}

/** The same database as another process has it; null where it is embedded, and one process owns it. */
export async function connectAgain(database: Database): Promise<Database | null> {
  const template = inject('template');
  if (template.kind === 'embedded') return null;
  const [{ name } = { name: '' }] = await database.sql.rows<{ name: string }>('select current_database() as name');
  return connect({ databaseUrl: withName(template.url, name), dataDir: '' }, UNHURRIED);
}

/** The same database, whose statements outside transactions run on another `Sql`. */
export function withSql(database: Database, sql: Sql): Database {
  return { ...database, sql, lookups: sql, reads: () => sql };
}

let clones = 0;
