// What a data folder must hold after a first start: the starter record once, at its first version, and the sample feed.
import { expect } from 'vitest';
import { type Database, databaseOn } from '../../src/database/connect.js';
import { openEmbedded } from '../../src/database/embedded/embedded.js';
import { allKinds } from '../../src/record/kinds.js';
import { storedDataset } from '../../src/record/stored.js';
import { readStarter } from '../record/starter.js';

const SAMPLE_ARTICLES = 12;

/** Opens the embedded database of a folder that no process uses. */
export async function inFolder<Result>(folder: string, work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = databaseOn(await openEmbedded(folder));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

export async function expectStarterOnce({ prisma, sql }: Database): Promise<void> {
  const starter = await readStarter();
  const stored = await storedDataset(prisma);
  for (const { name } of allKinds) expect(bySlug(stored[name])).toEqual(bySlug(starter[name]));

  const records = allKinds.filter(({ name }) => !['source', 'feed'].includes(name));
  const count = records.reduce((sum, { name }) => sum + starter[name].length, 0);
  expect(await prisma.record.count()).toBe(count);
  expect(await prisma.revision.count()).toBe(count);
  expect(await prisma.revision.count({ where: { version: { not: 1 } } })).toBe(0);
  expect(await prisma.change.count({ where: { type: { not: 'ARTICLE' } } })).toBe(count + starter.feed.length);

  expect(await prisma.article.count()).toBe(SAMPLE_ARTICLES);
  expect(await prisma.change.count({ where: { type: 'ARTICLE' } })).toBe(SAMPLE_ARTICLES);
  const [mentions] = await sql.rows<{ all: number; distinct: number }>(
    `select count(*)::int as all,
            count(distinct (article_id, record_slug, field, start_offset))::int as distinct from mention`,
  );
  expect(mentions?.all).toBeGreaterThan(SAMPLE_ARTICLES);
  expect(mentions?.distinct).toBe(mentions?.all);

  const migrations = await sql.rows<{ name: string }>('select migration_name as name from _prisma_migrations');
  expect(migrations.length).toBeGreaterThan(0);
  expect(new Set(migrations.map(({ name }) => name)).size).toBe(migrations.length);
}

function bySlug(documents: { slug: string }[]) {
  return [...documents].sort((one, other) => (one.slug < other.slug ? -1 : 1));
}
