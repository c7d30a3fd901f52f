// Takes one change of a document back and leaves what was changed since: a merge of three versions, field by field.
import { isDeepStrictEqual } from 'node:util';
import type { AnyDocument } from './kind.js';

/** `before` and `after` are the document on both sides of the change that is taken back, `current` what it is now. */
export function mergeBack(before: AnyDocument, after: AnyDocument, current: AnyDocument): AnyDocument {
  const [old, done, now] = [before, after, current] as unknown as Record<string, unknown>[];
  const result: Record<string, unknown> = { ...now };
  for (const field of new Set([...Object.keys(old ?? {}), ...Object.keys(done ?? {})])) {
    const value = fieldBack(old?.[field], done?.[field], now?.[field]);
    if (value === undefined) delete result[field];
    else result[field] = value;
  }
  return result as unknown as AnyDocument;
}

function fieldBack(before: unknown, after: unknown, current: unknown): unknown {
  if (isDeepStrictEqual(before, after)) return current;
  if (isDeepStrictEqual(after, current)) return before;
  const lists = [before ?? [], after ?? [], current ?? []];
  if (!lists.every(Array.isArray)) return current;
  return listBack(...(lists as [unknown[], unknown[], unknown[]]));
}

/** An entry that the change brought goes, and one that it took comes back, where its replacement stood if there was one. */
function listBack(before: unknown[], after: unknown[], current: unknown[]): unknown[] {
  const has = (list: unknown[], item: unknown) => list.some((one) => isDeepStrictEqual(one, item));
  const taken = before.filter((item) => !has(after, item));
  const brought = after.filter((item) => !has(before, item));
  const replaces = taken.length === brought.length;
  const result = [...current];
  for (const item of brought) {
    const place = result.findIndex((one) => isDeepStrictEqual(one, item));
    if (place < 0) continue;
    const replaced = replaces ? taken.shift() : undefined;
    result.splice(place, 1, ...(replaced === undefined ? [] : [replaced]));
  }
  return [...result, ...taken.filter((item) => !has(result, item))];
}
