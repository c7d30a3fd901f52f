/** How long a feed is left alone: after its own rhythm, its document's and its server's wishes, and its failures. */
import type { Hints } from './hints.js';

const SECOND = 1000;
const HOUR = 3600;
const DAY = 24 * HOUR;

const SHORTEST_INTERVAL = 5 * 60;
export const LONGEST_INTERVAL = DAY;
/** For a feed of which too little is known. */
const USUAL_INTERVAL = 30 * 60;
const LONGEST_BACKOFF = 3 * DAY;
/** Later by up to so much of the wait, so that feeds do not fall due together. */
const JITTER = 0.1;
const HOURS_OF_A_WEEK = 7 * 24;

/**
 * Seconds between attempts that a feed's own rhythm asks for. Half the usual gap between its recent articles, so that
 * one waits for a quarter of that on average; and longer the longer nothing has come, for feeds that fall asleep.
 * `published` may be in any order.
 */
export function rhythm(published: readonly Date[], now: Date): number {
  const times = published.map((date) => date.getTime() / SECOND).sort((one, other) => one - other);
  const latest = times.at(-1);
  if (latest === undefined || times.length < 3) return USUAL_INTERVAL;
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
  const silence = now.getTime() / SECOND - latest;
  return within(Math.max(median(gaps) / 2, silence / 10));
}

/** Seconds; the wishes of document and server make the wait longer and never shorter, a day at most. */
export function intervalOf(own: number, ...wishes: number[]): number {
  return within(Math.max(own, ...wishes));
}

/** Seconds after so many failures in a row: doubled each time, from half an hour or the feed's own interval. */
export function backoff(interval: number, failures: number): number {
  return Math.min(Math.min(interval, USUAL_INTERVAL) * 2 ** Math.min(failures - 1, 20), LONGEST_BACKOFF);
}

/** `chance` is from 0 to 1. */
export function later(now: Date, seconds: number, chance = Math.random()): Date {
  return new Date(Math.ceil(now.getTime() + seconds * (1 + JITTER * chance) * SECOND));
}

/** The first moment from `due` on at which the document does not ask to be left alone. */
export function outsideSkips(due: Date, { skipHours, skipDays }: Pick<Hints, 'skipHours' | 'skipDays'>): Date {
  const isSkipped = (date: Date) => skipHours.includes(date.getUTCHours()) || skipDays.includes(date.getUTCDay());
  const next = new Date(due);
  for (let hours = 0; hours < HOURS_OF_A_WEEK && isSkipped(next); hours++) next.setUTCHours(next.getUTCHours() + 1);
  // A document that is never to be fetched has a mistake in it.
  return isSkipped(next) ? due : next;
}

function within(seconds: number): number {
  return Math.round(Math.min(Math.max(seconds, SHORTEST_INTERVAL), LONGEST_INTERVAL));
}

function median(numbers: readonly number[]): number {
  const ascending = numbers.toSorted((one, other) => one - other);
  return ascending[Math.floor(ascending.length / 2)] ?? 0;
}
