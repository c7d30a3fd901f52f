/** When a document asks to be fetched again: RSS's `ttl`, `skipHours` and `skipDays`, and the Syndication module. */
import type { FeedDocument } from './document.js';

export interface Hints {
  /** Seconds for which the document asks to be left alone. */
  documentTtl: number;
  /** Hours of the day, 0 to 23 in UTC, at which it asks not to be fetched. */
  skipHours: number[];
  /** Days of the week, 0 for Sunday to 6, on which it asks the same. */
  skipDays: number[];
}

/** They stand before the first item, and all of them are ASCII. */
const HEAD_BYTES = [4 * 1024, 64 * 1024];
const PERIODS = new Map([
  ['hourly', 3600],
  ['daily', 86_400],
  ['weekly', 604_800],
  ['monthly', 2_629_746],
  ['yearly', 31_556_952],
]);
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** A document that asks for more has a mistake in it. */
const LONGEST_SECONDS = 86_400;

export function hintsOf({ bytes }: FeedDocument): Hints {
  const head = headOf(bytes);
  const asked = Math.max(Number(/<ttl>\s*(\d{1,6})\s*</.exec(head)?.[1] ?? 0) * 60, syndicationPeriod(head));
  return {
    documentTtl: Math.min(Math.floor(asked), LONGEST_SECONDS),
    skipHours: hoursIn(part(head, 'skiphours')),
    skipDays: DAYS.flatMap((day, number) => (part(head, 'skipdays').includes(day) ? [number] : [])),
  };
}

/** What stands before the first item, which most documents have within a few kilobytes. */
function headOf(bytes: Uint8Array): string {
  let head = '';
  for (const most of HEAD_BYTES) {
    const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, most));
    const text = start.toString('latin1').toLowerCase();
    const firstItem = text.search(/<(?:item|entry)[\s>]/);
    if (firstItem !== -1) return text.slice(0, firstItem);
    head = text;
  }
  return head;
}

/** RSS 1.0 Syndication module: so many updates a period, one where no number is given. */
function syndicationPeriod(head: string): number {
  const period = PERIODS.get(/<sy:updateperiod>\s*([a-z]{1,10})\s*</.exec(head)?.[1] ?? '') ?? 0;
  return period / Math.max(Number(/<sy:updatefrequency>\s*(\d{1,5})\s*</.exec(head)?.[1] ?? 1), 1);
}

/** RSS 0.91 counts to 24 where RSS 2.0 has 0. */
function hoursIn(text: string): number[] {
  const hours = [...text.matchAll(/<hour>\s*(\d{1,2})\s*</g)].map(([, hour]) => Number(hour) % 24);
  return [...new Set(hours)];
}

function part(head: string, name: string): string {
  const start = head.indexOf(`<${name}>`);
  return start === -1 ? '' : head.slice(start, head.indexOf(`</${name}>`, start));
}
