// Compiles filters to SQL: each filter's file says what its fields mean, and `and`, `or` and `not` are the same for all.
// A condition that is null or empty is no condition, at any depth: it compiles to null.
import type { MaybePromise } from '@pothos/core';
import { all, any, type Fragment, raw, sql } from '../fragment.js';
import { badArgument, type Listing, type Page, type PageArguments, pageRequest } from '../listing.js';
import type { Loaders } from '../loaders.js';
import { checkNames, type Named } from './names.js';

/** Where a filter is read: the table that it is about, and the way to it from the arguments. */
export interface At {
  /** Alias of the table's row. */
  of: string;
  path: string;
  depth: number;
  scope: Scope;
}

/** What one whole filter shares: names for its subqueries, how much it asks, and what must exist. */
interface Scope {
  aliases: number;
  conditions: number;
  named: Named[];
}

type Compile<Value> = (value: NonNullable<Value>, at: At) => Fragment | null;

interface Connected<Shape> {
  and?: Shape[] | null | undefined;
  or?: Shape[] | null | undefined;
  not?: Shape | null | undefined;
}

type Fields<Shape> = { [Field in Exclude<keyof Shape, 'and' | 'or' | 'not'>]-?: Compile<Shape[Field]> };

/** Compiles one filter's value; null if it has no condition. */
export type Filter<Shape> = (value: Shape, at: At) => Fragment | null;

/** Nine levels of filter within filter, and 200 conditions in all, are more than a person writes. */
const GREATEST_DEPTH = 9;
const MOST_CONDITIONS = 200;

export function filterOf<Shape extends object>(fields: Fields<Shape>): Filter<Shape> {
  const compile: Filter<Shape> = (value, at) => {
    if (at.depth > GREATEST_DEPTH) throw badArgument(at.path, value, `filters ${GREATEST_DEPTH} levels deep at most`);
    const { and, or, not } = value as Connected<Shape>;
    // In the definition's order: one text for one shape, however its fields are written.
    const conditions = Object.entries<Compile<never>>(fields as never).flatMap(([field, condition]) => {
      const given = (value as Record<string, unknown>)[field];
      if (given == null) return [];
      at.scope.conditions += 1;
      if (at.scope.conditions > MOST_CONDITIONS) {
        throw badArgument(at.path.split('.')[0] as string, '…', `${MOST_CONDITIONS} conditions at most`);
      }
      return [condition(given as never, within(at, field))];
    });
    if (and != null) conditions.push(allOf(each(and, within(at, 'and'), compile)));
    if (or != null) conditions.push(anyOf(each(or, within(at, 'or'), compile)));
    if (not != null) {
      const negated = compile(not, deeper(within(at, 'not')));
      // What cannot be said of an unknown value does not hold of it, so its negation does.
      if (negated !== null) conditions.push(sql`${negated} is not true`);
    }
    return allOf(conditions);
  };
  return compile;
}

/** All conditions that there are; null if there are none. */
export function allOf(conditions: readonly (Fragment | null)[]): Fragment | null {
  const given = conditions.filter((condition) => condition !== null);
  return given.length === 0 ? null : all(given);
}

function anyOf(conditions: readonly (Fragment | null)[]): Fragment | null {
  const given = conditions.filter((condition) => condition !== null);
  return given.length === 0 ? null : any(given);
}

/** The filter of an argument, and the alias of the rows that it is about. */
interface Argument<Shape> {
  rule: Filter<Shape>;
  value: Shape | null | undefined;
  of: string;
}

/**
 * Compiles the filter of an argument and gives the condition to `read`, at once or, if the filter names records, after
 * one statement that checks them. The condition is undefined if there is none. Throws a GraphQLError that names the
 * argument, the value and what is allowed.
 */
export function filtered<Shape, Result>(
  load: Loaders,
  { rule, value, of }: Argument<Shape>,
  read: (condition: Fragment | undefined) => MaybePromise<Result>,
): MaybePromise<Result> {
  if (value == null) return read(undefined);
  const scope: Scope = { aliases: 0, conditions: 0, named: [] };
  const condition = rule(value, { of, path: 'filter', depth: 1, scope }) ?? undefined;
  if (scope.named.length === 0) return read(condition);
  return checkNames(load, scope.named).then(() => read(condition));
}

interface FilteredPage<Shape> {
  /** The key that the page belongs to; empty for lists of the root. */
  key: string;
  args: PageArguments & { filter?: Shape | null | undefined };
  rule: Filter<Shape>;
  /** Alias of the rows that the filter is about. */
  of: string;
  /** Puts the condition in terms of the listing's own rows, if these are others. */
  through?: (condition: Fragment) => Fragment;
}

/** A page of the entries that the argument `filter` leaves. */
export function filteredPage<Row extends object, Shape>(
  load: Loaders,
  listing: Listing<Row>,
  { key, args: { filter, ...args }, rule, of, through: translate = (condition) => condition }: FilteredPage<Shape>,
): MaybePromise<Page<Row>> {
  return filtered(load, { rule, value: filter, of }, (condition) =>
    load.page(listing, key, pageRequest(listing, args, condition && translate(condition))),
  );
}

function each<Shape>(values: readonly Shape[], at: At, compile: Filter<Shape>): (Fragment | null)[] {
  return values.map((value, i) => compile(value, deeper(within(at, String(i)))));
}

function within(at: At, field: string): At {
  return { ...at, path: `${at.path}.${field}` };
}

function deeper(at: At): At {
  return { ...at, depth: at.depth + 1 };
}

/** Reads on at another row, one level deeper: gives it an alias that nothing else in the statement has. */
export function through(at: At): At {
  at.scope.aliases += 1;
  return { ...deeper(at), of: `f${at.scope.aliases}` };
}

/** A column of the row that the filter is about. */
export function column(at: At, name: string): Fragment {
  return raw(`${at.of}.${name}`);
}
