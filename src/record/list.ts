// Lists with a rule about their entries: none twice, or of competing figures one preferred at most.
import { z } from 'zod';

/** Entries are judged even where another entry is wrong, so that one reading shows all mistakes. */
const always = { when: ({ value }: z.core.ParsePayload) => Array.isArray(value) };

/**
 * The database keeps each entry under its key. An entry that is wrong may lack any field: a key with something
 * undefined in it is no key.
 */
export function uniqueList<Item extends z.ZodType>(item: Item, key: (item: z.output<Item>) => unknown[]) {
  return z.array(item).superRefine((items, context) => {
    for (const index of repeats(items, key)) {
      context.addIssue({ code: 'custom', path: [index], message: 'stands in this list twice' });
    }
  }, always);
}

/** Competing figures stay side by side, but readers are shown one. Entries with the same key compete. */
export function rankedList<Item extends z.ZodType<{ rank?: string | undefined }>>(
  item: Item,
  key: (item: z.output<Item>) => unknown[],
) {
  return z.array(item).superRefine((items, context) => {
    const preferredKey = (entry: z.output<Item>) => (entry.rank === 'PREFERRED' ? key(entry) : [undefined]);
    for (const index of repeats(items, preferredKey)) {
      context.addIssue({ code: 'custom', path: [index, 'rank'], message: 'a competing entry is PREFERRED already' });
    }
  }, always);
}

/** A list of slugs, none twice. */
export function slugList<Item extends z.ZodType<string>>(item: Item) {
  return uniqueList(item, (slug) => [slug]);
}

function repeats<Item>(items: Item[], key: (item: Item) => unknown[]): number[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const parts = item === null || item === undefined ? [undefined] : key(item);
    if (parts.includes(undefined)) return [];
    const id = JSON.stringify(parts);
    if (seen.has(id)) return [index];
    seen.add(id);
    return [];
  });
}
