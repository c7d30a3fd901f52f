// The days that a date as precise as its source can mean: "2025-11" is any day of that month.

/** Whether the calendar has such a year (YYYY), month (YYYY-MM) or day (YYYY-MM-DD). */
export function isFuzzyDate(value: string): boolean {
  if (!/^\d{4}(-\d\d(-\d\d)?)?$/.test(value) || value.startsWith('0000')) return false; // PostgreSQL has no year 0
  const day = earliestDay(value);
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
}

/** The first day of a year or month, as YYYY-MM-DD; a day is itself. */
export function earliestDay(value: string): string {
  return `${value}${'-01-01'.slice(value.length - 4)}`;
}

/** The last day of a year or month, as YYYY-MM-DD; a day is itself. */
export function latestDay(value: string): string {
  if (value.length === 4) return `${value}-12-31`;
  if (value.length > 7) return value;
  const last = new Date(`${value}-01T00:00:00Z`);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  return `${value}-${String(last.getUTCDate()).padStart(2, '0')}`;
}
