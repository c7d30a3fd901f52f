// Incidents: what happened where, what is counted, and who has what part in it.
import type { MaybePromise } from '@pothos/core';
import {
  type Incident,
  type IncidentActor,
  type IncidentCount,
  Prisma,
  type System,
} from '../database/generated/client.js';
import type { IncidentRole } from '../database/generated/enums.js';
import { columns } from '../database/sql.js';
import { ActorRef, actorOf, maybeActorOf } from './actor.js';
import { builder } from './builder.js';
import { connectionOf, filteredArgs, listArgs } from './connection.js';
import { filteredPage } from './filter/filter.js';
import { IncidentFilterInput } from './filter/inputs.js';
import { incidentFilter, incidentStartOf } from './filter/records.js';
import type { Listing } from './listing.js';
import type { Loaders, Lookup } from './loaders.js';
import { by, byDate, orderInput, orders } from './order.js';
import { RECORD_DETAILS, RecordRef, registerRecord } from './record.js';
import { SourceRef, sourceOf } from './source.js';
import { SystemRef, systemColumns } from './system.js';
import { FuzzyDateRef, fuzzyDate, PlaceRef, QuantityRef } from './values.js';
import {
  AttributionEnum,
  CertaintyEnum,
  IncidentKindEnum,
  IncidentRoleEnum,
  VerificationEnum,
} from './vocabulary/incident.js';
import { ClaimRankEnum } from './vocabulary/provenance.js';

const incidentColumns = (of: string) =>
  columns(Prisma.IncidentScalarFieldEnum, of, [...RECORD_DETAILS, 'kind', ['headlinePosition', 'headline']]);

const incidentBySlug: Lookup<Incident> = {
  text: `select ${incidentColumns('i')} from incident i where i.slug = any($1::text[])`,
  by: 'slug',
};
registerRecord('INCIDENT', incidentBySlug);

export function incidentOf(load: Loaders, slug: string): MaybePromise<Incident> {
  return load.existing(incidentBySlug, slug);
}

const counts: Lookup<IncidentCount> = {
  text: `
    select ${columns(Prisma.IncidentCountScalarFieldEnum, 'c')} from incident_count c
    where c.incident_slug = any($1::text[]) order by c.incident_slug, c.position`,
  by: 'incidentSlug',
};

const actors: Lookup<IncidentActor> = {
  text: `
    select ${columns(Prisma.IncidentActorScalarFieldEnum, 'a')} from incident_actor a
    where a.incident_slug = any($1::text[]) order by a.incident_slug, a.position`,
  by: 'incidentSlug',
};

const systems: Lookup<System & { incidentSlug: string }> = {
  text: `
    select i.incident_slug as "incidentSlug", ${systemColumns('s')}
    from incident_system i join system s on s.slug = i.system_slug
    where i.incident_slug = any($1::text[]) order by i.position`,
  by: 'incidentSlug',
};

/** The latest first; what has no date comes last. */
const byStart = [
  { by: `coalesce(${incidentStartOf('i')}, '')`, type: 'text' },
  { by: 'i.slug', type: 'text' },
] as const;

const allIncidents: Listing<Incident> = {
  from: 'incident i',
  order: byStart,
  direction: 'desc',
  columns: incidentColumns('i'),
};

const IncidentOrderInput = orderInput('Incident', 'incidents', {
  NAME: 'By name.',
  UPDATED_AT: 'By when the record was last saved.',
  START: 'By its first day; by its last, where no other is known.',
});

const bySlug = { by: 'i.slug', type: 'text' } as const;

const incidentsIn = orders(allIncidents, {
  NAME: by({ by: 'i.name', type: 'text' }, bySlug),
  UPDATED_AT: by({ by: 'i.updated_at', type: 'timestamptz' }, bySlug),
  START: byDate(incidentStartOf('i'), bySlug),
});

const incidentsOfSystem: Listing<Incident> = {
  ...allIncidents,
  from: 'incident_system s join incident i on i.slug = s.incident_slug',
  where: 's.system_slug = k.key',
};

type IncidentWithRoles = Incident & { roles: IncidentRole[] };

const incidentsOfActor: Listing<IncidentWithRoles> = {
  from: `(
    select a.incident_slug, array_agg(a.role::text order by a.position) as roles
    from incident_actor a where a.actor_slug = k.key group by a.incident_slug
  ) part join incident i on i.slug = part.incident_slug`,
  order: byStart,
  direction: 'desc',
  columns: `part.roles, ${incidentColumns('i')}`,
};

const IncidentCountRef = builder.prismaObject('IncidentCount', {
  fields: (t) => ({
    what: t.exposeString('what'),
    quantity: t.field({ type: QuantityRef, description: 'The figure.', resolve: (count) => count }),
    statedBy: t.field({
      type: ActorRef,
      nullable: true,
      description: 'Who gave the figure, as the source reports it.',
      resolve: ({ statedBySlug }, _args, { load }) => maybeActorOf(load, statedBySlug),
    }),
    source: t.field({
      type: SourceRef,
      nullable: true,
      description: 'Where the figure was read.',
      resolve: ({ sourceSlug }, _args, { load }) => sourceOf(load, sourceSlug),
    }),
    rank: t.expose('rank', { type: ClaimRankEnum }),
    preferred: t.boolean({
      description: 'Whether this is the one to show among competing figures.',
      resolve: ({ rank }) => rank === 'PREFERRED',
    }),
    note: t.exposeString('note', { nullable: true }),
  }),
});

export const IncidentRef = builder.prismaNode('Incident', {
  id: { field: 'slug', description: 'Global identifier.' },
  interfaces: [RecordRef],
  fields: (t) => ({
    kind: t.expose('kind', { type: IncidentKindEnum }),
    start: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description: 'First day.',
      resolve: (incident) =>
        fuzzyDate(incident.startDate, incident.startDateQualifier, { precision: incident.datePrecision }),
    }),
    end: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description: 'Last day; null where it is the first.',
      resolve: (incident) =>
        fuzzyDate(incident.endDate, incident.endDateQualifier, { precision: incident.datePrecision }),
    }),
    timeNote: t.exposeString('timeNote', { nullable: true }),
    place: t.field({ type: PlaceRef, description: 'Where it happened.', resolve: (incident) => incident }),
    aggregate: t.exposeBoolean('aggregate'),
    counts: t.field({
      type: [IncidentCountRef],
      description: 'The figures that sources give, competing ones side by side, each with its source.',
      resolve: ({ slug }, _args, { load }) => load.many(counts, slug),
    }),
    headline: t.field({
      type: IncidentCountRef,
      nullable: true,
      description:
        'The figure that stands for the incident: the preferred one that is listed first, else the one that is listed first. Null if there is none, or if none is preferred and figures of the same thing differ from it.',
      resolve: async ({ slug, headlinePosition }, _args, { load }) =>
        headlinePosition === null
          ? null
          : (await load.many(counts, slug)).find(({ position }) => position === headlinePosition),
    }),
    systems: t.field({
      type: [SystemRef],
      description: 'Systems seen in it.',
      resolve: ({ slug }, _args, { load }) => load.many(systems, slug),
    }),
    effects: t.exposeStringList('effects'),
    attribution: t.expose('attribution', { type: AttributionEnum }),
    verification: t.expose('verification', { type: VerificationEnum }),
  }),
});

const IncidentActorRef = builder.prismaObject('IncidentActor', {
  fields: (t) => ({
    incident: t.field({
      type: IncidentRef,
      description: 'The incident.',
      resolve: ({ incidentSlug }, _args, { load }) => incidentOf(load, incidentSlug),
    }),
    actor: t.field({
      type: ActorRef,
      description: 'The actor.',
      resolve: ({ actorSlug }, _args, { load }) => actorOf(load, actorSlug),
    }),
    role: t.expose('role', { type: IncidentRoleEnum }),
    certainty: t.expose('certainty', { type: CertaintyEnum }),
    statedBy: t.field({
      type: ActorRef,
      nullable: true,
      description: 'Who states it, as the source reports it.',
      resolve: ({ statedBySlug }, _args, { load }) => maybeActorOf(load, statedBySlug),
    }),
    source: t.field({
      type: SourceRef,
      nullable: true,
      description: 'Where it was read.',
      resolve: ({ sourceSlug }, _args, { load }) => sourceOf(load, sourceSlug),
    }),
  }),
});

builder.objectField(IncidentRef, 'actors', (t) =>
  t.field({
    type: [IncidentActorRef],
    description: 'Who has what part in it.',
    resolve: ({ slug }, _args, { load }) => load.many(actors, slug),
  }),
);

builder.objectField(PlaceRef, 'country', (t) =>
  t.field({
    type: ActorRef,
    nullable: true,
    description: 'The state where it is.',
    resolve: ({ countrySlug }, _args, { load }) => maybeActorOf(load, countrySlug),
  }),
);

const { connection: IncidentConnection } = connectionOf(IncidentRef, { of: 'incidents' });

const { connection: ActorIncidentConnection, edge: ActorIncidentEdge } = connectionOf(IncidentRef, {
  name: 'ActorIncident',
  of: 'incidents of one actor',
});

builder.objectField(ActorIncidentEdge, 'roles', (t) =>
  t.field({
    type: [IncidentRoleEnum],
    description: "The actor's parts in the incident.",
    resolve: ({ node }) => (node as IncidentWithRoles).roles,
  }),
);

builder.objectField(ActorRef, 'incidents', (t) =>
  t.field({
    type: ActorIncidentConnection,
    description: 'Incidents that this actor has a part in, the latest first, each with the parts it has.',
    args: filteredArgs(t.arg, IncidentFilterInput),
    resolve: ({ slug }, args, { load }) =>
      filteredPage(load, incidentsOfActor, { key: slug, args, rule: incidentFilter, of: 'i' }),
  }),
);

builder.objectField(SystemRef, 'incidents', (t) =>
  t.field({
    type: IncidentConnection,
    description: 'Incidents in which this system was seen, the latest first.',
    args: filteredArgs(t.arg, IncidentFilterInput),
    resolve: ({ slug }, args, { load }) =>
      filteredPage(load, incidentsOfSystem, { key: slug, args, rule: incidentFilter, of: 'i' }),
  }),
);

builder.queryFields((t) => ({
  incident: t.field({
    type: IncidentRef,
    nullable: true,
    description: 'One incident; null where the slug is unknown.',
    args: { slug: t.arg.string({ required: true, description: 'Slug of the incident.' }) },
    resolve: (_root, { slug }, { load }) => load.one(incidentBySlug, slug),
  }),
  incidents: t.field({
    type: IncidentConnection,
    description: 'Incidents; all of them, the latest first, where nothing else is asked for.',
    args: listArgs(t.arg, IncidentFilterInput, IncidentOrderInput),
    resolve: (_root, { orderBy, ...args }, { load }) => {
      const listing = incidentsIn(orderBy);
      return filteredPage(load, listing, { key: '', args, rule: incidentFilter, of: 'i' });
    },
  }),
}));
