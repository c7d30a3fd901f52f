/** For how long a server says that its answer holds. */

/** Seconds, 0 where nothing is said. RFC 9111, section 4.2.1: `max-age` before `Expires`, less the time in caches. */
export function freshSeconds(header: (name: string) => string | null, now: Date): number {
  const control = header('cache-control') ?? '';
  if (/\b(no-cache|no-store)\b/i.test(control)) return 0;
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/i.exec(control)?.[1];
  const seconds = maxAge === undefined ? untilExpiry(header, now) : Number(maxAge) - Number(header('age') ?? 0);
  return Number.isFinite(seconds) ? Math.max(Math.floor(seconds), 0) : 0;
}

/** Counted on the server's own clock, where it shows one. */
function untilExpiry(header: (name: string) => string | null, now: Date): number {
  const date = Date.parse(header('date') ?? '');
  return (Date.parse(header('expires') ?? '') - (Number.isNaN(date) ? now.getTime() : date)) / 1000;
}
