// The orders that a list can be read in: one listing for each, so that each has its own keyset.
import type { InputRef } from '@pothos/core';
import { builder } from './builder.js';
import type { Listing, OrderKey } from './listing.js';
import { vocabulary } from './vocabulary/vocabulary.js';

type OrderDirection = 'ASC' | 'DESC';

export interface Order<Field extends string> {
  field: Field;
  direction: OrderDirection;
}

const OrderDirectionEnum = builder.enumType('OrderDirection', {
  description: 'Which end of the order comes first. What is unknown comes last in both.',
  values: {
    ASC: { description: 'The least, the earliest, A before Z.' },
    DESC: { description: 'The greatest, the latest, Z before A.' },
  },
});

/** The types `XOrder` and `XOrderField`. */
export function orderInput<const Field extends string>(
  name: string,
  of: string,
  meanings: Record<Field, string>,
): InputRef<Order<Field>> {
  const field = vocabulary<string>(`${name}OrderField`, `By what ${of} are ordered.`, meanings);
  return builder.inputType(`${name}Order`, {
    description: `An order of ${of}. A cursor belongs to the order of its page.`,
    fields: (t) => ({
      field: t.field({ type: field, required: true, description: 'By what.' }),
      direction: t.field({ type: OrderDirectionEnum, required: true, description: 'From which end.' }),
    }),
  }) as unknown as InputRef<Order<Field>>; // the enum's values are the fields, which its type cannot tell
}

type Directions = 'asc' | 'desc';
type Change<Row> = (direction: Directions) => Pick<Listing<Row>, 'order'> & Partial<Listing<Row>>;

/** The listing of an order; the list's own where none is asked for. */
export function orders<Row, Field extends string>(own: Listing<Row>, changes: Record<Field, Change<Row>>) {
  const listings = new Map<string, Listing<Row>>();
  return (order: Order<Field> | null | undefined): Listing<Row> => {
    if (order == null) return own;
    const orderName = `${order.field} ${order.direction}`;
    let listing = listings.get(orderName);
    if (listing === undefined) {
      const direction = order.direction === 'ASC' ? 'asc' : 'desc';
      listing = { ...own, direction, orderName, ...changes[order.field](direction) };
      listings.set(orderName, listing);
    }
    return listing;
  };
}

export function by(...order: OrderKey[]) {
  return () => ({ order });
}

/** Dates as text, the unknown ones last in both directions: before every digit, or after. */
export function byDate(date: string, unique: OrderKey) {
  return (direction: Directions) => ({
    order: [{ by: `coalesce(${date}, '${direction === 'asc' ? 'unknown' : ''}')`, type: 'text' as const }, unique],
  });
}

/**
 * Sums of one currency stand together, the currencies by their codes, and the unknown ones last: sums in two currencies
 * do not compare. What is signed falls as the sum rises, so that all keys point one way.
 */
export function byMoney(currency: string, amount: string, unique: OrderKey) {
  return (direction: Directions) => ({
    direction: 'asc' as const,
    order: [
      { by: `(${amount} is null)::int`, type: 'int' as const },
      { by: `case when ${amount} is null then '' else ${currency}::text end`, type: 'text' as const },
      { by: `coalesce(${direction === 'asc' ? '' : '-'}(${amount}), 0)`, type: 'numeric' as const },
      unique,
    ],
  });
}

/** By how many articles mention a record, from the count that the database keeps. */
export function byCoverage(kind: string, table: string, of: string) {
  return () => ({
    from: `coverage c join ${table} ${of} on ${of}.slug = c.record_slug`,
    where: `c.record_kind = '${kind}'`,
    order: [
      { by: 'c.articles', type: 'int' as const },
      { by: 'c.record_slug', type: 'text' as const },
    ],
  });
}
