/** The words of names, and which of them a word of a text can be in whatever form. */
import { copied } from './copied.js';
import { basesOf, isForm } from './forms.js';
import type { Node } from './name-tree.js';
import { SpelledNames, spellingsOf } from './spelled.js';

/** One word of a name in its base form; every inflected form of it leads here. */
export type Lemma = {
  text: string;
  /** how many words were known before it */
  order: number;
  start: Node | null;
  /** the rules whose forms lead here, as bits */
  rules: number;
  /** whether its Ukrainian spellings lead here */
  isSpelled: boolean;
  /** and those of other words, which have accents that it has lost */
  accented: string[] | null;
};

const CYRILLIC: [first: number, last: number] = [0x400, 0x52f];
const NONE: Lemma[] = [];
// News uses few words and repeats them.
const MOST_SEEN = 100_000;

export class WordForms {
  readonly #words = new Map<string, Lemma>();
  /** Forms that no rule leads back from. */
  readonly #listed = new Map<string, Lemma[]>();
  readonly #spelled = new SpelledNames();
  readonly #seen = new Map<string, Lemma[]>();

  get size(): number {
    return this.#words.size;
  }

  lemmaOf(text: string): Lemma {
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    const lemma: Lemma = { text, order: this.#words.size, start: null, rules: 0, isSpelled: false, accented: null };
    this.#words.set(text, lemma);
    return lemma;
  }

  /** A word that stands for the lemma beside those that rules make of it. */
  list(form: string, lemma: Lemma): void {
    const known = this.#listed.get(form);
    if (known === undefined) this.#listed.set(form, [lemma]);
    else if (!known.includes(lemma)) known.push(lemma);
  }

  /** @param word as names write the lemma, accents and all */
  spell(lemma: Lemma, word: string): void {
    if (word === lemma.text) {
      if (lemma.isSpelled) return;
      lemma.isSpelled = true;
    } else {
      if (lemma.accented?.includes(word)) return;
      lemma.accented = [...(lemma.accented ?? []), word];
    }
    if (this.#spelled.add(lemma, word)) return;
    for (const form of spellingsOf(word)) this.list(form, lemma);
  }

  /** The words of names that a folded word can be; a name is spelled in another script with a capital only. */
  find(word: string, isCapitalised: () => boolean): Lemma[] {
    const found = this.#seen.get(word) ?? this.#look(word);
    const letter = word.charCodeAt(0);
    if (letter < CYRILLIC[0] || letter > CYRILLIC[1] || !isCapitalised()) return found;
    const spelled = this.#spelled.find(word);
    if (spelled.length === 0) return found;
    return [...found, ...spelled.filter((lemma) => !found.includes(lemma))];
  }

  /**
   * From the text's side: all forms of all names would be many times as many as the names. Complete only once all names
   * are in.
   */
  #look(word: string): Lemma[] {
    const found = new Set(this.#listed.get(word));
    const own = this.#words.get(word);
    if (own !== undefined) found.add(own);
    for (const base of basesOf(word)) {
      const lemma = this.#words.get(base);
      if (lemma !== undefined && lemma.rules !== 0 && isForm(word, base, lemma.rules)) found.add(lemma);
    }
    const lemmas = found.size === 0 ? NONE : [...found].sort((one, other) => one.order - other.order);
    if (this.#seen.size === MOST_SEEN) this.#seen.clear();
    this.#seen.set(copied(word), lemmas);
    return lemmas;
  }
}
