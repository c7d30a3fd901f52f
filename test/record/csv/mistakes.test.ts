// What a person is told who made a mistake in a sheet: file, row, column, what the cell reads and what is allowed.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDataset } from '../../../src/record/dataset.js';
import { readStarter } from '../starter.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flankwatch-sheets-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function mistakesIn(files: Record<string, string | Uint8Array>): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return readDataset(folder, await readStarter()).then(
    () => [],
    (error: Error) => error.message.split('\n'),
  );
}

test('all mistakes of all sheets, each with its cell', async () => {
  const mistakes = await mistakesIn({
    'deals.csv': [
      'slug,name,kind,parties,countries',
      'new-one,New one,PURCHASE,romania:BUYER; atlantis:SELLER; romania:BUYER:a:b,romania',
      'Bad Slug,,OTHER,,',
      ',No slug,OTHER,,',
      'new-one,Again,OTHER,,',
    ].join('\n'),
    'deals.statusHistory.csv': [
      'record,status,date,sources',
      'new-one,SIGNED,Nov-25,src-nowhere',
      'Bad Slug,DONE,2025-11,',
      'nobody,SIGNED,,',
    ].join('\n'),
    'deals.values.csv': [
      'record,kind,money.min,money.max,money.currency',
      'new-one,TOTAL,"1,5",,EUR',
      'new-one,TOTAL,5,2,€',
    ].join('\n'),
    'incidents.csv': 'slug,name,kind,place.latitude,aggregate\nhere,Here,OTHER,north,maybe\n',
    'incidents.claims.csv': 'record,field,value,source,confidence\nhere,x,{broken,src-nowhere,2.5\n',
  });
  expect(mistakes).toMatchInlineSnapshot(`
    [
      "deals.csv: row 2: parties: "romania:BUYER:a:b" has 4 parts; allowed: actor:role:note; the cell reads "romania:BUYER; atlantis:SELLER; romania:BUYER:a:b"",
      "deals.csv: row 4: slug: is missing",
      "deals.csv: row 5: slug: "new-one" is the slug of a row above already",
      "deals.statusHistory.csv: row 2: date: is what a spreadsheet makes of a date: format the column as text and write it as YYYY-MM or YYYY-MM-DD; the cell reads "Nov-25"",
      "deals.statusHistory.csv: row 4: record: "nobody" has no row in deals.csv",
      "deals.csv: row 2 (new-one): kind: unknown value "PURCHASE"; allowed: PROCUREMENT, JOINT_PRODUCTION, JOINT_VENTURE, LICENCE, ACQUISITION, INVESTMENT, DEPLOYMENT, DONATION, OTHER",
      "deals.values.csv: row 3 (new-one): money.currency: must be a currency code (ISO 4217), as in EUR; the cell reads "€"",
      "deals.values.csv: row 3 (new-one): money.max: is less than min; the cell reads "2"",
      "deals.csv: row 3 (Bad Slug): slug: must be lower-case letters and digits, joined by single hyphens; the cell reads "Bad Slug"",
      "deals.statusHistory.csv: row 3 (Bad Slug): status: unknown value "DONE"; allowed: REPORTED, IN_TALKS, PLANNED, ANNOUNCED, SELECTED, AGREED, INTENT_SIGNED, APPROVED, SIGNED, IN_PROGRESS, IN_DELIVERY, COMPLETED, SUSPENDED, CANCELLED, UNKNOWN",
      "deals.statusHistory.csv: row 2 (new-one): sources[0]: unknown source "src-nowhere"",
      "incidents.claims.csv: row 2: value: begins like JSON and is none; the cell reads "{broken"",
      "incidents.csv: row 2 (here): place.latitude: must be a number; the cell reads "north"",
      "incidents.csv: row 2 (here): aggregate: must be true or false; the cell reads "maybe"",
      "incidents.claims.csv: row 2 (here): confidence: must be a whole number; the cell reads "2.5"",
      "incidents.claims.csv: row 2 (here): source: unknown source "src-nowhere"",
    ]
  `);
});

test.each([
  ['an unknown column', { 'deals.csv': 'slug,name,prize\na,A,1\n' }],
  ['a column twice', { 'deals.csv': 'slug,name,name\na,A,B\n' }],
  ['a column without a name', { 'deals.csv': 'slug,,name\na,b,A\n' }],
  ['more cells than names', { 'deals.csv': 'slug,name\na,A,B\n' }],
  ['no slug', { 'deals.csv': 'name\nA\n' }],
  ['an empty file', { 'deals.csv': '' }],
  ['a quote that does not end', { 'deals.csv': 'slug,name\na,"A\n' }],
  ['no text', { 'deals.csv': new Uint8Array([0x73, 0xe3, 0x0a, 0x00]) }],
  ['a part alone', { 'deals.parties.csv': 'record\n', 'deals.items.csv': 'record,system\n' }],
  ['a kind given twice', { 'deals.csv': 'slug\n', 'deals.json': '[]' }],
])('a sheet that cannot be taken: %s', async (_, files) => {
  expect(await mistakesIn(files as Record<string, string>)).toMatchSnapshot();
});

test('a part’s sheet that lacks a column keeps what stored entries have there', async () => {
  await writeFile(join(folder, 'deals.csv'), 'slug\nro-bayraktar-tb2-2023\n');
  const stored = await readStarter();
  const before = stored.deal.find(({ slug }) => slug === 'ro-bayraktar-tb2-2023');
  const rows = before?.values?.map(({ kind, money }) => `ro-bayraktar-tb2-2023,${kind},${money.currency},checked`);
  await writeFile(join(folder, 'deals.values.csv'), ['record,kind,money.currency,note', ...(rows ?? [])].join('\n'));
  expect((await readDataset(folder, stored)).deal).toEqual([
    { ...before, values: before?.values?.map((value) => ({ ...value, note: 'checked' })) },
  ]);
});

test('a sheet with some records and some columns changes these and no more', async () => {
  await writeFile(join(folder, 'deals.csv'), 'slug;note\nro-bayraktar-tb2-2023;seen in TED\n');
  const stored = await readStarter();
  const before = stored.deal.find(({ slug }) => slug === 'ro-bayraktar-tb2-2023');
  expect((await readDataset(folder, stored)).deal).toEqual([{ ...before, note: 'seen in TED' }]);
});
