// Numbers of things with their bounds, as sources state them.
import { z } from 'zod';
import { Qualifier } from '../database/generated/enums.js';
import { unless, withoutAbsent } from './normal-form.js';
import { ifSound } from './sound.js';
import { text } from './text.js';

/** What a column of type integer holds. */
const count = z.int().min(0, 'must not be negative').max(2_147_483_647, 'must be at most 2147483647');

export const quantity = z
  .strictObject({
    min: count.optional(),
    max: count.optional(),
    qualifier: z.enum(Qualifier).optional(),
    unit: text.optional(),
    asStated: text.optional(),
  })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
    path: ['max'],
    error: 'is less than min',
    ...ifSound('min', 'max'),
  })
  .refine(({ min, max, qualifier }) => (min ?? max) !== undefined || qualifier === 'UNKNOWN', {
    path: ['qualifier'],
    error: 'without a number the qualifier must be UNKNOWN',
    ...ifSound('min', 'max', 'qualifier'),
  })
  .refine(({ min, max, qualifier }) => (min ?? max) === undefined || qualifier !== 'UNKNOWN', {
    path: ['qualifier'],
    error: 'UNKNOWN stands without a number: what is unknown is left out, never 0',
    ...ifSound('min', 'max', 'qualifier'),
  })
  .refine(({ min, max, asStated }) => min !== 0 || max !== 0 || asStated !== undefined, {
    path: ['asStated'],
    error: 'a count of 0 takes the words of its source: what is unknown is left out, never 0',
    ...ifSound('min', 'max', 'asStated'),
  });

export type Quantity = z.output<typeof quantity>;

export interface QuantityColumns {
  quantityMin: number | null;
  quantityMax: number | null;
  quantityQualifier: Qualifier;
  quantityUnit: string | null;
  quantityAsStated: string | null;
}

type Nullable<Columns> = { [Column in keyof Columns]: Columns[Column] | null };

export const NO_QUANTITY: Nullable<QuantityColumns> = {
  quantityMin: null,
  quantityMax: null,
  quantityQualifier: null,
  quantityUnit: null,
  quantityAsStated: null,
};

export function quantityColumns({ min, max, qualifier, unit, asStated }: Quantity): QuantityColumns {
  return {
    quantityMin: min ?? null,
    quantityMax: max ?? null,
    quantityQualifier: qualifier ?? 'EXACT',
    quantityUnit: unit ?? null,
    quantityAsStated: asStated ?? null,
  };
}

export function quantityOf(row: QuantityColumns): Quantity {
  return withoutAbsent({
    min: row.quantityMin,
    max: row.quantityMax,
    qualifier: unless('EXACT', row.quantityQualifier),
    unit: row.quantityUnit,
    asStated: row.quantityAsStated,
  });
}

/** Nothing where the row has no number. */
export function optionalQuantityOf(row: Nullable<QuantityColumns>): Quantity | undefined {
  const { quantityQualifier } = row;
  return quantityQualifier === null ? undefined : quantityOf({ ...row, quantityQualifier });
}
