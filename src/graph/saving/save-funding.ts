// Funding lines as curators save them.
import { funding } from '../../record/funding.js';
import type { AnyKind } from '../../record/kind.js';
import { builder } from '../builder.js';
import { FundingRef, fundingOf } from '../funding.js';
import { FundingInstrumentEnum, FundingKindEnum, FundingStageEnum } from '../vocabulary/funding.js';
import { ClaimRankEnum } from '../vocabulary/provenance.js';
import { AliasInput, FuzzyDateInput, MoneyInput, NEEDED, PATCH, PATCHED } from './inputs.js';
import { saveMutation } from './save.js';

const FundingEventInput = builder.inputType('FundingEventInput', {
  description: 'A step in the funding line’s life. Its key is the stage.',
  fields: (t) => ({
    stage: t.field({ type: FundingStageEnum, required: true, description: 'The stage that was reached.' }),
    date: t.field({ type: FuzzyDateInput, description: 'When.' }),
    money: t.field({ type: MoneyInput, description: 'The sum at this stage.' }),
    rank: t.field({ type: ClaimRankEnum, description: 'DEPRECATED where it is known to be wrong.' }),
    note: t.string({ description: 'What else there is to say of this step.' }),
    sources: t.stringList({ description: 'Slugs of the sources that report it.' }),
  }),
});

const PeriodInput = builder.inputType('PeriodInput', {
  description: `The years, months or days between which money can be used. ${PATCHED}`,
  fields: (t) => ({
    start: t.string({ description: 'YYYY, YYYY-MM or YYYY-MM-DD.' }),
    end: t.string({ description: 'YYYY, YYYY-MM or YYYY-MM-DD.' }),
  }),
});

const FundingInput = builder.inputType('FundingInput', {
  description: `A funding line, or what to change of it. ${PATCH}`,
  fields: (t) => ({
    slug: t.string({ required: true, description: 'Its slug, for ever: lower-case letters, digits, single hyphens.' }),
    name: t.string({ description: `The name it is shown under. ${NEEDED}` }),
    kind: t.field({
      type: FundingKindEnum,
      description: `What kind of funding it is. A pledge is not a disbursement. ${NEEDED}`,
    }),
    instrument: t.field({ type: FundingInstrumentEnum, description: 'How the money is given.' }),
    summary: t.string({ description: 'One or two sentences on what it is.' }),
    note: t.string({ description: 'A curator’s remark.' }),
    aliases: t.field({ type: [AliasInput], description: 'Other names under which texts speak of it.' }),
    programme: t.string({ description: 'Slug of the programme that it belongs to.' }),
    donors: t.stringList({ description: 'Slugs of the actors that give the money.' }),
    recipients: t.stringList({ description: 'Slugs of the actors that receive it.' }),
    money: t.field({ type: MoneyInput, description: 'The sum.' }),
    period: t.field({ type: PeriodInput, description: 'The time the money is for.' }),
    terms: t.field({
      type: 'JSON',
      description: `The terms of a loan, as stated. Terms that are an object: ${PATCHED.toLowerCase()}`,
    }),
    stageHistory: t.field({
      type: [FundingEventInput],
      description: `Its steps, oldest first; one or more. ${NEEDED}`,
    }),
    sources: t.stringList({ description: 'Slugs of sources for the record as a whole.' }),
  }),
});

saveMutation({
  name: 'Funding',
  field: 'funding',
  kind: funding as unknown as AnyKind,
  node: FundingRef,
  input: FundingInput,
  one: fundingOf,
  change: (input) => input,
});
