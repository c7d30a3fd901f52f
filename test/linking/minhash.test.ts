/** How often texts meet in a band, by how much of their words in order they share. */
import { expect, test } from 'vitest';
import { Gathered } from '../../src/linking/gathered.js';
import { mix32 } from '../../src/linking/hash.js';
import { gatherBands, shingle } from '../../src/linking/minhash.js';

const PAIRS = 1000;

function gathered(numbers: number[]): Gathered {
  const all = new Gathered();
  for (const number of numbers) all.push(number);
  return all;
}

function inOrder(numbers: Gathered): number[] {
  return Array.from({ length: numbers.count }, (_, at) => numbers.at(at));
}

function shinglesOf(words: number[]): number[] {
  const shingles = new Gathered();
  shingle(gathered(words), shingles);
  return inOrder(shingles);
}

function bandsOf(shingles: number[]): number[] {
  const bands = new Gathered();
  gatherBands(gathered(shingles), bands);
  return inOrder(bands);
}

/** The share of pairs that meet, of so many shingles each, which have so many in common. */
function meetings(size: number, shared: number): number {
  let met = 0;
  for (let pair = 0; pair < PAIRS; pair++) {
    const numbers = Array.from({ length: 2 * size - shared }, (_, at) => mix32(pair * 1000 + at) | 0);
    const one = bandsOf(numbers.slice(0, size));
    const other = bandsOf(numbers.slice(size - shared));
    if (one.some((band, at) => band === other[at])) met++;
  }
  return met / PAIRS;
}

// Of 60 shingles each: a resemblance of 0.7, of one half, of a tenth.
test.each([
  [60, 49, 0.96, 1],
  [60, 40, 0.78, 0.86],
  [60, 11, 0, 0.1],
  [8, 7, 0.97, 1],
])('of pairs of %i shingles that share %i, between %d and %d meet', (size, shared, least, most) => {
  const share = meetings(size, shared);
  expect(share).toBeGreaterThanOrEqual(least);
  expect(share).toBeLessThanOrEqual(most);
});

test('shingles are the same whatever comes before and after, and each is there once', () => {
  const words = Array.from({ length: 30 }, (_, at) => at % 20);
  const whole = shinglesOf(words);
  expect(new Set(whole).size).toBe(whole.length);
  expect(shinglesOf(words.slice(5, 15)).every((hash) => whole.includes(hash))).toBe(true);
  expect(shinglesOf([1, 2])).toHaveLength(0);
});
