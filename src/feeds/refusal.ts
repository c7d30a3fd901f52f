/** Says in plain words what a server means that hands no document out, and until when it wants to be left alone. */
import type { Fetched } from './fetch.js';

const WORDS = new Map([
  [301, 'redirects, and does not say where to'],
  [302, 'redirects, and does not say where to'],
  [303, 'redirects, and does not say where to'],
  [304, 'says that nothing has changed, though there was nothing to compare'],
  [307, 'redirects, and does not say where to'],
  [308, 'redirects, and does not say where to'],
  [400, 'does not understand the request'],
  [401, 'wants a password'],
  [402, 'wants money for this page'],
  [403, 'refuses to hand the feed out'],
  [404, 'does not know this page'],
  [406, 'has the page in no form that can be read'],
  [407, 'wants a password for its proxy'],
  [408, 'lost patience with the request'],
  [429, 'asks us to come less often'],
  [451, 'may not hand the feed out, for legal reasons'],
  [500, 'has an internal error'],
  [502, 'cannot reach the server behind it'],
  [503, 'is not available just now'],
  [504, 'got no answer from the server behind it'],
]);

/** RFC 9110, section 10.2.3, and RFC 6585, section 4. */
const MAY_ASK_TO_WAIT = new Set([429, 503]);

export function refusal(status: number, retryAfter: string | null, now: Date): Fetched {
  const until = MAY_ASK_TO_WAIT.has(status) ? waitUntil(retryAfter, now) : null;
  if (until !== null) {
    const shown = until.toISOString().slice(0, 16).replace('T', ' ');
    return { kind: 'failed', error: `The server asks us to wait until ${shown} UTC (${status})`, retryAfter: until };
  }
  const words = WORDS.get(status) ?? (status >= 500 ? 'is in trouble' : 'gave an answer that is no document');
  const error = `The server ${words} (${status})`;
  return status >= 500 || status === 408 || status === 429
    ? { kind: 'failed', error }
    : { kind: 'failed', error, refused: true };
}

const LONGEST_WAIT_MS = 24 * 60 * 60_000;

/** Seconds or an HTTP date; null where it is neither, or past. */
function waitUntil(value: string | null, now: Date): Date | null {
  const written = value?.trim() ?? '';
  const wait = /^\d+$/.test(written) ? Number(written) * 1000 : Date.parse(written) - now.getTime();
  return wait > 0 ? new Date(now.getTime() + Math.min(wait, LONGEST_WAIT_MS)) : null;
}
