// When an incident happened. Dates that bound a stretch of time rather than one event carry the precision PERIOD.
import { z } from 'zod';
import type { DatePrecision } from '../database/generated/enums.js';
import { calendarDate, type DateColumns, dateColumns, dated, datedFields, dateOf } from './fuzzy-date.js';

export const incidentDate = z.union([
  calendarDate,
  dated(z.strictObject({ ...datedFields, precision: z.literal('PERIOD').optional() })),
]);

type IncidentDate = z.output<typeof incidentDate>;
interface Dates {
  start?: IncidentDate | undefined;
  end?: IncidentDate | undefined;
}
export type IncidentDateColumns = DateColumns<'startDate'> &
  DateColumns<'endDate'> & { datePrecision: DatePrecision | null };

/** A period has two ends: where one is said to bound it, both are. */
export function incidentDateColumns({ start, end }: Dates): IncidentDateColumns {
  return {
    ...dateColumns('startDate', start),
    ...dateColumns('endDate', end),
    datePrecision: boundsPeriod(start) || boundsPeriod(end) ? 'PERIOD' : null,
  };
}

export function incidentDatesOf(row: IncidentDateColumns): Dates {
  const precision = row.datePrecision === 'PERIOD' ? row.datePrecision : undefined;
  return { start: dateOf('startDate', row, { precision }), end: dateOf('endDate', row, { precision }) };
}

function boundsPeriod(date: IncidentDate | undefined): boolean {
  return typeof date === 'object' && date.precision === 'PERIOD';
}
