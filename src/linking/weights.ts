/** What an article's features of one kind weigh, and how much of that another article has too. */
import type { Best } from './best.js';
import type { Gathered } from './gathered.js';

/** How much features say in the news of the days around. */
export interface Rarity {
  /** How many articles have it. */
  count(hash: number): number;
  /** How much a feature says that so many have. */
  of(count: number): number;
}

/**
 * How much of an article's weight may be in features that it is not found by, of the neutral ones and of the stems. By
 * Cauchy and Schwarz no article of a likeness above its root, 0.2, has only such in common with it, and one event takes
 * far more.
 */
const SLIGHT = 0.04;

/** The table has 2 to the power of so many places, or more. */
const SMALLEST = 9;

/** For one article after another, in the same memory. */
export class Weights {
  readonly #rarity: Rarity;
  readonly #worth: (hash: number) => number;
  #hashes: Int32Array = new Int32Array(0);
  #from = 0;
  #to = 0;
  /** In the order of the hashes. */
  #counts = new Int32Array(0);
  #squares = new Float64Array(0);
  /** Where each hash stands, counted from 1: a table with open addressing, at most an eighth full. */
  #places = new Int32Array(0);
  #shift = 0;
  #mask = 0;
  #sum = 0;
  #shared = 0;

  /** @param worth how much a feature says of the event, however rare it is */
  constructor(rarity: Rarity, worth: (hash: number) => number) {
    this.#rarity = rarity;
    this.#worth = worth;
  }

  /** Of the squares of all weights. */
  get sum(): number {
    return this.#sum;
  }

  /** How many features the last article that was compared has too. */
  get shared(): number {
    return this.#shared;
  }

  /** The article's hashes from there to before there, each once. */
  weigh(hashes: Int32Array, from: number, to: number): void {
    [this.#hashes, this.#from, this.#to, this.#sum] = [hashes, from, to, 0];
    this.#clear(to - from);
    for (let at = from; at < to; at++) {
      const hash = hashes[at] as number;
      const count = this.#rarity.count(hash);
      const square = this.#square(hash, count);
      this.#counts[at - from] = count;
      this.#squares[at - from] = square;
      this.#sum += square;
      this.#places[this.#find(hash)] = at - from + 1;
    }
  }

  /** The squares of what another article has too, together. */
  overlap(hashes: Int32Array, from: number, to: number): number {
    let sum = 0;
    this.#shared = 0;
    for (let at = from; at < to; at++) {
      const place = this.#places[this.#find(hashes[at] as number)] as number;
      if (place === 0) continue;
      sum += this.#squares[place - 1] as number;
      this.#shared++;
    }
    return sum;
  }

  /** Of what a feature weighs in any article. */
  squareOf(hash: number): number {
    return this.#square(hash, this.#rarity.count(hash));
  }

  /** Offers where each stands that others have too, the rarest as the best. */
  offerRarest(best: Best): void {
    for (let at = this.#from; at < this.#to; at++) {
      const count = this.#counts[at - this.#from] as number;
      if (count > 0) best.offer(at, -count);
    }
  }

  /** Gathers those that the article is found by: not those of next to no weight, which most articles have. */
  gatherTelling(telling: Gathered): void {
    // Were all of them as slight, they would be as slight together.
    const least = (SLIGHT * this.#sum) / (this.#to - this.#from);
    for (let at = this.#from; at < this.#to; at++) {
      if ((this.#squares[at - this.#from] as number) >= least) telling.push(this.#hashes[at] as number);
    }
  }

  #square(hash: number, count: number): number {
    const weight = this.#worth(hash) * this.#rarity.of(count);
    return weight * weight;
  }

  /** Where in the table it is, or would be. Hashes are spread evenly, by their first bits too. */
  #find(hash: number): number {
    const [places, hashes, before] = [this.#places, this.#hashes, this.#from - 1];
    let at = hash >>> this.#shift;
    while (places[at] !== 0 && hashes[before + (places[at] as number)] !== hash) at = (at + 1) & this.#mask;
    return at;
  }

  #clear(count: number): void {
    const power = Math.max(SMALLEST, 35 - Math.clz32(count));
    if (2 ** power > this.#places.length) {
      this.#counts = new Int32Array(2 ** (power - 3));
      this.#squares = new Float64Array(2 ** (power - 3));
      this.#places = new Int32Array(2 ** power);
    } else this.#places.fill(0, 0, 2 ** power);
    this.#shift = 32 - power;
    this.#mask = 2 ** power - 1;
  }
}
