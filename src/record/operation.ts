// That an actor fields a weapon system, as far as a source says.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { Basis } from '../database/generated/enums.js';
import { dateColumns, dateOf, fuzzyDate } from './fuzzy-date.js';
import { unless, withoutAbsent } from './normal-form.js';
import { NO_QUANTITY, optionalQuantityOf, quantity, quantityColumns } from './quantity.js';
import { reference } from './reference.js';
import type { Row } from './row.js';

export const operation = z.strictObject({
  system: reference('system'),
  quantity: quantity.optional(),
  asOf: fuzzyDate.optional(),
  exhaustive: z.boolean().optional(),
  basis: z.enum(Basis).optional(),
  source: reference('source').optional(),
});

type Operation = z.output<typeof operation>;
export type OperationRow = Row<Prisma.OperationModel>;

export function operationRows(actorSlug: string, operations: Operation[] = []): OperationRow[] {
  return operations.map((operation, position) => ({
    actorSlug,
    position,
    systemSlug: operation.system,
    ...(operation.quantity === undefined ? NO_QUANTITY : quantityColumns(operation.quantity)),
    ...dateColumns('asOf', operation.asOf),
    exhaustive: operation.exhaustive ?? false,
    basis: operation.basis ?? 'SOURCE',
    sourceSlug: operation.source ?? null,
  }));
}

export function operationsOf(rows: OperationRow[]): Operation[] {
  return rows.map((row) =>
    withoutAbsent({
      system: row.systemSlug,
      quantity: optionalQuantityOf(row),
      asOf: dateOf('asOf', row),
      exhaustive: unless(false, row.exhaustive),
      basis: unless('SOURCE', row.basis),
      source: row.sourceSlug,
    }),
  );
}
