/** Names as paths of words: what follows a word in some name is one step away from it. */
import type { Entry } from './entry.js';
import { mix32 } from './hash.js';
import type { Lemma } from './word-forms.js';

/** A place on the paths; 0 is none. */
export type Node = number;

/** The names that end at a place, by their number; 0 is none. */
export type Names = number;

/** What a step leads to; in the table, where that lies. */
export type Step = number;
export const NO_STEP: Step = -1;

const SMALLEST = 1024;
/** node before, word, node after, names that end there: a step is read with one look at memory */
const SLOT = 4;

export class NameTree {
  // Numbers in one table: an object and a map for each node would take more memory than all names, and more time to walk.
  #steps = new Int32Array(SMALLEST * SLOT);
  #size = 0;
  #nodes = 0;
  /** one alone, or several: most names are one record's */
  readonly #entries: (Entry | Entry[])[] = [];

  /** @param path words of a name, which begins with the first of them */
  add(path: readonly Lemma[], entry: Entry): void {
    const first = path[0] as Lemma;
    if (first.start === 0) first.start = ++this.#nodes;
    let step = NO_STEP;
    for (let at = 1; at < path.length; at++) {
      const node = step === NO_STEP ? first.start : this.nodeAfter(step);
      step = this.#stepTo(node, (path[at] as Lemma).order);
    }
    if (step === NO_STEP) first.names = this.#with(first.names, entry);
    else {
      first.goesOn = true;
      this.#steps[step + 3] = this.#with(this.#steps[step + 3] as Names, entry);
    }
  }

  /** The entries of names that end at one place. */
  entriesOf(names: Names): Entry | Entry[] | null {
    return names === 0 ? null : (this.#entries[names - 1] as Entry | Entry[]);
  }

  /** @param word its number */
  next(node: Node, word: number): Step {
    const step = this.#slotOf(node, word);
    return this.#steps[step] === 0 ? NO_STEP : step;
  }

  nodeAfter(step: Step): Node {
    return this.#steps[step + 2] as number;
  }

  namesAfter(step: Step): Names {
    return this.#steps[step + 3] as number;
  }

  #with(names: Names, entry: Entry): Names {
    const known = this.entriesOf(names);
    if (known === null) return this.#entries.push(entry);
    if (Array.isArray(known)) known.push(entry);
    else this.#entries[names - 1] = [known, entry];
    return names;
  }

  /** Made where no name had it. */
  #stepTo(node: Node, word: number): Step {
    const known = this.next(node, word);
    if (known !== NO_STEP) return known;
    // Half of the slots are empty at the least.
    if (++this.#size * SLOT * 2 > this.#steps.length) this.#grow();
    const slot = this.#slotOf(node, word);
    this.#steps[slot] = node;
    this.#steps[slot + 1] = word;
    this.#steps[slot + 2] = ++this.#nodes;
    return slot;
  }

  /** Where the step is, or would be. */
  #slotOf(node: Node, word: number): number {
    const steps = this.#steps;
    const mask = steps.length - SLOT;
    let at = (mix32(Math.imul(node, 0x9e3779b1) ^ word) * SLOT) & mask;
    while (steps[at] !== 0 && (steps[at] !== node || steps[at + 1] !== word)) at = (at + SLOT) & mask;
    return at;
  }

  #grow(): void {
    const old = this.#steps;
    this.#steps = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += SLOT) {
      if (old[at] === 0) continue;
      this.#steps.set(old.subarray(at, at + SLOT), this.#slotOf(old[at] as Node, old[at + 1] as number));
    }
  }
}
