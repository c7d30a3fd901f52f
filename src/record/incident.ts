// Incidents: incursions, crashes, sabotage and the like; an aggregate sums up many.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { Attribution, IncidentKind, Verification } from '../database/generated/enums.js';
import { citationRows, citations, citationsOf, type RecordSourceRow } from './citation.js';
import { type ClaimRow, claimRows, claims, claimsOf } from './claim.js';
import { ENDS_BEFORE_START, inOrder } from './fuzzy-date.js';
import { type IncidentActorRow, incidentActorRows, incidentActors, incidentActorsOf } from './incident-actor.js';
import { type IncidentCountRow, incidentCountRows, incidentCounts, incidentCountsOf } from './incident-count.js';
import { incidentDate, incidentDateColumns, incidentDatesOf } from './incident-date.js';
import type { Kind } from './kind.js';
import { slugList } from './list.js';
import { unless, unlessEmpty, withoutAbsent } from './normal-form.js';
import { partClaims } from './part-claim.js';
import { place, placeColumns, placeOf } from './place.js';
import { reference } from './reference.js';
import type { Row } from './row.js';
import { slug } from './slug.js';
import { ifSound } from './sound.js';
import { text } from './text.js';

const incidentSchema = z
  .strictObject({
    slug,
    name: text,
    kind: z.enum(IncidentKind),
    summary: text.optional(),
    note: text.optional(),
    start: incidentDate.optional(),
    end: incidentDate.optional(),
    timeNote: text.optional(),
    place: place.optional(),
    aggregate: z.boolean().optional(),
    counts: incidentCounts.optional(),
    actors: incidentActors.optional(),
    systems: slugList(reference('system')).optional(),
    effects: z.array(text).optional(),
    attribution: z.enum(Attribution).optional(),
    verification: z.enum(Verification).optional(),
    sources: citations.optional(),
    claims: claims.optional(),
  })
  .refine(({ start, end }) => inOrder(start, end), {
    path: ['end'],
    error: ENDS_BEFORE_START,
    ...ifSound('start', 'end'),
  })
  .refine(({ kind, aggregate }) => kind !== 'AGGREGATE' || aggregate === true, {
    path: ['aggregate'],
    error: 'must be true for an incident of kind AGGREGATE',
    ...ifSound('kind', 'aggregate'),
  })
  .superRefine(
    ({ attribution, actors = [] }, context) => {
      if ((attribution ?? 'UNATTRIBUTED') !== 'UNATTRIBUTED') return;
      for (const [index, { role, certainty }] of actors.entries()) {
        if (role !== 'PERPETRATOR' || certainty === 'DENIED') continue;
        context.addIssue({
          code: 'custom',
          path: ['actors', index, 'role'],
          message: 'nobody is named for an incident that is UNATTRIBUTED: PERPETRATOR takes an attribution',
        });
      }
    },
    ifSound('attribution', 'actors'),
  );

export type IncidentDocument = z.output<typeof incidentSchema>;
type IncidentRow = Row<Prisma.IncidentModel, 'headlinePosition'>;
type IncidentParts = {
  incidentCount: IncidentCountRow[];
  incidentActor: IncidentActorRow[];
  incidentSystem: Row<Prisma.IncidentSystemModel>[];
  recordSource: RecordSourceRow[];
  claim: ClaimRow[];
};

export const incident: Kind<IncidentDocument, IncidentRow, IncidentParts> = {
  name: 'incident',
  file: 'incidents.json',
  schema: incidentSchema,
  recordKind: 'INCIDENT',
  parts: ['incidentCount', 'incidentActor', 'incidentSystem', 'recordSource', 'claim'],
  rows: (document) => ({
    head: {
      slug: document.slug,
      name: document.name,
      kind: document.kind,
      summary: document.summary ?? null,
      note: document.note ?? null,
      ...incidentDateColumns(document),
      timeNote: document.timeNote ?? null,
      ...placeColumns(document.place),
      aggregate: document.aggregate ?? false,
      effects: document.effects ?? [],
      attribution: document.attribution ?? 'UNATTRIBUTED',
      verification: document.verification ?? 'REPORTED',
    },
    parts: {
      incidentCount: incidentCountRows(document.slug, document.counts),
      incidentActor: incidentActorRows(document.slug, document.actors),
      incidentSystem: systemRows(document.slug, document.systems),
      recordSource: citationRows(document.slug, document.sources),
      claim: claimRows('INCIDENT', document.slug, document.claims, [
        ...partClaims('counts', 'counts', document.counts),
        ...partClaims('actors', 'actors', document.actors),
      ]),
    },
  }),
  document: ({ head, parts }) =>
    withoutAbsent({
      slug: head.slug,
      name: head.name,
      kind: head.kind,
      summary: head.summary,
      note: head.note,
      ...incidentDatesOf(head),
      timeNote: head.timeNote,
      place: placeOf(head),
      aggregate: unless(false, head.aggregate),
      counts: unlessEmpty(incidentCountsOf(parts.incidentCount)),
      actors: unlessEmpty(incidentActorsOf(parts.incidentActor)),
      systems: unlessEmpty(parts.incidentSystem.map(({ systemSlug }) => systemSlug)),
      effects: unlessEmpty(head.effects),
      attribution: unless('UNATTRIBUTED', head.attribution),
      verification: unless('REPORTED', head.verification),
      sources: unlessEmpty(citationsOf(parts.recordSource)),
      claims: unlessEmpty(claimsOf(parts.claim)),
    }),
};

function systemRows(incidentSlug: string, systems: string[] = []) {
  return systems.map((systemSlug, position) => ({ incidentSlug, systemSlug, position }));
}
