/** How well an article's date fits a record's. */
import type { IndexedCandidate, InferenceCandidate } from './candidate.js';

const DAY = 86_400_000;

/** days after the last thing known → weight; news of an incident is dense and short, of a deal thin and long */
const INCIDENT: [days: number, weight: number][] = [
  [3, 0.25],
  [7, 0.2],
  [30, 0.1],
];
const DEAL: [days: number, weight: number][] = [
  [30, 0.2],
  [120, 0.1],
];
/** Talk comes before the signature. */
const RUMOUR_DAYS = 30;
/** Dates are local, publication is UTC. */
const SLACK_DAYS = 1;
// Later an incident is background, and a new one is likelier.
const INCIDENT_FORGOTTEN_DAYS = 60;

/** 0 where dates say nothing, null where they rule the record out. */
export function dateWeight(
  { bounds, recordKind }: Pick<IndexedCandidate, 'bounds' | 'recordKind'>,
  publishedAt: Date,
): number | null {
  if (bounds === null) return 0;
  const isIncident = recordKind === 'INCIDENT';
  const at = publishedAt.getTime();
  const before = (bounds.first - at) / DAY;
  const after = (at - bounds.last) / DAY;
  if (isIncident && (before > SLACK_DAYS || after > INCIDENT_FORGOTTEN_DAYS)) return null;
  if (before > (isIncident ? SLACK_DAYS : RUMOUR_DAYS)) return 0;
  for (const [days, weight] of isIncident ? INCIDENT : DEAL) if (after <= days) return weight;
  return 0;
}

/** Milliseconds since 1970. */
export type Bounds = { first: number; last: number };

export function readBounds({ from, to }: InferenceCandidate): Bounds | null {
  const [first, last] = [from ?? to, to ?? from];
  if (first === null || last === null) return null;
  return { first: new Date(first).getTime(), last: latest(last).getTime() };
}

/** The end of a day, a month or a year. */
function latest(date: string): Date {
  const end = new Date(date);
  if (date.length === 4) end.setUTCFullYear(end.getUTCFullYear() + 1);
  else if (date.length === 7) end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setUTCDate(end.getUTCDate() + 1);
  return end;
}
