// Keyset pages: a page starts at its cursor's values in an index, so that page 2,000 costs what page 1 costs.
import type { GraphQLError } from 'graphql';
import { failure, shown } from './error-codes.js';
import { type Fragment, textOf } from './fragment.js';

/** What a connection lists, as SQL. Inside it `k.key` is the key that the page belongs to. */
export interface Listing<Row> {
  /** What is listed: tables, joins, and conditions that hold for every page. */
  from: string;
  where?: string;
  /** Expressions that order the rows, the last of them unique, each with its SQL type. */
  order: readonly OrderKey[];
  direction: 'asc' | 'desc';
  /** Tells this order from others of the same list, so that a cursor is never read in the wrong one. */
  orderName?: string;
  /** Whether `from` may bring one entry several times. */
  distinct?: boolean;
  /** Selected for each row of the page, from `join` where there is one, else from `from`. */
  columns: string;
  /** Joined to the page's rows only; there `p."~0"`, `p."~1"`… are the order's values. */
  join?: string;
  /** Never set: carries the type of a row. */
  row?: Row;
}

export interface OrderKey {
  by: string;
  type: keyof typeof VALUE;
}

export interface PageRequest {
  size: number;
  /** Read towards the front, from `before`. */
  backward: boolean;
  /** The order's values at the cursor; null at the edge of the list. */
  from: readonly unknown[] | null;
  /** A condition on the listed rows beside the listing's own. */
  filter: Fragment | null;
}

export interface Page<Row> {
  /** A cursor is made when it is read: most answers hold none. */
  edges: { readonly cursor: string; node: Row }[];
  /** The nodes of the edges. */
  nodes: Row[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  total: () => Promise<number>;
}

export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

const DEFAULT_SIZE = 20;
const GREATEST_SIZE = 100;

/** Reads Relay's arguments; throws a GraphQLError that names the argument, the value and what is allowed. */
export function pageRequest<Row>(listing: Listing<Row>, args: PageArguments, filter?: Fragment): PageRequest {
  const forward = args.first != null || args.after != null;
  const backward = args.last != null || args.before != null;
  if (forward && backward) {
    const name = args.last != null ? 'last' : 'before';
    throw badArgument(name, args[name], '`first` with `after`, or `last` with `before`, never a mix');
  }
  const size = (backward ? args.last : args.first) ?? DEFAULT_SIZE;
  if (size < 1 || size > GREATEST_SIZE) throw badArgument(backward ? 'last' : 'first', size, `1 to ${GREATEST_SIZE}`);
  const cursor = backward ? args.before : args.after;
  return {
    size,
    backward,
    from: cursor == null ? null : decodeCursor(listing, backward ? 'before' : 'after', cursor),
    filter: filter ?? null,
  };
}

const texts = new WeakMap<object, Map<string, string>>();

/** Parameters: `$1` keys, `$2` how many rows, `$3`… the cursor's values, then the filter's. */
export function pageText<Row>(listing: Listing<Row>, request: PageRequest): string {
  // Filters come in any number of shapes; without one there are four texts, written once.
  if (request.filter !== null) return writePage(listing, request);
  let known = texts.get(listing);
  if (known === undefined) {
    known = new Map();
    texts.set(listing, known);
  }
  const shape = `${request.backward} ${request.from === null}`;
  let text = known.get(shape);
  if (text === undefined) {
    text = writePage(listing, request);
    known.set(shape, text);
  }
  return text;
}

function writePage<Row>(listing: Listing<Row>, request: PageRequest): string {
  const direction = (listing.direction === 'asc') === request.backward ? 'desc' : 'asc';
  const values = listing.order.map(({ type }, i) => `$${i + 3}::${type}`).join(', ');
  const expressions = listing.order.map(({ by }) => by).join(', ');
  const conditions = [
    ...(listing.where === undefined ? [] : [`(${listing.where})`]),
    ...(request.from === null ? [] : [`(${expressions}) ${direction === 'asc' ? '>' : '<'} (${values})`]),
    ...(request.filter === null ? [] : [textOf(request.filter, 3 + (request.from?.length ?? 0))]),
  ];
  const selected = listing.order.map(({ by }, i) => `${by} as "~${i}"`).join(', ');
  const ordering = (of = '') => listing.order.map((_, i) => `${of}"~${i}" ${direction}`).join(', ');
  const rows = `
      select ${listing.distinct ? 'distinct ' : ''}${selected}${listing.join === undefined ? `, ${listing.columns}` : ''}
      from ${listing.from}
      ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}
      order by ${ordering()}`;
  return `
    select k.key as "~key", p.*${listing.join === undefined ? '' : `, ${listing.columns}`}
    from unnest($1::text[]) with ordinality as k(key, place)
    cross join lateral (${request.filter === null ? bounded(rows, ordering()) : rows} limit $2) p
    ${listing.join ?? ''}
    order by k.place, ${ordering('p.')}`;
}

/**
 * PostgreSQL takes a limit that it does not know yet for a tenth of all rows, and would plan each page anew. It is told
 * how many rows there are at the most. Where a filter says which rows, what is bound says more: that is planned anew.
 */
function bounded(rows: string, ordering: string): string {
  return `select * from (${rows} limit ${GREATEST_SIZE + 1}) most order by ${ordering}`;
}

/** Parameters: `$1` keys, then the filter's values. */
export function countText<Row>(listing: Listing<Row>, filter: Fragment | null): string {
  const conditions = [
    ...(listing.where === undefined ? [] : [`(${listing.where})`]),
    ...(filter === null ? [] : [textOf(filter, 2)]),
  ];
  const counted = listing.distinct ? `distinct (${listing.order.map(({ by }) => by).join(', ')})` : '*';
  return `
    select k.key, c.count
    from unnest($1::text[]) as k(key)
    cross join lateral (
      select count(${counted})::int as count from ${listing.from}
      ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}
    ) c`;
}

/** Turns a page's rows, one more than asked for where more follow, into a Relay connection. */
export function toPage<Row>(
  listing: Listing<Row>,
  request: PageRequest,
  rows: Row[],
  total: () => Promise<number>,
): Page<Row> {
  const more = rows.length > request.size;
  const kept = more ? rows.slice(0, request.size) : rows;
  if (request.backward) kept.reverse();
  const edges = kept.map((node) => ({
    get cursor() {
      return cursorOf(listing, node);
    },
    node,
  }));
  return {
    edges,
    nodes: kept,
    pageInfo: {
      hasNextPage: request.backward ? request.from !== null : more,
      hasPreviousPage: request.backward ? more : request.from !== null,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
    total,
  };
}

/** Place of a page's row in its listing. */
export function cursorOf<Row>(listing: Listing<Row>, row: Row): string {
  const values = listing.order.map((_, i) => (row as Record<string, unknown>)[`~${i}`]);
  return encode(listing.orderName === undefined ? values : [listing.orderName, ...values]);
}

function decodeCursor<Row>(listing: Listing<Row>, argument: string, cursor: string): unknown[] {
  const { orderName } = listing;
  const decoded = decode(cursor) ?? [];
  const values = orderName === undefined ? decoded : decoded.slice(1);
  const ours = orderName === undefined || decoded[0] === orderName;
  const types = listing.order.map(({ type }) => type);
  if (ours && isCursorOf(types, values)) return values;
  throw badArgument(argument, cursor, 'a cursor from an earlier page of this connection, in the same order');
}

export function encode(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Null for what is no cursor. */
export function decode(cursor: string): unknown[] | null {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(values) ? values : null;
  } catch {
    return null;
  }
}

export function isCursorOf(types: readonly OrderKey['type'][], values: readonly unknown[]): boolean {
  return values.length === types.length && types.every((type, i) => VALUE[type](values[i]));
}

const VALUE = {
  text: (value: unknown) => typeof value === 'string' && !value.includes('\0'),
  timestamptz: (value: unknown) =>
    typeof value === 'string' &&
    /^(?!0000)\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(value) && // PostgreSQL has no year 0
    !Number.isNaN(Date.parse(value)),
  uuid: (value: unknown) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  int: (value: unknown) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  float8: (value: unknown) => Number.isFinite(value),
  numeric: (value: unknown) => typeof value === 'string' && /^-?\d{1,20}(\.\d{1,4})?$/.test(value),
  // Drivers give a bigint as text, the embedded one as a number where it fits.
  bigint: (value: unknown) => Number.isSafeInteger(value) || (typeof value === 'string' && /^\d{1,18}$/.test(value)),
  xid8: (value: unknown) => typeof value === 'string' && /^\d{1,18}$/.test(value),
};

export function badArgument(name: string, value: unknown, allowed: string): GraphQLError {
  const text = `Argument "${name}" cannot be ${shown(value)}: it takes ${allowed}`;
  return failure('BAD_USER_INPUT', text, { argument: name });
}
