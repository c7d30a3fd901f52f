/**
 * Latin names as Ukrainian newspapers spell them, found from the text's side: all spellings of all names in all cases
 * would be many times as many as the names.
 */
import { copied } from './copied.js';
import { inflections } from './inflect.js';

import { BEGINNING, ukrainianBeginnings, ukrainianSpellings } from './transliterate.js';
import type { Lemma } from './word-forms.js';

/** Every spelling of the word, in every case. */
export function spellingsOf(word: string): string[] {
  return ukrainianSpellings(word).flatMap((spelling) => [spelling, ...inflections(spelling, 'uk')]);
}

type Spelled = { lemma: Lemma; word: string };

// News uses few names and repeats them.
const MOST_SEEN = 50_000;

export class SpelledNames {
  readonly #byBeginning = new Map<string, Spelled[]>();
  readonly #seen = new Map<string, Lemma[]>();

  /** False where the word is too short to be found by its beginning: then its spellings have to be listed. */
  add(lemma: Lemma, word: string): boolean {
    const beginnings = ukrainianBeginnings(word);
    if (beginnings === null) return false;
    for (const beginning of beginnings) {
      const known = this.#byBeginning.get(beginning);
      if (known) known.push({ lemma, word });
      else this.#byBeginning.set(beginning, [{ lemma, word }]);
    }
    return true;
  }

  /** The words that a folded Cyrillic word may be a spelling of. */
  find(written: string): Lemma[] {
    const known = this.#seen.get(written);
    if (known) return known;
    const likely = this.#byBeginning.get(written.slice(0, BEGINNING)) ?? [];
    const found = likely.filter(({ word }) => spellingsOf(word).includes(written)).map(({ lemma }) => lemma);
    if (this.#seen.size === MOST_SEEN) this.#seen.clear();
    this.#seen.set(copied(written), found);
    return found;
  }
}
