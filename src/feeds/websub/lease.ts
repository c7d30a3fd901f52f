// For how long a hub delivers, and when to ask again.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** What hubs are asked for. */
export const WANTED_SECONDS = (10 * DAY) / SECOND;
/** No promise is believed for longer. */
const LONGEST = 14 * DAY;
/** A hub that gives shorter leases is not asked more often. */
const SHORTEST_WAIT = 5 * MINUTE;
const FIRST_RETRY = 5 * MINUTE;
const LONGEST_RETRY = DAY;

export interface Lease {
  leasedUntil: Date;
  /** Half of the lease later: the other half is for what goes wrong. */
  renewAt: Date;
}

/** Null where the hub's word is no lease: it is a whole number of seconds, above 0. */
export function leaseOf(seconds: string | null, now: Date): Lease | null {
  if (seconds === null || !/^\d{1,15}$/.test(seconds) || Number(seconds) === 0) return null;
  const lease = Math.min(Number(seconds) * SECOND, LONGEST);
  return { leasedUntil: later(now, lease), renewAt: later(now, Math.max(lease / 2, SHORTEST_WAIT)) };
}

/** When to ask a hub again after so many failures in a row. */
export function retryAt(failures: number, now: Date): Date {
  return later(now, Math.min(FIRST_RETRY * 2 ** Math.min(failures - 1, 20), LONGEST_RETRY));
}

function later(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
