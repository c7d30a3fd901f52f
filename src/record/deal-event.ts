// The history of a deal's status, each entry with the sources that say so.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { DealStatus } from '../database/generated/enums.js';
import { citations } from './citation.js';
import { dateColumns, dateOf, notedDate } from './fuzzy-date.js';
import { unlessEmpty, withoutAbsent } from './normal-form.js';
import type { Row } from './row.js';
import { text } from './text.js';

export const dealEvent = z.strictObject({
  status: z.enum(DealStatus),
  date: notedDate.optional(),
  note: text.optional(),
  sources: citations.optional(),
});

type DealEvent = z.output<typeof dealEvent>;
export type DealEventRow = Row<Prisma.DealEventModel>;
export type DealEventSourceRow = Row<Prisma.DealEventSourceModel>;

export function dealEventRows(dealSlug: string, events: DealEvent[]): DealEventRow[] {
  return events.map((event, position) => ({
    dealSlug,
    position,
    status: event.status,
    ...dateColumns('date', event.date),
    dateNote: typeof event.date === 'object' ? (event.date.note ?? null) : null,
    note: event.note ?? null,
  }));
}

export function dealEventSourceRows(dealSlug: string, events: DealEvent[]): DealEventSourceRow[] {
  return events.flatMap(({ sources = [] }, eventPosition) =>
    sources.map((sourceSlug, position) => ({ dealSlug, eventPosition, sourceSlug, position })),
  );
}

export function dealEventsOf(rows: DealEventRow[], sources: DealEventSourceRow[]): DealEvent[] {
  return rows.map((row) => {
    const cited = sources.filter(({ eventPosition }) => eventPosition === row.position);
    return withoutAbsent({
      status: row.status,
      date: dateOf('date', row, { note: row.dateNote ?? undefined }),
      note: row.note,
      sources: unlessEmpty(cited.map(({ sourceSlug }) => sourceSlug)),
    });
  });
}
