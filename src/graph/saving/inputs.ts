// Inputs that several kinds of records share.
import { builder } from '../builder.js';
import { AliasKindEnum } from '../vocabulary/actor.js';
import { BasisEnum, DatePrecisionEnum, QualifierEnum } from '../vocabulary/values.js';

/** What saving does with the fields of an object. */
export const PATCHED = 'Over a stored one it changes only the fields that it gives; null removes a field.';

/** What saving does with a record: the same sentence for all kinds. */
export const PATCH =
  'What is left out stays as it is; null or an empty list removes it. A list that is given is the whole list: an entry that leaves out a field keeps what the stored entry with the same key has there.';

/** What a record is not complete without. */
export const NEEDED = 'A new record needs it.';

export const FuzzyDateInput = builder.inputType('FuzzyDateInput', {
  description: `A date as precise as its source; its precision follows from its length. ${PATCHED}`,
  fields: (t) => ({
    value: t.string({
      description: 'YYYY, YYYY-MM or YYYY-MM-DD; null, with the qualifier UNKNOWN, if no source gives the date.',
    }),
    qualifier: t.field({ type: QualifierEnum, description: 'How it was stated; EXACT if the date has none.' }),
    precision: t.field({
      type: DatePrecisionEnum,
      description: 'PERIOD if the dates of an incident bound a stretch of time; it holds for both of them.',
    }),
    note: t.string({ description: 'Where the date comes from, if it needs saying: steps of a history only.' }),
  }),
});

export const QuantityInput = builder.inputType('QuantityInput', {
  description: `A number as a source states it: "more than 20" is min 21 with no max. Unknown is left out, never 0. ${PATCHED}`,
  fields: (t) => ({
    min: t.int({ description: 'Fewest.' }),
    max: t.int({ description: 'Most.' }),
    qualifier: t.field({ type: QualifierEnum, description: 'How it was stated; EXACT if the number has none.' }),
    unit: t.string({ description: 'What is counted.' }),
    asStated: t.string({ description: 'The source’s own words for the number.' }),
  }),
});

export const MoneyInput = builder.inputType('MoneyInput', {
  description: `A sum as a source states it, in the currency that the source states. Unknown is left out, never 0. ${PATCHED}`,
  fields: (t) => ({
    min: t.field({ type: 'Decimal', description: 'Least amount.' }),
    max: t.field({ type: 'Decimal', description: 'Greatest amount.' }),
    currency: t.string({ description: 'ISO 4217 code. A new sum needs one.' }),
    qualifier: t.field({ type: QualifierEnum, description: 'How it was stated; EXACT if the sum has none.' }),
    asStated: t.string({ description: 'The source’s own words for the sum.' }),
  }),
});

export const AliasInput = builder.inputType('AliasInput', {
  description: 'Another name under which texts speak of the record. Its key is the text.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'The name as it is written.' }),
    language: t.string({ description: 'Language, as a BCP 47 tag; null if it belongs to none.' }),
    kind: t.field({ type: AliasKindEnum, description: 'How it relates to the record; a new one is a NAME.' }),
    caseSensitive: t.boolean({ description: 'Whether only this spelling of upper and lower case means the record.' }),
    basis: t.field({ type: BasisEnum, description: 'What vouches for it; a new one rests on a SOURCE.' }),
  }),
});
