/** Finds where the names of a lexicon stand in a field: whole words, the longest name first come. */
import {
  type Field,
  gapAfter,
  isCapitalised,
  isSpaceAfter,
  pointsOf,
  slicePoints,
  startsSentence,
  wordAt,
  wordCount,
} from './field.js';
import type { Lexicon } from './lexicon.js';
import type { NameTree, Node } from './name-tree.js';
import { type Entry, lettersInCase } from './standing.js';
import type { Lemma } from './word-forms.js';

export type Candidate = { entry: Entry; inflected: boolean };

export type Span = {
  field: Field;
  /** index of the first and the last word */
  first: number;
  last: number;
  /** code points of the field, half-open */
  start: number;
  end: number;
  surface: string;
  /** one for each record that has this name */
  candidates: Candidate[];
};

export function findSpans(lexicon: Lexicon, field: Field): Span[] {
  const count = wordCount(field);
  const lemmas: Lemma[][] = [];
  for (let index = 0; index < count; index++) lemmas.push(lexicon.words.find(field, index));
  const spans: Span[] = [];
  for (let index = 0; index < count; ) {
    const found = longestAt(lexicon.tree, { field, lemmas }, index);
    if (found) spans.push(found);
    index = (found?.last ?? index) + 1;
  }
  return spans;
}

/** The words of names that each word of the field can be. */
type Read = { field: Field; lemmas: Lemma[][] };

type Path = { node: Node; inflected: boolean; punctuation: string };

function longestAt(tree: NameTree, { field, lemmas }: Read, first: number): Span | null {
  let paths = startPaths(tree, lemmas, field, first);
  if (paths.length === 0 || !beginsWord(field, first)) return null;
  let longest: Span | null = null;
  for (let last = first; ; last++) {
    longest = spanOf(tree, { field, first, last }, paths) ?? longest;
    const next = lemmas[last + 1];
    if (next === undefined || next.length === 0 || !paths.some(({ node }) => tree.goesOn(node))) return longest;
    const joint = jointAfter(field, last);
    if (joint === null) return longest;
    paths = nextPaths(tree, paths, { lemmas: next, word: wordAt(field, last + 1), joint });
    if (paths.length === 0) return longest;
  }
}

const NO_PATHS: Path[] = [];

/** Those that lead to a name: most words that some name begins with are followed by no word of that name. */
function startPaths(tree: NameTree, lemmas: Lemma[][], field: Field, first: number): Path[] {
  const own = lemmas[first] as Lemma[];
  if (own.length === 0) return NO_PATHS;
  const goesOn = (lemmas[first + 1]?.length ?? 0) > 0;
  let paths = NO_PATHS;
  for (const { start, text } of own) {
    if (start === 0 || !(tree.entriesAt(start).length > 0 || (goesOn && tree.goesOn(start)))) continue;
    if (paths === NO_PATHS) paths = [];
    paths.push({ node: start, inflected: text !== wordAt(field, first), punctuation: '' });
  }
  return paths;
}

function nextPaths(
  tree: NameTree,
  paths: Path[],
  { lemmas, word, joint }: { lemmas: Lemma[]; word: string; joint: string },
): Path[] {
  let longer = NO_PATHS;
  for (const { node, inflected, punctuation } of paths) {
    if (!tree.goesOn(node)) continue;
    for (const lemma of lemmas) {
      const next = tree.next(node, lemma);
      if (next === 0) continue;
      if (longer === NO_PATHS) longer = [];
      longer.push({ node: next, inflected: inflected || lemma.text !== word, punctuation: punctuation + joint });
    }
  }
  return longer;
}

/** Up to so many candidates are gone through one by one. */
const FEW = 8;

function spanOf(
  tree: NameTree,
  { field, first, last }: Pick<Span, 'field' | 'first' | 'last'>,
  paths: Path[],
): Span | null {
  if (!paths.some(({ node }) => tree.entriesAt(node).length > 0) || !endsWord(field, last)) return null;
  const { start, end } = pointsOf(field, first, last);
  const surface = slicePoints(field, start, end);
  const candidates: Candidate[] = [];
  // One name may be thousands of records'.
  let places: Map<string, number> | null = null;
  for (const { node, inflected, punctuation } of paths) {
    for (const entry of tree.entriesAt(node)) {
      const { record } = entry.name;
      if (candidates.length === FEW) places ??= new Map(candidates.map((one, at) => [one.entry.name.record, at]));
      const at = places ? (places.get(record) ?? -1) : candidates.findIndex((one) => one.entry.name.record === record);
      const known = candidates[at];
      const candidate = { entry, inflected };
      if (known && !isBetter(candidate, known, field, first)) continue;
      if (!fits(entry, { field, first, last, surface, inflected, punctuation })) continue;
      if (known) candidates[at] = candidate;
      else {
        places?.set(record, candidates.length);
        candidates.push(candidate);
      }
    }
  }
  if (candidates.length === 0) return null;
  // The full stop of "U.S." belongs to the name, that of a sentence does not.
  if (candidates.every(({ entry }) => entry.name.text.endsWith('.')) && slicePoints(field, end, end + 1) === '.') {
    return { field, first, last, start, end: end + 1, surface: `${surface}.`, candidates };
  }
  return { field, first, last, start, end, surface, candidates };
}

function isBetter(one: Candidate, known: Candidate, field: Field, first: number): boolean {
  if (one.entry.standing === known.entry.standing) return false;
  if (one.entry.standing !== 'PLAIN' && known.entry.standing !== 'PLAIN') return false;
  const [plain, other] = one.entry.standing === 'PLAIN' ? [one, known] : [known, one];
  // "Polski skoczek": no sentence begins with the genitive of Polska, and many with the adjective.
  const isAdjective = plain.inflected && other.entry.name.kind === 'DEMONYM' && startsSentence(field, first);
  return (isAdjective ? other : plain) === one;
}

const CAPITAL = /\p{Lu}/u;

type Place = { field: Field; first: number; last: number; surface: string; inflected: boolean; punctuation: string };

function fits(entry: Entry, { field, first, last, surface, inflected, punctuation }: Place): boolean {
  for (const mark of punctuation) if (!entry.name.text.includes(mark)) return false;
  if (entry.exactLetters !== null) {
    return !inflected && (surface === entry.name.text || lettersInCase(surface) === entry.exactLetters);
  }
  // "polish", "turkey" and the Polish "dania" are other words than the names written with a capital.
  if (entry.hasCapital && !isCapitalised(field, first) && !CAPITAL.test(surface)) return false;
  const careful = entry.standing === 'ORDINARY' || entry.standing === 'COMMON';
  return !careful || keepsCapitals(entry, field, first, last);
}

function keepsCapitals(entry: Entry, field: Field, first: number, last: number): boolean {
  const written = entry.name.text.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
  for (let index = last; index >= first; index--) {
    const word = written.at(index - last - 1) ?? '';
    if (/^\p{Lu}/u.test(word) && !isCapitalised(field, index)) return false;
  }
  return true;
}

const ORDINARY_JOINT = /^(?:\s+|[-/.'&]|\s?[&/]\s?|\s\()$/u;
const INITIAL = 2;
const LONGEST_JOINT = 4;

/** The punctuation between two words that a name has to contain itself to reach across it; null where none can. */
function jointAfter(field: Field, index: number): string | null {
  if (isSpaceAfter(field, index)) return '';
  const gap = gapAfter(field, index);
  if (ORDINARY_JOINT.test(gap)) return '';
  if (gap.length > LONGEST_JOINT) return null;
  // "G. Grynkewich", "U.S. Department": an initial's full stop ends no sentence.
  if (gap === '. ' && wordAt(field, index).length <= INITIAL) return '';
  return gap.replace(/\s/gu, '');
}

const ENGLISH_ENDING = /^(?:s|d|ll|re|ve)$/;
const ELISION = /^(?:l|d|s|n|m|t|c|j|qu|dell|all|nell|dall|sull)$/;

/** "Brien" is no whole word of "O'Brien", while "l'Ukraine" is Ukraine. */
function beginsWord(field: Field, index: number): boolean {
  return (
    index === 0 ||
    isSpaceAfter(field, index - 1) ||
    gapAfter(field, index - 1) !== "'" ||
    ELISION.test(wordAt(field, index - 1))
  );
}

/** A possessive leaves the word whole; "Arrow 3.5" is no "Arrow 3". */
function endsWord(field: Field, index: number): boolean {
  if (isSpaceAfter(field, index)) return true;
  const gap = gapAfter(field, index);
  if (gap === "'") return index + 1 >= wordCount(field) || ENGLISH_ENDING.test(wordAt(field, index + 1));
  if (gap === '.' || gap === ',') return !(/\d$/.test(wordAt(field, index)) && /^\d/.test(wordAt(field, index + 1)));
  return true;
}
