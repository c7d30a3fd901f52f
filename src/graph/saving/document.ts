// From what a mutation was given to a change of a document.
import type { Context } from '../context.js';

/** The input without what is null or left out: claims say only what is known. */
export function given(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(given);
  if (typeof input !== 'object' || input === null || input instanceof Date) return input;
  const fields = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(fields.map(([name, value]) => [name, given(value)]));
}

/** Dates of an input whose value is empty have none, like those whose value is null. */
export function withDates(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(withDates);
  if (typeof input !== 'object' || input === null || input instanceof Date) return input;
  const fields = Object.entries(input).map(([name, inner]) => [name, withDates(inner)]);
  const date: Record<string, unknown> = Object.fromEntries(fields);
  return date.value === '' && 'qualifier' in date ? { ...date, value: null } : date;
}

/** The list with each item changed; null and undefined stay what they are, since they mean different things. */
export function eachOf<Item, Result>(list: readonly Item[] | null | undefined, change: (item: Item) => Result) {
  return list === null || list === undefined ? list : list.map(change);
}

/** Entries of a document that an input names by their slug alone; null where the input is. */
export function entriesOf<Field extends string>(field: Field, slugs: readonly string[] | null | undefined) {
  return eachOf(slugs, (slug) => ({ [field]: slug }) as Record<Field, string>);
}

/**
 * The slugs of states that an input names by slug or by their ISO 3166-1 alpha-2 code in either case, as filters take
 * them. A name that is neither stays as it is, for the record's own rules to refuse.
 */
export async function stateSlugs(
  { database }: Context,
  names: readonly (string | null | undefined)[],
): Promise<(name: string) => string> {
  const codes = names.flatMap((name) => (typeof name === 'string' && /^[a-z]{2}$/i.test(name) ? [name] : []));
  if (codes.length === 0) return (name) => name;
  const states = await database.prisma.actor.findMany({
    where: { OR: [{ iso2: { in: codes.map((code) => code.toUpperCase()) } }, { slug: { in: codes } }] },
    select: { slug: true, iso2: true },
  });
  const slugs = new Set(states.map(({ slug }) => slug));
  const byCode = new Map(states.map(({ slug, iso2 }) => [iso2, slug]));
  return (name) => (slugs.has(name) ? name : (byCode.get(name.toUpperCase()) ?? name));
}
