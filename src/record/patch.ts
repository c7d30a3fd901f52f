// Changes a document by what is given of it. One rule holds for inputs and sheets, at every depth: what is left out
// stays, null removes, and a list is the whole list. An entry of a list that leaves out a field keeps what the stored
// entry with its key has there (see `ENTRIES`).
import { isDeepStrictEqual } from 'node:util';
import { entryKey, entryRule, valueAt } from './entries.js';

type Fields = Record<string, unknown>;

/** JSON that is given as a whole, as a cell of a sheet has it: nothing of what is stored stays in it. */
export class Whole {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

/**
 * The stored document with what is given changed. `preferred` in an entry stands for a rank: true is PREFERRED, false
 * takes PREFERRED away. An entry that is given as PREFERRED takes the place of a stored one whose rank is left out.
 */
export function patched<Document extends object>(stored: Document | undefined, given: object): Document {
  const lists = Object.entries(given).filter(([name, value]) => isEntryList(name, value));
  const fields = Object.entries(given).filter(([name, value]) => !isEntryList(name, value));
  const before = (stored ?? {}) as Fields;
  const result = fieldsPatched(before, Object.fromEntries(fields));
  for (const [name, value] of lists) result[name] = listPatched(name, asList(before[name]), asList(value));
  return result as Document;
}

function isEntryList(name: string, value: unknown): boolean {
  return entryRule(name) !== undefined && (value === null || Array.isArray(value));
}

function fieldsPatched(stored: Fields, given: Fields): Fields {
  const result = { ...stored };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const now = valuePatched(stored[name], value);
    if (now === undefined) delete result[name];
    else result[name] = now;
  }
  return result;
}

function valuePatched(stored: unknown, given: unknown): unknown {
  if (given instanceof Whole) return given.value;
  if (isDeepStrictEqual(stored, given)) return stored;
  if (given === null) return undefined;
  if (!isFields(given)) return given;
  const fields = fieldsPatched(asFields(stored), given);
  return Object.keys(fields).length === 0 ? undefined : fields;
}

function listPatched(name: string, stored: unknown[], given: unknown[]): unknown[] {
  const matches = matchEntries(name, stored, given);
  const entries = given.map((entry, index) =>
    isFields(entry) ? entryPatched(asFields(matches[index]), entry) : entry,
  );
  const rivals = entryRule(name)?.rivals;
  return rivals === undefined ? entries : withoutFormerPreferred(entries, given, rivals);
}

function entryPatched(stored: Fields, { preferred, ...given }: Fields): Fields {
  if (preferred === undefined || (given.rank ?? null) !== null) return fieldsPatched(stored, given);
  const rank = preferred === true ? 'PREFERRED' : stored.rank === 'PREFERRED' ? null : undefined;
  return fieldsPatched(stored, { ...given, rank });
}

function withoutFormerPreferred(entries: unknown[], given: unknown[], rivals: readonly string[]): unknown[] {
  const isGiven = (index: number) => {
    const { rank, preferred } = asFields(given[index]);
    return rank !== undefined || preferred !== undefined;
  };
  const preferred = entries.flatMap((entry, index) => (asFields(entry).rank === 'PREFERRED' ? [{ entry, index }] : []));
  const taken = new Set(preferred.filter(({ index }) => isGiven(index)).map(({ entry }) => entryKey(entry, rivals)));
  return entries.map((entry, index) => {
    const { rank, ...rest } = asFields(entry);
    const stepsBack = rank === 'PREFERRED' && !isGiven(index) && taken.has(entryKey(entry, rivals));
    return stepsBack ? rest : entry;
  });
}

/**
 * For each given entry the stored one that it stands for; undefined where it is new. Among stored entries with its key
 * it stands for the one that it agrees with most, and no two stand for the same.
 */
export function matchEntries(name: string, stored: readonly unknown[], given: readonly unknown[]): unknown[] {
  const rule = entryRule(name);
  if (rule === undefined) return given.map(() => undefined);
  const first = rule.key[0] ?? '';
  const byKey = new Map<string, { other: unknown; to: number }[]>();
  for (const [to, other] of stored.entries()) {
    const key = entryKey(other, [first]);
    byKey.set(key, [...(byKey.get(key) ?? []), { other, to }]);
  }
  const pairs = given.flatMap((entry, from) =>
    (byKey.get(entryKey(entry, [first])) ?? []).flatMap(({ other, to }) => {
      const hasKey = rule.key.every(
        (field) => isLeftOut(entry, field) || agree(valueAt(entry, field), valueAt(other, field)),
      );
      return hasKey ? [{ from, to, ...agreement(entry, other, rule.apart), distance: Math.abs(from - to) }] : [];
    }),
  );
  pairs.sort((one, other) => other.apart - one.apart || other.fields - one.fields || one.distance - other.distance);
  const chosen = new Map<number, (typeof pairs)[number]>();
  const taken = new Set<number>();
  for (const pair of pairs) {
    if (chosen.has(pair.from) || taken.has(pair.to)) continue;
    chosen.set(pair.from, pair);
    taken.add(pair.to);
  }
  // A list that keeps its places, with one field changed, is no reordered list.
  const inPlace = pairs.filter(({ from, to }) => from === to);
  const total = (list: Iterable<{ fields: number }>) => [...list].reduce((sum, { fields }) => sum + fields, 0);
  const keepsPlaces =
    given.length === stored.length && inPlace.length === given.length && total(inPlace) >= total(chosen.values()) - 1;
  if (keepsPlaces) return [...stored];
  return given.map((_, index) => {
    const pair = chosen.get(index);
    return pair === undefined ? undefined : stored[pair.to];
  });
}

function isLeftOut(entry: unknown, field: string): boolean {
  return valueAt(entry, field) === undefined;
}

/** In how many of the fields that are given both say the same: of those that tell entries apart, and of all. */
function agreement(given: unknown, stored: unknown, apart: readonly string[]): { apart: number; fields: number } {
  const says = (field: string) => !isLeftOut(given, field) && agree(valueAt(given, field), valueAt(stored, field));
  return { apart: apart.filter(says).length, fields: leaves(given, stored) };
}

function leaves(given: unknown, stored: unknown): number {
  if (!isFields(given)) return agree(given, stored) ? 1 : 0;
  const fields = asFields(stored);
  return Object.entries(given).reduce((sum, [name, value]) => {
    if (value === undefined) return sum;
    if (name === 'preferred') return sum + ((value === true) === (fields.rank === 'PREFERRED') ? 1 : 0);
    return sum + leaves(value, fields[name]);
  }, 0);
}

/** A field that is given as null agrees with one that is not there, and `{ value }` with a bare date. */
function agree(given: unknown, stored: unknown): boolean {
  if (isFields(given))
    return Object.entries(given).every(([name, value]) => value === undefined || agree(value, asFields(stored)[name]));
  if (given instanceof Whole) return isDeepStrictEqual(given.value, stored);
  return isDeepStrictEqual(given ?? undefined, stored ?? undefined);
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An exact date may be just its text. */
function asFields(value: unknown): Fields {
  if (typeof value === 'string') return { value };
  return isFields(value) ? value : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Whole);
}
