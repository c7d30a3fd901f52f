/**
 * Finds texts that share most of their words in order, whatever was cut or put before.
 * MinHash: Broder, On the resemblance and containment of documents (1997). Bands: Leskovec, Rajaraman and Ullman, Mining
 * of Massive Datasets, chapter 3. The packages on npm are years old and hash single words.
 */
import { mix32 } from './hash.js';

const SHINGLE_WORDS = 3;
/** A feed's summary is shorter; what is longer is cut, so that no text costs more than another. */
const MOST_SHINGLES = 400;
/** Two texts with a resemblance of one half meet in a band with a probability of two thirds, of 0.7 with 0.99. */
const BANDS = 16;
const ROWS = 4;

/**
 * Hashes of each three words in a row, sorted, each once.
 * @param words a hash of each
 */
export function shingle(words: readonly number[]): Uint32Array {
  const count = Math.max(0, Math.min(words.length - SHINGLE_WORDS + 1, MOST_SHINGLES));
  const hashes = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    const [first, second, third] = [words[at] as number, words[at + 1] as number, words[at + 2] as number];
    hashes[at] = mix32(mix32(mix32(first) ^ second) ^ third);
  }
  hashes.sort();
  return hashes.filter((hash, at) => at === 0 || hash !== hashes[at - 1]);
}

/** One hash a band; texts that share one are worth comparing. Empty for a text of fewer than three words. */
export function bandsOf(shingles: Uint32Array): Int32Array {
  if (shingles.length === 0) return new Int32Array();
  return Int32Array.from({ length: BANDS }, (_, band) => {
    let hash = band;
    for (let row = 0; row < ROWS; row++) hash = mix32(hash ^ least(shingles, band * ROWS + row));
    return hash;
  });
}

function least(shingles: Uint32Array, seed: number): number {
  const salt = mix32(seed + 1);
  let found = 0xffffffff;
  for (let at = 0; at < shingles.length; at++) {
    const hash = mix32((shingles[at] as number) ^ salt);
    if (hash < found) found = hash;
  }
  return found;
}

/** The share of the shorter text that the longer one has, 0 to 1: a copy may be cut. */
export function containment(one: Uint32Array, other: Uint32Array): number {
  const shorter = Math.min(one.length, other.length);
  if (shorter === 0) return 0;
  let shared = 0;
  for (let a = 0, b = 0; a < one.length && b < other.length; ) {
    const [left, right] = [one[a] as number, other[b] as number];
    if (left === right) shared++;
    if (left <= right) a++;
    if (right <= left) b++;
  }
  return shared / shorter;
}
