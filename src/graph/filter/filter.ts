// Compiles filters to SQL: each filter's file says what its fields mean, and `and`, `or` and `not` are the same for all.
import { all, any, type Fragment, raw, sql } from '../fragment.js';
import { badArgument } from '../listing.js';

/** Where a filter is read: the table that it is about, and the way to it from the arguments. */
export interface At {
  /** Alias of the table's row. */
  of: string;
  path: string;
  depth: number;
  scope: Scope;
}

/** What one whole filter shares: names for its subqueries, and how much it asks. */
interface Scope {
  aliases: number;
  conditions: number;
}

type Compile<Value> = (value: NonNullable<Value>, at: At) => Fragment;

interface Connected<Shape> {
  and?: Shape[] | null | undefined;
  or?: Shape[] | null | undefined;
  not?: Shape | null | undefined;
}

type Fields<Shape> = { [Field in Exclude<keyof Shape, 'and' | 'or' | 'not'>]-?: Compile<Shape[Field]> };

/** Compiles one filter's value; `true` where it asks nothing. */
export type Filter<Shape> = (value: Shape, at: At) => Fragment;

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
    if (and != null) conditions.push(all(each(and, within(at, 'and'), compile)));
    if (or != null) conditions.push(any(each(or, within(at, 'or'), compile)));
    // What cannot be said of an unknown value does not hold of it, so its negation does.
    if (not != null) conditions.push(sql`${compile(not, deeper(within(at, 'not')))} is not true`);
    return all(conditions);
  };
  return compile;
}

/** Compiles the filter of an argument for rows under an alias; nothing where none is given. */
export function argumentFilter<Shape>(
  filter: Filter<Shape>,
  value: Shape | null | undefined,
  of: string,
): Fragment | undefined {
  if (value == null) return undefined;
  const condition = filter(value, { of, path: 'filter', depth: 1, scope: { aliases: 0, conditions: 0 } });
  return condition.values.length === 0 && condition.texts[0] === 'true' ? undefined : condition;
}

function each<Shape>(values: readonly Shape[], at: At, compile: Filter<Shape>): Fragment[] {
  if (values.length === 0) throw badArgument(at.path, values, 'one filter or more');
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
