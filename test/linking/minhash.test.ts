/** How often texts meet in a band, by how much of their words in order they share. */
import { expect, test } from 'vitest';
import { Gathered } from '../../src/linking/gathered.js';
import { mix32 } from '../../src/linking/hash.js';
import { BANDS, shingle, writeBands } from '../../src/linking/minhash.js';

const PAIRS = 1000;

function shinglesOf(words: number[]): Int32Array {
  const [gathered, shingles] = [new Gathered(), new Gathered()];
  for (const word of words) gathered.push(word);
  shingle(gathered, shingles);
  return shingles.writeTo(new Int32Array(shingles.count), 0);
}

function bandsOf(shingles: Int32Array): Int32Array {
  const bands = new Int32Array(BANDS);
  writeBands(shingles, bands);
  return bands;
}

/** The share of pairs that meet, of so many shingles each, which have so many in common. */
function meetings(size: number, shared: number): number {
  let met = 0;
  for (let pair = 0; pair < PAIRS; pair++) {
    const numbers = Array.from({ length: 2 * size - shared }, (_, at) => mix32(pair * 1000 + at) | 0);
    const one = bandsOf(Int32Array.from(numbers.slice(0, size)).sort());
    const other = bandsOf(Int32Array.from(numbers.slice(size - shared)).sort());
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
  expect([...shinglesOf(words.slice(5, 15))].every((hash) => whole.includes(hash))).toBe(true);
  expect(shinglesOf([1, 2])).toHaveLength(0);
});
