// Keyset pages over several kinds at once: each kind reads its own index from the cursor on, and the pages are merged.
import { type Fragment, join, raw, sql } from './fragment.js';
import { badArgument, decode, encode, isCursorOf, type OrderKey, type Page } from './listing.js';

/** What the kinds of a merged list have in common. */
export interface Merged {
  /** Columns that every kind selects and that order the list, the greatest first, the last of them unique. */
  order: readonly { name: string; type: OrderKey['type'] }[];
  /** The other columns that every kind selects. */
  columns: string;
}

export interface MergedRequest {
  size: number;
  from: readonly unknown[] | null;
}

export interface MergedArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** Throws a GraphQLError that names the argument, the value and what is allowed. */
export function mergedRequest(merged: Merged, { first, after }: MergedArguments): MergedRequest {
  const size = first ?? 20;
  if (size < 1 || size > 100) throw badArgument('first', size, '1 to 100');
  if (after == null) return { size, from: null };
  const from = decode(after) ?? [];
  const types = merged.order.map(({ type }) => type);
  if (!isCursorOf(types, from)) throw badArgument('after', after, 'a cursor from an earlier page of this connection');
  return { size, from };
}

/**
 * The rows after the cursor, one more than asked for where more follow. A kind whose index stands behind its columns
 * reads from the cursor on by itself, and stops by itself.
 */
export function mergedQuery(merged: Merged, request: MergedRequest, kinds: readonly Fragment[]): Fragment {
  const names = merged.order.map(({ name }) => name);
  const { from } = request;
  const beyond =
    from === null
      ? raw('true')
      : sql`(${raw(names.join(', '))}) < (${join(
          merged.order.map(({ type }, i) => sql`${from[i]}::${raw(type)}`),
          ', ',
        )})`;
  const order = raw(names.map((name) => `${name} desc`).join(', '));
  const limit = sql`order by ${order} limit ${request.size + 1}`;
  const parts = kinds.map((kind) => sql`(select * from (${kind}) kind where ${beyond} ${limit})`);
  return sql`select ${raw([...names, merged.columns].join(', '))} from (${join(parts, '\nunion all ')}) every ${limit}`;
}

export function mergedPage<Row>(merged: Merged, request: MergedRequest, rows: readonly Row[]): Page<Row> {
  const edges = rows.slice(0, request.size).map((node) => ({
    cursor: encode(merged.order.map(({ name }) => (node as Record<string, unknown>)[name])),
    node,
  }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rows.length > request.size,
      hasPreviousPage: request.from !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    total: () => Promise.reject(new Error('a merged list is not counted')),
  };
}
