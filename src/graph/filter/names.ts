// States and records that a filter names by slug: each must exist, because a misspelled one would silently find nothing.
import { type Fragment, raw, sql } from '../fragment.js';
import { badArgument } from '../listing.js';
import type { Loaders } from '../loaders.js';

/** A slug, or a state's code, in a filter. */
export interface Named {
  path: string;
  value: string;
  what: 'state' | 'record';
}

/** Has an ISO 3166-1 code, as the European Union has, or is a state. */
const IS_STATE = "(state.kind = 'STATE' or state.iso2 is not null)";

const ALLOWED = {
  state: 'the slug of a state or its ISO 3166-1 alpha-2 code',
  record: 'the slug of a record',
};

/** Array of the slugs of states that are named by slug, or by ISO 3166-1 alpha-2 code in either case. */
export function states(values: readonly string[]): Fragment {
  const codes = values.filter((value) => /^[a-z]{2}$/i.test(value)).map((value) => value.toUpperCase());
  return sql`array(
    select state.slug from actor state
    where ${raw(IS_STATE)} and (state.slug = any(${values}::text[]) or state.iso2 = any(${codes}::bpchar[]))
  )`;
}

/** One statement for all of them. Throws a GraphQLError about the first that names nothing, with what is meant perhaps. */
export async function checkNames(load: Loaders, named: readonly Named[]): Promise<void> {
  const unique = [...new Map(named.map((name) => [`${name.what} ${name.value}`, name])).values()];
  const storable = unique.filter(({ value }) => !value.includes('\0')); // PostgreSQL's text holds no NUL
  const found = await load.rows<Pick<Named, 'what' | 'value'>>(sql`
    select name.what, name.value
    from unnest(${storable.map(({ what }) => what)}::text[], ${storable.map(({ value }) => value)}::text[]) as name(what, value)
    where case name.what
      when 'state' then
        exists (select from actor state where state.slug = name.value and ${raw(IS_STATE)})
        or exists (select from actor state where length(name.value) = 2 and state.iso2 = upper(name.value)::bpchar)
      else exists (select from record r where r.slug = name.value and r.retired_at is null) end`);
  const known = new Set(found.map(({ what, value }) => `${what} ${value}`));
  const unknown = named.find(({ what, value }) => !known.has(`${what} ${value}`));
  if (unknown === undefined) return;
  const suggestion = unknown.value.includes('\0') ? null : await meantBy(load, unknown);
  throw badArgument(
    unknown.path,
    unknown.value,
    suggestion === null ? ALLOWED[unknown.what] : `${ALLOWED[unknown.what]}; did you mean "${suggestion}"?`,
  );
}

/** The slug that is named almost so: by a name, an alias, a code, the slug before a merge, or a misspelled one of these. */
async function meantBy(load: Loaders, { what, value }: Named): Promise<string | null> {
  const text = value.slice(0, 120);
  const [meant] = await load.rows<{ slug: string }>(
    what === 'state'
      ? sql`
        select state.slug from actor state
        cross join lateral (
          select max(similarity(fold_text(name.text), fold_text(${text}::text))) as likeness
          from (select state.name as text union all select state.slug union all select state.iso3::text
            union all select al.text from alias al where al.record_slug = state.slug) name
        ) by_name
        where ${raw(IS_STATE)} and by_name.likeness >= 0.3
        order by by_name.likeness desc, state.slug limit 1`
      : sql`
        select candidate.slug from (
          select r.merged_into as slug, 2 as likeness from record r where r.slug = ${text}::text and r.merged_into is not null
          union all
          select r.slug, similarity(r.slug, replace(words_of(${text}::text), ' ', '-')) from record r
          where r.slug % replace(words_of(${text}::text), ' ', '-') and r.retired_at is null
          union all
          select al.record_slug, similarity(fold_text(al.text), fold_text(${text}::text)) from alias al
          where fold_text(al.text) % fold_text(${text}::text)
        ) candidate order by candidate.likeness desc, candidate.slug limit 1`,
  );
  return meant?.slug ?? null;
}
