/**
 * Finds texts that share most of their words in order, whatever was cut or put before.
 * MinHash: Broder, On the resemblance and containment of documents (1997). Bands: Leskovec, Rajaraman and Ullman, Mining
 * of Massive Datasets, chapter 3. The packages on npm are years old and hash single words.
 */
import { mix32 } from './hash.js';
import { sortedOnce } from './sorted-once.js';

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
  return sortedOnce(hashes);
}

/** One hash a band; texts that share one are worth comparing. Empty for a text of fewer than three words. */
export function bandsOf(shingles: Uint32Array): Int32Array {
  const bands = new Int32Array(shingles.length === 0 ? 0 : BANDS);
  for (let band = 0; band < bands.length; band++) {
    let hash = band;
    for (let row = 0; row < ROWS; row++) hash = mix32(hash ^ least(shingles, SALTS[band * ROWS + row] as number));
    bands[band] = hash;
  }
  return bands;
}

const SALTS = Uint32Array.from({ length: BANDS * ROWS }, (_, seed) => mix32(seed + 1));

/** Signed, since numbers of 32 bits with a sign are compared without making any of 64. */
function least(shingles: Uint32Array, salt: number): number {
  let found = 0x7fffffff;
  for (let at = 0; at < shingles.length; at++) {
    const hash = mix32((shingles[at] as number) ^ salt) | 0;
    if (hash < found) found = hash;
  }
  return found;
}

/** Whether the longer text has that share, 0 to 1, of the shorter one: a copy may be cut. */
export function contains(one: Uint32Array, other: Uint32Array, share: number): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (shorter.length === 0) return false;
  // Most pairs are told apart by the first few that are missing.
  let missable = shorter.length - Math.ceil(share * shorter.length);
  for (let a = 0, b = 0; a < shorter.length; a++) {
    const wanted = shorter[a] as number;
    while (b < longer.length && (longer[b] as number) < wanted) b++;
    if (longer[b] !== wanted && --missable < 0) return false;
  }
  return true;
}
