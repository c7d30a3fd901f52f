/** What is known of words, found by the letters of a text without cutting the word out of it. */
import { mix32 } from './hash.js';

const SMALLEST = 1024;
/** Slots for each word: the emptier the table, the sooner an unknown word is seen to be unknown. */
const SPARE = 4;

export class WordTable<Known extends { text: string }> {
  // Open addressing: two arrays of numbers and of references lie closer together than a map's buckets.
  #hashes = new Int32Array(SMALLEST);
  #known: (Known | undefined)[] = emptySlots(SMALLEST);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @yields each word's hash, and what is known of it */
  *entries(): Generator<[hash: number, known: Known]> {
    for (const [slot, known] of this.#known.entries()) {
      if (known !== undefined) yield [this.#hashes[slot] as number, known];
    }
  }

  /** @param hash of the word, as `hashOf` has it */
  find(hash: number, text: string, from = 0, to = text.length): Known | undefined {
    const mask = this.#hashes.length - 1;
    for (let slot = mix32(hash) & mask; ; slot = (slot + 1) & mask) {
      const known = this.#known[slot];
      if (known === undefined) return undefined;
      if (this.#hashes[slot] === hash && known.text.length === to - from && text.startsWith(known.text, from))
        return known;
    }
  }

  /** The word must not be there. */
  add(hash: number, known: Known): void {
    if ((this.#size + 1) * SPARE > this.#hashes.length) this.#grow();
    this.#put(hash, known);
    this.#size++;
  }

  #put(hash: number, known: Known): void {
    const mask = this.#hashes.length - 1;
    let slot = mix32(hash) & mask;
    while (this.#known[slot] !== undefined) slot = (slot + 1) & mask;
    this.#hashes[slot] = hash;
    this.#known[slot] = known;
  }

  #grow(): void {
    const [hashes, all] = [this.#hashes, this.#known];
    this.#hashes = new Int32Array(hashes.length * 2);
    this.#known = emptySlots(hashes.length * 2);
    for (let slot = 0; slot < all.length; slot++) {
      const known = all[slot];
      if (known !== undefined) this.#put(hashes[slot] as number, known);
    }
  }
}

function emptySlots<Known>(count: number): (Known | undefined)[] {
  return new Array<Known | undefined>(count).fill(undefined);
}
