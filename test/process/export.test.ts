import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { filledFolder, flankwatch, query, serve, temporaryFolder } from '../support/process.js';

let folder: string;
beforeAll(async () => {
  folder = await filledFolder();
});

test('a sheet that is exported, edited and imported changes the record of the running gateway', async () => {
  const record = await temporaryFolder();
  const environment = { DATA_DIR: folder };
  const gateway = serve(environment);
  const url = await gateway.url;
  const exported = await flankwatch(['export', record, '--format', 'csv'], environment);
  expect([exported.code, exported.mistakes]).toEqual([0, []]);
  expect(exported.stdout).toMatch(/^\d{3} documents in \d+ files\n$/);
  expect(await readdir(record)).toEqual(
    expect.arrayContaining(['deals.csv', 'deals.values.csv', 'sources.csv', 'feeds.json']),
  );
  const unchanged = await flankwatch(['import', record, '--dry-run'], environment);
  expect(unchanged.stdout).toMatch(/^0 created, 0 updated, \d+ unchanged/);
  const sheet = join(record, 'deals.csv');
  const text = await readFile(sheet, 'utf8');
  expect(text).toContain('Romania: 18 Bayraktar TB2');
  // As Excel saves it: with a byte order mark and its own line ends.
  const edited = `\ufeff${text.replace('Romania: 18 Bayraktar TB2', 'Eighteen TB2').replaceAll('\n', '\r\n')}`;
  await writeFile(sheet, edited);
  const imported = await flankwatch(['import', record], environment);
  expect(imported.mistakes).toEqual([]);
  expect(imported.stdout).toMatch(
    /^updated {2}deal ro-bayraktar-tb2-2023\n {9}name: ".+" → "Eighteen TB2"\n0 created, 1 updated, \d+ unchanged\n$/,
  );
  const { deal } = await query(url, '{ deal(slug: "ro-bayraktar-tb2-2023") { name version } }');
  expect(deal).toEqual({ name: 'Eighteen TB2', version: 2 });
  expect((await gateway.end()).code).toBe(0);
});

test('a mistake in a sheet is told with its cell, and nothing is written', async () => {
  const record = await temporaryFolder();
  await writeFile(join(record, 'incidents.csv'), 'slug;place.latitude\nestonia-mig31-2025-09-19;north\n');
  const { code, stdout, mistakes } = await flankwatch(['import', record], { DATA_DIR: folder });
  expect(mistakes).toEqual([
    'incidents.csv: row 2 (estonia-mig31-2025-09-19): place.latitude: must be a number; the cell reads "north"',
  ]);
  expect([code, stdout]).toEqual([1, '']);
});

test('a folder with other files, and a format that is none, are refused in a line', async () => {
  const record = await temporaryFolder();
  await writeFile(join(record, 'thesis.odt'), '');
  const run = (...more: string[]) => flankwatch(['export', record, ...more], { DATA_DIR: folder });
  expect((await run()).mistakes).toEqual([`${record}: holds files that are no part of the record: thesis.odt`]);
  const { code, mistakes } = await run('--format', 'xlsx');
  expect([code, mistakes]).toEqual([1, ['--format xlsx: must be json or csv']]);
  expect(await readdir(record)).toEqual(['thesis.odt']);
});
