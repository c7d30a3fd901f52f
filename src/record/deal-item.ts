// What a deal is about: systems and how many of each.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { withoutAbsent } from './normal-form.js';
import { NO_QUANTITY, optionalQuantityOf, quantity, quantityColumns } from './quantity.js';
import { reference } from './reference.js';
import type { Row } from './row.js';
import { text } from './text.js';

export const dealItem = z.strictObject({
  system: reference('system'),
  quantity: quantity.optional(),
  note: text.optional(),
});

type DealItem = z.output<typeof dealItem>;
export type DealItemRow = Row<Prisma.DealItemModel>;

export function dealItemRows(dealSlug: string, items: DealItem[] = []): DealItemRow[] {
  return items.map((item, position) => ({
    dealSlug,
    position,
    systemSlug: item.system,
    ...(item.quantity === undefined ? NO_QUANTITY : quantityColumns(item.quantity)),
    note: item.note ?? null,
  }));
}

export function dealItemsOf(rows: DealItemRow[]): DealItem[] {
  return rows.map((row) =>
    withoutAbsent({ system: row.systemSlug, quantity: optionalQuantityOf(row), note: row.note }),
  );
}
