/**
 * Words of texts, and the words of names that they can be. All that is known of a word lies in a row of numbers, because
 * in a large lexicon a walk from object to object waits for memory at every step.
 */
import { mix32 } from './hash.js';

/** A word of a name that a word of a text can be. */
export type Form = {
  /** the name's word, by its number */
  word: number;
  /** where names begin with it; 0 where none does */
  start: number;
  isInflected: boolean;
  /** whether a name ends here, and whether one goes on */
  ends: boolean;
  goesOn: boolean;
};

const SMALLEST = 1024;
const INFLECTED = 1;
const ENDS = 2;
const GOES_ON = 4;
const HEAD = 2;
const PER_FORM = 3;

/** Where a word is kept; 0 stands for words that are no name's. */
export type Place = number;
export const UNSEEN: Place = -1;

export class SeenWords {
  /** hash and place, turn by turn */
  #slots = new Int32Array(2 * SMALLEST);
  /** for each word: its length, how many forms, those, and its letters, two in a number */
  #rows = new Int32Array(16 * SMALLEST);
  // Place 0 has no forms.
  #end = HEAD;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  find(hash: number, text: string, from: number, to: number): Place {
    const slots = this.#slots;
    const mask = slots.length / 2 - 1;
    for (let slot = mix32(hash) & mask; ; slot = (slot + 1) & mask) {
      const place = slots[2 * slot + 1] as number;
      if (place === 0) return UNSEEN;
      if (slots[2 * slot] === hash && this.#isAt(place, text, from, to)) return this.#rows[place + 1] === 0 ? 0 : place;
    }
  }

  count(place: Place): number {
    return this.#rows[place + 1] as number;
  }

  word(place: Place, form: number): number {
    return this.#rows[place + HEAD + PER_FORM * form] as number;
  }

  start(place: Place, form: number): number {
    return this.#rows[place + HEAD + PER_FORM * form + 1] as number;
  }

  isInflected(place: Place, form: number): boolean {
    return ((this.#rows[place + HEAD + PER_FORM * form + 2] as number) & INFLECTED) !== 0;
  }

  ends(place: Place, form: number): boolean {
    return ((this.#rows[place + HEAD + PER_FORM * form + 2] as number) & ENDS) !== 0;
  }

  goesOn(place: Place, form: number): boolean {
    return ((this.#rows[place + HEAD + PER_FORM * form + 2] as number) & GOES_ON) !== 0;
  }

  /** The word must not be there. */
  add(hash: number, word: string, forms: Form[]): Place {
    if ((this.#size + 1) * 4 > this.#slots.length) this.#moreSlots();
    const place = this.#write(word, forms);
    this.#put(hash, place);
    this.#size++;
    return forms.length === 0 ? 0 : place;
  }

  clear(): void {
    this.#slots = new Int32Array(2 * SMALLEST);
    this.#rows = new Int32Array(16 * SMALLEST);
    this.#end = HEAD;
    this.#size = 0;
  }

  #isAt(place: Place, text: string, from: number, to: number): boolean {
    const rows = this.#rows;
    const length = to - from;
    if (rows[place] !== length) return false;
    let row = place + HEAD + PER_FORM * (rows[place + 1] as number);
    let at = 0;
    for (; at + 1 < length; at += 2, row++) {
      if (rows[row] !== (text.charCodeAt(from + at) | (text.charCodeAt(from + at + 1) << 16))) return false;
    }
    return at === length || rows[row] === text.charCodeAt(from + at);
  }

  #write(word: string, forms: Form[]): Place {
    const place = this.#end;
    const letters = place + HEAD + PER_FORM * forms.length;
    this.#end = letters + Math.ceil(word.length / 2);
    while (this.#end > this.#rows.length) this.#moreRows();
    this.#rows[place] = word.length;
    this.#rows[place + 1] = forms.length;
    for (const [index, { word, start, isInflected, ends, goesOn }] of forms.entries()) {
      const row = place + HEAD + PER_FORM * index;
      this.#rows[row] = word;
      this.#rows[row + 1] = start;
      this.#rows[row + 2] = (isInflected ? INFLECTED : 0) | (ends ? ENDS : 0) | (goesOn ? GOES_ON : 0);
    }
    for (let at = 0; at < word.length; at += 2) {
      const second = at + 1 < word.length ? word.charCodeAt(at + 1) : 0;
      this.#rows[letters + at / 2] = word.charCodeAt(at) | (second << 16);
    }
    return place;
  }

  #put(hash: number, place: Place): void {
    const mask = this.#slots.length / 2 - 1;
    let slot = mix32(hash) & mask;
    while (this.#slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
    this.#slots[2 * slot] = hash;
    this.#slots[2 * slot + 1] = place;
  }

  #moreSlots(): void {
    const slots = this.#slots;
    this.#slots = new Int32Array(slots.length * 2);
    for (let slot = 0; slot < slots.length; slot += 2) {
      if (slots[slot + 1] !== 0) this.#put(slots[slot] as number, slots[slot + 1] as number);
    }
  }

  #moreRows(): void {
    const rows = new Int32Array(this.#rows.length * 2);
    rows.set(this.#rows);
    this.#rows = rows;
  }
}
