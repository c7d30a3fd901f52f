// Sheets as Excel, LibreOffice and Google Sheets save them in the locales of Europe: read, or refused with the reason.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defuse, undefuse } from '../../../src/record/csv/cell.js';
import { readBoolean, readDay, readNumber } from '../../../src/record/csv/value.js';
import { readFolder, readingOf } from '../../../src/record/dataset.js';
import type { Dataset } from '../../../src/record/kinds.js';
import { readStarter } from '../starter.js';

let starter: Dataset;
let folder: string;
beforeAll(async () => {
  starter = await readStarter();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flankwatch-spreadsheets-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function reading(files: Record<string, string | Uint8Array>) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return readingOf(await readFolder(folder), starter);
}

const mistakes = (files: Record<string, string | Uint8Array>) =>
  reading(files).then(
    () => [],
    (error: Error) => error.message.split('\n'),
  );

interface Program {
  name: string;
  separator: string;
  /** 4 November 2025, as the locale writes it. */
  date: string;
  /** Sign of decimals. */
  point: ',' | '.';
  yes: string;
  encode(text: string): Uint8Array;
  end: string;
  /** A line before the header. */
  above?: string;
}

const utf8 = (text: string) => Buffer.from(text);
const utf8WithMark = (text: string) => Buffer.from(`\ufeff${text}`);
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const utf16Big = (text: string) => Buffer.from(utf16(text)).swap16();
/** By hand, since Node writes no code page; every letter of the test's names stands here. */
const CODES: Record<string, Record<string, number>> = {
  1252: { ü: 0xfc, è: 0xe8, é: 0xe9, ö: 0xf6, ß: 0xdf, å: 0xe5, ø: 0xf8, ç: 0xe7 },
  1250: {
    ł: 0xb3,
    ę: 0xea,
    ą: 0xb9,
    ń: 0xf1,
    ś: 0x9c,
    ž: 0x9e,
    č: 0xe8,
    ř: 0xf8,
    ý: 0xfd,
    ş: 0xba,
    ţ: 0xfe,
    ă: 0xe3,
    ő: 0xf5,
  },
  1257: { ė: 0xeb, š: 0xf0, ž: 0xfe, ų: 0xf8, ā: 0xe2, ē: 0xe7, ī: 0xee, ņ: 0xf2, ļ: 0xef },
};
const codePage = (page: string) => (text: string) =>
  Uint8Array.from([...text].map((sign) => CODES[page]?.[sign] ?? sign.charCodeAt(0)));

const PROGRAMS: Program[] = [
  {
    name: 'Excel, German, CSV',
    separator: ';',
    date: '04.11.2025',
    point: ',',
    yes: 'WAHR',
    encode: codePage('1252'),
    end: '\r\n',
  },
  {
    name: 'Excel, German, CSV UTF-8',
    separator: ';',
    date: '04.11.2025',
    point: ',',
    yes: 'WAHR',
    encode: utf8WithMark,
    end: '\r\n',
  },
  {
    name: 'Excel, French, Unicode text',
    separator: '\t',
    date: '2025-11-04',
    point: ',',
    yes: 'VRAI',
    encode: utf16,
    end: '\r\n',
  },
  {
    name: 'Excel, Polish, CSV',
    separator: ';',
    date: '04.11.2025',
    point: ',',
    yes: 'PRAWDA',
    encode: codePage('1252'),
    end: '\r\n',
  },
  {
    name: 'Excel, Romanian, sep line',
    separator: ';',
    date: '04.11.2025',
    point: ',',
    yes: 'TRUE',
    encode: utf8,
    end: '\r\n',
    above: 'sep=;',
  },
  {
    name: 'Excel, Dutch',
    separator: ';',
    date: '4-11-2025',
    point: ',',
    yes: 'WAAR',
    encode: utf8WithMark,
    end: '\r\n',
  },
  {
    name: 'Excel, Hungarian',
    separator: ';',
    date: '2025. 11. 04.',
    point: ',',
    yes: 'IGAZ',
    encode: utf8WithMark,
    end: '\r\n',
  },
  {
    name: 'Excel, Czech',
    separator: ';',
    date: '4. 11. 2025',
    point: ',',
    yes: 'PRAVDA',
    encode: utf8WithMark,
    end: '\r\n',
  },
  {
    name: 'Excel, Danish',
    separator: ';',
    date: '04-11-2025',
    point: ',',
    yes: 'SAND',
    encode: utf8WithMark,
    end: '\r\n',
  },
  {
    name: 'Excel, Finnish',
    separator: ';',
    date: '4.11.2025',
    point: ',',
    yes: 'TOSI',
    encode: utf8WithMark,
    end: '\r\n',
  },
  {
    name: 'Excel, Ukrainian',
    separator: ';',
    date: '04.11.2025',
    point: ',',
    yes: 'ІСТИНА',
    encode: utf8WithMark,
    end: '\r\n',
  },
  {
    name: 'Excel, Bulgarian',
    separator: ';',
    date: '4.11.2025 г.',
    point: ',',
    yes: 'TRUE',
    encode: utf8WithMark,
    end: '\r\n',
  },
  {
    name: 'LibreOffice, Lithuanian',
    separator: ',',
    date: '2025-11-04',
    point: ',',
    yes: 'TRUE',
    encode: utf8,
    end: '\n',
  },
  {
    name: 'LibreOffice, UTF-16 big end first',
    separator: ';',
    date: '04.11.25'.replace('25', '2025'),
    point: ',',
    yes: 'TRUE',
    encode: utf16Big,
    end: '\n',
  },
  {
    name: 'Google Sheets, Romanian',
    separator: ',',
    date: '04.11.2025',
    point: ',',
    yes: 'ADEVĂRAT',
    encode: utf8,
    end: '\r\n',
  },
  {
    name: 'Google Sheets, with the line of Excel',
    separator: ',',
    date: '2025-11-04',
    point: '.',
    yes: 'TRUE',
    encode: utf8,
    end: '\r\n',
    above: 'sep=,,,,,,,',
  },
  {
    name: 'Excel, British',
    separator: ',',
    date: '2025-11-04',
    point: '.',
    yes: 'TRUE',
    encode: utf8WithMark,
    end: '\r\n',
  },
];

describe('a sheet of a new incident', () => {
  test.each(PROGRAMS.map((program) => [program.name, program] as const))('%s', async (_, program) => {
    const { separator, date, point, yes, encode, end, above } = program;
    const rows = [
      ['slug', 'name', 'kind', 'start', 'place.name', 'place.latitude', 'place.longitude', 'aggregate', 'note', '', ''],
      [
        'lights-over-muenchen',
        'Lights',
        'DRONE_SIGHTING',
        date,
        'München',
        `48${point}137`,
        `11${point}575`,
        yes,
        `one${end === '\r\n' ? '\n' : end}two`,
        '',
        '',
      ],
      ['', '', '', '', '', '', '', '', '', '', ''],
    ];
    const cell = (text: string) => (/[,;\n"]/.test(text) ? `"${text}"` : text);
    const lines = rows.map((row) => row.map(cell).join(separator));
    const text = [...(above === undefined ? [] : [above]), ...lines, ''].join(end);
    const { dataset, notes } = await reading({ 'incidents.csv': encode(text) });
    expect(dataset.incident).toEqual([
      {
        slug: 'lights-over-muenchen',
        name: 'Lights',
        kind: 'DRONE_SIGHTING',
        note: 'one\ntwo',
        start: '2025-11-04',
        place: { name: 'München', latitude: 48.137, longitude: 11.575 },
        aggregate: true,
      },
    ]);
    const isAssumed = encode(text)[0] !== 0xff && Buffer.from(encode(text)).toString('utf8').includes('\ufffd');
    if (notes.length > 0) expect(isAssumed).toBe(true);
  });
});

test.each([
  ['1252', 'Mère du Lac, Straße, Malmö, København', 'windows-1252'],
  ['1250', 'Wałęsa, Gdańsk, Śląsk'.replace('Ś', 'ś'), 'windows-1250'],
  ['1250', 'Konşutaţi, Buzău', 'windows-1250'],
  ['1250', 'Dvořák, Plzeň, černý'.replace('ň', 'n').replace('á', 'a'), 'windows-1250'],
  ['1257', 'Šiauliai, Kėdainių, žalia'.replace('Š', 'š'), 'windows-1257'],
])('a code page is assumed, and said: %s %s', async (page, name, encoding) => {
  const { dataset, notes } = await reading({
    'actors.csv': codePage(page)(`slug;name;kind\nsomebody;${name};OTHER\n`),
  });
  expect(dataset.actor).toEqual([{ slug: 'somebody', name, kind: 'OTHER' }]);
  expect(notes).toEqual([
    { file: 'actors.csv', message: expect.stringContaining(`is not UTF-8; its letters are read as ${encoding}`) },
  ]);
});

const comma = { decimalComma: true };
const point = { decimalComma: false };

test.each([
  ['80000000', point, '80000000'],
  ['80 000 000', point, '80000000'],
  ['80\u00a0000\u00a0000', comma, '80000000'],
  ['80\u202f000\u202f000,50', comma, '80000000.50'],
  ["80'000'000", point, '80000000'],
  ['80’000’000.5', point, '80000000.5'],
  ['80,000,000', point, '80000000'],
  ['80.000.000', comma, '80000000'],
  ['1.234.567,89', comma, '1234567.89'],
  ['1,234,567.89', point, '1234567.89'],
  ['1.234,5', point, '1234.5'],
  ['1500000,5', comma, '1500000.5'],
  ['0,901', comma, '0.901'],
  ['50,901', { decimalComma: true, most: 90 }, '50.901'],
  ['50.901', { decimalComma: true, most: 90 }, '50.901'],
  ['−4,484', { decimalComma: true, most: 180 }, '-4.484'],
  ['1.125', point, '1.125'],
  ['1 500', { decimalComma: true, whole: true }, '1500'],
  ['1,500', { decimalComma: true, whole: true, most: 1000 }, '1.500'],
  ['1.512', { decimalComma: true, whole: true }, '1512'],
])('the number %s is read', (cell, form, value) => {
  expect(readNumber(cell, form)).toEqual({ value });
});

test.each([
  ['80,000', comma, 'can mean 80 or 80000'],
  ['80,000', point, 'can mean 80 or 80000'],
  ['1.125', comma, 'can mean 1.125 or 1125'],
  ['1.5E+11', point, 'rounded: format the column as text and write all digits, such as 150000000000'],
  ['1,5E+11', comma, 'rounded'],
])('the number %s is refused with what it can mean', (cell, form, message) => {
  expect(readNumber(cell, form)).toEqual({ wrong: expect.stringContaining(message) });
});

test.each(['', 'north', '1,2,3', '1.23.456', '80 00 000', '1,234.567.8', '€5', '1,234,56', '--5'])(
  '%j is no number',
  (cell) => {
    expect(readNumber(cell, point)).toBeNull();
  },
);

test.each([
  ['2025', '2025'],
  ['2025-11', '2025-11'],
  ['2025-11-04', '2025-11-04'],
  ['04.11.2025', '2025-11-04'],
  ['4.11.2025', '2025-11-04'],
  ['4. 11. 2025', '2025-11-04'],
  ['04.11.2025.', '2025-11-04'],
  ['2025. 11. 04.', '2025-11-04'],
  ['2025/11/4', '2025-11-04'],
  ['4-11-2025', '2025-11-04'],
  ['31/10/2025', '2025-10-31'],
  ['10/31/2025', '2025-10-31'],
  ['11/11/2025', '2025-11-11'],
  ['04.11.2025 00:00:00', '2025-11-04'],
  ['2025-11-04 00:00', '2025-11-04'],
  ['11.2025', '2025-11'],
  ['\u00a004.11.2025\u00a0', '2025-11-04'],
])('the date %j is read', (cell, value) => {
  expect(readDay(cell)).toEqual({ value });
});

test.each([
  ['4/11/2025', 'can mean 2025-11-04 or 2025-04-11'],
  ['04.11.25', 'two digits'],
  ['4/11/25', 'two digits'],
  ['Nov 25', 'a spreadsheet'],
  ['nov.25', 'a spreadsheet'],
  ['45965', 'a spreadsheet'],
])('the date %s is refused with what to do', (cell, message) => {
  expect(readDay(cell)).toEqual({ wrong: expect.stringContaining(message) });
});

test.each(['TRUE', 'wahr', 'VRAI', 'Prawda', 'ИСТИНА', 'ΑΛΗΘΕΣ', 'ADEVĂRAT', ' IGAZ '])('%s is true', (word) => {
  expect(readBoolean(word)).toBe(true);
});
test.each(['FALSE', 'FALSCH', 'faux', 'FAŁSZ', 'HAMIS', 'ХИБНІСТЬ', 'EPÄTOSI'])('%s is false', (word) => {
  expect(readBoolean(word)).toBe(false);
});
test.each(['maybe', '', 'yes', '2'])('%j is neither true nor false', (word) => {
  expect(readBoolean(word)).toBeNull();
});

test.each([
  ['150000000000', 'amount', "'150000000000"],
  ['12345678901', 'amount', '12345678901'],
  ['1234567890.5', 'amount', "'1234567890.5"],
  ['1.125', 'amount', "'1.125"],
  ['2025-11', 'day', "'2025-11"],
  ['2025-11-04', 'day', '2025-11-04'],
  ['2025-11-04', 'text', "'2025-11-04"],
  ['0012', 'text', "'0012"],
  ['1E5', 'text', "'1E5"],
  ["'2025-11", 'other', "''2025-11"],
  ['12', 'text', '12'],
  ["'tis", 'text', "'tis"],
] as const)('%s in a column of kind %s is written so that a spreadsheet keeps it', (text, column, cell) => {
  expect(defuse(text, column)).toBe(cell);
  expect(undefuse(cell)).toBe(text);
});

describe('mistakes name the true cause', () => {
  test('an amount that cannot be read is one mistake, and no crash', async () => {
    const header = 'record,kind,money.min,money.max,money.currency,money.qualifier';
    const files = (amount: string) => ({
      'deals.csv': 'slug\nde-arrow-3-expansion\n',
      'deals.values.csv': `${header}\nde-arrow-3-expansion,CONTRACT,"${amount}",3100000000,USD,ABOUT\n`,
    });
    for (const amount of ['80,000,000', '80 000 000']) {
      const { dataset } = await reading(files(amount));
      expect(dataset.deal[0]?.values?.[0]?.money).toMatchObject({ min: '80000000', max: '3100000000' });
    }
    for (const amount of ['80,000', 'eighty', '1.5E+11', '-5']) {
      expect(await mistakes(files(amount))).toEqual([expect.stringContaining('deals.values.csv: row 2')]);
    }
  });

  test('in JSON too', async () => {
    const funding = (money: object) => ({
      'funding.json': JSON.stringify([
        { slug: 'mu', name: 'Mu', kind: 'PLEDGE', money, stageHistory: [{ stage: 'PLEDGED' }] },
      ]),
    });
    expect(await mistakes(funding({ min: '1 000 000', max: '150,000,000,000', currency: 'EUR' }))).toEqual([
      expect.stringMatching(/^funding.json: mu: money.min: must be an amount as text/),
      expect.stringMatching(/^funding.json: mu: money.max: must be an amount as text/),
    ]);
    expect(await mistakes(funding({ min: 5, max: '7', currency: 'EUR' }))).toHaveLength(1);
    const period = {
      'incidents.json': '[{"slug":"mu","name":"Mu","kind":"OTHER","start":"31.10.2025","end":"2025-10-01"}]',
    };
    await rm(join(folder, 'funding.json'));
    expect(await mistakes(period)).toEqual([expect.stringMatching(/^incidents.json: mu: start: must be YYYY/)]);
  });

  test('lists with commas, and slugs with a character that nobody sees', async () => {
    const slug = 'baykar-leonardo-lba';
    expect(await mistakes({ 'deals.csv': `slug,countries\n${slug},"romania, ukraine"\n` })).toEqual([
      `deals.csv: row 2: countries: "romania, ukraine" has commas: items of a list are separated by semicolons, as in "romania; ukraine"`,
    ]);
    expect(await mistakes({ 'deals.csv': `slug,countries\n${slug},romania; \u200bukraine\n` })).toEqual([
      expect.stringContaining('"\\u{200b}ukraine" has a character that cannot be seen'),
    ]);
    expect(await mistakes({ 'deals.csv': `slug,countries\n\u200b${slug},romania\n` })).toEqual([
      expect.stringContaining(`"\\u{200b}${slug}" has a character that cannot be seen`),
    ]);
  });

  test('an unknown slug is told with the one that it may mean', async () => {
    expect(await mistakes({ 'deals.csv': 'slug,note\nro-bayraktar-tb2,x\n' })).toEqual([
      'deals.csv: row 2: slug: no deal is called "ro-bayraktar-tb2", and a new one needs name, kind, statusHistory; did you mean "ro-bayraktar-tb2-2023"?'.replace(
        'row 2:',
        'row 2 (ro-bayraktar-tb2):',
      ),
    ]);
    expect(await mistakes({ 'deals.csv': 'slug,countries\nro-bayraktar-tb2-2023,roumania\n' })).toEqual([
      expect.stringContaining('unknown actor "roumania"; did you mean "romania"?'),
    ]);
  });

  test('a part’s sheet alone says what it needs', async () => {
    expect(await mistakes({ 'deals.values.csv': 'record,kind\nro-bayraktar-tb2-2023,TOTAL\n' })).toEqual([
      expect.stringMatching(/^deals.values.csv: needs deals.csv beside it/),
    ]);
  });
});

test.each([
  ['deals (1).csv', 'deals.csv'],
  ['Copy of deals.csv', 'deals.csv'],
  ['deals - Kopie.csv', 'deals.csv'],
  ['Deals.CSV', 'deals.csv'],
  ['deals.values (2).csv', 'deals.values.csv'],
  ['deal.csv', 'deals.csv'],
  ['deals.csv.txt', 'deals.csv'],
  ['actors copy.json', 'actors.json'],
])('%s is not read, and the report says so', async (name, meant) => {
  const { notes, dataset } = await reading({ 'actors.csv': 'slug,note\nromania,Checked.\n', [name]: 'slug\n' });
  expect(notes).toEqual([{ file: name, message: `is not read: is it ${meant}?` }]);
  expect(dataset.actor).toHaveLength(1);
});

test('every other file is named too', async () => {
  const { notes } = await reading({
    'actors.csv': 'slug,note\nromania,x\n',
    'people.json': '[]',
    'budget.xlsx': '',
    '.hidden': '',
  });
  expect(notes.map(({ file }) => file)).toEqual(['budget.xlsx', 'people.json']);
});
