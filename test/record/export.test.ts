import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { readDataset, readFolder, readingOf } from '../../src/record/dataset.js';
import { FORMATS, type Format, filesOf, recordOf, writeFiles } from '../../src/record/export.js';
import { importDataset } from '../../src/record/import.js';
import { openDatabase } from '../support/database.js';

let starter: Database;
let root: string;
beforeAll(async () => {
  starter = await openDatabase();
  root = await mkdtemp(join(tmpdir(), 'flankwatch-export-'));
});
afterAll(async () => {
  await starter.close();
  await rm(root, { recursive: true });
});

async function contents(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

async function exported(database: Database, folder: string, format: Format) {
  await writeFiles(folder, filesOf(await recordOf(database), format));
  return contents(folder);
}

test.each(FORMATS)('export, import into an empty database, export: not a byte differs (%s)', async (format) => {
  const first = await exported(starter, join(root, `first-${format}`), format);
  const empty = await openDatabase('empty');
  try {
    const files = await readFolder(join(root, `first-${format}`));
    await importDataset(empty, (stored) => readingOf(files, stored), { by: 'test' });
    expect(await exported(empty, join(root, `second-${format}`), format)).toEqual(first);
    // The same documents, whichever way they went.
    expect(filesOf(await recordOf(empty), 'json')).toEqual(filesOf(await recordOf(starter), 'json'));
  } finally {
    await empty.close();
  }
});

test.each(FORMATS)('what was exported and not changed changes nothing (%s)', async (format) => {
  const folder = join(root, `same-${format}`);
  await exported(starter, folder, format);
  const report = await importDataset(starter, await readDataset(folder), { by: 'test', dryRun: true });
  expect(report.changes).toEqual([]);
});

test('a second export takes the place of the first, also in the other format', async () => {
  const folder = join(root, 'again');
  await exported(starter, folder, 'csv');
  await writeFile(join(folder, 'README.md'), 'ours');
  await writeFile(join(folder, '.gitattributes'), '');
  const names = Object.keys(await exported(starter, folder, 'json'));
  expect(names).toEqual([
    '.gitattributes',
    'README.md',
    'actors.json',
    'deals.json',
    'feeds.json',
    'funding.json',
    'incidents.json',
    'sources.json',
    'systems.json',
  ]);
});

test('what an export that was killed leaves is cleared away by the next', async () => {
  const folder = join(root, 'killed');
  const whole = await exported(starter, folder, 'json');
  for (const name of ['.deals.json.unfinished', '.deals.values.csv.unfinished'])
    await writeFile(join(folder, name), '[');
  expect(await exported(starter, folder, 'json')).toEqual(whole);
});

test('a folder with other files in it is left alone', async () => {
  const folder = join(root, 'foreign');
  await exported(starter, folder, 'json');
  await writeFile(join(folder, 'deals.json'), '[]');
  await writeFile(join(folder, 'taxes.ods'), '');
  await writeFile(join(folder, 'deals.parties.csv'), '');
  const before = await contents(folder);
  await expect(exported(starter, folder, 'json')).rejects.toThrow(
    'holds files that are no part of the record: deals.parties.csv, taxes.ods',
  );
  expect(await contents(folder)).toEqual(before);
});

test('a place that cannot be written is named', async () => {
  const file = join(root, 'a-file');
  await writeFile(file, '');
  await expect(exported(starter, join(file, 'inside'), 'json')).rejects.toThrow(`${file}/inside: cannot be written`);
});
