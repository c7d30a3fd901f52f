/** Reads the dates that feeds write; what cannot be read is null, never today. */
import { monthOf, offsetOf } from './date-words.js';

interface Moment {
  year: number;
  /** 1 to 12 */
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** With a fraction where the feed wrote one. */
  second: number;
  /** Minutes east of UTC. */
  offset: number;
}

const LONGEST = 120;
// Go's zero time and "0000-00-00" are no dates; no article on the web is from before 1900.
const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2999;

/** An RFC 3339 instant in UTC. A date without a zone is taken as UTC, whatever the process's TZ says. */
export function readDate(text: string): string | null {
  if (text.length > LONGEST) return null;
  const usual = readUsual(text);
  if (usual) return toInstant(usual);
  // RFC 822 §3.4.3: a comment, mostly the name of the zone.
  const written = text
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (written === '') return null;
  if (/^\d{10}$/.test(written)) return new Date(Number(written) * 1000).toISOString();
  if (/^\d{13}$/.test(written)) return new Date(Number(written)).toISOString();
  const moment = readIso(written) ?? readWords(written);
  return moment && toInstant(moment);
}

// What nearly all feeds write: RFC 822 as RSS shows it, and RFC 3339.
const USUAL_RFC822 =
  /^\s*(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|([+-])(0\d|1[0-8])([0-5]\d))\s*$/;
const USUAL_RFC3339 =
  /^\s*(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2}(?:\.\d+)?)(?:Z|([+-])(0\d|1[0-8]):([0-5]\d))\s*$/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** What is read of these forms is what is read of them below, only sooner; null for any other. */
function readUsual(text: string): Moment | null {
  const rfc822 = USUAL_RFC822.exec(text);
  const found = rfc822 ?? USUAL_RFC3339.exec(text);
  if (!found) return null;
  const [, first = '', second = '', third = '', hour, minute, seconds, sign, hours = 0, minutes = 0] = found;
  const month = rfc822 ? MONTHS.indexOf(second) / 3 + 1 : Number(second);
  if (!Number.isInteger(month) || month < 1) return null;
  return {
    year: Number(rfc822 ? third : first),
    month,
    day: Number(rfc822 ? first : third),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(seconds),
    offset: (sign === '-' ? -1 : 1) * (60 * Number(hours) + Number(minutes)),
  };
}

// ISO 8601 dates, cut short (W3C-DTF) or in basic form, and with slashes or dots for dashes.
const ISO_ORDINAL = /^(\d{4})-?(\d{3})(?!\d)/;
const ISO_DATE = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|(\d{2})(\d{2})?)?(?![\d/.])/;
const ISO_TIME = /^(?:[T,_] ?| ?T ?| )(\d{1,2})(?::?(\d{2})(?::?(\d{2}(?:[.,]\d+)?))?)?(?!\d)/i;

function readIso(written: string): Moment | null {
  const ordinal = ISO_ORDINAL.exec(written);
  const date = ordinal ?? ISO_DATE.exec(written);
  if (!date) return null;
  const rest = written.slice(date[0].length);
  const time = ISO_TIME.exec(rest);
  const zone = rest.slice(time?.[0].length ?? 0).trim();
  const offset = zone === '' ? 0 : offsetOf(zone);
  if (offset === null) return null;
  return {
    year: Number(date[1]),
    ...(ordinal ? dayOfYear(Number(date[1]), Number(date[2])) : monthAndDay(date)),
    hour: Number(time?.[1] ?? 0),
    minute: Number(time?.[2] ?? 0),
    second: Number((time?.[3] ?? '0').replace(',', '.')),
    offset,
  };
}

function monthAndDay([, , month, day, basicMonth, basicDay]: RegExpExecArray) {
  return { month: Number(month ?? basicMonth ?? 1), day: Number(day ?? basicDay ?? 1) };
}

function dayOfYear(year: number, day: number) {
  const date = new Date(Date.UTC(year, 0, day));
  return { month: date.getUTCFullYear() === year ? date.getUTCMonth() + 1 : 0, day: date.getUTCDate() };
}

const CLOCK = /(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?(?: ?([ap])\.?m\b\.?)?/i;
const NUMERIC_DATE = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;

/** RFC 822 and everything near it: words in any order, in the languages of `date-words.ts`. */
function readWords(written: string): Moment | null {
  const clock = CLOCK.exec(written);
  const words = (clock ? `${written.slice(0, clock.index)} ${written.slice(clock.index + clock[0].length)}` : written)
    .split(/[\s,;]+/)
    .flatMap((word) => (/^\d{1,2}-[^\d-]+-\d+$/.test(word) ? word.split('-') : word))
    .filter((word) => word !== '');
  const found: { year?: number; month?: number | null; day?: number } = {};
  let named: number | null = null;
  let numbered: number | null = null;
  for (const word of words) {
    const numbers = NUMERIC_DATE.exec(word);
    const number = /^(\d{1,4})(?:st|nd|rd|th|er|\.|º)?$/i.exec(word)?.[1];
    if (numbers) Object.assign(found, dayFirst(numbers));
    else if (number && number.length <= 2 && found.day === undefined) found.day = Number(number);
    else if (number && found.year === undefined) found.year = fullYear(number);
    // The last one wins: "mar." before the day is a Tuesday in French, Spanish and Italian.
    else if (monthOf(word) !== null) found.month = monthOf(word);
    else if (/[+-]\d/.test(word)) numbered ??= offsetOf(word);
    else named ??= offsetOf(word);
  }
  if (found.year === undefined || found.month == null) return null;
  const hour = Number(clock?.[1] ?? 0);
  return {
    year: found.year,
    month: found.month,
    day: found.day ?? 1,
    hour: clock?.[4] ? (hour % 12) + (clock[4].toLowerCase() === 'p' ? 12 : 0) : hour,
    minute: Number(clock?.[2] ?? 0),
    second: Number((clock?.[3] ?? '0').replace(',', '.')),
    offset: numbered ?? named ?? 0,
  };
}

/** 31/12/2003, 12/31/2003 and 31.12.2003; 03/04/2003 is two dates at once, so it is none. */
function dayFirst([, first, separator, second, year]: RegExpExecArray) {
  const [a, b] = [Number(first), Number(second)];
  if (separator === '.' || a > 12 || a === b) return { day: a, month: b, year: fullYear(year ?? '') };
  return b > 12 ? { day: b, month: a, year: fullYear(year ?? '') } : {};
}

/** RFC 5322 §4.3: two digits below 50 are of this century, and three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 3) return year;
  return year + (digits.length <= 2 && year < 50 ? 2000 : 1900);
}

function toInstant({ year, month, day, hour, minute, second, offset }: Moment): string | null {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || month > 12) return null;
  if (day < 1 || (day > 28 && day > new Date(Date.UTC(year, month, 0)).getUTCDate())) return null;
  // Hour 24 (ISO 8601) and second 60 (a leap second) roll over; nothing else may.
  if (hour > 24 || minute > 59 || second >= 61) return null;
  return new Date(Date.UTC(year, month - 1, day, hour, minute) + second * 1000 - offset * 60_000).toISOString();
}
