// A database of a test file's own, thrown away after it.
import { openAsBlob } from 'node:fs';
import { afterAll, inject } from 'vitest';
import { connect, type Database, databaseOn } from '../../src/database/connect.js';
import { openInMemory } from '../../src/database/embedded.js';
import { ask, withName } from './template.js';

/** `starter` holds the starter record and the sample feed; `empty` has the tables only. */
export async function testDatabase(content: 'starter' | 'empty' = 'starter'): Promise<Database> {
  const template = inject('template');
  if (template.kind === 'embedded') {
    const database = databaseOn(await openInMemory(await openAsBlob(template[content])));
    afterAll(() => database.close());
    return database;
  }
  const { url } = await clone(content);
  const database = await connect({ databaseUrl: url, dataDir: '' });
  afterAll(() => database.close());
  return database;
}

let clones = 0;

async function clone(content: 'starter' | 'empty'): Promise<{ url: string }> {
  const template = inject('template');
  if (template.kind !== 'server') throw new Error('there is no server to clone on');
  const name = `${template[content]}_${process.pid}_${++clones}`;
  await ask(template.url, `create database ${name} template ${template[content]}`);
  afterAll(() => ask(template.url, `drop database if exists ${name} with (force)`));
  return { url: withName(template.url, name) };
}
