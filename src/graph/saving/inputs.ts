// Inputs that several kinds of records share.
import { builder } from '../builder.js';
import { AliasKindEnum } from '../vocabulary/actor.js';
import { BasisEnum, DatePrecisionEnum, QualifierEnum } from '../vocabulary/values.js';

export const FuzzyDateInput = builder.inputType('FuzzyDateInput', {
  description: 'A date as precise as its source; its precision follows from its length.',
  fields: (t) => ({
    value: t.string({
      required: true,
      description: 'YYYY, YYYY-MM or YYYY-MM-DD; empty, with the qualifier UNKNOWN, where no source gives the day.',
    }),
    qualifier: t.field({ type: QualifierEnum, description: 'How it was stated; EXACT where it is left out.' }),
    precision: t.field({
      type: DatePrecisionEnum,
      description: 'PERIOD where the dates of an incident bound a stretch of time; else it is left out.',
    }),
    note: t.string({ description: 'Where the date comes from, if it needs saying: steps of a history only.' }),
  }),
});

export const QuantityInput = builder.inputType('QuantityInput', {
  description: 'A number as a source states it: "more than 20" is min 21 with no max. Unknown is left out, never 0.',
  fields: (t) => ({
    min: t.int({ description: 'Fewest.' }),
    max: t.int({ description: 'Most.' }),
    qualifier: t.field({ type: QualifierEnum, description: 'How it was stated; EXACT where it is left out.' }),
    unit: t.string({ description: 'What is counted.' }),
    asStated: t.string({ description: 'The source’s own words for the number.' }),
  }),
});

export const MoneyInput = builder.inputType('MoneyInput', {
  description: 'A sum as a source states it, in the currency that the source states. Unknown is left out, never 0.',
  fields: (t) => ({
    min: t.field({ type: 'Decimal', description: 'Least amount.' }),
    max: t.field({ type: 'Decimal', description: 'Greatest amount.' }),
    currency: t.string({ required: true, description: 'Code of ISO 4217.' }),
    qualifier: t.field({ type: QualifierEnum, description: 'How it was stated; EXACT where it is left out.' }),
    asStated: t.string({ description: 'The source’s own words for the sum.' }),
  }),
});

export const AliasInput = builder.inputType('AliasInput', {
  description: 'Another name under which texts speak of the record.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'The name as it is written.' }),
    language: t.string({ description: 'Language, as a BCP 47 tag; left out where it belongs to none.' }),
    kind: t.field({ type: AliasKindEnum, description: 'How it relates to the record; NAME where it is left out.' }),
    caseSensitive: t.boolean({ description: 'Whether only this spelling of upper and lower case means the record.' }),
    basis: t.field({ type: BasisEnum, description: 'What vouches for it; SOURCE where it is left out.' }),
  }),
});

/** Fields of a record that the whole of it has. What is left out of these stays as it is; null takes it away. */
export const KEPT = 'Left out, it stays as it is; null takes it away.';
