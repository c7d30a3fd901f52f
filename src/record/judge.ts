// Finds all that is wrong with one document before it is saved.
import { type Entry, inconsistencies, referencesToNothing, type Slugs } from './consistency.js';
import type { KindName } from './kind.js';
import { type Mistake, withoutRefused } from './mistake.js';
import { neighboursOf } from './neighbours.js';
import { retiredSlugs } from './retired.js';
import { schemaMistakes } from './schema-mistakes.js';
import { didYouMean, quoted } from './suggest.js';
import { type Client, delegate } from './table.js';

/**
 * Empty if the document fits its schema and the record around it. Of a new one, each field that it needs and lacks is
 * named, with the stored record that its slug may have meant.
 */
export async function judge(client: Client, entry: Entry, isNew = false): Promise<Mistake[]> {
  const { kind, document } = entry;
  const own = schemaMistakes(kind.schema as never, document).map((found) => ({
    file: kind.file,
    record: document.slug,
    ...found,
  }));
  const lacks = isNew && own.some(isMissing);
  const near = lacks ? didYouMean(document.slug, (await slugsIn(client, [kind.name])).get(kind.name) ?? []) : '';
  const neighbours = await neighboursOf(client, entry);
  const unknown = referencesToNothing([entry], neighbours).map(({ reference }) => reference.kind);
  const retired = isSlug(document.slug) ? await retiredSlugs(client, [entry]) : [];
  const around = [...retired, ...inconsistencies([entry], neighbours, await slugsIn(client, unknown))];
  return [
    ...own.map((mistake) =>
      lacks && isMissing(mistake)
        ? {
            ...mistake,
            message: `is missing: no ${kind.name} is called ${quoted(document.slug)}, and a new one needs it${near}`,
          }
        : mistake,
    ),
    ...withoutRefused(around, own),
  ];
}

/** Whether a document lacks a field that it needs: one of its own, not of a part. */
export function isMissing({ field, message }: Pick<Mistake, 'field' | 'message'>): boolean {
  return message === 'is missing' && field !== null && /^\w+$/.test(field) && field !== 'slug';
}

async function slugsIn(client: Client, kinds: readonly KindName[]): Promise<Slugs> {
  const slugs = new Map<KindName, string[]>();
  for (const kind of new Set(kinds)) {
    const rows = (await delegate(client, kind).findMany({ select: { slug: true } })) as { slug: string }[];
    slugs.set(
      kind,
      rows.map(({ slug }) => slug),
    );
  }
  return slugs;
}

function isSlug(slug: unknown): boolean {
  return typeof slug === 'string' && !slug.includes('\0');
}
