/** Reads the dates that feeds write; what cannot be read is null, never today. */
import { readClock } from './clock.js';
import { isMonthWord, monthsOf } from './date-words.js';
import { minutesEast, type Zone, zoneOf } from './time-zones.js';
import { readZone, zoneOr } from './written-zone.js';

interface Moment {
  year: number;
  /** 1 to 12 */
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** With a fraction where the feed wrote one. */
  second: number;
  /** Null where a zone is written that is not known. */
  zone: Zone | null;
}

/** A written date: the instant in RFC 3339 and UTC, or the day alone where its zone is not known. */
export type WrittenDate = { date: string; day: null } | { date: null; day: string };

/** What can be two dates until a language decides. */
const AMBIGUOUS = 'ambiguous';

const LONGEST = 120;
// Go's zero time and "0000-00-00" are no dates; no article on the web is from before 1900.
const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2999;

/** Days from which computers count: what is dated so has no date. */
const PLACEHOLDERS = new Set(['1900-01-01', '1901-12-13', '1904-01-01', '1970-01-01']);

/** An RFC 3339 instant in UTC; null where not even the day is known, or only the day is. */
export function readDate(text: string, languages: readonly string[] = []): string | null {
  return readWrittenDate(text, languages)?.date ?? null;
}

/**
 * A date without a zone is taken as UTC, whatever the process's TZ says; one in a zone that is not known has its day
 * alone. `languages`, BCP 47, the likeliest first, tell what names of months mean, and whether the day comes first.
 */
export function readWrittenDate(text: string, languages: readonly string[] = []): WrittenDate | null {
  const read = parsed(text, languages);
  return read === AMBIGUOUS ? null : read && written(read);
}

/** Of the forms that nearly all feeds write, which no language changes: RFC 3339; null for any other. */
export function readUsualDate(text: string): string | null {
  const usual = readUsual(text);
  return usual && (written(usual)?.date ?? null);
}

/** Whether a text is a date in some language. */
export function isDate(text: string): boolean {
  const read = parsed(text, []);
  return read === AMBIGUOUS || (read !== null && written(read) !== null);
}

function parsed(text: string, languages: readonly string[]): Moment | typeof AMBIGUOUS | null {
  if (text.length > LONGEST) return null;
  const usual = readUsual(text);
  if (usual) return usual;
  // RFC 9557: a zone in brackets stands behind the offset, which says the same, or in its place.
  const bracketed = /\[!?([A-Za-z][\w/+-]*)\]/.exec(text)?.[1] ?? null;
  // RFC 822 §3.4.3: a comment, mostly the name of the zone.
  const comment = /\(([^()]*)\)/.exec(text)?.[1]?.trim() ?? '';
  const plain = text
    .normalize('NFKC')
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain === '') return null;
  if (/^\d{10}$/.test(plain)) return momentOf(Number(plain) * 1000);
  if (/^\d{13}$/.test(plain)) return momentOf(Number(plain));
  const beside = bracketed ?? (zoneOf(comment) === null ? '' : comment);
  return readIso(plain, beside) ?? readWords(plain, beside, languages);
}

function momentOf(instant: number): Moment {
  const date = new Date(instant);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds() + date.getUTCMilliseconds() / 1000,
    zone: 0,
  };
}

// What nearly all feeds write: RFC 822 as RSS shows it, and RFC 3339.
const USUAL_RFC822 =
  /^\s*(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:([+-])(0\d|1[0-8])([0-5]\d)|GMT|([A-Z]{2,4}))\s*$/;
const USUAL_RFC3339 =
  /^\s*(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2}(?:\.\d+)?)(?:Z|([+-])(0\d|1[0-8]):([0-5]\d))\s*$/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** What is read of these forms is what is read of them below, only sooner; null for any other. */
function readUsual(text: string): Moment | null {
  const rfc822 = USUAL_RFC822.exec(text);
  const found = rfc822 ?? USUAL_RFC3339.exec(text);
  if (!found) return null;
  const [, first = '', second = '', third = '', hour, minute, seconds, sign, hours = 0, minutes = 0, name] = found;
  const named = name === undefined ? null : zoneOf(name);
  if (name !== undefined && named === null) return null;
  const month = rfc822 ? MONTHS.indexOf(second) / 3 + 1 : Number(second);
  if (!Number.isInteger(month) || month < 1) return null;
  return {
    year: Number(rfc822 ? third : first),
    month,
    day: Number(rfc822 ? first : third),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(seconds),
    zone: named ?? (sign === '-' ? -1 : 1) * (60 * Number(hours) + Number(minutes)),
  };
}

// ISO 8601 dates, cut short (W3C-DTF) or in basic form, and with slashes or dots for dashes.
const ISO_ORDINAL = /^(\d{4})-?(\d{3})(?!\d)/;
const ISO_DATE = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|(\d{2})(\d{2})?)?(?![\d/.])/;
const ISO_TIME = /^(?:[T,_] ?| ?T ?| )(\d{1,2})(?::?(\d{2})(?::?(\d{2}(?:[.,]\d+)?))?)?(?!\d)/i;

function readIso(plain: string, beside: string): Moment | null {
  const ordinal = ISO_ORDINAL.exec(plain);
  const date = ordinal ?? ISO_DATE.exec(plain);
  if (!date) return null;
  const rest = plain.slice(date[0].length);
  const time = ISO_TIME.exec(rest);
  const zone = rest.slice(time?.[0].length ?? 0).trim();
  if (zone !== '' && zoneOf(zone) === null) return null;
  return {
    year: Number(date[1]),
    ...(ordinal ? dayOfYear(Number(date[1]), Number(date[2])) : monthAndDay(date)),
    hour: Number(time?.[1] ?? 0),
    minute: Number(time?.[2] ?? 0),
    second: Number((time?.[3] ?? '0').replace(',', '.')),
    zone: zoneOr(zone, beside),
  };
}

function monthAndDay([, , month, day, basicMonth, basicDay]: RegExpExecArray) {
  return { month: Number(month ?? basicMonth ?? 1), day: Number(day ?? basicDay ?? 1) };
}

function dayOfYear(year: number, day: number) {
  const date = new Date(Date.UTC(year, 0, day));
  return { month: date.getUTCFullYear() === year ? date.getUTCMonth() + 1 : 0, day: date.getUTCDate() };
}

const NUMERIC_DATE = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})\.?$/;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:\.|T)?$/;
/** With a sign of order, or an ending that only some languages write: "6.", "6th", "6-án", "6-го", "2026р.". */
const NUMBER = /^(\d{1,4})(?:[.ºª°]|-?\p{L}{1,3}\.?)?$/u;
const NAMED_MONTH = /^(\d{1,4})[-/.](\p{L}+\.?)[-/.](\d{1,4})\.?$|^(\d{1,2})(\p{L}{3,})(\d{4}|\d{2})$/u;
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

interface Parts {
  year?: number;
  month?: number;
  day?: number;
  /** What could be names of months and weekdays. */
  words: string[];
  numbers: string[];
  isAmbiguous?: boolean;
}

/** RFC 822 and everything near it: words and numbers in any order, in the languages of `date-words.ts`. */
function readWords(plain: string, beside: string, languages: readonly string[]): Moment | typeof AMBIGUOUS | null {
  const { before, after, hour, minute, second } = readClock(plain);
  const parts: Parts = { words: [], numbers: [] };
  const zone = readZone(after, beside);
  for (const token of [...tokensOf(before), ...tokensOf(zone.rest)]) readToken(token, parts, languages);
  readNumbers(parts);
  const { year, day = 1 } = parts;
  if (parts.isAmbiguous) return AMBIGUOUS;
  if (year === undefined) return null;
  const month = parts.month ?? monthIn(parts.words, { year, day }, languages);
  return typeof month === 'number' ? { year, month, day, hour, minute, second, zone: zone.zone } : month;
}

function tokensOf(text: string): string[] {
  return text
    .replace(/(\p{Lu}[\p{L}]+)\s+(F[oó]mhair)/giu, '$1$2')
    .split(/[\s,;|’']+/)
    .flatMap((token) => {
      const named = NAMED_MONTH.exec(token);
      if (named === null) return token;
      return named.slice(1).filter((part) => part !== undefined);
    })
    .filter((token) => token !== '');
}

function readToken(token: string, parts: Parts, languages: readonly string[]): void {
  const yearFirst = YEAR_FIRST.exec(token);
  const numbers = NUMERIC_DATE.exec(token);
  const number = NUMBER.exec(token)?.[1];
  if (yearFirst) {
    parts.year = Number(yearFirst[1]);
    parts.month = Number(yearFirst[3]);
    parts.day = Number(yearFirst[4]);
  } else if (numbers) Object.assign(parts, dayFirst(numbers, languages));
  else if (number !== undefined) parts.numbers.push(number);
  else if (/^\p{L}/u.test(token)) parts.words.push(token);
}

/** The day and the year, in either order; three numbers are a whole date, as in "6. 11. 2026" and "2026. 11. 06.". */
function readNumbers(parts: Parts): void {
  const [first = '', second = '', third = ''] = parts.numbers;
  const hasMonth = parts.month !== undefined || parts.words.some((word) => isMonthWord(word) || isRoman(word));
  if (!hasMonth && parts.numbers.length === 3 && first.length === 4) {
    Object.assign(parts, { year: Number(first), month: Number(second), day: Number(third) });
  } else if (!hasMonth && parts.numbers.length === 3 && third.length === 4) {
    Object.assign(parts, { day: Number(first), month: Number(second), year: Number(third) });
  } else {
    for (const number of parts.numbers) {
      if (number.length <= 2 && parts.day === undefined) parts.day = Number(number);
      else parts.year ??= fullYear(number);
    }
  }
}

function isRoman(word: string): boolean {
  return ROMAN.includes(word.replace(/\.$/, ''));
}

/** Where languages differ, the weekday may decide: only one of the months has that day on it. */
function monthIn(
  words: readonly string[],
  { year, day }: { year: number; day: number },
  languages: readonly string[],
): number | typeof AMBIGUOUS | null {
  const choices = monthsOf(words, languages);
  const months = new Set(choices.map(({ month }) => month));
  if (months.size === 0) {
    const roman = words.findLast(isRoman);
    return roman === undefined ? null : ROMAN.indexOf(roman.replace(/\.$/, '')) + 1;
  }
  const [only] = months;
  if (months.size === 1 && only !== undefined) return only;
  const onDay = choices.filter(
    ({ month, weekday }) => weekday !== null && new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday,
  );
  const [agreed, another] = new Set(onDay.map(({ month }) => month));
  return agreed === undefined || another !== undefined ? AMBIGUOUS : agreed;
}

/** 31/12/2003, 12/31/2003 and 31.12.2003; 03/04/2003 is two dates at once where no language says which. */
function dayFirst([, first, separator, second, year]: RegExpExecArray, languages: readonly string[]): Partial<Parts> {
  const [a, b] = [Number(first), Number(second)];
  if (separator === '.' || a > 12 || a === b) return { day: a, month: b, year: fullYear(year ?? '') };
  if (b > 12) return { day: b, month: a, year: fullYear(year ?? '') };
  const [language] = languages;
  if (language === undefined || MAYBE_MONTH_FIRST.test(language)) return { isAmbiguous: true };
  return { day: a, month: b, year: fullYear(year ?? '') };
}

/** English without a region may be American; of European languages none writes the month first. */
const MAYBE_MONTH_FIRST = /^en(?:$|[-_](?:US|PH|CA)\b)/i;

/** RFC 5322 §4.3: two digits below 50 are of this century, and three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 3) return year;
  return year + (digits.length <= 2 && year < 50 ? 2000 : 1900);
}

function written({ year, month, day, hour, minute, second, zone }: Moment): WrittenDate | null {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || month > 12) return null;
  if (day < 1 || (day > 28 && day > new Date(Date.UTC(year, month, 0)).getUTCDate())) return null;
  // Hour 24 (ISO 8601) and second 60 (a leap second) roll over; nothing else may.
  if (hour > 24 || minute > 59 || second >= 61) return null;
  const local = Date.UTC(year, month - 1, day, hour, minute) + second * 1000;
  if (zone === null) {
    const localDay = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
    return PLACEHOLDERS.has(localDay) ? null : { date: null, day: localDay };
  }
  const date = new Date(local - minutesEast(zone, local) * 60_000).toISOString();
  return year < LATEST_PLACEHOLDER && isPlaceholder(date, local) ? null : { date, day: null };
}

const LATEST_PLACEHOLDER = 1971;

/** In any zone: an instant that is the placeholder's in UTC, or a local time that is. */
function isPlaceholder(date: string, local: number): boolean {
  return PLACEHOLDERS.has(date.slice(0, 10)) || PLACEHOLDERS.has(new Date(local).toISOString().slice(0, 10));
}
