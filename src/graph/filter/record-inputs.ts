// The filters of records as frontends see them; what they mean in SQL stands in `records.ts`.
import type { InputFieldBuilder, InputRef } from '@pothos/core';
import { builder, type Types } from '../builder.js';
import { ActorKindEnum } from '../vocabulary/actor.js';
import { DealKindEnum, DealStatusEnum } from '../vocabulary/deal.js';
import { FundingKindEnum, FundingStageEnum } from '../vocabulary/funding.js';
import { AttributionEnum, IncidentKindEnum, VerificationEnum } from '../vocabulary/incident.js';
import { SystemKindEnum } from '../vocabulary/system.js';
import {
  ActorFilterInput,
  DealFilterInput,
  FundingFilterInput,
  IncidentFilterInput,
  type NearFilter,
  SystemFilterInput,
} from './inputs.js';
import { DateFilterInput, MoneyFilterInput, StringFilterInput } from './values.js';

type Builder = InputFieldBuilder<Types, 'InputObject'>;

export function connected<Shape>(t: Builder, filter: InputRef<Shape>) {
  return {
    and: t.field({ type: [filter], description: 'All of these hold.' }),
    or: t.field({ type: [filter], description: 'One of these holds at least.' }),
    not: t.field({ type: filter, description: 'This does not hold; nor does it of what is unknown.' }),
  };
}

const named = (t: Builder) => ({
  slug: t.field({ type: StringFilterInput, description: 'By slug.' }),
  name: t.field({ type: StringFilterInput, description: 'By the name it is shown under.' }),
});

const COUNTRY =
  'Takes a slug or an ISO 3166-1 alpha-2 code, in either case; a state that the record lacks is BAD_USER_INPUT.';

ActorFilterInput.implement({
  description: 'Which actors. Conditions side by side all hold.',
  fields: (t) => ({
    ...connected(t, ActorFilterInput),
    ...named(t),
    kind: t.field({ type: [ActorKindEnum], description: 'Of one of these kinds.' }),
    country: t.field({
      type: StringFilterInput,
      description: `By the state that the actor belongs to or is. ${COUNTRY}`,
    }),
    memberOf: t.field({ type: StringFilterInput, description: 'By the slug of an organisation it belongs to.' }),
    deal: t.field({ type: DealFilterInput, description: 'Takes part in such a deal.' }),
    incident: t.field({ type: IncidentFilterInput, description: 'Has a part in such an incident.' }),
  }),
});

SystemFilterInput.implement({
  description: 'Which systems. Conditions side by side all hold.',
  fields: (t) => ({
    ...connected(t, SystemFilterInput),
    ...named(t),
    kind: t.field({ type: [SystemKindEnum], description: 'Of one of these kinds.' }),
    manufacturer: t.field({ type: ActorFilterInput, description: 'Made by such an actor.' }),
  }),
});

DealFilterInput.implement({
  description: 'Which deals. Conditions side by side all hold.',
  fields: (t) => ({
    ...connected(t, DealFilterInput),
    ...named(t),
    kind: t.field({ type: [DealKindEnum], description: 'Of one of these kinds.' }),
    status: t.field({ type: [DealStatusEnum], description: 'Its `status` is one of these.' }),
    party: t.field({ type: ActorFilterInput, description: 'Such an actor takes part.' }),
    system: t.field({ type: SystemFilterInput, description: 'Is about such a system.' }),
    value: t.field({
      type: MoneyFilterInput,
      description: 'The sum that stands for it, its `value`, is such a sum.',
    }),
    date: t.field({ type: DateFilterInput, description: 'By its `statusDate`.' }),
  }),
});

FundingFilterInput.implement({
  description: 'Which funding lines. Conditions side by side all hold.',
  fields: (t) => ({
    ...connected(t, FundingFilterInput),
    ...named(t),
    kind: t.field({ type: [FundingKindEnum], description: 'Of one of these kinds.' }),
    stage: t.field({ type: [FundingStageEnum], description: 'Its `stage` is one of these.' }),
    programme: t.field({ type: StringFilterInput, description: 'By the slug of the programme it belongs to.' }),
    donor: t.field({ type: ActorFilterInput, description: 'Such an actor gives the money.' }),
    recipient: t.field({ type: ActorFilterInput, description: 'Such an actor receives the money.' }),
    money: t.field({ type: MoneyFilterInput, description: 'Of such a sum.' }),
    date: t.field({ type: DateFilterInput, description: 'By its `stageDate`.' }),
  }),
});

const NearFilterInput = builder.inputRef<NearFilter>('NearFilter').implement({
  description: 'A circle on the Earth: the great-circle distance to its centre counts.',
  fields: (t) => ({
    latitude: t.float({ required: true, description: 'Degrees north of the centre (WGS 84), -90 to 90.' }),
    longitude: t.float({ required: true, description: 'Degrees east of the centre (WGS 84), -180 to 180.' }),
    withinKm: t.float({ required: true, description: 'Radius in kilometres, 0 to 20,038.' }),
  }),
});

IncidentFilterInput.implement({
  description: 'Which incidents. Conditions side by side all hold.',
  fields: (t) => ({
    ...connected(t, IncidentFilterInput),
    ...named(t),
    kind: t.field({ type: [IncidentKindEnum], description: 'Of one of these kinds.' }),
    country: t.field({ type: StringFilterInput, description: `By the state where it happened. ${COUNTRY}` }),
    actor: t.field({ type: ActorFilterInput, description: 'Such an actor has a part in it.' }),
    system: t.field({ type: SystemFilterInput, description: 'Such a system was seen in it.' }),
    attribution: t.field({ type: [AttributionEnum], description: 'Attributed in one of these ways.' }),
    verification: t.field({ type: [VerificationEnum], description: 'Established in one of these ways.' }),
    date: t.field({
      type: DateFilterInput,
      description: 'By its days, from `start` to `end`: one of them at least is in the stretch.',
    }),
    near: t.field({
      type: NearFilterInput,
      description: 'Its point lies in this circle; one without a point does not.',
    }),
    aggregate: t.boolean({ description: 'Whether it sums up many events.' }),
  }),
});
