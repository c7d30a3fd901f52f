/** Which hashes are none of a set's, told from so little memory that it stays near: a Bloom filter of one number a hash. */
import { mix32 } from './hash.js';

/** Bits for each hash at the least: of those that are not in the set one in twenty passes. More would not stay as near. */
const BITS = 8;
const SMALLEST = 64;

export class Sketch {
  readonly #bits: Int32Array;

  constructor(hashes: Iterable<number>, count: number) {
    let size = SMALLEST;
    while (size * 32 < count * BITS) size *= 2;
    this.#bits = new Int32Array(size);
    for (const hash of hashes) {
      const mixed = mix32(hash);
      (this.#bits[mixed & (size - 1)] as number) |= patternOf(mixed);
    }
  }

  mayHave(hash: number): boolean {
    const mixed = mix32(hash);
    const pattern = patternOf(mixed);
    return ((this.#bits[mixed & (this.#bits.length - 1)] as number) & pattern) === pattern;
  }
}

/** Three of 32 bits, by the upper half of the hash: the lower half says where. */
function patternOf(mixed: number): number {
  return (1 << (mixed >>> 27)) | (1 << (mixed >>> 22)) | (1 << (mixed >>> 17));
}
