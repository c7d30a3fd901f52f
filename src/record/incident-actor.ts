// Who is tied to an incident, as what, how surely and by whose word.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { Certainty, IncidentRole } from '../database/generated/enums.js';
import { entryList } from './list.js';
import { unless, withoutAbsent } from './normal-form.js';
import { reference } from './reference.js';
import type { Row } from './row.js';

const incidentActor = z.strictObject({
  actor: reference('actor'),
  role: z.enum(IncidentRole),
  certainty: z.enum(Certainty).optional(),
  statedBy: reference('actor').optional(),
  source: reference('source').optional(),
});

export const incidentActors = entryList('actors', incidentActor);

type IncidentActor = z.output<typeof incidentActor>;
export type IncidentActorRow = Row<Prisma.IncidentActorModel>;

export function incidentActorRows(incidentSlug: string, actors: IncidentActor[] = []): IncidentActorRow[] {
  return actors.map((entry, position) => ({
    incidentSlug,
    actorSlug: entry.actor,
    role: entry.role,
    position,
    certainty: entry.certainty ?? 'ASSERTED',
    statedBySlug: entry.statedBy ?? null,
    sourceSlug: entry.source ?? null,
  }));
}

export function incidentActorsOf(rows: IncidentActorRow[]): IncidentActor[] {
  return rows.map((row) =>
    withoutAbsent({
      actor: row.actorSlug,
      role: row.role,
      certainty: unless('ASSERTED', row.certainty),
      statedBy: row.statedBySlug,
      source: row.sourceSlug,
    }),
  );
}
