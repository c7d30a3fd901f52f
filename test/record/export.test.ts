import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { readDataset } from '../../src/record/dataset.js';
import { exportDataset } from '../../src/record/export.js';
import { importDataset } from '../../src/record/import.js';
import { allKinds } from '../../src/record/kinds.js';
import { openDatabase } from '../support/database.js';

let starter: Database;
let empty: Database;
let folder: string;
beforeAll(async () => {
  starter = await openDatabase();
  empty = await openDatabase('empty');
  folder = await mkdtemp(join(tmpdir(), 'flankwatch-export-'));
});
afterAll(async () => {
  await starter.close();
  await empty.close();
  await rm(folder, { recursive: true });
});

const contents = async (of: string) =>
  Object.fromEntries(
    await Promise.all((await readdir(of)).sort().map(async (name) => [name, await readFile(join(of, name), 'utf8')])),
  );

test('what is exported, imported into an empty database and exported again is the same to the byte', async () => {
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  // Awkward text, and a past that an export does not tell.
  await starter.prisma
    .$executeRaw`update actor set summary = E'"quoted",\n\\u2028 ș ț \u{1F6F0} </script>' where slug = 'ukraine'`;
  await exportDataset(starter, first);
  await importDataset(empty, await readDataset(first), { by: 'test' });
  await exportDataset(empty, second);
  expect(await contents(second)).toEqual(await contents(first));
  expect(Object.keys(await contents(first))).toEqual(allKinds.map(({ file }) => file).sort());
});

test('puts documents in the order of their slugs and leaves other files alone', async () => {
  const target = join(folder, 'kept');
  await exportDataset(starter, target);
  await writeFile(join(target, 'README.md'), 'notes');
  await exportDataset(starter, target);
  expect(await readFile(join(target, 'README.md'), 'utf8')).toBe('notes');
  const slugs = (JSON.parse(await readFile(join(target, 'deals.json'), 'utf8')) as { slug: string }[]).map(
    ({ slug }) => slug,
  );
  expect(slugs).toEqual([...slugs].sort());
  expect((await readdir(target)).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
});

test('a dry run says which fields of which records would change, and writes nothing', async () => {
  const target = join(folder, 'changed');
  await exportDataset(starter, target);
  const deals = JSON.parse(await readFile(join(target, 'deals.json'), 'utf8')) as Record<string, unknown>[];
  deals[0] = { ...deals[0], name: 'Another name', note: 'Another note' };
  await writeFile(join(target, 'deals.json'), JSON.stringify(deals));
  const { changes } = await importDataset(starter, await readDataset(target), { by: 'test', dryRun: true });
  expect(changes).toEqual([
    { kind: 'deal', slug: deals[0]?.slug, change: 'UPDATED', fields: expect.arrayContaining(['name', 'note']) },
  ]);
  expect(await starter.prisma.deal.count({ where: { name: 'Another name' } })).toBe(0);
});
