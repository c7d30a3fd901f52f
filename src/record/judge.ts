// Finds all that is wrong with one document before it is saved.
import { type Entry, inconsistencies } from './consistency.js';
import type { Mistake } from './mistake.js';
import { neighboursOf } from './neighbours.js';
import { retiredSlugs } from './retired.js';
import { schemaMistakes } from './schema-mistakes.js';
import type { Client } from './table.js';

/** Empty where the document fits its schema and the record around it. */
export async function judge(client: Client, entry: Entry): Promise<Mistake[]> {
  const { kind, document } = entry;
  const own = schemaMistakes(kind.schema as never, document).map((found) => ({
    file: kind.file,
    record: document.slug,
    ...found,
  }));
  const retired = isSlug(document.slug) ? await retiredSlugs(client, [entry]) : [];
  return [...own, ...retired, ...inconsistencies([entry], await neighboursOf(client, entry))];
}

function isSlug(slug: unknown): boolean {
  return typeof slug === 'string' && !slug.includes('\0');
}
