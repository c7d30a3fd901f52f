// Deals as curators save them.
import { deal } from '../../record/deal.js';
import type { AnyKind } from '../../record/kind.js';
import { builder } from '../builder.js';
import { DealRef, dealOf } from '../deal.js';
import { DealDisputeEnum, DealKindEnum, DealRoleEnum, DealStatusEnum, DealValueKindEnum } from '../vocabulary/deal.js';
import { ClaimRankEnum } from '../vocabulary/provenance.js';
import { QualifierEnum } from '../vocabulary/values.js';
import { given, kept, ranked } from './document.js';
import { AliasInput, FuzzyDateInput, KEPT, MoneyInput, QuantityInput } from './inputs.js';
import { saveMutation } from './save.js';

const DealEventInput = builder.inputType('DealEventInput', {
  description: 'A step in the deal’s life.',
  fields: (t) => ({
    status: t.field({ type: DealStatusEnum, required: true, description: 'What the deal became.' }),
    date: t.field({ type: FuzzyDateInput, description: 'When.' }),
    rank: t.field({ type: ClaimRankEnum, description: 'DEPRECATED where it is known to be wrong.' }),
    note: t.string({ description: 'What else there is to say of this step.' }),
    sources: t.stringList({ description: 'Slugs of the sources that report it.' }),
  }),
});

const DealPartyInput = builder.inputType('DealPartyInput', {
  description: 'That an actor takes part in the deal.',
  fields: (t) => ({
    actor: t.string({ required: true, description: 'Slug of the actor.' }),
    role: t.field({ type: DealRoleEnum, required: true, description: 'Its part.' }),
    note: t.string({ description: 'What else there is to say of this part.' }),
  }),
});

const DealItemInput = builder.inputType('DealItemInput', {
  description: 'A system that the deal is about.',
  fields: (t) => ({
    system: t.string({ required: true, description: 'Slug of the system.' }),
    quantity: t.field({ type: QuantityInput, description: 'How many.' }),
    note: t.string({ description: 'What else there is to say of this item.' }),
  }),
});

const ConversionInput = builder.inputType('ConversionInput', {
  description: 'A sum in another currency, as its source converts it.',
  fields: (t) => ({
    amount: t.field({ type: 'Decimal', required: true, description: 'The amount.' }),
    currency: t.string({ required: true, description: 'Code of ISO 4217.' }),
    qualifier: t.field({ type: QualifierEnum, description: 'How it was stated.' }),
  }),
});

const DealValueInput = builder.inputType('DealValueInput', {
  description: 'A sum that a source gives for the deal; competing sums stand side by side.',
  fields: (t) => ({
    kind: t.field({ type: DealValueKindEnum, required: true, description: 'What the sum is.' }),
    holder: t.string({ description: 'Slug of the actor whose part it is, where it is a share.' }),
    money: t.field({ type: MoneyInput, required: true, description: 'The sum.' }),
    conversion: t.field({ type: ConversionInput, description: 'The same in another currency, as the source has it.' }),
    source: t.string({ description: 'Slug of the source where it was read.' }),
    statedBy: t.string({ description: 'Slug of the actor that gave it, as the source reports.' }),
    preferred: t.boolean({ description: 'Whether it is the one to show among competing sums.' }),
    rank: t.field({ type: ClaimRankEnum, description: 'Its rank; goes before `preferred`.' }),
    note: t.string({ description: 'What else there is to say of this sum.' }),
  }),
});

const DealInput = builder.inputType('DealInput', {
  description: 'A deal as it shall be. Lists that are left out are empty.',
  fields: (t) => ({
    slug: t.string({ required: true, description: 'Its slug, for ever: lower-case letters, digits, single hyphens.' }),
    name: t.string({ required: true, description: 'The name it is shown under.' }),
    kind: t.field({ type: DealKindEnum, required: true, description: 'What kind of agreement it is.' }),
    summary: t.string({ description: 'One or two sentences on what it is.' }),
    note: t.string({ description: `A curator’s remark. ${KEPT}` }),
    aliases: t.field({ type: [AliasInput], description: 'Other names under which texts speak of it.' }),
    disputed: t.boolean({ description: 'Whether sources contradict each other.' }),
    dispute: t.field({ type: DealDisputeEnum, description: `On what they do. ${KEPT}` }),
    statusHistory: t.field({
      type: [DealEventInput],
      required: true,
      description: 'Its steps, oldest first; one or more.',
    }),
    parties: t.field({ type: [DealPartyInput], required: true, description: 'Who takes part, as what.' }),
    items: t.field({ type: [DealItemInput], description: 'The systems it is about.' }),
    values: t.field({ type: [DealValueInput], description: 'The sums that sources give.' }),
    funding: t.stringList({
      description: 'Slugs of the funding lines that pay for it. How certain that is stays as it is.',
    }),
    countries: t.stringList({ description: `Slugs of the states where it is carried out. ${KEPT}` }),
    sources: t.stringList({ description: `Slugs of sources for the record as a whole. ${KEPT}` }),
  }),
});

interface StoredDeal {
  dispute?: string;
  funding?: { funding: string }[];
}

saveMutation({
  name: 'Deal',
  field: 'deal',
  kind: deal as unknown as AnyKind,
  node: DealRef,
  input: DealInput,
  one: dealOf,
  documentFrom: (input, before) => {
    const { disputed, dispute, funding, values, ...rest } = input;
    const stored = (before ?? {}) as StoredDeal;
    return given({
      ...rest,
      values: ranked(values),
      funding: funding?.map((slug) => stored.funding?.find((link) => link.funding === slug) ?? { funding: slug }),
      ...kept(input, before, ['note', 'countries', 'sources', 'claims']),
      dispute: disputed === false ? null : (dispute ?? stored.dispute ?? (disputed === true ? 'OTHER' : null)),
    });
  },
});
