import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFailureLog, type FailureLog } from '../../src/feeds/failure-log.js';

const lines: Record<string, unknown>[] = [];
let failures: FailureLog;
beforeEach(() => {
  vi.useFakeTimers();
  lines.length = 0;
  failures = createFailureLog(pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line)) }));
});
afterEach(() => {
  failures.stop();
  vi.useRealTimers();
});

const messages = () => lines.map(({ msg }) => msg);
const fail = (feeds: string[], cause = 'EAI_AGAIN') => {
  for (const feed of feeds) failures.failed(feed, { cause, error: `${feed}.example could not be read` });
};
const named = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `feed-${from + at}`);
const AGAIN = 'EAI_AGAIN (its host name could not be looked up just now)';

test('feeds that fail for one cause are one line, however long each of them takes', () => {
  for (let at = 0; at < 35; at += 4) {
    fail(named(Math.min(4, 35 - at), at));
    vi.advanceTimersByTime(10_000);
  }
  vi.advanceTimersByTime(60_000);
  expect(messages()).toEqual([`35 feeds could not be reached: ${AGAIN}`]);
});

test('that goes on without another line', () => {
  fail(named(35));
  vi.advanceTimersByTime(20_000);
  for (let hour = 0; hour < 24; hour++) {
    fail(named(35));
    vi.advanceTimersByTime(3_600_000);
  }
  expect(messages()).toHaveLength(1);
});

test('feeds that join are told of together, ten minutes later', () => {
  fail(named(10));
  vi.advanceTimersByTime(20_000);
  for (const feed of named(20, 10)) {
    fail([feed]);
    vi.advanceTimersByTime(20_000);
  }
  vi.advanceTimersByTime(600_000);
  expect(messages()).toEqual([`10 feeds could not be reached: ${AGAIN}`, `30 feeds could not be reached: ${AGAIN}`]);
});

test('the end is told, and the next outage is new', () => {
  fail(named(2));
  vi.advanceTimersByTime(20_000);
  for (const feed of named(2)) failures.reached(feed);
  fail(named(2));
  vi.advanceTimersByTime(20_000);
  expect(messages()).toEqual([
    `2 feeds could not be reached: ${AGAIN}`,
    'no feed fails any more for EAI_AGAIN',
    `2 feeds could not be reached: ${AGAIN}`,
  ]);
});

test('causes are told apart, and a single feed by its name', () => {
  fail(['one'], 'ECONNREFUSED');
  fail(named(3));
  vi.advanceTimersByTime(20_000);
  expect(lines).toMatchObject([
    { feed: 'one', reason: 'one.example could not be read', msg: 'feed failed' },
    { cause: 'EAI_AGAIN', feeds: named(3) },
  ]);
});

test('a feed that was reached meanwhile is not told of', () => {
  fail(named(3));
  failures.reached('feed-1');
  vi.advanceTimersByTime(20_000);
  expect(messages()).toEqual([`2 feeds could not be reached: ${AGAIN}`]);
});

test('the end of the process loses nothing', () => {
  fail(named(3));
  failures.stop();
  expect(messages()).toEqual([`3 feeds could not be reached: ${AGAIN}`]);
});
