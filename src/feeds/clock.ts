/** Finds the time of day in a written date. */
import { isSecondHalf } from './date-words.js';

// "14:30", "14.30" behind a word that says so or before "Uhr", "14h30", "2 PM"; what follows may be a half of the day.
const CLOCKS = [
  /(?<![\d.:])(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?(?![\d:])/,
  /(?<=(?:^|[\s,])(?:klo|kl\.?|klokken|klockan|ore|godz\.?|um|alle|ob|at|às|kell|plkst\.?|ώρα|о|об|в|у|à) )(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?![\d.])/iu,
  /(?<![\d.:])(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?= ?(?:uhr|[ap]\.? ?m\b))/i,
  /(?<![\d.:])(\d{1,2}) ?h(?: ?(\d{2}))?(?![\p{L}\d])/iu,
  /(?<![\d.:])(\d{1,2})()(?= ?[ap]\.? ?m\b)/i,
];
const HALF_BEHIND = /^ ?((?:\p{L}{1,4}\.? ?){1,2}|\p{L}{2,10}\.?)/u;
const HALF_BEFORE = /(?:^|\s)(\p{L}{2,3}\.|ÖÖ|ÖS) ?$/u;

interface Clock {
  hour: number;
  minute: number;
  second: number;
  before: string;
  after: string;
}

/** What stands before the time of day and behind it, without the half of the day. Midnight where no time is written. */
export function readClock(plain: string): Clock {
  for (const pattern of CLOCKS) {
    const found = pattern.exec(plain);
    if (found === null) continue;
    const [{ length }, hour, minute, second] = found;
    let before = plain.slice(0, found.index);
    let after = plain.slice(found.index + length);
    let isSecond: boolean | undefined;
    for (const half of halvesIn(after)) {
      isSecond = isSecondHalf(half);
      if (isSecond === undefined) continue;
      after = after.trimStart().slice(half.length);
      break;
    }
    const early = isSecond === undefined ? HALF_BEFORE.exec(before) : null;
    if (early?.[1] !== undefined) {
      isSecond = isSecondHalf(early[1]);
      if (isSecond !== undefined) before = before.slice(0, early.index);
    }
    const hours = Number(hour);
    return {
      hour: isSecond === undefined || hours > 12 ? hours : (hours % 12) + (isSecond ? 12 : 0),
      minute: Number(minute || 0),
      second: Number((second ?? '0').replace(',', '.')),
      before,
      after,
    };
  }
  return { hour: 0, minute: 0, second: 0, before: plain, after: '' };
}

/** What may be a half of the day at the start of a text, the longest first: "p. m.", "p.", "PM". */
function halvesIn(after: string): string[] {
  const found = HALF_BEHIND.exec(after)?.[1]?.trim() ?? '';
  const dotted = /^ ?(\p{L}\.\p{L}\.)/u.exec(after)?.[1] ?? '';
  return [dotted, found, found.split(' ', 1)[0] ?? ''].filter((half) => half !== '');
}
