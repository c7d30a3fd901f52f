// Numbers that sources give for an incident; competing numbers stand side by side.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { ClaimRank } from '../database/generated/enums.js';
import { entryList } from './list.js';
import { unless, withoutAbsent } from './normal-form.js';
import { quantity, quantityColumns, quantityOf } from './quantity.js';
import { reference } from './reference.js';
import type { Row } from './row.js';
import { text } from './text.js';

const incidentCount = z.strictObject({
  what: text,
  quantity,
  rank: z.enum(ClaimRank).optional(),
  statedBy: reference('actor').optional(),
  source: reference('source').optional(),
  note: text.optional(),
});

export const incidentCounts = entryList('counts', incidentCount);

type IncidentCount = z.output<typeof incidentCount>;
export type IncidentCountRow = Row<Prisma.IncidentCountModel>;

export function incidentCountRows(incidentSlug: string, counts: IncidentCount[] = []): IncidentCountRow[] {
  return counts.map((count, position) => ({
    incidentSlug,
    position,
    what: count.what,
    ...quantityColumns(count.quantity),
    rank: count.rank ?? 'NORMAL',
    statedBySlug: count.statedBy ?? null,
    sourceSlug: count.source ?? null,
    note: count.note ?? null,
  }));
}

export function incidentCountsOf(rows: IncidentCountRow[]): IncidentCount[] {
  return rows.map((row) =>
    withoutAbsent({
      what: row.what,
      quantity: quantityOf(row),
      rank: unless('NORMAL', row.rank),
      statedBy: row.statedBySlug,
      source: row.sourceSlug,
      note: row.note,
    }),
  );
}
