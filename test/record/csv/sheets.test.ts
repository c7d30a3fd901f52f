import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type Fields, LAYOUTS } from '../../../src/record/csv/layout.js';
import { readSheets } from '../../../src/record/csv/read.js';
import { sheetFiles, writeSheets } from '../../../src/record/csv/write.js';
import type { AnyDocument, AnyKind } from '../../../src/record/kind.js';
import { allKinds } from '../../../src/record/kinds.js';
import { readStarter } from '../starter.js';

const kinds = allKinds.filter(({ name }) => LAYOUTS[name] !== undefined);
const kindNamed = (name: string) => kinds.find((kind) => kind.name === name) as AnyKind;
const bytes = (text: string) => new TextEncoder().encode(text);

function back(kind: AnyKind, texts: ReadonlyMap<string, string>, stored = new Map<string, AnyDocument>()) {
  return readSheets({ kind, files: new Map([...texts].map(([file, text]) => [file, bytes(text)])), stored });
}

test('everything but feeds has sheets', () => {
  expect(kinds.map(({ name }) => name)).toEqual(['source', 'actor', 'system', 'funding', 'deal', 'incident']);
});

/** Fields of a schema, and of the objects and lists in it. */
// biome-ignore lint/suspicious/noExplicitAny: zod's own structure has no narrow type
function fieldsOf(schema: any): unknown {
  const { def } = schema;
  switch (def.type as string) {
    case 'optional':
      return fieldsOf(def.innerType);
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape as Record<string, z.ZodType>).map(([name, field]) => [name, fieldsOf(field)]),
      );
    case 'array': {
      const item = fieldsOf(def.element);
      return item === 'one' ? 'list' : { list: item };
    }
    case 'union':
      return (def.options as z.ZodType[]).map(fieldsOf).find((option) => typeof option === 'object') ?? 'one';
    default:
      return 'one';
  }
}

function laidOut(fields: Fields): unknown {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      switch (field.is) {
        case 'list':
          return [name, 'list'];
        case 'entries':
          return [name, { list: Object.fromEntries(field.of.map((part) => [part, 'one'])) }];
        case 'date':
          return [name, Object.fromEntries(['value', ...field.more].map((part) => [part, 'one']))];
        case 'group':
          return [name, laidOut(field.fields)];
        case 'sheet':
          return [name, { list: laidOut(field.fields) }];
        default:
          return [name, 'one'];
      }
    }),
  );
}

test.each(kinds)('every field of a document has its column: $name', (kind) => {
  expect(laidOut(LAYOUTS[kind.name] ?? {})).toEqual(fieldsOf(kind.schema));
});

test.each(kinds)('every document of the starter record comes back as it was: $name', async (kind) => {
  const documents = (await readStarter())[kind.name] as AnyDocument[];
  const texts = writeSheets(kind, documents);
  expect([...texts.keys()]).toEqual(sheetFiles(kind).map(({ file }) => file));
  const { documents: read, mistakes } = back(kind, texts);
  expect(mistakes).toEqual([]);
  const inOrder = [...documents].sort((one, other) => (one.slug < other.slug ? -1 : 1));
  expect(JSON.stringify(read)).toBe(JSON.stringify(inOrder));
  // Whole again, so a second writing differs in no byte.
  expect(writeSheets(kind, read as AnyDocument[])).toEqual(texts);
});

const sign = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'=+-@;:,\'"\\\n\r\t \u00a0\ufeff{[0aș🛩') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
);
const awkward = fc
  .array(sign, { minLength: 1, maxLength: 12 })
  .map((signs) => signs.join(''))
  .filter((text) => text.trim() !== '' && !text.includes('\0') && !/\p{Surrogate}/u.test(text));
const slug = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}$/);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const json = fc.oneof(
  awkward,
  fc.jsonValue({ maxDepth: 2 }).filter((value) => value !== null),
);
const date = fc.oneof(
  fc.constantFrom('2025', '2025-11', '2025-11-30'),
  fc.record({ value: fc.constant('2025'), qualifier: fc.constant('BY'), note: awkward }),
  fc.constant({ qualifier: 'UNKNOWN' }),
);
const deals = fc.uniqueArray(
  fc.record({
    slug,
    name: awkward,
    kind: fc.constant('OTHER'),
    summary: maybe(awkward),
    note: maybe(awkward),
    statusHistory: fc.array(
      fc.record({ status: fc.constant('SIGNED'), date: maybe(date), note: maybe(awkward), sources: maybe(some(slug)) }),
      { minLength: 1, maxLength: 3 },
    ),
    parties: maybe(some(fc.record({ actor: slug, role: fc.constant('BUYER'), note: maybe(awkward) }))),
    countries: maybe(some(slug)),
    claims: maybe(
      some(fc.record({ field: awkward, value: maybe(json), source: slug, confidence: maybe(fc.nat(100)) })),
    ),
  }),
  { selector: (deal) => deal.slug, maxLength: 4 },
);
const incidents = fc.uniqueArray(
  fc.record({
    slug,
    name: awkward,
    kind: fc.constant('OTHER'),
    place: maybe(
      fc.record({ name: awkward, latitude: fc.double({ noNaN: true, min: -90, max: 90 }).map((value) => value + 0) }),
    ),
    effects: maybe(some(awkward)),
    aggregate: maybe(fc.constant(true)),
  }),
  { selector: (incident) => incident.slug, maxLength: 4 },
);

function some<T>(arbitrary: fc.Arbitrary<T>) {
  return fc.array(arbitrary, { minLength: 1, maxLength: 3 });
}

const present = (documents: unknown): AnyDocument[] => JSON.parse(JSON.stringify(documents));

test.each([
  ['deal', deals],
  ['incident', incidents],
] as [string, fc.Arbitrary<unknown>][])('whatever people write comes back to the last sign: %s', (name, arbitrary) => {
  fc.assert(
    fc.property(arbitrary, (made) => {
      const documents = present(made).sort((one, other) => (one.slug < other.slug ? -1 : 1));
      const { documents: read, mistakes } = back(kindNamed(name), writeSheets(kindNamed(name), documents));
      expect(mistakes).toEqual([]);
      expect(read).toEqual(documents);
    }),
    { numRuns: 500 },
  );
});

test('no cell is a formula, whatever the text', () => {
  fc.assert(
    fc.property(deals, (made) => {
      for (const text of writeSheets(kindNamed('deal'), present(made)).values()) {
        // A quoted cell begins after its quote; what is left of a line begins a cell of its own.
        for (const cell of cellsOf(text)) expect(cell).not.toMatch(/^(?!-?\d+(\.\d+)?$)[=+\-@\t\r\n]/);
      }
    }),
  );
});

/** Reads RFC 4180 by hand, so that this test does not lean on what it tests. */
function cellsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|,|\n)(?:"((?:[^"]|"")*)"|([^",\n]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  );
}

describe('what spreadsheets save is read', () => {
  const rows = [
    ['slug', 'name', 'kind', 'effects'],
    ['one', 'Șirul de ”drone”; în Galați', 'OTHER', 'a; b'],
    ['', '', '', ''],
    ['two', 'Two', 'OTHER', ''],
  ];
  const csv = (separator: string, end: string) =>
    rows.map((row) => row.map((cell) => `"${cell}"`).join(separator)).join(end) + end;
  const utf16 = (text: string, big: boolean) => {
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    return new Uint8Array(big ? little.swap16() : little);
  };
  const files: [string, Uint8Array][] = [
    ['commas and line feeds', bytes(csv(',', '\n'))],
    ['commas, CRLF and a byte order mark', bytes(`\ufeff${csv(',', '\r\n')}`)],
    ['semicolons', bytes(csv(';', '\r\n'))],
    ['a line that names the separator', bytes(`sep=;\r\n${csv(';', '\r\n')}`)],
    ['tabs in UTF-16, little end first', utf16(csv('\t', '\r\n'), false)],
    ['tabs in UTF-16, big end first', utf16(csv('\t', '\r\n'), true)],
    ['the line ends of an old Macintosh', bytes(csv(',', '\r'))],
  ];

  test.each(files)('%s', (_, file) => {
    const { documents, mistakes } = readSheets({
      kind: kindNamed('incident'),
      files: new Map([['incidents.csv', file]]),
      stored: new Map(),
    });
    expect(mistakes).toEqual([]);
    expect(documents).toEqual([
      { slug: 'one', name: 'Șirul de ”drone”; în Galați', kind: 'OTHER', effects: ['a', 'b'] },
      { slug: 'two', name: 'Two', kind: 'OTHER' },
    ]);
  });
});

test('a column or a sheet that is left out leaves what is stored; an empty cell takes it away', () => {
  const stored: Record<string, unknown> & AnyDocument = {
    slug: 'one',
    name: 'One',
    kind: 'OTHER',
    summary: 'As it was',
    note: 'A remark',
    start: { value: '2025', qualifier: 'BY' },
    place: { name: 'Galați', country: 'romania' },
    counts: [{ what: 'drones', quantity: { min: 1, max: 1 } }],
    sources: ['src-one'],
  };
  const text = 'slug,name,kind,note,place.name\none,New name,OTHER,,Tulcea\n';
  const { documents } = back(kindNamed('incident'), new Map([['incidents.csv', text]]), new Map([['one', stored]]));
  const { note: _, ...rest } = stored;
  expect(documents).toEqual([{ ...rest, name: 'New name', place: { name: 'Tulcea', country: 'romania' } }]);
});
