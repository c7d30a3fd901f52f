/** The words of names, and which of them a word of a text can be in whatever form. */
import { EndingTree } from './endings.js';
import { type Field, isCapitalised, wordCount } from './field.js';
import { basesOf, ENDINGS, isForm } from './forms.js';
import { hashOf } from './hash.js';
import type { Names, NameTree, Node } from './name-tree.js';
import { type Form, type Place, SeenWords, UNSEEN } from './seen-words.js';
import { Sketch } from './sketch.js';
import { SpelledNames } from './spelled.js';
import { WordTable } from './word-table.js';

/** One word of a name in its base form; every inflected form of it leads here. */
export type Lemma = {
  text: string;
  /** how many words were known before it */
  order: number;
  /** where names begin with it; 0 where none does */
  start: Node;
  /** names that are this word alone, by their number; 0 where none is */
  names: Names;
  /** whether a name begins with it and goes on */
  goesOn: boolean;
  /** the rules whose forms lead here, as bits */
  rules: number;
  /** whether its Ukrainian spellings lead here */
  isSpelled: boolean;
  /** and those of other words, which have accents that it has lost */
  accented: string[] | null;
};

const CYRILLIC: [first: number, last: number] = [0x400, 0x52f];
// "фон дер Ляєн": small words of names, which have no capital to be told by.
const PARTICLES = new Map([
  ['von', 'фон'],
  ['der', 'дер'],
  ['van', 'ван'],
  ['den', 'ден'],
  ['de', 'де'],
]);
const NONE: Lemma[] = [];
// News uses few words and repeats them.
const MOST_SEEN = 100_000;
const ENDING_TREE = new EndingTree(ENDINGS);

/** A word that stands for words of names. */
type Listed = { text: string; lemmas: Lemma[] };

/** Of the words of names and those listed beside them, and of those words of names that have forms. */
type Sketches = { all: Sketch; ruled: Sketch };

/** What a word may be: a form of a name's word, or how another script spells one. */
type Likely = { hash: number; mayBeForm: boolean; isSpelled: boolean };

export class WordForms {
  readonly #words = new WordTable<Lemma>();
  /** Forms that no rule leads back from. */
  readonly #listed = new WordTable<Listed>();
  readonly #spelled = new SpelledNames();
  /** Words of texts that seemed to be known; the many that are not are soon told again. */
  readonly seen = new SeenWords();
  #sketches: Sketches | null = null;
  readonly #tree: NameTree;

  /** @param tree of the names that have the words */
  constructor(tree: NameTree) {
    this.#tree = tree;
  }

  get size(): number {
    return this.#words.size;
  }

  lemmaOf(text: string): Lemma {
    const hash = hashOf(text);
    const known = this.#words.find(hash, text);
    if (known !== undefined) return known;
    const lemma: Lemma = {
      text,
      order: this.#words.size,
      start: 0,
      names: 0,
      goesOn: false,
      rules: 0,
      isSpelled: false,
      accented: null,
    };
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
    const particle = PARTICLES.get(word);
    if (particle !== undefined) {
      this.list(particle, lemma);
      return;
    }
    if (word === lemma.text) {
      if (lemma.isSpelled) return;
      lemma.isSpelled = true;
    } else {
      if (lemma.accented?.includes(word)) return;
      lemma.accented = [...(lemma.accented ?? []), word];
    }
    this.#spelled.add(lemma, word);
  }

  /** Before a text is read: what is remembered of the words of others must not grow for ever. */
  makeRoom(): void {
    if (this.seen.size > MOST_SEEN) this.seen.clear();
  }

  /** What `seen` has of each of a field's words. Complete only once all names are in. */
  find(field: Field): Place[] {
    this.#sketches ??= this.#sketch();
    const places = new Array<Place>(wordCount(field));
    let room: number;
    // Words that are new may need more room, and then those before them have moved.
    do {
      room = this.seen.room;
      for (let index = 0; index < places.length; index++) places[index] = this.#place(field, index, this.#sketches);
    } while (room !== this.seen.room);
    return places;
  }

  #place(field: Field, index: number, { all, ruled }: Sketches): Place {
    const { text } = field.folded;
    const from = field.tokens.from[index] as number;
    const to = field.tokens.to[index] as number;
    const hash = field.tokens.hash[index] as number;
    const mayBeForm = all.mayHave(hash) || ENDING_TREE.someBase(text, from, to, ruled);
    const letter = text.charCodeAt(from);
    // A name is spelled in another script with a capital only.
    const isSpelled =
      letter >= CYRILLIC[0] &&
      letter <= CYRILLIC[1] &&
      isCapitalised(field, index) &&
      this.#spelled.mayHave(text, from, to);
    if (!mayBeForm && !isSpelled) return 0;
    const key = isSpelled ? ~hash : hash;
    const place = this.seen.find(key, text, from, to);
    return place === UNSEEN ? this.#see(key, text.slice(from, to), { hash, mayBeForm, isSpelled }) : place;
  }

  /** Apart from `#place`, which would make room for what the closures take along at every word. */
  #see(key: number, word: string, { hash, mayBeForm, isSpelled }: Likely): Place {
    const lemmas = mayBeForm ? this.#look(word, hash) : NONE;
    const spelled = isSpelled ? this.#spelled.find(word).filter((lemma) => !lemmas.includes(lemma)) : NONE;
    return this.seen.add(
      key,
      word,
      [...lemmas, ...spelled].map((lemma) => this.#formOf(lemma, word)),
    );
  }

  #sketch(): Sketches {
    const words = [...this.#words.entries()];
    const listed = Array.from(this.#listed.entries(), ([hash]) => hash);
    const ruled = words.filter(([, { rules }]) => rules !== 0).map(([hash]) => hash);
    return {
      all: new Sketch([...words.map(([hash]) => hash), ...listed], words.length + listed.length),
      ruled: new Sketch(ruled, ruled.length),
    };
  }

  #formOf({ text, order, start, names, goesOn }: Lemma, word: string): Form {
    const entries = this.#tree.entriesOf(names);
    const mayBeSmall = Array.isArray(entries)
      ? entries.some(({ needsCapital }) => !needsCapital)
      : entries !== null && !entries.needsCapital;
    return { word: order, start, names, isInflected: text !== word, mayBeSmall, goesOn };
  }

  /** From the text's side: all forms of all names would be many times as many as the names. */
  #look(word: string, hash: number): Lemma[] {
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
