// Filters on single values: texts, dates, instants, sums, words of closed lists.
import { builder } from '../builder.js';
import { all, any, type Fragment, raw, sql } from '../fragment.js';
import { badArgument } from '../listing.js';
import type { At } from './filter.js';

export interface StringFilter {
  eq?: string | null | undefined;
  in?: string[] | null | undefined;
  contains?: string | null | undefined;
  startsWith?: string | null | undefined;
}

export interface DateFilter {
  after?: string | null | undefined;
  before?: string | null | undefined;
}

export interface DateTimeFilter {
  after?: Date | null | undefined;
  before?: Date | null | undefined;
}

export interface MoneyFilter {
  currency: string;
  atLeast?: string | null | undefined;
  atMost?: string | null | undefined;
}

export const StringFilterInput = builder.inputRef<StringFilter>('StringFilter').implement({
  description: 'Conditions on a text; where several are given, all of them hold.',
  fields: (t) => ({
    eq: t.string({ description: 'Is exactly this.' }),
    in: t.stringList({ description: 'Is exactly one of these, 1 to 1,000.' }),
    contains: t.string({ description: 'Contains this, whatever its case and accents.' }),
    startsWith: t.string({ description: 'Starts with this, whatever its case and accents.' }),
  }),
});

export const DateFilterInput = builder.inputRef<DateFilter>('DateFilter').implement({
  description:
    'A stretch of time from `after` on and before `before`: YYYY, YYYY-MM or YYYY-MM-DD. A date of which only the month or the year is known counts as its first day; one that is unknown is in no stretch.',
  fields: (t) => ({
    after: t.string({ description: 'This day or later.' }),
    before: t.string({ description: 'Earlier than this day.' }),
  }),
});

export const DateTimeFilterInput = builder.inputRef<DateTimeFilter>('DateTimeFilter').implement({
  description: 'A stretch of time from `after` on and before `before`.',
  fields: (t) => ({
    after: t.field({ type: 'DateTime', description: 'This instant or later.' }),
    before: t.field({ type: 'DateTime', description: 'Earlier than this instant.' }),
  }),
});

export const MoneyFilterInput = builder.inputRef<MoneyFilter>('MoneyFilter').implement({
  description:
    'Conditions on a sum in one currency, as far as its bounds are stated: "up to 8 billion" is at least nothing.',
  fields: (t) => ({
    currency: t.string({ required: true, description: 'ISO 4217 code. Sums in other currencies are never converted.' }),
    atLeast: t.field({ type: 'Decimal', description: 'The least that is stated is this or more.' }),
    atMost: t.field({ type: 'Decimal', description: 'The most that is stated is this or less.' }),
  }),
});

/** A list that names something: an empty one would silently find nothing. */
export function listed<Value>(values: readonly Value[], path: string, most = 1000): readonly Value[] {
  if (values.length === 0) throw badArgument(path, values, 'one value or more');
  if (values.length > most)
    throw badArgument(path, `${values.length} values`, `${most.toLocaleString('en')} values at most`);
  return values;
}

/** PostgreSQL's text holds no NUL: nothing equals or contains a text that does. */
export function storable(text: string): boolean {
  return !text.includes('\0');
}

interface StringColumn {
  /** How `eq` and `in` are compared, where not by equality with the column. */
  among?: (values: string[]) => Fragment;
}

export function stringCondition(
  column: Fragment,
  filter: StringFilter,
  at: At,
  { among }: StringColumn = {},
): Fragment {
  const isOneOf = (values: readonly string[]) => {
    const possible = values.filter(storable);
    if (possible.length === 0) return raw('false');
    return among?.(possible) ?? sql`${column} = any(${possible}::text[])`;
  };
  return all([
    ...(filter.eq == null ? [] : [isOneOf([filter.eq])]),
    ...(filter.in == null ? [] : [isOneOf(listed(filter.in, `${at.path}.in`))]),
    ...(filter.contains == null ? [] : [like(column, filter.contains, '%')]),
    ...(filter.startsWith == null ? [] : [like(column, filter.startsWith, '')]),
  ]);
}

/** `%`, `_` and `\` stand for themselves. Trigram indexes on `fold_text(…)` answer it. */
function like(column: Fragment, part: string, before: string): Fragment {
  if (!storable(part)) return raw('false');
  return sql`fold_text(${column}) like ${before}::text || like_literal(fold_text(${part}::text)) || '%'`;
}

/** `date` is a text: YYYY, YYYY-MM or YYYY-MM-DD. Compared byte by byte, a part of a date comes before what refines it. */
export function dateCondition(date: Fragment, filter: DateFilter, at: At): Fragment {
  for (const bound of ['after', 'before'] as const) {
    const value = filter[bound];
    if (value != null && !isDay(value)) {
      throw badArgument(`${at.path}.${bound}`, value, 'a day of the calendar as YYYY, YYYY-MM or YYYY-MM-DD');
    }
  }
  return all([
    ...(filter.after == null ? [] : [sql`${date} collate "C" >= ${filter.after}::text`]),
    ...(filter.before == null ? [] : [sql`${date} collate "C" < ${filter.before}::text`]),
  ]);
}

/** Whether the calendar has such a year, month or day. */
function isDay(value: string): boolean {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(value) ?? [];
  if (year === undefined || year === '0000') return false; // PostgreSQL has no year 0
  const whole = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const instant = new Date(`${whole}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(whole);
}

export function instantCondition(instant: Fragment, filter: DateTimeFilter): Fragment {
  return all([
    ...(filter.after == null ? [] : [sql`${instant} >= ${filter.after}::timestamptz`]),
    ...(filter.before == null ? [] : [sql`${instant} < ${filter.before}::timestamptz`]),
  ]);
}

/** Of a row with money_currency, money_min and money_max. */
export function moneyCondition(of: string, filter: MoneyFilter, at: At): Fragment {
  if (!/^[A-Z]{3}$/.test(filter.currency)) {
    throw badArgument(`${at.path}.currency`, filter.currency, 'a currency as ISO 4217 has it, such as EUR');
  }
  const column = (name: string) => raw(`${of}.${name}`);
  return all([
    sql`${column('money_currency')} = ${filter.currency}::bpchar`,
    ...(filter.atLeast == null ? [] : [sql`${column('money_min')} >= ${filter.atLeast}::numeric`]),
    ...(filter.atMost == null ? [] : [sql`${column('money_max')} <= ${filter.atMost}::numeric`]),
  ]);
}

/** One of a closed list's words. As text, for columns and expressions of any enum's type. */
export function wordCondition(column: Fragment, words: readonly string[], at: At): Fragment {
  return sql`${column}::text = any(${[...new Set(listed(words, at.path))]}::text[])`;
}

/** A state by its slug, or by its ISO 3166-1 alpha-2 code in either case. */
export function countryCondition(slug: Fragment, filter: StringFilter, at: At): Fragment {
  return stringCondition(slug, filter, at, { among: (values) => sql`${slug} in ${states(values)}` });
}

/** Subquery of the slugs of states that are named by slug or code. */
export function states(values: readonly string[]): Fragment {
  const codes = values.filter((value) => /^[a-z]{2}$/i.test(value)).map((value) => value.toUpperCase());
  const named = [sql`country.slug = any(${values}::text[])`];
  if (codes.length > 0) named.push(sql`country.iso2 = any(${codes}::bpchar[])`);
  return sql`(select country.slug from actor country where ${any(named)})`;
}
