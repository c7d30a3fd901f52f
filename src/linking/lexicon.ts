/** The names of all records in one structure, in which a text's words are looked up one after another. */
import { deriveNames } from './derive.js';
import { foldText } from './fold.js';
import { rulesOf, spellingOwner } from './forms.js';
import type { Name, NameKind } from './name.js';
import { SpelledNames } from './spelled.js';
import { type Entry, entryAs, entryOf, lastWordsByRecord } from './standing.js';
import { words } from './tokens.js';

export type { Name };

/** Two records that belong together: a minister and the state, a company and its parent. */
export type Tie = readonly [record: string, record: string];

/** One word of a name in its base form; every inflected form of it leads here. */
export type Lemma = {
  text: string;
  alone: Lemma[];
  start: Node | null;
  /** the rules whose forms lead here */
  rules: string[];
};

export type Node = { entries: Entry[]; next: Map<Lemma, Node> | null };

export type Lexicon = {
  /** folded word form → the words of names that it can be */
  forms: Map<string, Lemma[]>;
  spelled: SpelledNames;
  /** records that have a demonym or a capital: states and their like, which news of every sort names */
  places: Set<string>;
  /** the places that have a demonym */
  states: Set<string>;
  ties: Map<string, Set<string>>;
};

/**
 * Looking a word up costs one hash access however many names there are.
 * @param ties without them a surname or a capital is supported only by its own record's other names
 */
export function buildLexicon(names: Iterable<Name>, ties: Iterable<Tie> = []): Lexicon {
  const all = [...names];
  const lexicon: Lexicon = {
    forms: new Map(),
    spelled: new SpelledNames(),
    places: owners(all, ['DEMONYM', 'METONYM']),
    states: owners(all, ['DEMONYM']),
    ties: tieMap(ties),
  };
  const cyrillic = cyrillicAmong(all);
  const lastWords = lastWordsByRecord(all);
  for (const name of all) {
    const tokens = words(foldText(name.text));
    if (tokens.length === 0) continue;
    const entry = entryOf(name, tokens, lastWords.get(name.record) ?? []);
    add(lexicon, entry, tokens, cyrillic);
    // Running text says "the Kyiv Independent"; two words ("the Council") would leave too little.
    if (tokens[0] === 'the' && tokens.length > 2) add(lexicon, entry, tokens.slice(1), cyrillic);
  }
  for (const { name, ...as } of deriveNames(all, lexicon.places)) {
    const tokens = words(foldText(name.text));
    if (tokens.length > 0) add(lexicon, entryAs(name, tokens, as), tokens, cyrillic);
  }
  return lexicon;
}

function add(lexicon: Lexicon, entry: Entry, tokens: string[], cyrillic: Set<string>): void {
  let node: Node | null = null;
  for (const [index, token] of tokens.entries()) {
    const lemma = lemmaOf(lexicon, token);
    for (const { key, forms, spells } of rulesOf(entry.name, { tokens, index, places: lexicon.places, cyrillic })) {
      if (lemma.rules.includes(key)) continue;
      lemma.rules.push(key);
      if (spells !== undefined && lexicon.spelled.add(lemma, spells)) continue;
      for (const form of forms()) addForm(lexicon, form, lemma);
    }
    node = step(node, lemma);
  }
  node?.entries.push(entry);
}

const CYRILLIC: [first: number, last: number] = [0x400, 0x52f];
const NONE: Lemma[] = [];

/** The words of names that a folded word can be; a name is spelled in another script with a capital only. */
export function lemmasOf({ forms, spelled }: Lexicon, word: string, isCapitalised: () => boolean): Lemma[] {
  const listed = forms.get(word) ?? NONE;
  const letter = word.charCodeAt(0);
  if (letter < CYRILLIC[0] || letter > CYRILLIC[1] || !isCapitalised()) return listed;
  const found = spelled.find(word);
  if (found.length === 0) return listed;
  return [...listed, ...found.filter((lemma) => !listed.includes(lemma))];
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
  const lemma: Lemma = { text, alone: [], start: null, rules: [] };
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

function owners(names: Name[], kinds: NameKind[]): Set<string> {
  return new Set(names.filter(({ kind }) => kinds.includes(kind)).map(({ record }) => record));
}

/** Records, and with them the kind of name where it is a capital's, that have a name in Cyrillic letters. */
function cyrillicAmong(names: Name[]): Set<string> {
  return new Set(names.filter(({ text }) => /\p{sc=Cyrillic}/u.test(text)).map(spellingOwner));
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
