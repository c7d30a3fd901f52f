// Incidents as curators save them.
import { incident } from '../../record/incident.js';
import type { AnyKind } from '../../record/kind.js';
import { builder } from '../builder.js';
import { IncidentRef, incidentOf } from '../incident.js';
import {
  AttributionEnum,
  CertaintyEnum,
  IncidentKindEnum,
  IncidentRoleEnum,
  VerificationEnum,
} from '../vocabulary/incident.js';
import { ClaimRankEnum } from '../vocabulary/provenance.js';
import { BasisEnum, PlacePrecisionEnum } from '../vocabulary/values.js';
import { FuzzyDateInput, NEEDED, PATCH, PATCHED, QuantityInput } from './inputs.js';
import { saveMutation } from './save.js';

const PlaceInput = builder.inputType('PlaceInput', {
  description: `Where it happened, as far as that is known. ${PATCHED}`,
  fields: (t) => ({
    name: t.string({ description: 'The place in words.' }),
    country: t.string({ description: 'The state, by slug or ISO 3166-1 alpha-2 code.' }),
    latitude: t.float({ description: 'WGS 84, -90 to 90; with a longitude.' }),
    longitude: t.float({ description: 'WGS 84, -180 to 180; with a latitude.' }),
    radiusKm: t.float({ description: 'How far around the point it may have been, in kilometres.' }),
    precision: t.field({ type: PlacePrecisionEnum, description: 'How precise it is; UNKNOWN if the place has none.' }),
    basis: t.field({ type: BasisEnum, description: 'APPROXIMATE where the point was set by hand from the name.' }),
  }),
});

const IncidentActorInput = builder.inputType('IncidentActorInput', {
  description: 'Who is tied to it, as what and how surely. Its key is the actor and the role.',
  fields: (t) => ({
    actor: t.string({ required: true, description: 'Slug of the actor.' }),
    role: t.field({ type: IncidentRoleEnum, required: true, description: 'Its part.' }),
    certainty: t.field({
      type: CertaintyEnum,
      description: 'How firmly that is stated; a new one is ASSERTED.',
    }),
    statedBy: t.string({ description: 'Slug of the actor that says so, as the source reports.' }),
    source: t.string({ description: 'Slug of the source where it was read.' }),
  }),
});

const IncidentCountInput = builder.inputType('IncidentCountInput', {
  description: 'A figure that a source gives; competing figures stand side by side. Its key is what is counted.',
  fields: (t) => ({
    what: t.string({ required: true, description: 'What is counted.' }),
    quantity: t.field({ type: QuantityInput, description: 'How many. A new figure needs it.' }),
    statedBy: t.string({ description: 'Slug of the actor that gave it, as the source reports.' }),
    source: t.string({ description: 'Slug of the source where it was read.' }),
    preferred: t.boolean({
      description: 'Whether it is the one to show among competing figures; the one that was steps back.',
    }),
    rank: t.field({ type: ClaimRankEnum, description: 'Its rank; goes before `preferred`.' }),
    note: t.string({ description: 'What else there is to say of this figure.' }),
  }),
});

const IncidentInput = builder.inputType('IncidentInput', {
  description: `An incident, or what to change of it. ${PATCH}`,
  fields: (t) => ({
    slug: t.string({ required: true, description: 'Its slug, for ever: lower-case letters, digits, single hyphens.' }),
    name: t.string({ description: `The name it is shown under. ${NEEDED}` }),
    kind: t.field({ type: IncidentKindEnum, description: `What kind of event it is. ${NEEDED}` }),
    summary: t.string({ description: 'One or two sentences on what happened.' }),
    note: t.string({ description: 'A curator’s remark.' }),
    start: t.field({ type: FuzzyDateInput, description: 'First day.' }),
    end: t.field({ type: FuzzyDateInput, description: 'Last day, where it is another.' }),
    timeNote: t.string({ description: 'The time of day, in words.' }),
    place: t.field({ type: PlaceInput, description: 'Where it happened.' }),
    aggregate: t.boolean({ description: 'Whether it sums up many; then it is never added to single ones.' }),
    actors: t.field({
      type: [IncidentActorInput],
      description: 'Who is tied to it. Nobody is PERPETRATOR of what is UNATTRIBUTED.',
    }),
    counts: t.field({ type: [IncidentCountInput], description: 'The figures that sources give.' }),
    systems: t.stringList({ description: 'Slugs of the systems involved.' }),
    effects: t.stringList({ description: 'What came of it, in words.' }),
    attribution: t.field({
      type: AttributionEnum,
      description: 'Who is held responsible; a new incident is UNATTRIBUTED.',
    }),
    verification: t.field({
      type: VerificationEnum,
      description: 'How well it is established; a new incident is REPORTED.',
    }),
    sources: t.stringList({ description: 'Slugs of sources for the record as a whole.' }),
  }),
});

saveMutation({
  name: 'Incident',
  field: 'incident',
  kind: incident as unknown as AnyKind,
  node: IncidentRef,
  input: IncidentInput,
  one: incidentOf,
  states: ({ place }) => [place?.country],
  change: ({ place, ...input }, _before, stateSlug) => ({
    ...input,
    place: place && { ...place, country: place.country && stateSlug(place.country) },
  }),
});
