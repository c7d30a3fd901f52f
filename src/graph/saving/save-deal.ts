// Deals as curators save them.
import type { DealDispute } from '../../database/generated/enums.js';
import { type DealDocument, deal } from '../../record/deal.js';
import type { AnyKind } from '../../record/kind.js';
import { builder } from '../builder.js';
import { DealRef, dealOf } from '../deal.js';
import { DealDisputeEnum, DealKindEnum, DealRoleEnum, DealStatusEnum, DealValueKindEnum } from '../vocabulary/deal.js';
import { ClaimRankEnum } from '../vocabulary/provenance.js';
import { QualifierEnum } from '../vocabulary/values.js';
import { eachOf, entriesOf } from './document.js';
import { AliasInput, FuzzyDateInput, MoneyInput, NEEDED, PATCH, PATCHED, QuantityInput } from './inputs.js';
import { saveMutation } from './save.js';

const DealEventInput = builder.inputType('DealEventInput', {
  description: 'A step in the deal’s life. Its key is the status.',
  fields: (t) => ({
    status: t.field({ type: DealStatusEnum, required: true, description: 'What the deal became.' }),
    date: t.field({ type: FuzzyDateInput, description: 'When.' }),
    rank: t.field({ type: ClaimRankEnum, description: 'DEPRECATED where it is known to be wrong.' }),
    note: t.string({ description: 'What else there is to say of this step.' }),
    sources: t.stringList({ description: 'Slugs of the sources that report it.' }),
  }),
});

const DealPartyInput = builder.inputType('DealPartyInput', {
  description: 'That an actor takes part in the deal. Its key is the actor and the role.',
  fields: (t) => ({
    actor: t.string({ required: true, description: 'Slug of the actor.' }),
    role: t.field({ type: DealRoleEnum, required: true, description: 'Its part.' }),
    note: t.string({ description: 'What else there is to say of this part.' }),
  }),
});

const DealItemInput = builder.inputType('DealItemInput', {
  description: 'A system that the deal is about. Its key is the system.',
  fields: (t) => ({
    system: t.string({ required: true, description: 'Slug of the system.' }),
    quantity: t.field({ type: QuantityInput, description: 'How many.' }),
    note: t.string({ description: 'What else there is to say of this item.' }),
  }),
});

const ConversionInput = builder.inputType('ConversionInput', {
  description: `A sum in another currency, as its source converts it. ${PATCHED}`,
  fields: (t) => ({
    amount: t.field({ type: 'Decimal', description: 'The amount. A new one needs it.' }),
    currency: t.string({ description: 'ISO 4217 code. A new one needs it.' }),
    qualifier: t.field({ type: QualifierEnum, description: 'How it was stated.' }),
  }),
});

const DealValueInput = builder.inputType('DealValueInput', {
  description:
    'A sum that a source gives for the deal; competing sums stand side by side. Its key is the kind, and the holder if it is given.',
  fields: (t) => ({
    kind: t.field({ type: DealValueKindEnum, required: true, description: 'What the sum is.' }),
    holder: t.string({ description: 'Slug of the actor whose part it is, where it is a share.' }),
    money: t.field({ type: MoneyInput, description: 'The sum. A new value needs it.' }),
    conversion: t.field({ type: ConversionInput, description: 'The same in another currency, as the source has it.' }),
    source: t.string({ description: 'Slug of the source where it was read.' }),
    statedBy: t.string({ description: 'Slug of the actor that gave it, as the source reports.' }),
    preferred: t.boolean({
      description: 'Whether it is the one to show among competing sums; the one that was steps back.',
    }),
    rank: t.field({ type: ClaimRankEnum, description: 'Its rank; goes before `preferred`.' }),
    note: t.string({ description: 'What else there is to say of this sum.' }),
  }),
});

const DealInput = builder.inputType('DealInput', {
  description: `A deal, or what to change of it. ${PATCH}`,
  fields: (t) => ({
    slug: t.string({ required: true, description: 'Its slug, for ever: lower-case letters, digits, single hyphens.' }),
    name: t.string({ description: `The name it is shown under. ${NEEDED}` }),
    kind: t.field({ type: DealKindEnum, description: `What kind of agreement it is. ${NEEDED}` }),
    summary: t.string({ description: 'One or two sentences on what it is.' }),
    note: t.string({ description: 'A curator’s remark.' }),
    aliases: t.field({ type: [AliasInput], description: 'Other names under which texts speak of it.' }),
    disputed: t.boolean({ description: 'Whether sources contradict each other; false removes the dispute.' }),
    dispute: t.field({ type: DealDisputeEnum, description: 'On what they do.' }),
    statusHistory: t.field({
      type: [DealEventInput],
      description: `Its steps, oldest first; one or more. ${NEEDED}`,
    }),
    parties: t.field({ type: [DealPartyInput], description: 'Who takes part, as what.' }),
    items: t.field({ type: [DealItemInput], description: 'The systems it is about.' }),
    values: t.field({ type: [DealValueInput], description: 'The sums that sources give.' }),
    funding: t.stringList({
      description: 'Slugs of the funding lines that pay for it. How certain that is stays as it is.',
    }),
    countries: t.stringList({ description: 'The states where it is carried out, by slug or ISO 3166-1 alpha-2 code.' }),
    sources: t.stringList({ description: 'Slugs of sources for the record as a whole.' }),
  }),
});

saveMutation({
  name: 'Deal',
  field: 'deal',
  kind: deal as unknown as AnyKind,
  node: DealRef,
  input: DealInput,
  one: dealOf,
  states: ({ countries }) => countries ?? [],
  change: ({ disputed, dispute, funding, countries, ...input }, before, stateSlug) => ({
    ...input,
    funding: entriesOf('funding', funding),
    countries: eachOf(countries, stateSlug),
    dispute: disputeOf({ disputed, dispute }, (before as DealDocument | undefined)?.dispute),
  }),
});

interface Dispute {
  disputed: boolean | null | undefined;
  dispute: DealDispute | null | undefined;
}

/** Null removes the dispute. A deal that is said to be disputed, and not on what, keeps what is stored, else OTHER. */
function disputeOf({ disputed, dispute }: Dispute, stored: DealDispute | undefined): DealDispute | null | undefined {
  if (disputed === undefined) return dispute;
  if (!disputed) return null;
  return dispute ?? stored ?? 'OTHER';
}
