/**
 * Words of texts, and the words of names that they can be. All that is known of a word lies in a row of numbers, because
 * in a large lexicon every look elsewhere waits for memory.
 */
import { mix32 } from './hash.js';

/** A word of a name that a word of a text can be. */
export type Form = {
  /** the name's word, by its number */
  word: number;
  /** where names begin with it; 0 where none does */
  start: number;
  /** names that are this word alone, by their number; 0 where none is */
  names: number;
  isInflected: boolean;
  /** whether one of these names may be written without a capital */
  mayBeSmall: boolean;
  /** whether a name begins with the word and goes on */
  goesOn: boolean;
};

/** Where a word's first form is kept, and further ones after it; 0 stands for words that are no name's. */
export type Place = number;
export const UNSEEN: Place = -1;

const SMALLEST = 1024;
const INFLECTED = 1;
const MAY_BE_SMALL = 2;
const GOES_ON = 4;

/** word, start, names, facts */
const PER_FORM = 4;
/** A row is a line of a processor's cache: hash, length and how many forms, where the others are, a form, letters. */
const ROW = 16;
const LENGTH = 1;
const COUNT = 2;
const OTHERS = 3;
const FORM = 4;
const LETTERS = FORM + PER_FORM;
/** Pairs of letters that are in the row; the others are with the other forms. */
const NEAR = ROW - LETTERS;

export class SeenWords {
  /** open addressing, behind a first row for words that are no name's */
  #rows = emptyRows(SMALLEST);
  #others = new Int32Array(SMALLEST);
  #end = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** For so many words; where it grows, all places change. */
  get room(): number {
    return (this.#rows.length / ROW - 1) / 2;
  }

  find(hash: number, text: string, from: number, to: number): Place {
    const rows = this.#rows;
    for (let place = this.#homeOf(hash); ; place = this.#after(place)) {
      if (rows[place + LENGTH] === 0) return UNSEEN;
      if (rows[place] === hash && this.#isAt(place, text, from, to)) return rows[place + COUNT] === 0 ? 0 : place;
    }
  }

  count(place: Place): number {
    return this.#rows[place + COUNT] as number;
  }

  word(place: Place, form: number): number {
    return this.#of(place, form, 0);
  }

  start(place: Place, form: number): number {
    return this.#of(place, form, 1);
  }

  names(place: Place, form: number): number {
    return this.#of(place, form, 2);
  }

  isInflected(place: Place, form: number): boolean {
    return (this.#of(place, form, 3) & INFLECTED) !== 0;
  }

  mayBeSmall(place: Place, form: number): boolean {
    return (this.#of(place, form, 3) & MAY_BE_SMALL) !== 0;
  }

  goesOn(place: Place, form: number): boolean {
    return (this.#of(place, form, 3) & GOES_ON) !== 0;
  }

  /** The word must not be there. */
  add(hash: number, word: string, forms: Form[]): Place {
    if (++this.#size * ROW * 2 > this.#rows.length) this.#grow();
    const place = this.#emptyFor(hash);
    const rows = this.#rows;
    rows[place] = hash;
    rows[place + LENGTH] = word.length;
    rows[place + COUNT] = forms.length;
    rows[place + OTHERS] = this.#end;
    if (forms[0] !== undefined) rows.set(numbersOf(forms[0]), place + FORM);
    for (const form of forms.slice(1)) this.#append(numbersOf(form));
    const letters = lettersOf(word);
    rows.set(letters.slice(0, NEAR), place + LETTERS);
    this.#append(letters.slice(NEAR));
    return forms.length === 0 ? 0 : place;
  }

  clear(): void {
    this.#rows = emptyRows(SMALLEST);
    this.#others = new Int32Array(SMALLEST);
    this.#end = 0;
    this.#size = 0;
  }

  #of(place: Place, form: number, number: number): number {
    if (form === 0) return this.#rows[place + FORM + number] as number;
    return this.#others[(this.#rows[place + OTHERS] as number) + PER_FORM * (form - 1) + number] as number;
  }

  #isAt(place: Place, text: string, from: number, to: number): boolean {
    const rows = this.#rows;
    const length = to - from;
    if (rows[place + LENGTH] !== length) return false;
    const near = Math.min(length, 2 * NEAR);
    for (let at = 0, row = place + LETTERS; at < near; at += 2, row++) {
      if (rows[row] !== pairAt(text, from + at, to)) return false;
    }
    const others = (rows[place + OTHERS] as number) + PER_FORM * Math.max(0, (rows[place + COUNT] as number) - 1);
    for (let at = near, row = others; at < length; at += 2, row++) {
      if (this.#others[row] !== pairAt(text, from + at, to)) return false;
    }
    return true;
  }

  #homeOf(hash: number): Place {
    return ROW + ((mix32(hash) * ROW) & (this.#rows.length - 2 * ROW));
  }

  #after(place: Place): Place {
    return place + ROW === this.#rows.length ? ROW : place + ROW;
  }

  #emptyFor(hash: number): Place {
    let place = this.#homeOf(hash);
    while (this.#rows[place + LENGTH] !== 0) place = this.#after(place);
    return place;
  }

  #append(numbers: number[]): void {
    while (this.#end + numbers.length > this.#others.length) {
      const others = new Int32Array(this.#others.length * 2);
      others.set(this.#others);
      this.#others = others;
    }
    this.#others.set(numbers, this.#end);
    this.#end += numbers.length;
  }

  #grow(): void {
    const old = this.#rows;
    this.#rows = emptyRows(2 * (old.length / ROW - 1));
    for (let at = ROW; at < old.length; at += ROW) {
      if (old[at + LENGTH] !== 0) this.#rows.set(old.subarray(at, at + ROW), this.#emptyFor(old[at] as number));
    }
  }
}

function emptyRows(count: number): Int32Array {
  return new Int32Array(ROW * (count + 1));
}

function numbersOf({ word, start, names, isInflected, mayBeSmall, goesOn }: Form): number[] {
  const facts = (isInflected ? INFLECTED : 0) | (mayBeSmall ? MAY_BE_SMALL : 0) | (goesOn ? GOES_ON : 0);
  return [word, start, names, facts];
}

function lettersOf(word: string): number[] {
  return Array.from({ length: Math.ceil(word.length / 2) }, (_, pair) => pairAt(word, 2 * pair, word.length));
}

/** Two letters in one number; the last may be alone. */
function pairAt(text: string, at: number, to: number): number {
  const letter = text.charCodeAt(at);
  return at + 1 < to ? letter | (text.charCodeAt(at + 1) << 16) : letter;
}
