// Inputs are patches: what is left out stays, at every depth, for every record of the starter record.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { ENTRIES } from '../../src/record/entries.js';
import type { AnyKind } from '../../src/record/kind.js';
import { allKinds } from '../../src/record/kinds.js';
import { readStored } from '../../src/record/stored.js';
import { openDatabase } from '../support/database.js';
import { ADMIN_KEY, type Graph, graphOn } from '../support/graph.js';

type Fields = Record<string, unknown>;

let database: Database;
let graph: Graph;
let records: { kind: AnyKind; input: Fields & { slug: string } }[];
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
  const stored = await readStored(database.prisma);
  records = stored
    .filter(({ kind }) => kind.name !== 'feed')
    .map(({ kind, document }) => ({ kind, input: inputOf(document as never) }));
}, 60_000);
afterAll(() => database.close());

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A document in the form that its save takes. */
function inputOf({ claims: _, dispute, ...document }: Fields & { slug: string }): Fields & { slug: string } {
  const input: Fields & { slug: string } = {
    ...document,
    ...(dispute === undefined ? {} : { dispute, disputed: true }),
  };
  if (Array.isArray(document.memberOf)) input.memberOf = document.memberOf.map(({ organisation }) => organisation);
  if (Array.isArray(document.funding)) input.funding = document.funding.map(({ funding }) => funding);
  return withDateObjects(input) as never;
}

const DATES = new Set(['date', 'start', 'end', 'from', 'to', 'asOf', 'publishedOn']);

function withDateObjects(value: unknown, name = '', above = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withDateObjects(item, '', name));
  if (isFields(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([field, inner]) => [field, withDateObjects(inner, field, name)]),
    );
  }
  return DATES.has(name) && above !== 'period' ? { value } : value;
}

/** Any part of the input: of each object some fields, of each entry its required ones and some others. */
function partOf(input: Fields, coin: () => boolean): Fields {
  const kept = Object.entries(input).filter(([name]) => name === 'slug' || coin());
  return Object.fromEntries(
    kept.map(([name, value]) => {
      const required = REQUIRED[name];
      if (Array.isArray(value) && required !== undefined) {
        return [name, value.map((entry) => (isFields(entry) ? some(entry, required, coin) : entry))];
      }
      return [name, isFields(value) && name !== 'terms' ? some(value, [], coin) : value];
    }),
  );
}

function some(fields: Fields, required: readonly string[], coin: () => boolean): Fields {
  const kept = Object.entries(fields).filter(([name]) => required.includes(name) || coin());
  return Object.fromEntries(kept.map(([name, value]) => [name, isFields(value) ? some(value, [], coin) : value]));
}

/** What the schema asks for in each entry: its key, but for the holder of a value. */
const REQUIRED: Record<string, readonly string[]> = Object.fromEntries(
  Object.entries(ENTRIES).map(([name, { key }]) => [name, key.filter((field) => field !== 'holder')]),
);

async function save(kind: AnyKind, input: object): Promise<void> {
  const name = `${kind.name[0]?.toUpperCase()}${kind.name.slice(1)}`;
  const { data, errors } = await graph.raw(
    `mutation S($input: ${name}Input!) { save: save${name}(input: $input) { __typename ... on ValidationError { message } } }`,
    { variables: { input }, headers: { authorization: `Bearer ${ADMIN_KEY}` } },
  );
  if (errors !== undefined || data.save.message !== undefined) {
    throw new Error(`${JSON.stringify(input)}: ${JSON.stringify(errors ?? data.save)}`);
  }
}

async function stored(kind: AnyKind, slug: string) {
  const [{ document, version } = { document: {}, version: 0 }] = await readStored(database.prisma, [slug], [kind]);
  return { document: document as Fields, version };
}

const anyRecord = fc.nat().map((place) => records[place % records.length] as (typeof records)[number]);
/** A source of coins that shrinks to few. */
const coins = fc.infiniteStream(fc.boolean());
const coinOf = (stream: Stream) => () => stream.next().value as boolean;
type Stream = fc.Stream<boolean>;

test('whatever part of a record is given as it is, a save changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyRecord, coins, async ({ kind, input }, stream) => {
      const before = await stored(kind, input.slug);
      await save(kind, partOf(input, coinOf(stream)));
      expect(await stored(kind, input.slug)).toEqual(before);
    }),
    { numRuns: 300 },
  );
}, 120_000);

test('one field that is changed, with any part of the rest, changes just that field', async () => {
  await fc.assert(
    fc.asyncProperty(anyRecord, coins, fc.nat(), async ({ kind, input }, stream, choice) => {
      const before = await stored(kind, input.slug);
      const part = partOf(input, coinOf(stream));
      const lists = Object.keys(part).filter((name) => NOTED.has(name) && (part[name] as unknown[]).length > 0);
      const list = lists[choice % (lists.length + 1)];
      const text = `checked ${choice}`;
      const expected = structuredClone(before.document);
      if (list === undefined) {
        const field = kind.name === 'source' ? 'publisher' : 'summary';
        part[field] = text;
        expected[field] = text;
      } else {
        const place = choice % (part[list] as unknown[]).length;
        ((part[list] as Fields[])[place] as Fields).note = text;
        ((expected[list] as Fields[])[place] as Fields).note = text;
      }
      await save(kind, part);
      const after = await stored(kind, input.slug);
      expect(after.document).toEqual(expected);
      // As it was, for the next round.
      await save(kind, inputOf(before.document as never));
      await save(kind, { slug: input.slug, ...removed(after.document, before.document) });
      expect((await stored(kind, input.slug)).document).toEqual(before.document);
    }),
    { numRuns: 150 },
  );
}, 240_000);

/** Lists whose entries have notes. */
const NOTED = new Set(['statusHistory', 'stageHistory', 'values', 'counts', 'items', 'parties']);

/** Nulls for the fields and notes that a document has and the other lacks. */
function removed(document: Fields, other: Fields): Fields {
  return Object.fromEntries(
    Object.entries(document).flatMap(([name, value]): [string, unknown][] => {
      if (other[name] === undefined) return [[name, null]];
      if (!NOTED.has(name)) return [];
      const entries = withDateObjects(value, name) as Fields[];
      const notes = (other[name] as Fields[]).map(({ note }) => note ?? null);
      return [[name, entries.map((entry, place) => ({ ...entry, note: notes[place] }))]];
    }),
  );
}

test('every list of entries has a key that its input asks for', () => {
  const lists = allKinds.flatMap((kind) => Object.keys((kind.schema as unknown as { shape: object }).shape));
  expect(Object.keys(ENTRIES).filter((name) => !lists.includes(name))).toEqual([]);
});
