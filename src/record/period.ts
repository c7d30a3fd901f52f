// The years, months or days between which money can be used.
import { z } from 'zod';
import { calendarDate, ENDS_BEFORE_START, inOrder } from './fuzzy-date.js';
import { withoutAbsent } from './normal-form.js';
import { ifSound } from './sound.js';

export const period = z
  .strictObject({ start: calendarDate.optional(), end: calendarDate.optional() })
  .refine(({ start, end }) => (start ?? end) !== undefined, {
    error: 'must have a start or an end',
    ...ifSound('start', 'end'),
  })
  .refine(({ start, end }) => inOrder(start, end), {
    path: ['end'],
    error: ENDS_BEFORE_START,
    ...ifSound('start', 'end'),
  });

type Period = z.output<typeof period>;

interface PeriodColumns {
  periodStart: string | null;
  periodEnd: string | null;
}

export function periodColumns(period: Period = {}): PeriodColumns {
  return { periodStart: period.start ?? null, periodEnd: period.end ?? null };
}

export function periodOf({ periodStart, periodEnd }: PeriodColumns): Period | undefined {
  if (periodStart === null && periodEnd === null) return undefined;
  return withoutAbsent({ start: periodStart, end: periodEnd });
}
