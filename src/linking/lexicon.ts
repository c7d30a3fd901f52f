/** The names of all records in one structure, in which a text's words are looked up one after another. */
import { foldText } from './fold.js';
import { type Grammar, inflections, plurals } from './inflect.js';
import type { Name } from './name.js';
import { type Entry, entryOf, isExact, lastWordsByRecord } from './standing.js';
import { words } from './tokens.js';

export type { Name };

/** Two records that belong together: a minister and the state, a company and its parent. */
export type Tie = readonly [record: string, record: string];

/** One word of a name in its base form; every inflected form of it leads here. */
export type Lemma = { text: string; alone: Lemma[]; start: Node | null };

export type Node = { entries: Entry[]; next: Map<Lemma, Node> | null };

export type Lexicon = {
  /** folded word form → the words of names that it can be */
  forms: Map<string, Lemma[]>;
  /** records that have a demonym or a capital: states and their like, which news of every sort names */
  places: Set<string>;
  ties: Map<string, Set<string>>;
};

/**
 * Looking a word up costs one hash access however many names there are.
 * @param ties without them a surname or a capital is supported only by its own record's other names
 */
export function buildLexicon(names: Iterable<Name>, ties: Iterable<Tie> = []): Lexicon {
  const all = [...names];
  const lexicon: Lexicon = { forms: new Map(), places: placesAmong(all), ties: tieMap(ties) };
  const lastWords = lastWordsByRecord(all);
  for (const name of all) {
    const tokens = words(foldText(name.text));
    if (tokens.length === 0) continue;
    const entry = entryOf(name, tokens, lastWords.get(name.record) ?? []);
    add(lexicon, entry, tokens);
    // Running text says "the Kyiv Independent"; two words ("the Council") would leave too little.
    if (tokens[0] === 'the' && tokens.length > 2) add(lexicon, entry, tokens.slice(1));
  }
  return lexicon;
}

function add(lexicon: Lexicon, entry: Entry, tokens: string[]): void {
  let node: Node | null = null;
  for (const [index, token] of tokens.entries()) {
    const lemma = lemmaOf(lexicon, token);
    for (const form of formsOf(entry.name, token, index === tokens.length - 1, lexicon.places)) {
      addForm(lexicon, form, lemma);
    }
    node = step(node, lemma);
  }
  node?.entries.push(entry);
}

function step(node: Node | null, lemma: Lemma): Node {
  if (!node) {
    lemma.start ??= { entries: [], next: null };
    return lemma.start;
  }
  node.next ??= new Map();
  let next = node.next.get(lemma);
  if (!next) {
    next = { entries: [], next: null };
    node.next.set(lemma, next);
  }
  return next;
}

function lemmaOf(lexicon: Lexicon, text: string): Lemma {
  const known = lexicon.forms.get(text)?.find((lemma) => lemma.text === text);
  if (known) return known;
  const lemma: Lemma = { text, alone: [], start: null };
  lemma.alone.push(lemma);
  addForm(lexicon, text, lemma);
  return lemma;
}

function addForm(lexicon: Lexicon, form: string, lemma: Lemma): void {
  const known = lexicon.forms.get(form);
  // Most forms have one lemma; sharing its own list saves an array a form.
  if (!known) lexicon.forms.set(form, lemma.alone);
  else if (!known.includes(lemma)) lexicon.forms.set(form, [...known, lemma]);
}

function formsOf(name: Name, token: string, isLast: boolean, places: Set<string>): string[] {
  if (isExact(name)) return [];
  const grammar = grammarOf(name, token, places);
  const cases = grammar ? inflections(token, grammar) : [];
  return name.recordKind === 'SYSTEM' && isLast ? [...cases, ...plurals(token)] : cases;
}

const CYRILLIC = /^\p{sc=Cyrillic}/u;
const LATIN = /^[a-z]/;

function grammarOf(name: Name, token: string, places: Set<string>): Grammar | null {
  const { language } = name;
  if (language === 'uk' || language === 'ru' || language === 'pl' || language === 'ro') return language;
  if (language === null && CYRILLIC.test(token)) return 'uk';
  // States have a Polish name of their own in the record, and "Jordana" would be a person.
  const named = name.recordKind === 'ACTOR' && !places.has(name.record) && (language === null || language === 'en');
  return named && LATIN.test(token) ? 'foreign-pl' : null;
}

function placesAmong(names: Name[]): Set<string> {
  return new Set(names.filter(({ kind }) => kind === 'DEMONYM' || kind === 'METONYM').map(({ record }) => record));
}

function tieMap(ties: Iterable<Tie>): Map<string, Set<string>> {
  const map = new Map<string, Set<string>>();
  const tie = (from: string, to: string) => map.set(from, (map.get(from) ?? new Set()).add(to));
  for (const [one, other] of ties) {
    tie(one, other);
    tie(other, one);
  }
  return map;
}
