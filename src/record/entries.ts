// The lists of a document whose entries are objects, and the fields that identify an entry in each. Every rule about
// entries reads them here: which stored entry a given one changes, which entries may not repeat, and which compete.

interface EntryRule {
  /** An entry that is given is the stored entry that has the same values in those of these fields that it gives. */
  key: readonly string[];
  /** Of several stored entries with the same key, these fields tell which is meant before all others do. */
  apart: readonly string[];
  /** No two entries may agree in these fields: the database keeps each entry under them. */
  unique?: readonly string[];
  /** Entries that agree in these fields compete: one of them at most is PREFERRED. */
  rivals?: readonly string[];
}

export const ENTRIES = {
  aliases: { key: ['text'], apart: ['language', 'kind'], unique: ['text', 'language', 'kind'] },
  roles: { key: ['organisation', 'title'], apart: ['from', 'to', 'asOf', 'source'] },
  operates: { key: ['system'], apart: ['asOf', 'source'] },
  memberOf: { key: ['organisation'], apart: [], unique: ['organisation'] },
  statusHistory: { key: ['status'], apart: ['date', 'sources'], rivals: [] },
  parties: { key: ['actor', 'role'], apart: [], unique: ['actor', 'role'] },
  items: { key: ['system'], apart: ['quantity', 'note'] },
  values: {
    key: ['kind', 'holder'],
    apart: ['source', 'money.currency', 'money.min', 'money.max'],
    rivals: ['kind', 'holder', 'money.currency'],
  },
  funding: { key: ['funding'], apart: [], unique: ['funding'] },
  stageHistory: { key: ['stage'], apart: ['date', 'sources'], rivals: [] },
  counts: { key: ['what'], apart: ['source', 'statedBy'], rivals: ['what'] },
  actors: { key: ['actor', 'role'], apart: [], unique: ['actor', 'role'] },
  claims: { key: ['field', 'source'], apart: ['statedBy', 'value'], rivals: ['field'] },
} as const satisfies Record<string, EntryRule>;

export type EntryList = keyof typeof ENTRIES;

/** The rule of a list; undefined for any other field. */
export function entryRule(field: string): EntryRule | undefined {
  return Object.hasOwn(ENTRIES, field) ? ENTRIES[field as EntryList] : undefined;
}

/** What an entry means that leaves the field out. */
const IMPLIED: Record<string, unknown> = { kind: 'NAME' };

/** The values of an entry in the fields, as text that is equal for equal values. `a.b` names a field of an object. */
export function entryKey(entry: unknown, fields: readonly string[]): string {
  return JSON.stringify(fields.map((field) => valueAt(entry, field) ?? IMPLIED[field] ?? null));
}

/** Undefined where the entry, or the object in it, has no such field. */
export function valueAt(entry: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((value, name) => {
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }, entry);
}
