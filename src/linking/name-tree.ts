/** Names as paths of words: what follows a word in some name is one step away from it. */
import { mix32 } from './hash.js';
import type { Entry } from './standing.js';
import type { Lemma } from './word-forms.js';

/** A place on the paths; 0 is none. */
export type Node = number;

const SMALLEST = 1024;
/** node before, word, node after */
const SLOT = 3;

export class NameTree {
  // Numbers in one table: an object and a map for each node would take more memory than all names, and more time to walk.
  #steps = new Int32Array(SMALLEST * 2 * SLOT);
  #goesOn = new Uint8Array(SMALLEST);
  /** one alone, or several: most names are one record's */
  readonly #entries: (Entry | Entry[] | null)[] = [null];

  /** The entries of the names that end here. */
  entriesAt(node: Node): Entry | Entry[] | null {
    return this.#entries[node] ?? null;
  }

  /** Whether any name has another word after this one. */
  goesOn(node: Node): boolean {
    return this.#goesOn[node] === 1;
  }

  /** @param word its number */
  next(node: Node, word: number): Node {
    return this.#steps[this.#slotOf(node, word) + 2] as number;
  }

  addEntry(node: Node, entry: Entry): void {
    const known = this.entriesAt(node);
    if (known === null) this.#entries[node] = entry;
    else if (Array.isArray(known)) known.push(entry);
    else this.#entries[node] = [known, entry];
  }

  /** The node after this one, or the word's first where there is none, made where no name had it. */
  step(node: Node, lemma: Lemma): Node {
    if (node === 0 && lemma.start !== 0) return lemma.start;
    const known = node === 0 ? 0 : this.next(node, lemma.order);
    if (known !== 0) return known;
    const made = this.#entries.push(null) - 1;
    if (made === this.#goesOn.length) this.#grow();
    if (node === 0) lemma.start = made;
    else {
      this.#goesOn[node] = 1;
      this.#put(node, lemma.order, made);
    }
    return made;
  }

  #put(node: Node, order: number, next: Node): void {
    const slot = this.#slotOf(node, order);
    this.#steps[slot] = node;
    this.#steps[slot + 1] = order;
    this.#steps[slot + 2] = next;
  }

  /** Where the step is, or would be. */
  #slotOf(node: Node, order: number): number {
    const steps = this.#steps;
    const slots = steps.length / SLOT;
    const mask = slots - 1;
    let slot = mix32(Math.imul(node, 0x9e3779b1) ^ order) & mask;
    for (;;) {
      const at = slot * SLOT;
      if (steps[at] === 0 || (steps[at] === node && steps[at + 1] === order)) return at;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const goesOn = new Uint8Array(this.#goesOn.length * 2);
    goesOn.set(this.#goesOn);
    this.#goesOn = goesOn;
    const steps = this.#steps;
    // Twice as many slots as nodes: half of them are empty at the least.
    this.#steps = new Int32Array(goesOn.length * 2 * SLOT);
    for (let at = 0; at < steps.length; at += SLOT) {
      if (steps[at] !== 0) this.#put(steps[at] as number, steps[at + 1] as number, steps[at + 2] as number);
    }
  }
}
