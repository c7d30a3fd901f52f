// Filters on single values: texts, dates, instants, sums, words of closed lists.
import { builder } from '../builder.js';
import { earliestDay, isFuzzyDate, latestDay } from '../days.js';
import { any, type Fragment, join, raw, sql } from '../fragment.js';
import { badArgument } from '../listing.js';
import { type At, allOf } from './filter.js';
import { states } from './names.js';

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
  description:
    'Conditions on a text; if several are given, all of them hold. A condition that is null or empty is no condition.',
  fields: (t) => ({
    eq: t.string({ description: 'Is exactly this.' }),
    in: t.stringList({ description: 'Is exactly one of these, 1,000 at most.' }),
    contains: t.string({ description: 'Contains this, whatever its case and accents.' }),
    startsWith: t.string({ description: 'Starts with this, whatever its case and accents.' }),
  }),
});

export const DateFilterInput = builder.inputRef<DateFilter>('DateFilter').implement({
  description:
    'A stretch of days, both ends included: YYYY-MM-DD, or YYYY-MM and YYYY for all days of a month or year. A date matches if any day from its `earliest` to its `latest` is in the stretch, and a period if any of its days is; an unknown date matches no stretch.',
  fields: (t) => ({
    after: t.string({ description: 'This day or later; of a month or year, its first day.' }),
    before: t.string({ description: 'This day or earlier; of a month or year, its last day.' }),
  }),
});

export const DateTimeFilterInput = builder.inputRef<DateTimeFilter>('DateTimeFilter').implement({
  description: 'A stretch of time, both ends included.',
  fields: (t) => ({
    after: t.field({ type: 'DateTime', description: 'This instant or later.' }),
    before: t.field({ type: 'DateTime', description: 'This instant or earlier.' }),
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

/** A list's values; throws if it is too long. */
export function listed<Value>(values: readonly Value[], path: string, most = 1000): readonly Value[] {
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

/** Null if the filter has no condition: what is null or empty is none. */
export function stringCondition(
  column: Fragment,
  filter: StringFilter,
  at: At,
  { among }: StringColumn = {},
): Fragment | null {
  const isOneOf = (values: readonly string[]) => {
    const possible = values.filter(storable);
    if (possible.length === 0) return raw('false');
    return among?.(possible) ?? sql`${column} = any(${possible}::text[])`;
  };
  return allOf([
    filter.eq ? isOneOf([filter.eq]) : null,
    filter.in?.length ? isOneOf(listed(filter.in, `${at.path}.in`)) : null,
    filter.contains ? like(column, filter.contains, '%') : null,
    filter.startsWith ? like(column, filter.startsWith, '') : null,
  ]);
}

/** A text whose case says nothing, such as a BCP 47 tag (RFC 5646, section 2.1.1). Indexes on `lower(…)` answer it. */
export function caselessCondition(column: Fragment, filter: StringFilter, at: At): Fragment | null {
  return stringCondition(column, filter, at, {
    among: (values) => sql`lower(${column}) = any(${lowered(values)})`,
  });
}

/** The values in the database's own lower case. */
export function lowered(values: readonly string[]): Fragment {
  return sql`lower_texts(${values}::text[])`;
}

/** `%`, `_` and `\` stand for themselves. Trigram indexes on `fold_text(…)` answer it. */
function like(column: Fragment, part: string, before: string): Fragment {
  if (!storable(part)) return raw('false');
  return sql`fold_text(${column}) like ${before}::text || like_literal(fold_text(${part}::text)) || '%'`;
}

/** The first and the last day of a filter's stretch; null where it is open. Throws if a bound is no date. */
export function daysOf(filter: DateFilter, path: string): { first: string | null; last: string | null } {
  const bound = (name: 'after' | 'before') => {
    const value = filter[name];
    if (!value) return null; // what is empty is no condition
    if (!isFuzzyDate(value)) {
      throw badArgument(`${path}.${name}`, value, 'a day of the calendar as YYYY, YYYY-MM or YYYY-MM-DD');
    }
    return value;
  };
  const [after, before] = [bound('after'), bound('before')];
  return { first: after && earliestDay(after), last: before && latestDay(before) };
}

/**
 * Whether a period has a day in the stretch. `from` and `to` are texts, YYYY, YYYY-MM or YYYY-MM-DD, the same for a
 * single date. Compared byte by byte with a day, a month or year whose first day is not later is not greater either; its
 * last day is not earlier if it is greater, or if it is the day's own month or year. Indexes on the texts answer both.
 */
export function dateCondition(from: Fragment, to: Fragment, filter: DateFilter, at: At): Fragment | null {
  const { first, last } = daysOf(filter, at.path);
  return allOf([
    first === null
      ? null
      : sql`(${to} collate "C" >= ${first}::text or ${to} = any(${[first.slice(0, 4), first.slice(0, 7)]}::text[]))`,
    last === null ? null : sql`${from} collate "C" <= ${last}::text`,
  ]);
}

export function instantCondition(instant: Fragment, filter: DateTimeFilter): Fragment | null {
  return allOf([
    filter.after == null ? null : sql`${instant} >= ${filter.after}::timestamptz`,
    filter.before == null ? null : sql`${instant} <= ${filter.before}::timestamptz`,
  ]);
}

/** Of a row with the columns `…_currency`, `…_min` and `…_max`. */
export function moneyCondition(of: string, prefix: 'money' | 'value', filter: MoneyFilter, at: At): Fragment | null {
  if (!/^[A-Z]{3}$/.test(filter.currency)) {
    throw badArgument(`${at.path}.currency`, filter.currency, 'a currency as ISO 4217 has it, such as EUR');
  }
  const column = (name: string) => raw(`${of}.${prefix}_${name}`);
  return allOf([
    sql`${column('currency')} = ${filter.currency}::bpchar`,
    filter.atLeast == null ? null : sql`${column('min')} >= ${filter.atLeast}::numeric`,
    filter.atMost == null ? null : sql`${column('max')} <= ${filter.atMost}::numeric`,
  ]);
}

/** One of a closed list's words. As text, for columns and expressions of any enum's type. */
export function wordCondition(column: Fragment, words: readonly string[], at: At): Fragment | null {
  if (words.length === 0) return null;
  return sql`${column}::text = any(${[...new Set(listed(words, at.path))]}::text[])`;
}

/** States by their slugs or codes, each of which must exist: one of the columns, slugs of states, is among them. */
export function countryCondition(
  columns: readonly [Fragment, ...Fragment[]],
  filter: StringFilter,
  at: At,
): Fragment | null {
  const name = (value: string, field: string) =>
    at.scope.named.push({ path: `${at.path}.${field}`, value, what: 'state' });
  if (filter.eq) name(filter.eq, 'eq');
  for (const value of filter.in ?? []) name(value, 'in');
  const among = (values: readonly string[]) => {
    const named = states(values);
    return any(columns.map((column) => sql`${column} = any(${named})`));
  };
  // Beginnings and parts are those of the slug.
  return stringCondition(sql`coalesce(${join(columns, ', ')})`, filter, at, { among });
}
