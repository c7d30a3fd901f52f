// What a save changes in a document, field by field, for a person to read.
import { isDeepStrictEqual } from 'node:util';
import { entryRule } from './entries.js';
import { matchEntries } from './patch.js';
import { quoted } from './suggest.js';

/** `field` is a path as in `values[0].money.min`; undefined is what is not there. */
export interface FieldDifference {
  field: string;
  before: unknown;
  after: unknown;
}

/**
 * The fields in which two documents differ. Entries of lists are compared with the ones that they stand for, so that
 * one change in an entry is told as one field; of a list of slugs only those are told that go and come.
 */
export function differences(before: object, after: object): FieldDifference[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const [was, is] = [before, after].map((document) => (document as Record<string, unknown>)[name]);
    if (isDeepStrictEqual(was, is)) return [];
    if (Array.isArray(was ?? []) && Array.isArray(is ?? [])) {
      const lists = [(was ?? []) as unknown[], (is ?? []) as unknown[]] as const;
      return entryRule(name) === undefined ? slugsDiffer(name, ...lists) : entriesDiffer(name, ...lists);
    }
    return valuesDiffer(name, was, is);
  });
}

function valuesDiffer(field: string, before: unknown, after: unknown): FieldDifference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isFields(before) || !isFields(after)) return [{ field, before, after }];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => valuesDiffer(`${field}.${name}`, before[name], after[name]));
}

function slugsDiffer(field: string, before: unknown[], after: unknown[]): FieldDifference[] {
  const gone = before.filter((item) => !after.some((other) => isDeepStrictEqual(item, other)));
  const come = after.filter((item) => !before.some((other) => isDeepStrictEqual(item, other)));
  if (gone.length === 0 && come.length === 0) return [{ field, before, after }];
  return [{ field, before: gone.length === 0 ? undefined : gone, after: come.length === 0 ? undefined : come }];
}

function entriesDiffer(name: string, before: unknown[], after: unknown[]): FieldDifference[] {
  const matches = matchEntries(name, before, after);
  const kept = new Set(matches);
  const found = [
    ...after.flatMap((entry, index) => valuesDiffer(`${name}[${index}]`, matches[index], entry)),
    ...before.flatMap((entry, index) =>
      kept.has(entry) ? [] : [{ field: `${name}[${index}]`, before: entry, after: undefined }],
    ),
  ];
  return found.length === 0 ? [{ field: name, before, after }] : found;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Longer values are cut in what is printed. */
const LONGEST = 100;

/** `money.max: "5" → "7"`. */
export function differenceLine({ field, before, after }: FieldDifference): string {
  return `${field}: ${shown(before)} → ${shown(after)}`;
}

function shown(value: unknown): string {
  if (value === undefined) return '(none)';
  const text = typeof value === 'string' ? quoted(value) : JSON.stringify(value);
  const signs = [...text];
  return signs.length <= LONGEST ? text : `${signs.slice(0, LONGEST - 1).join('')}…`;
}
