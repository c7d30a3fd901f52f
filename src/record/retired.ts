// A slug names one record for ever: what was deleted or merged away cannot come back under another meaning.
import type { Entry } from './consistency.js';
import type { Mistake } from './mistake.js';
import type { Client } from './table.js';

/** Given documents whose slug belonged to a record that is gone. */
export async function retiredSlugs(client: Client, given: Entry[]): Promise<Mistake[]> {
  const records = given.filter(({ kind }) => kind.recordKind !== null);
  const retired = await client.record.findMany({
    where: { slug: { in: records.map(({ document }) => document.slug) }, retiredAt: { not: null } },
  });
  const successors = new Map(retired.map(({ slug, mergedInto }) => [slug, mergedInto]));
  return records.flatMap(({ kind, document }) => {
    const successor = successors.get(document.slug);
    if (successor === undefined) return [];
    const message = successor === null ? 'named a record that was deleted' : `was merged into ${successor}`;
    return [{ file: kind.file, record: document.slug, field: 'slug', message }];
  });
}
