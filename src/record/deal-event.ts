// The history of a deal's status, each entry with the sources that say so.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { ClaimRank, DealStatus } from '../database/generated/enums.js';
import { citations } from './citation.js';
import { dateColumns, dateOf, notedDate } from './fuzzy-date.js';
import { entryList } from './list.js';
import { unless, unlessEmpty, withoutAbsent } from './normal-form.js';
import type { Row } from './row.js';
import { text } from './text.js';

const dealEvent = z.strictObject({
  status: z.enum(DealStatus),
  date: notedDate.optional(),
  rank: z.enum(ClaimRank).optional(),
  note: text.optional(),
  sources: citations.optional(),
});

/** At least one; one at most is PREFERRED. */
export const dealEvents = entryList('statusHistory', dealEvent).min(1, 'must have one entry or more');

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
    rank: event.rank ?? 'NORMAL',
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
      rank: unless('NORMAL', row.rank),
      note: row.note,
      sources: unlessEmpty(cited.map(({ sourceSlug }) => sourceSlug)),
    });
  });
}
