// The history of a funding line's stage, each entry with the sum and the sources that say so.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { ClaimRank, FundingStage } from '../database/generated/enums.js';
import { citations } from './citation.js';
import { dateColumns, dateOf, notedDate } from './fuzzy-date.js';
import { entryList } from './list.js';
import { money, moneyColumns, NO_MONEY, optionalMoneyOf } from './money.js';
import { unless, unlessEmpty, withoutAbsent } from './normal-form.js';
import type { Row } from './row.js';
import { text } from './text.js';

const fundingEvent = z.strictObject({
  stage: z.enum(FundingStage),
  date: notedDate.optional(),
  money: money.optional(),
  rank: z.enum(ClaimRank).optional(),
  note: text.optional(),
  sources: citations.optional(),
});

/** At least one; one at most is PREFERRED. */
export const fundingEvents = entryList('stageHistory', fundingEvent).min(1, 'must have one entry or more');

type FundingEvent = z.output<typeof fundingEvent>;
export type FundingEventRow = Row<Prisma.FundingEventModel>;
export type FundingEventSourceRow = Row<Prisma.FundingEventSourceModel>;

export function fundingEventRows(fundingSlug: string, events: FundingEvent[]): FundingEventRow[] {
  return events.map((event, position) => ({
    fundingSlug,
    position,
    stage: event.stage,
    ...dateColumns('date', event.date),
    dateNote: typeof event.date === 'object' ? (event.date.note ?? null) : null,
    ...(event.money === undefined ? NO_MONEY : moneyColumns(event.money)),
    rank: event.rank ?? 'NORMAL',
    note: event.note ?? null,
  }));
}

export function fundingEventSourceRows(fundingSlug: string, events: FundingEvent[]): FundingEventSourceRow[] {
  return events.flatMap(({ sources = [] }, eventPosition) =>
    sources.map((sourceSlug, position) => ({ fundingSlug, eventPosition, sourceSlug, position })),
  );
}

export function fundingEventsOf(rows: FundingEventRow[], sources: FundingEventSourceRow[]): FundingEvent[] {
  return rows.map((row) => {
    const cited = sources.filter(({ eventPosition }) => eventPosition === row.position);
    return withoutAbsent({
      stage: row.stage,
      date: dateOf('date', row, { note: row.dateNote ?? undefined }),
      money: optionalMoneyOf(row),
      rank: unless('NORMAL', row.rank),
      note: row.note,
      sources: unlessEmpty(cited.map(({ sourceSlug }) => sourceSlug)),
    });
  });
}
