// Relay connections over listings: the arguments, and the types of a page with its total.
import type { ArgBuilder, InputRef, ObjectRef } from '@pothos/core';
import { builder, type Types } from './builder.js';
import type { Page } from './listing.js';

export function pageArgs(arg: ArgBuilder<Types>) {
  return {
    first: arg.int({ description: 'How many entries from the front, 1 to 100; 20 where no size is given.' }),
    after: arg.string({ description: 'Cursor of the entry before the page.' }),
    last: arg.int({ description: 'How many entries from the back, 1 to 100.' }),
    before: arg.string({ description: 'Cursor of the entry after the page.' }),
  };
}

/** The page's arguments and a filter. */
export function filteredArgs<Filter>(arg: ArgBuilder<Types>, filter: InputRef<Filter>) {
  return {
    filter: arg({ type: filter, description: 'Which entries; all where none is given.' }),
    ...pageArgs(arg),
  };
}

/** The page's arguments, a filter and an order. */
export function listArgs<Filter, Order>(arg: ArgBuilder<Types>, filter: InputRef<Filter>, order: InputRef<Order>) {
  return {
    ...filteredArgs(arg, filter),
    orderBy: arg({ type: order, description: "In what order; the list's own where none is given." }),
  };
}

interface Naming {
  /** What the entries are, in the plural, for the descriptions: "actors". */
  of: string;
  /** Prefix of the two types where it is not the node's name. */
  name?: string;
  /** False where counting them would cost more than it tells. */
  counted?: boolean;
}

/** The types `XConnection` and `XEdge`; a listing's page is their value. */
export function connectionOf<Row extends object>(node: ObjectRef<Types, Row>, naming: Naming) {
  const name = naming.name ?? node.name;
  const edge = builder.objectRef<{ cursor: string; node: Row }>(`${name}Edge`).implement({
    description: `One of the ${naming.of}, with its place in the list.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'Place of the entry: give it to `after` or `before`.' }),
      node: t.expose('node', { type: node, description: 'The entry.' }),
    }),
  });
  const connection = builder.objectRef<Page<Row>>(`${name}Connection`).implement({
    description: `A page of ${naming.of}.`,
    fields: (t) => ({
      edges: t.expose('edges', { type: [edge], description: 'The page, each entry with its cursor.' }),
      nodes: t.expose('nodes', { type: [node], description: 'The entries of the page alone, as in `edges`.' }),
      pageInfo: t.expose('pageInfo', {
        type: builder.pageInfoRef(),
        description: 'Where the page stands among all entries.',
      }),
      ...(naming.counted === false
        ? {}
        : {
            totalCount: t.int({
              description: 'How many entries there are in all; counted only when asked for.',
              extensions: { cost: 5 }, // as many objects could be read while the entries are counted
              resolve: (page) => page.total(),
            }),
          }),
    }),
  });
  return { connection, edge };
}
