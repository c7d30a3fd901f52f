import { describe, expect, test } from 'vitest';
import { freshSeconds } from '../../src/feeds/freshness.js';
import { hintsOf } from '../../src/feeds/hints.js';
import { backoff, intervalOf, later, outsideSkips, rhythm } from '../../src/feeds/interval.js';
import { documentOf } from './fixture.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const now = new Date('2026-11-24T12:00:00Z'); // a Tuesday
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const every = (seconds: number, latest = 0) => Array.from({ length: 20 }, (_, at) => ago(latest + at * seconds));

describe('the rhythm of a feed', () => {
  test.each([
    ['an article a minute', every(MINUTE), 5 * MINUTE],
    ['an article an hour', every(HOUR), HOUR / 2],
    ['an article a week', every(7 * DAY), DAY],
    ['a burst just now', every(0), 5 * MINUTE],
    ['an article an hour, the last ten hours ago', every(HOUR, 10 * HOUR), HOUR],
    ['an article an hour, the last a month ago', every(HOUR, 30 * DAY), DAY],
    ['one article', [now], 30 * MINUTE],
    ['nothing yet', [], 30 * MINUTE],
  ])('with %s is %#', (_what, published, seconds) => {
    expect(rhythm(published, now)).toBe(seconds);
  });

  test('is made slower by wishes, never faster, and a day at most', () => {
    expect(intervalOf(HOUR, 10 * MINUTE, 0)).toBe(HOUR);
    expect(intervalOf(HOUR, 0, 2 * HOUR)).toBe(2 * HOUR);
    expect(intervalOf(HOUR, 30 * DAY)).toBe(DAY);
  });
});

test('failures double the wait, from half an hour to three days', () => {
  const waits = [1, 2, 3, 8, 9, 1000].map((failures) => backoff(DAY, failures));
  expect(waits).toEqual([HOUR / 2, HOUR, 2 * HOUR, 64 * HOUR, 3 * DAY, 3 * DAY]);
  expect(backoff(5 * MINUTE, 1)).toBe(5 * MINUTE);
});

test('a wait varies upwards only', () => {
  expect(later(now, 100, 0)).toEqual(ago(-100));
  expect(later(now, 100, 1)).toEqual(ago(-110));
});

describe('what a document asks for', () => {
  const hints = (channel: string) => hintsOf(documentOf(`<rss><channel>${channel}<item><ttl>9</ttl></item></channel>`));
  test.each([
    ['<ttl>60</ttl>', 3600],
    ['<ttl> 99999 </ttl>', DAY],
    ['<ttl>soon</ttl>', 0],
    ['<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>', 1800],
    ['<sy:updatePeriod> daily </sy:updatePeriod>', DAY],
    ['<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>', 3600],
    ['<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>', 3600],
    ['', 0],
  ])('%s: %i seconds', (channel, seconds) => {
    expect(hints(channel).documentTtl).toBe(seconds);
  });

  test.each([4000, 4095, 4100, 60_000])('after %i characters about the feed', (characters) => {
    expect(hints(`${' '.repeat(characters)}<ttl>60</ttl>`).documentTtl).toBe(3600);
  });

  test('hours and days to stay away', () => {
    const asked = hints(
      '<skipHours><hour>24</hour><hour>1</hour><hour>1</hour></skipHours><skipDays><day>Saturday</day><day>Sunday</day></skipDays>',
    );
    expect(asked).toMatchObject({ skipHours: [0, 1], skipDays: [0, 6] });
  });

  test('a hostile head costs no time', { timeout: 2000 }, () => {
    for (const text of ['<ttl>', '<skipHours>', '<hour>', '<sy:updatePeriod>', '<item']) hints(text.repeat(100_000));
  });

  test.each([
    ['2026-11-24T12:34:00Z', [], [], '2026-11-24T12:34:00Z'],
    ['2026-11-24T12:34:00Z', [12, 13], [], '2026-11-24T14:34:00Z'],
    ['2026-11-27T23:34:00Z', [23], [6, 0], '2026-11-30T00:34:00Z'],
    ['2026-11-24T12:34:00Z', [], [0, 1, 2, 3, 4, 5, 6], '2026-11-24T12:34:00Z'],
  ])('%s, without hours %j and days %j, is %s', (due, skipHours, skipDays, expected) => {
    expect(outsideSkips(new Date(due), { skipHours, skipDays })).toEqual(new Date(expected));
  });
});

describe('for how long an answer holds', () => {
  test.each([
    [{ 'cache-control': 'public, max-age=600' }, 600],
    [{ 'cache-control': 'max-age=600', age: '500', expires: 'Tue, 24 Nov 2026 13:00:00 GMT' }, 100],
    [{ 'cache-control': 's-maxage=600' }, 0],
    [{ 'cache-control': 'max-age=600, no-cache' }, 0],
    [{ expires: 'Tue, 24 Nov 2026 13:00:00 GMT' }, 3600],
    [{ expires: 'Tue, 24 Nov 2026 13:00:00 GMT', date: 'Tue, 24 Nov 2026 12:30:00 GMT' }, 1800],
    [{ expires: '0' }, 0],
    [{ expires: 'Tue, 24 Nov 2026 11:00:00 GMT' }, 0],
    [{}, 0],
  ] as [Record<string, string>, number][])('%j: %i seconds', (headers, seconds) => {
    expect(freshSeconds((name) => headers[name] ?? null, now)).toBe(seconds);
  });
});
