/** Finds the zone behind the time of day of a written date. */
import { isDateWord } from './date-words.js';
import { type Zone, zoneOf } from './time-zones.js';

/** The zone that is written, else the one beside it, else UTC; null where it is not known. */
export function zoneOr(zone: string, beside: string): Zone | null {
  const name = zone || beside;
  return name === '' ? 0 : zoneOf(name);
}

/** Behind a clock, capitals that are no word of a date are a zone, and so is what calls itself a time. */
const CALLED_TIME = /(?:\b\p{L}+ ){0,2}\b\p{L}+ time\b/iu;
/** Months in Roman numerals. */
const ROMAN = /^(?:I{1,3}|IV|VI{0,3}|IX|XI{0,2})$/;
const NO_ZONE = new Set(['UHR', 'HRS', 'HOURS', 'H', 'HS', 'AM', 'PM', 'AD', 'CE', 'O']);

/** Minutes, a place, or null where a zone is written that is not known; and what else stands there. */
export function readZone(after: string, beside: string): { zone: Zone | null; rest: string } {
  const called = CALLED_TIME.exec(after)?.[0];
  if (called !== undefined) {
    const name = called.replace(/^(?:at|on) /i, '');
    return { zone: zoneOf(name), rest: after.replace(called, ' ') };
  }
  const rest: string[] = [];
  let numbered: Zone | null | undefined;
  let named: Zone | null | undefined;
  for (const token of after.split(/[\s,;]+/)) {
    const isNumbered = /^\p{L}*[+\-\u2212]\d{1,2}(?::?\d{2})?$/u.test(token);
    const zone = isNumbered ? null : zoneOf(token);
    // "pt." is a Friday in Polish, PT the Pacific.
    const isNamed = zone !== null && (token === token.toUpperCase() || !isDateWord(token));
    if (isNumbered) numbered ??= zoneOf(token);
    else if (isNamed) named ??= zone;
    else if (isUnknownZone(token)) named ??= null;
    else rest.push(token);
  }
  const zone = numbered !== undefined ? numbered : named;
  return { zone: zone === undefined ? zoneOr('', beside) : zone, rest: rest.join(' ') };
}

function isUnknownZone(token: string): boolean {
  return (
    (/^[A-Z]{2,5}$/.test(token) && !NO_ZONE.has(token) && !ROMAN.test(token) && !isDateWord(token)) ||
    /^[A-Z]\w+\/[\w/+-]+$/.test(token)
  );
}
