// Sums of money that sources give for a deal; competing sums stand side by side.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { ClaimRank, DealValueKind, Qualifier } from '../database/generated/enums.js';
import { decimal, plainDecimal } from './decimal.js';
import { entryList } from './list.js';
import { currency, money, moneyColumns, moneyOf } from './money.js';
import { unless, withoutAbsent } from './normal-form.js';
import { reference } from './reference.js';
import type { Row } from './row.js';
import { ifSound } from './sound.js';
import { text } from './text.js';

/** What the sum is in another currency, where the source itself converts it. */
const conversion = z.strictObject({ amount: decimal, currency, qualifier: z.enum(Qualifier).optional() });

const dealValue = z
  .strictObject({
    kind: z.enum(DealValueKind),
    holder: reference('actor').optional(),
    money,
    conversion: conversion.optional(),
    rank: z.enum(ClaimRank).optional(),
    statedBy: reference('actor').optional(),
    source: reference('source').optional(),
    note: text.optional(),
  })
  .refine(({ money, conversion }) => money.currency !== conversion?.currency, {
    path: ['conversion', 'currency'],
    error: 'must be another currency than that of the sum',
    ...ifSound('money', 'conversion'),
  });

export const dealValues = entryList('values', dealValue);

type DealValue = z.output<typeof dealValue>;
export type DealValueRow = Row<Prisma.DealValueModel>;

export function dealValueRows(dealSlug: string, values: DealValue[] = []): DealValueRow[] {
  return values.map(({ conversion, ...value }, position) => ({
    dealSlug,
    position,
    kind: value.kind,
    holderSlug: value.holder ?? null,
    ...moneyColumns(value.money),
    conversionAmount: conversion === undefined ? null : plainDecimal(conversion.amount),
    conversionCurrency: conversion?.currency ?? null,
    conversionQualifier: conversion?.qualifier ?? null,
    rank: value.rank ?? 'NORMAL',
    statedBySlug: value.statedBy ?? null,
    sourceSlug: value.source ?? null,
    note: value.note ?? null,
  }));
}

export function dealValuesOf(rows: DealValueRow[]): DealValue[] {
  return rows.map((row) =>
    withoutAbsent({
      kind: row.kind,
      holder: row.holderSlug,
      money: moneyOf(row),
      conversion: conversionOf(row),
      rank: unless('NORMAL', row.rank),
      statedBy: row.statedBySlug,
      source: row.sourceSlug,
      note: row.note,
    }),
  );
}

function conversionOf(row: DealValueRow): DealValue['conversion'] {
  const { conversionAmount, conversionCurrency, conversionQualifier } = row;
  if (conversionAmount === null || conversionCurrency === null) return undefined;
  return withoutAbsent({
    amount: plainDecimal(conversionAmount),
    currency: conversionCurrency,
    qualifier: conversionQualifier,
  });
}
