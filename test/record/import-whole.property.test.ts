// One import over any record gives what an import into an empty database gives.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { importDataset } from '../../src/record/import.js';
import { allKinds, type Dataset } from '../../src/record/kinds.js';
import { storedDataset } from '../../src/record/stored.js';
import { openDatabase } from '../support/database.js';
import { disagreements } from './memory.js';
import { readStarter } from './starter.js';

type Fields = Record<string, unknown>;

let starter: Dataset;
let database: Database;
beforeAll(async () => {
  starter = await readStarter();
  database = await openDatabase();
}, 60_000);
afterAll(() => database.close());

/** The starter record with some things changed: fields go, entries go, move and change, each by what the dice say. */
function mutated(dice: () => number): Dataset {
  const copy = structuredClone(starter);
  for (const { name } of allKinds) {
    if (name === 'feed' || name === 'source') continue;
    for (const document of copy[name] as unknown as Fields[]) if (dice() % 4 === 0) mutate(document, dice);
  }
  return copy;
}

const OPTIONAL = ['summary', 'note', 'aliases', 'items', 'values', 'funding', 'counts', 'operates', 'claims', 'period'];

function mutate(document: Fields, dice: () => number): void {
  for (const field of OPTIONAL) if (document[field] !== undefined && dice() % 5 === 0) delete document[field];
  for (const list of ['statusHistory', 'stageHistory', 'values', 'parties', 'counts', 'roles'] as const) {
    const entries = document[list] as Fields[] | undefined;
    if (entries === undefined) continue;
    if (dice() % 4 === 0) entries.reverse();
    if (entries.length > 1 && dice() % 4 === 0) entries.splice(dice() % entries.length, 1);
    for (const entry of entries) {
      if (dice() % 2 === 0 && list !== 'roles') entry.note = `remark ${dice() % 3}`;
      if (dice() % 3 === 0 && 'date' in entry) entry.date = `20${20 + (dice() % 6)}-0${1 + (dice() % 9)}`;
      if (dice() % 3 === 0 && Array.isArray(entry.sources)) entry.sources = entry.sources.slice(dice() % 2);
      if (Array.isArray(entry.sources) && entry.sources.length === 0) delete entry.sources;
    }
  }
}

const dice = fc.infiniteStream(fc.nat(1000));
const rolled = (stream: fc.Stream<number>) => mutated(() => stream.next().value as number);

test('for any two records, the second import gives the second record', async () => {
  await fc.assert(
    fc.asyncProperty(dice, dice, async (first, second) => {
      const [one, other] = [rolled(first), rolled(second)];
      await importDataset(database, one, { by: 'test' });
      await importDataset(database, other, { by: 'test' });
      const stored = await storedDataset(database.prisma);
      for (const { name, document, rows } of allKinds) {
        const expected = (other[name] as { slug: string }[]).map((one) => document(rows(one)));
        const bySlug = (list: { slug: string }[]) => [...list].sort((a, b) => (a.slug < b.slug ? -1 : 1));
        expect(bySlug(stored[name] as { slug: string }[])).toEqual(bySlug(expected));
      }
      expect((await importDataset(database, other, { by: 'test' })).changes).toEqual([]);
      expect(await disagreements(database.sql)).toEqual([]);
    }),
    { numRuns: 6 },
  );
}, 240_000);
