// What stands around one document: just enough of the record to judge it by.
import type { Entry } from './consistency.js';
import type { AnyKind } from './kind.js';
import { allKinds } from './kinds.js';
import { referencesIn } from './reference.js';
import type { Client } from './table.js';

/**
 * Everything that the document names, that has its slug or one of its codes or addresses, and all that stands above
 * it. The documents have no more fields than the rules between documents look at.
 */
export async function neighboursOf(client: Client, { kind, document }: Entry): Promise<Entry[]> {
  const names = referencesIn(kind.schema, document).map(({ slug }) => slug);
  const { parent, programme, iso2, iso3, url } = document as unknown as Partial<Record<string, string>>;
  const rows = await client.$queryRawUnsafe<Row[]>(
    TEXT,
    [...new Set([document.slug, ...names])].filter(isText),
    [parent, programme].filter(isText),
    [iso2, iso3, url].filter(isText),
  );
  return rows.map(({ kind: name, ...fields }) => ({
    kind: kindNamed(name),
    document: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as { slug: string },
  }));
}

interface Row {
  kind: string;
  slug: string;
  parent: string | null;
  programme: string | null;
  iso2: string | null;
  iso3: string | null;
  url: string | null;
}

const TEXT = `
  with recursive
    owner as (
      select a.slug, a.parent_slug as above from actor a where a.slug = any($2::text[])
      union select a.slug, a.parent_slug from actor a join owner o on a.slug = o.above
    ),
    frame as (
      select f.slug, f.programme_slug as above from funding f where f.slug = any($2::text[])
      union select f.slug, f.programme_slug from funding f join frame o on f.slug = o.above
    )
  select 'actor' as kind, slug, parent_slug as parent, null as programme, iso2, iso3, null as url from actor
    where slug = any($1::text[]) or iso2 = any($3::text[]) or iso3 = any($3::text[]) or slug in (select o.slug from owner o)
  union all select 'funding', slug, null, programme_slug, null, null, null from funding
    where slug = any($1::text[]) or slug in (select o.slug from frame o)
  union all select 'system', slug, null, null, null, null, null from system where slug = any($1::text[])
  union all select 'deal', slug, null, null, null, null, null from deal where slug = any($1::text[])
  union all select 'incident', slug, null, null, null, null, null from incident where slug = any($1::text[])
  union all select 'source', slug, null, null, null, null, url from source
    where slug = any($1::text[]) or url = any($3::text[])`;

/** A NUL is in nothing that is stored, and the database cannot be asked for one. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0');
}

function kindNamed(name: string): AnyKind {
  return allKinds.find((kind) => kind.name === name) as AnyKind;
}
