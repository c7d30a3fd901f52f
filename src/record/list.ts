// Lists with a rule about their entries: none twice, or of competing figures one preferred at most.
import { z } from 'zod';
import { type EntryList, entryKey, entryRule } from './entries.js';
import { isSound } from './sound.js';

/** Entries are judged even if another entry is wrong, so that one reading shows all mistakes. */
const always = { when: ({ value }: z.core.ParsePayload) => Array.isArray(value) };

/** A list of the document, with the rules that `ENTRIES` has for it. */
export function entryList<Item extends z.ZodType>(name: EntryList, item: Item) {
  const { unique, rivals } = entryRule(name) ?? {};
  return z.array(item).superRefine((items, context) => {
    const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (unique !== undefined) {
      const entries = soundEntries(items, context, unique);
      for (const index of repeats(entries, unique)) refuse([index], 'stands in this list twice');
    }
    if (rivals !== undefined) {
      const entries = soundEntries(items, context, [...rivals, 'rank']);
      const preferred = entries.filter(({ entry }) => (entry as { rank?: unknown }).rank === 'PREFERRED');
      for (const index of repeats(preferred, rivals)) {
        refuse([index, 'rank'], 'a competing entry is PREFERRED already');
      }
    }
  }, always);
}

/** A list of slugs, none twice. */
export function slugList<Item extends z.ZodType<string>>(item: Item) {
  return z.array(item).superRefine((items, context) => {
    const seen = new Set<string>();
    for (const [index, slug] of items.entries()) {
      if (!isSound(context.issues, [index])) continue;
      if (seen.has(slug)) context.addIssue({ code: 'custom', path: [index], message: 'stands in this list twice' });
      seen.add(slug);
    }
  }, always);
}

interface Placed {
  entry: unknown;
  index: number;
}

/** Entries that no check has refused as a whole or in these fields. */
function soundEntries(items: unknown[], { issues }: Issues, fields: readonly string[]): Placed[] {
  return items.flatMap((entry, index) => {
    const paths = fields.map((field) => [index, ...field.split('.')]);
    const isRefused = issues.some(({ path }) => path?.length === 1 && path[0] === index);
    return !isRefused && paths.every((path) => isSound(issues, path)) ? [{ entry, index }] : [];
  });
}

type Issues = Pick<z.core.ParsePayload, 'issues'>;

/** Places of entries that have the same values in the fields as one before them. */
function repeats(entries: Placed[], fields: readonly string[]): number[] {
  const seen = new Set<string>();
  return entries.flatMap(({ entry, index }) => {
    const key = entryKey(entry, fields);
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}
