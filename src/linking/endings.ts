/** The words of names that an inflected word can come from, sought by their hashes alone: most words come from none. */
import { addToHash, EMPTY_HASH } from './hash.js';

export class EndingTree {
  /** For each node and letter the node of the ending that is one letter longer; 0 where none. */
  readonly #longer: Int16Array;
  /** For each node the endings of bases, in UTF-16 units. */
  readonly #bases: number[][][];
  readonly #letters = new Uint8Array(0x600);
  readonly #width: number;
  readonly #longest: number;
  readonly #states: Int32Array;

  /** @param endings what a form ends in → what its base can end in, with each shorter ending of an ending */
  constructor(endings: Map<string, string[]>) {
    const alphabet = [...new Set([...endings.keys()].join(''))];
    for (const [index, letter] of alphabet.entries()) this.#letters[letter.charCodeAt(0)] = index + 1;
    this.#width = alphabet.length + 1;
    this.#longest = Math.max(...[...endings.keys()].map(({ length }) => length));
    this.#states = new Int32Array(this.#longest + 1);
    const byLength = [...endings].sort(([one], [other]) => one.length - other.length);
    const nodes = new Map([['', 0]]);
    this.#longer = new Int16Array((byLength.length + 1) * this.#width);
    this.#bases = [[]];
    for (const [ending, bases] of byLength) {
      const shorter = nodes.get(ending.slice(1)) as number;
      const node = this.#bases.push(bases.map(unitsOf)) - 1;
      nodes.set(ending, node);
      this.#longer[shorter * this.#width + (this.#letters[ending.charCodeAt(0)] as number)] = node;
    }
  }

  /** Whether a base that the word can come from has a known hash. */
  someBase(text: string, from: number, to: number, isKnown: { mayHave: (hash: number) => boolean }): boolean {
    const reach = Math.min(this.#longest, to - from);
    this.#hashBeginnings(text, from, to);
    let node = 0;
    for (let letters = 1; letters <= reach; letters++) {
      const code = text.charCodeAt(to - letters);
      node = this.#longer[node * this.#width + (code < 0x600 ? (this.#letters[code] as number) : 0)] as number;
      if (node === 0) return false;
      const bases = this.#bases[node] as number[][];
      for (let at = 0; at < bases.length; at++) {
        let hash = this.#states[letters] as number;
        const ending = bases[at] as number[];
        for (let unit = 0; unit < ending.length; unit++) hash = addToHash(hash, ending[unit] as number);
        if (isKnown.mayHave(hash)) return true;
      }
    }
    return false;
  }

  /** For each number of letters left off at the end, the hash of what remains. */
  #hashBeginnings(text: string, from: number, to: number): void {
    let hash = EMPTY_HASH;
    for (let at = from; at < to; at++) {
      if (to - at <= this.#longest) this.#states[to - at] = hash;
      hash = addToHash(hash, text.charCodeAt(at));
    }
  }
}

function unitsOf(text: string): number[] {
  return Array.from(text, (_, at) => text.charCodeAt(at));
}
