/** The words of names, and which of them a word of a text can be in whatever form. */
import { copied } from './copied.js';
import { EndingTree } from './endings.js';
import { type Field, isCapitalised, wordAt } from './field.js';
import { basesOf, ENDINGS, isForm } from './forms.js';
import { hashOf } from './hash.js';
import type { Node } from './name-tree.js';
import { SpelledNames } from './spelled.js';
import { WordTable } from './word-table.js';

/** One word of a name in its base form; every inflected form of it leads here. */
export type Lemma = {
  text: string;
  /** how many words were known before it */
  order: number;
  /** where names begin with it; 0 where none does */
  start: Node;
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
const ENDING_TREE = new EndingTree(ENDINGS);

/** A word of texts or of names, and the words of names that it can be. */
type Forms = { text: string; lemmas: Lemma[] };

export class WordForms {
  readonly #words = new WordTable<Lemma>();
  /** Forms that no rule leads back from. */
  readonly #listed = new WordTable<Forms>();
  readonly #spelled = new SpelledNames();
  /** Words of texts that seemed to be known; the many that are not are soon told again. */
  readonly #seen = new WordTable<Forms>();

  get size(): number {
    return this.#words.size;
  }

  lemmaOf(text: string): Lemma {
    const hash = hashOf(text);
    const known = this.#words.find(hash, text);
    if (known !== undefined) return known;
    const lemma: Lemma = { text, order: this.#words.size, start: 0, rules: 0, isSpelled: false, accented: null };
    this.#words.add(hash, lemma);
    return lemma;
  }

  /** A word that stands for the lemma beside those that rules make of it. */
  list(form: string, lemma: Lemma): void {
    const hash = hashOf(form);
    const known = this.#listed.find(hash, form);
    if (known === undefined) this.#listed.add(hash, { text: form, lemmas: [lemma] });
    else if (!known.lemmas.includes(lemma)) known.lemmas.push(lemma);
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
    this.#spelled.add(lemma, word);
  }

  /** The words of names that a field's word can be; a name is spelled in another script with a capital only. */
  find(field: Field, index: number): Lemma[] {
    const { text } = field.folded;
    const from = field.tokens.from[index] as number;
    const found = this.#look(field, index);
    const letter = text.charCodeAt(from);
    if (letter < CYRILLIC[0] || letter > CYRILLIC[1]) return found;
    if (!this.#spelled.mayHave(text, from, field.tokens.to[index] as number) || !isCapitalised(field, index))
      return found;
    const spelled = this.#spelled.find(wordAt(field, index));
    if (spelled.length === 0) return found;
    return [...found, ...spelled.filter((lemma) => !found.includes(lemma))];
  }

  #look(field: Field, index: number): Lemma[] {
    const { text } = field.folded;
    const from = field.tokens.from[index] as number;
    const to = field.tokens.to[index] as number;
    const hash = field.tokens.hash[index] as number;
    const seen = this.#seen.find(hash, text, from, to);
    if (seen !== undefined) return seen.lemmas;
    const words = this.#words;
    if (!words.mayHave(hash) && !this.#listed.mayHave(hash) && !ENDING_TREE.someBase(text, from, to, words))
      return NONE;
    const word = copied(wordAt(field, index));
    const lemmas = this.#read(word, hash);
    if (this.#seen.size === MOST_SEEN) this.#seen.clear();
    this.#seen.add(hash, { text: word, lemmas });
    return lemmas;
  }

  /**
   * From the text's side: all forms of all names would be many times as many as the names. Complete only once all names
   * are in.
   */
  #read(word: string, hash: number): Lemma[] {
    const found = new Set(this.#listed.find(hash, word)?.lemmas);
    const own = this.#words.find(hash, word);
    if (own !== undefined) found.add(own);
    for (const base of basesOf(word)) {
      const lemma = this.#words.find(hashOf(base), base);
      if (lemma !== undefined && lemma.rules !== 0 && isForm(word, base, lemma.rules)) found.add(lemma);
    }
    return found.size === 0 ? NONE : [...found].sort((one, other) => one.order - other.order);
  }
}
