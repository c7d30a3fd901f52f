/** The articles that a window remembers, in columns: objects of their own would cost at each collection of garbage. */
import type { Times } from './lists-by-time.js';
import type { Signature } from './signature.js';
import { SignatureStore } from './signature-store.js';

const FEW = 16;

/** An article is its slot, which is another's once it is forgotten. */
export class Remembered implements Times {
  at = new Float64Array(FEW);
  /** Whether it has left, and only stands where it stood. */
  isGone = new Uint8Array(FEW);
  readonly ids: string[] = [];
  readonly copies: (string | null)[] = [];
  readonly #languages: (string | null)[] = [];
  readonly #signatures = new SignatureStore();
  /** Slots that were an article's. */
  readonly #free: number[] = [];
  #signature: Signature = {
    at: 0,
    language: null,
    hashes: new Int32Array(0),
    neutral: 0,
    stems: 0,
    shingles: 0,
    bands: 0,
    end: 0,
  };

  get count(): number {
    return this.ids.length - this.#free.length;
  }

  /** How many slots there is room for. */
  get room(): number {
    return this.at.length;
  }

  add(id: string, signature: Signature, copyOf: string | null): number {
    const slot = this.#free.pop() ?? this.ids.length;
    if (slot === this.room) this.#grow();
    this.at[slot] = signature.at;
    this.isGone[slot] = 0;
    this.ids[slot] = id;
    this.copies[slot] = copyOf;
    this.#languages[slot] = signature.language;
    this.#signatures.put(slot, signature);
    return slot;
  }

  remove(slot: number): void {
    this.#signatures.drop(slot);
    this.#free.push(slot);
  }

  /** Holds until the next one is asked for, or an article added. */
  signature(slot: number): Signature {
    const signature = this.#signature;
    signature.at = this.at[slot] as number;
    signature.language = this.#languages[slot] as string | null;
    this.#signatures.read(slot, signature);
    return signature;
  }

  #grow(): void {
    const [at, isGone] = [this.at, this.isGone];
    this.at = new Float64Array(2 * at.length);
    this.isGone = new Uint8Array(2 * at.length);
    this.at.set(at);
    this.isGone.set(isGone);
  }
}
