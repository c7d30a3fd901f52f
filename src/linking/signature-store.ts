/** Signatures of the articles that are remembered, one after the other in one piece of memory. */
import type { Signature } from './signature.js';

// What precedes a signature's hashes: whose they are, and how far from here each kind of them ends.
const [SLOT, NEUTRAL, STEMS, SHINGLES, END, HEADER] = [0, 1, 2, 3, 4, 5];
/** In the place of a slot. */
const DROPPED = -1;
/** The others close up when one part in so many was dropped, or there is no other room. */
const PART = 8;

type Hashes = Omit<Signature, 'at' | 'language'>;

export class SignatureStore {
  #memory = new Int32Array(256);
  #used = 0;
  #dropped = 0;
  /** Where each begins, by slot. */
  readonly #starts: number[] = [];

  /** How much memory there is, of four bytes each. */
  get length(): number {
    return this.#memory.length;
  }

  put(slot: number, { hashes, neutral, stems, shingles, bands, end }: Hashes): void {
    const length = HEADER + end - neutral;
    this.#makeRoom(length);
    const [memory, start] = [this.#memory, this.#used];
    const shift = HEADER - neutral;
    memory[start + SLOT] = slot;
    memory[start + NEUTRAL] = stems + shift;
    memory[start + STEMS] = shingles + shift;
    memory[start + SHINGLES] = bands + shift;
    memory[start + END] = length;
    for (let at = neutral; at < end; at++) memory[start + shift + at] = hashes[at] as number;
    this.#starts[slot] = start;
    this.#used += length;
  }

  /** Fills it in. It holds until the next one is put. */
  read(slot: number, signature: Hashes): void {
    const [memory, start] = [this.#memory, this.#starts[slot] as number];
    signature.hashes = memory;
    signature.neutral = start + HEADER;
    signature.stems = start + (memory[start + NEUTRAL] as number);
    signature.shingles = start + (memory[start + STEMS] as number);
    signature.bands = start + (memory[start + SHINGLES] as number);
    signature.end = start + (memory[start + END] as number);
  }

  drop(slot: number): void {
    const start = this.#starts[slot] as number;
    this.#memory[start + SLOT] = DROPPED;
    this.#dropped += this.#memory[start + END] as number;
  }

  #makeRoom(length: number): void {
    if (this.#used + length <= this.#memory.length) return;
    if (this.#dropped * PART >= this.#used) this.#closeUp();
    if (this.#used + length <= this.#memory.length) return;
    const memory = new Int32Array(Math.ceil((this.#used + length) * 1.25));
    memory.set(this.#memory);
    this.#memory = memory;
  }

  #closeUp(): void {
    const memory = this.#memory;
    let kept = 0;
    for (let start = 0, end = 0; start < this.#used; start = end) {
      end = start + (memory[start + END] as number);
      const slot = memory[start + SLOT] as number;
      if (slot === DROPPED) continue;
      memory.copyWithin(kept, start, end);
      this.#starts[slot] = kept;
      kept += end - start;
    }
    this.#used = kept;
    this.#dropped = 0;
  }
}
