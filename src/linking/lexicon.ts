/** The names of all records in one structure, in which a text's words are looked up one after another. */
import { derivedNames } from './derive.js';
import { Entry } from './entry.js';
import { designationOf, rulesOf, spelledWord } from './forms.js';
import { KnownNames } from './known-names.js';
import type { Name } from './name.js';
import { NameTree } from './name-tree.js';
import { standingOf } from './standing.js';
import { type Lemma, WordForms } from './word-forms.js';

export type { Name };

/** Two records that belong together: a minister and the state, a company and its parent. */
export type Tie = readonly [record: string, record: string];

export type Lexicon = {
  words: WordForms;
  tree: NameTree;
  /** records that have a demonym or a capital: states and their like, which news of every sort names */
  places: Set<string>;
  /** the places that have a demonym */
  states: Set<string>;
  persons: Set<string>;
  ties: Map<string, Set<string>>;
};

/**
 * Looking a word up costs one hash access however many names there are.
 * @param ties without them a surname or a capital is supported only by its own record's other names
 */
export function buildLexicon(names: Iterable<Name>, ties: Iterable<Tie> = []): Lexicon {
  const building = build(names, ties);
  for (;;) {
    const { done, value } = building.next();
    if (done) return value;
  }
}

/** The same, a few milliseconds at a time: in between, `pause` is waited for. */
export async function buildLexiconInTurns(
  names: Iterable<Name>,
  ties: Iterable<Tie>,
  pause: () => Promise<unknown>,
): Promise<Lexicon> {
  const building = build(names, ties);
  for (;;) {
    const { done, value } = building.next();
    if (done) return value;
    await pause();
  }
}

/** What is added between two pauses. */
const TURN = 250;
/** Where a name is only looked at. */
const LOOKS = 10 * TURN;

function* build(names: Iterable<Name>, ties: Iterable<Tie>): Generator<void, Lexicon, void> {
  const tree = new NameTree();
  const lexicon: Lexicon = {
    words: new WordForms(tree),
    tree,
    places: new Set(),
    states: new Set(),
    persons: new Set(),
    ties: new Map(),
  };
  yield* inTurns(ties, LOOKS, ([one, other]) => {
    tie(lexicon.ties, one, other);
    tie(lexicon.ties, other, one);
  });
  const known = new KnownNames();
  yield* inTurns(names, LOOKS, (name) => {
    known.add(name);
    if (name.kind === 'DEMONYM') lexicon.states.add(name.record);
    if (name.isPerson) lexicon.persons.add(name.record);
    if (name.kind === 'DEMONYM' || name.kind === 'METONYM') lexicon.places.add(name.record);
  });
  yield* inTurns(known.names, TURN, (one) => {
    const { name, tokens } = one;
    if (tokens.length === 0) return;
    const entry = new Entry(one, { standing: standingOf(one, known.of(name.record)), isQuiet: false });
    add(lexicon, entry, tokens, known);
    // Running text says "the Kyiv Independent"; two words ("the Council") would leave too little.
    if (tokens[0] === 'the' && tokens.length > 2) add(lexicon, entry, tokens.slice(1), known);
  });
  const others = { places: lexicon.places, isListed: (folded: string) => known.isListed(folded) };
  yield* inTurns(known.records, TURN, (own) => {
    for (const { name, ...as } of derivedNames(own, others)) {
      if (name.tokens.length > 0) add(lexicon, new Entry(name, as), name.tokens, known);
    }
  });
  return lexicon;
}

function* inTurns<Item>(items: Iterable<Item>, turn: number, work: (item: Item) => void): Generator<void, void, void> {
  let done = 0;
  for (const item of items) {
    work(item);
    if (++done % turn === 0) yield;
  }
}

function add({ words, tree, places }: Lexicon, entry: Entry, tokens: string[], { cyrillic }: KnownNames): void {
  const path: Lemma[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as string;
    const lemma = words.lemmaOf(token);
    const place = { tokens, index, places, cyrillic };
    lemma.rules |= rulesOf(entry.name, place);
    const designation = designationOf(entry.name, token);
    if (designation !== null) words.list(designation, lemma);
    const spelled = spelledWord(entry.name, place);
    if (spelled !== null) words.spell(lemma, spelled);
    path.push(lemma);
  }
  tree.add(path, entry);
}

function tie(ties: Lexicon['ties'], from: string, to: string): void {
  const known = ties.get(from);
  if (known === undefined) ties.set(from, new Set([to]));
  else known.add(to);
}
