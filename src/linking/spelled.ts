/**
 * Latin names as Ukrainian newspapers spell them, found from the text's side: all spellings of all names in all cases
 * would be many times as many as the names.
 */
import { inflections, longestForm } from './inflect.js';
import { BEGINNING, canBegin, ukrainianBeginnings, ukrainianSpellings } from './transliterate.js';
import type { Lemma } from './word-forms.js';

// A case takes two letters off at the most.
const KEEPS_BEGINNING = BEGINNING + 2;

/** What the word's spellings begin with, in every case. */
function beginningsOf(word: string): string[] {
  const beginnings = ukrainianBeginnings(word);
  if (beginnings !== null) return beginnings;
  return ukrainianSpellings(word).flatMap((spelling) =>
    spelling.length >= KEEPS_BEGINNING ? [spelling] : [spelling, ...inflections(spelling, 'uk')],
  );
}

type Spelled = { lemma: Lemma; word: string };

const NONE: Lemma[] = [];

export class SpelledNames {
  readonly #byBeginning = new Map<number, Spelled[]>();

  add(lemma: Lemma, word: string): void {
    for (const key of new Set(beginningsOf(word).map((beginning) => keyOf(beginning)))) {
      const known = this.#byBeginning.get(key);
      if (known) known.push({ lemma, word });
      else this.#byBeginning.set(key, [{ lemma, word }]);
    }
  }

  /** Whether any name is spelled with the beginning of this word of a folded text. */
  mayHave(text: string, from: number, to: number): boolean {
    return this.#byBeginning.has(keyOf(text, from, to));
  }

  /** The words that a folded Cyrillic word may be a spelling of. */
  find(written: string): Lemma[] {
    const likely = this.#byBeginning.get(keyOf(written));
    if (likely === undefined) return NONE;
    // Whatever case it is in, so much of it is the name's.
    const stem = written.slice(0, written.length - longestForm(written, 'uk'));
    return likely
      .filter(({ word }) => canBegin(word, stem) && isSpelling(written, word, stem))
      .map(({ lemma }) => lemma);
  }
}

function isSpelling(written: string, word: string, stem: string): boolean {
  return ukrainianSpellings(word).some(
    (spelling) => spelling.startsWith(stem) && (spelling === written || inflections(spelling, 'uk').includes(written)),
  );
}

const CYRILLIC = 0x400;
const BITS = 9;

/** The first letters in one number, as many as `BEGINNING` or as the word has. */
function keyOf(text: string, from = 0, to = text.length): number {
  let key = 0;
  for (let at = Math.min(to, from + BEGINNING) - 1; at >= from; at--) {
    key = (key << BITS) | ((text.charCodeAt(at) - CYRILLIC + 1) & ((1 << BITS) - 1));
  }
  return key;
}
