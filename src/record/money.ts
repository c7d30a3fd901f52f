// Sums of money with their bounds, as sources state them.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { Qualifier } from '../database/generated/enums.js';
import { atMost, decimal, plainDecimal } from './decimal.js';
import { unless, withoutAbsent } from './normal-form.js';
import { ifSound } from './sound.js';
import { text } from './text.js';

/** Currency as a code of ISO 4217. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be a currency code (ISO 4217), as in EUR');

export const money = z
  .strictObject({
    min: decimal.optional(),
    max: decimal.optional(),
    currency,
    qualifier: z.enum(Qualifier).optional(),
    asStated: text.optional(),
  })
  .refine(({ min, max }) => min === undefined || max === undefined || atMost(min, max), {
    path: ['max'],
    error: 'is less than min',
    ...ifSound('min', 'max'),
  })
  .refine(({ min, max, qualifier }) => (min ?? max) !== undefined || qualifier === 'UNKNOWN', {
    path: ['qualifier'],
    error: 'without an amount the qualifier must be UNKNOWN',
    ...ifSound('min', 'max', 'qualifier'),
  })
  .refine(({ min, max, qualifier }) => (min ?? max) === undefined || qualifier !== 'UNKNOWN', {
    path: ['qualifier'],
    error: 'UNKNOWN stands without an amount: what is unknown is left out, never 0',
    ...ifSound('min', 'max', 'qualifier'),
  })
  .refine(({ max }) => max === undefined || !/^0*\.?0*$/.test(max), {
    path: ['max'],
    error: 'must be more than 0: what is unknown is left out',
    ...ifSound('max'),
  });

export type Money = z.output<typeof money>;

type Amount = Prisma.Decimal | string | null;

export interface MoneyColumns {
  moneyMin: Amount;
  moneyMax: Amount;
  moneyCurrency: string;
  moneyQualifier: Qualifier;
  moneyAsStated: string | null;
}

type Nullable<Columns> = { [Column in keyof Columns]: Columns[Column] | null };

export const NO_MONEY: Nullable<MoneyColumns> = {
  moneyMin: null,
  moneyMax: null,
  moneyCurrency: null,
  moneyQualifier: null,
  moneyAsStated: null,
};

export function moneyColumns({ min, max, currency, qualifier, asStated }: Money): MoneyColumns {
  return {
    moneyMin: min === undefined ? null : plainDecimal(min),
    moneyMax: max === undefined ? null : plainDecimal(max),
    moneyCurrency: currency,
    moneyQualifier: qualifier ?? 'EXACT',
    moneyAsStated: asStated ?? null,
  };
}

export function moneyOf(row: MoneyColumns): Money {
  return withoutAbsent({
    min: row.moneyMin === null ? null : plainDecimal(row.moneyMin),
    max: row.moneyMax === null ? null : plainDecimal(row.moneyMax),
    currency: row.moneyCurrency,
    qualifier: unless('EXACT', row.moneyQualifier),
    asStated: row.moneyAsStated,
  });
}

/** Nothing where the row has no sum. */
export function optionalMoneyOf(row: Nullable<MoneyColumns>): Money | undefined {
  const { moneyCurrency, moneyQualifier } = row;
  if (moneyCurrency === null) return undefined;
  return moneyOf({ ...row, moneyCurrency, moneyQualifier: moneyQualifier ?? 'EXACT' });
}
