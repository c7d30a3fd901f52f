/**
 * Finds texts that share most of their words in order, whatever was cut or put before.
 * MinHash: Broder, On the resemblance and containment of documents (1997). Bands: Leskovec, Rajaraman and Ullman, Mining
 * of Massive Datasets, chapter 3. The packages on npm are years old and hash single words.
 */
import type { Gathered } from './gathered.js';
import { mix32 } from './hash.js';

const SHINGLE_WORDS = 3;
/** A feed's summary is shorter; what is longer is cut, so that no text costs more than another. */
const MOST_SHINGLES = 400;
/** Two texts with a resemblance of one half meet in a band with a probability of 0.82, of 0.7 with 0.98. */
const BANDS = 6;
const ROWS = 2;

/**
 * Gathers hashes of each three words in a row, sorted, each once.
 * @param words a hash of each
 */
export function shingle(words: Gathered, shingles: Gathered): void {
  const count = Math.min(words.count - SHINGLE_WORDS + 1, MOST_SHINGLES);
  for (let at = 0; at < count; at++) {
    shingles.push(mix32(mix32(mix32(words.at(at)) ^ words.at(at + 1)) ^ words.at(at + 2)) | 0);
  }
  shingles.sortOnce();
}

/** Gathers one hash a band; texts that share one are worth comparing. There must be a shingle. */
export function gatherBands(shingles: Gathered, bands: Gathered): void {
  sketch(shingles);
  for (let band = 0; band < BANDS; band++) {
    let hash = band;
    for (let row = 0; row < ROWS; row++) hash = mix32(hash ^ (LEAST[band * ROWS + row] as number));
    bands.push(hash);
  }
}

const BINS = BANDS * ROWS;
const SALTS = Int32Array.from({ length: 2 * BINS }, (_, seed) => mix32(seed + 1));
const LEAST = new Uint32Array(BINS);
const FILLED_IN = new Uint8Array(BINS);
const NEVER = 0xff;

/**
 * The least hash of each bin, as likely to be the same in two texts as these are alike. All shingles are thrown into the
 * bins, again and again until none is empty, where plain MinHash would hash each shingle anew for each bin.
 * Dahlgaard, Knudsen and Thorup, Fast Similarity Sketching (2017), algorithm 1.
 */
function sketch(shingles: Gathered): void {
  FILLED_IN.fill(NEVER);
  let empty = BINS;
  for (let round = 0; empty > 0; round++) {
    const salt = SALTS[round] as number;
    for (let at = 0; at < shingles.count; at++) {
      const hash = mix32(shingles.at(at) ^ salt);
      // After so many rounds each has its turn, which fills it whatever chance has done.
      const bin = round < BINS ? Math.floor((hash * BINS) / 2 ** 32) : round - BINS;
      if (FILLED_IN[bin] === NEVER) {
        FILLED_IN[bin] = round;
        LEAST[bin] = hash;
        empty--;
      } else if (FILLED_IN[bin] === round && hash < (LEAST[bin] as number)) LEAST[bin] = hash;
    }
  }
}

/** A text's shingles, which stand among other hashes: from `shingles` to before `bands`. */
export interface Shingled {
  hashes: Int32Array;
  shingles: number;
  bands: number;
}

/** Whether the longer text has that share, 0 to 1, of the shorter one: a copy may be cut. */
export function contains(one: Shingled, other: Shingled, share: number): boolean {
  const [shorter, longer] = countOf(one) <= countOf(other) ? [one, other] : [other, one];
  const [wanted, there] = [shorter.hashes, longer.hashes];
  const count = countOf(shorter);
  if (count === 0) return false;
  // Most pairs are told apart by the first few that are missing.
  let missable = count - Math.ceil(share * count);
  for (let a = shorter.shingles, b = longer.shingles; a < shorter.bands; a++) {
    const hash = wanted[a] as number;
    while (b < longer.bands && (there[b] as number) < hash) b++;
    if ((b === longer.bands || there[b] !== hash) && --missable < 0) return false;
  }
  return true;
}

export function countOf({ shingles, bands }: Shingled): number {
  return bands - shingles;
}
