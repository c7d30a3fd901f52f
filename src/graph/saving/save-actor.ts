// Actors as curators save them.
import { actor } from '../../record/actor.js';
import type { AnyKind } from '../../record/kind.js';
import { ActorRef, actorOf } from '../actor.js';
import { builder } from '../builder.js';
import { ActorKindEnum } from '../vocabulary/actor.js';
import { BasisEnum } from '../vocabulary/values.js';
import { entriesOf } from './document.js';
import { AliasInput, FuzzyDateInput, NEEDED, PATCH, QuantityInput } from './inputs.js';
import { saveMutation } from './save.js';

const RoleInput = builder.inputType('RoleInput', {
  description: 'An office that a person holds or held. Its key is the organisation and the title.',
  fields: (t) => ({
    organisation: t.string({ required: true, description: 'Slug of the actor where the office is.' }),
    title: t.string({ required: true, description: 'The office’s title.' }),
    from: t.field({ type: FuzzyDateInput, description: 'First day in office.' }),
    to: t.field({ type: FuzzyDateInput, description: 'Last day in office.' }),
    asOf: t.field({ type: FuzzyDateInput, description: 'A day on which a source shows the person in office.' }),
    source: t.string({ description: 'Slug of the source where it was read.' }),
  }),
});

const OperationInput = builder.inputType('OperationInput', {
  description: 'That the actor fields a weapon system. Its key is the system.',
  fields: (t) => ({
    system: t.string({ required: true, description: 'Slug of the system.' }),
    quantity: t.field({ type: QuantityInput, description: 'How many.' }),
    asOf: t.field({ type: FuzzyDateInput, description: 'The day that the statement holds for.' }),
    exhaustive: t.boolean({ description: 'Whether the source means this list of systems to be complete.' }),
    basis: t.field({ type: BasisEnum, description: 'What vouches for it; a new one rests on a SOURCE.' }),
    source: t.string({ description: 'Slug of the source where it was read.' }),
  }),
});

const ActorInput = builder.inputType('ActorInput', {
  description: `An actor, or what to change of it. ${PATCH}`,
  fields: (t) => ({
    slug: t.string({ required: true, description: 'Its slug, for ever: lower-case letters, digits, single hyphens.' }),
    name: t.string({ description: `The name it is shown under. ${NEEDED}` }),
    kind: t.field({ type: ActorKindEnum, description: `What kind of actor it is. ${NEEDED}` }),
    summary: t.string({ description: 'One or two sentences on what it is.' }),
    note: t.string({ description: 'A curator’s remark.' }),
    basis: t.field({ type: BasisEnum, description: 'What vouches for it.' }),
    iso2: t.string({ description: 'Code of ISO 3166-1 alpha-2, of a state.' }),
    iso3: t.string({ description: 'Code of ISO 3166-1 alpha-3, of a state.' }),
    country: t.string({ description: 'The state it belongs to, by slug or ISO 3166-1 alpha-2 code.' }),
    parent: t.string({ description: 'Slug of the actor that it is part of or owned by.' }),
    aliases: t.field({ type: [AliasInput], description: 'Other names under which texts speak of it.' }),
    roles: t.field({ type: [RoleInput], description: 'Offices that this person holds or held.' }),
    operates: t.field({ type: [OperationInput], description: 'Systems that it fields.' }),
    memberOf: t.stringList({ description: 'Slugs of organisations it belongs to.' }),
    sources: t.stringList({ description: 'Slugs of sources for the record as a whole.' }),
  }),
});

saveMutation({
  name: 'Actor',
  field: 'actor',
  kind: actor as unknown as AnyKind,
  node: ActorRef,
  input: ActorInput,
  one: actorOf,
  states: ({ country }) => [country],
  change: ({ memberOf, country, ...input }, _before, stateSlug) => ({
    ...input,
    country: country && stateSlug(country),
    memberOf: entriesOf('organisation', memberOf),
  }),
});
