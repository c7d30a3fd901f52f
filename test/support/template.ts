// Makes one database with the starter record before the tests; each test file gets a copy of it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { connect, type Database, databaseOn } from '../../src/database/connect.js';
import { openInMemory } from '../../src/database/embedded/embedded.js';
import { migrate } from '../../src/database/migrate.js';
import { LexiconCache } from '../../src/feeds/lexicon-cache.js';
import { ParsePool } from '../../src/feeds/parse-pool.js';
import { seed } from '../../src/seed.js';

declare module 'vitest' {
  export interface ProvidedContext {
    template: Template;
  }
}

/** On a PostgreSQL server databases with these names; else files that hold an embedded database each. */
export type Template =
  | { kind: 'server'; url: string; empty: string; starter: string }
  | { kind: 'embedded'; empty: string; starter: string };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL;
  return url ? onServer(project, url) : embedded(project);
}

async function onServer(project: TestProject, url: string) {
  const empty = `flankwatch_empty_${process.pid}`;
  const starter = `flankwatch_starter_${process.pid}`;
  const make = async (name: string, from: string, work: (database: Database) => Promise<unknown>) => {
    await ask(url, `create database ${name} template ${from}`);
    const database = await connect({ databaseUrl: withName(url, name), dataDir: '' });
    await work(database);
    await database.close();
  };
  await make(empty, 'template1', migrate);
  await make(starter, empty, fill);
  project.provide('template', { kind: 'server', url, empty, starter });
  return async () => {
    for (const name of [empty, starter]) await ask(url, `drop database if exists ${name} with (force)`);
  };
}

async function embedded(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'flankwatch-test-'));
  const empty = join(folder, 'empty.tar');
  const starter = join(folder, 'starter.tar');
  const embedded = await openInMemory();
  const database = databaseOn(embedded);
  // A third of a new folder are databases that others would be made from: without them each test's is open sooner.
  for (const statement of [
    'update pg_database set datistemplate = false',
    'drop database template0',
    'drop database template1',
  ]) {
    await database.script(statement);
  }
  await migrate(database);
  const dump = async (file: string) => {
    const tar = await embedded.dump();
    await writeFile(file, Buffer.from(await tar.arrayBuffer()));
  };
  await dump(empty);
  await fill(database);
  await dump(starter);
  await database.close();
  project.provide('template', { kind: 'embedded', empty, starter });
  return () => rm(folder, { recursive: true });
}

async function fill(database: Database): Promise<void> {
  const parser = new ParsePool();
  await seed({ database, lexicon: new LexiconCache(database.sql), parser });
  await parser.close();
}

export function withName(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

export async function ask(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
