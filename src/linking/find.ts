/** Finds where the names of a lexicon stand in a field: whole words, the longest name first come. */
import {
  type Field,
  gapAfter,
  isCapitalised,
  pointsOf,
  slicePoints,
  startsSentence,
  wordAt,
  wordCount,
} from './field.js';
import type { Lexicon } from './lexicon.js';
import { type Node, nextNode } from './name-tree.js';
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
  const spans: Span[] = [];
  for (let index = 0; index < wordCount(field); ) {
    const found = longestAt(lexicon, field, index);
    if (found) spans.push(found);
    index = (found?.last ?? index) + 1;
  }
  return spans;
}

type Path = { node: Node; inflected: boolean; punctuation: string };

function longestAt(lexicon: Lexicon, field: Field, first: number): Span | null {
  let word = wordAt(field, first);
  let paths = startPaths(lemmasAt(lexicon, field, first), word);
  if (paths.length === 0 || !beginsWord(field, first)) return null;
  let longest: Span | null = null;
  for (let last = first; paths.length > 0; last++) {
    longest = spanOf(field, first, last, paths) ?? longest;
    const joint = last + 1 < wordCount(field) ? jointAfter(field, last) : null;
    if (joint === null || !paths.some(({ node }) => node.next !== null)) break;
    word = wordAt(field, last + 1);
    paths = nextPaths(paths, { lemmas: lemmasAt(lexicon, field, last + 1), word, joint });
  }
  return longest;
}

function lemmasAt(lexicon: Lexicon, field: Field, index: number): Lemma[] {
  return lexicon.words.find(wordAt(field, index), () => isCapitalised(field, index));
}

const NO_PATHS: Path[] = [];

function startPaths(lemmas: Lemma[], word: string): Path[] {
  if (lemmas.length === 0) return NO_PATHS;
  const paths: Path[] = [];
  for (const { start, text } of lemmas) {
    if (start) paths.push({ node: start, inflected: text !== word, punctuation: '' });
  }
  return paths;
}

function nextPaths(paths: Path[], { lemmas, word, joint }: { lemmas: Lemma[]; word: string; joint: string }): Path[] {
  const longer: Path[] = [];
  for (const { node, inflected, punctuation } of paths) {
    for (const lemma of lemmas) {
      const next = nextNode(node, lemma);
      if (!next) continue;
      longer.push({
        node: next,
        inflected: inflected || lemma.text !== word,
        punctuation: punctuation + joint,
      });
    }
  }
  return longer;
}

function spanOf(field: Field, first: number, last: number, paths: Path[]): Span | null {
  if (!paths.some(({ node }) => node.entries.length > 0) || !endsWord(field, last)) return null;
  const { start, end } = pointsOf(field, first, last);
  const surface = slicePoints(field, start, end);
  const byRecord = new Map<string, Candidate>();
  for (const { node, inflected, punctuation } of paths) {
    for (const entry of node.entries) {
      const known = byRecord.get(entry.name.record);
      if (known && !isBetter({ entry, inflected }, known, field, first)) continue;
      if (fits(entry, { field, first, last, surface, inflected, punctuation })) {
        byRecord.set(entry.name.record, { entry, inflected });
      }
    }
  }
  if (byRecord.size === 0) return null;
  const candidates = [...byRecord.values()];
  // The full stop of "U.S." belongs to the name, that of a sentence does not.
  const dotted = candidates.every(({ entry }) => entry.name.text.endsWith('.'));
  if (dotted && slicePoints(field, end, end + 1) === '.') {
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

type Place = { field: Field; first: number; last: number; surface: string; inflected: boolean; punctuation: string };

function fits(entry: Entry, { field, first, last, surface, inflected, punctuation }: Place): boolean {
  for (const mark of punctuation) if (!entry.name.text.includes(mark)) return false;
  if (entry.exactLetters !== null) return !inflected && lettersInCase(surface) === entry.exactLetters;
  // "polish", "turkey" and the Polish "dania" are other words than the names written with a capital.
  if (entry.hasCapital && !/\p{Lu}/u.test(surface)) return false;
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
  const gap = gapAfter(field, index);
  if (gap === ' ' || ORDINARY_JOINT.test(gap)) return '';
  if (gap.length > LONGEST_JOINT) return null;
  // "G. Grynkewich", "U.S. Department": an initial's full stop ends no sentence.
  if (gap === '. ' && wordAt(field, index).length <= INITIAL) return '';
  return gap.replace(/\s/gu, '');
}

const ENGLISH_ENDING = /^(?:s|d|ll|re|ve)$/;
const ELISION = /^(?:l|d|s|n|m|t|c|j|qu|dell|all|nell|dall|sull)$/;

/** "Brien" is no whole word of "O'Brien", while "l'Ukraine" is Ukraine. */
function beginsWord(field: Field, index: number): boolean {
  return index === 0 || gapAfter(field, index - 1) !== "'" || ELISION.test(wordAt(field, index - 1));
}

/** A possessive leaves the word whole; "Arrow 3.5" is no "Arrow 3". */
function endsWord(field: Field, index: number): boolean {
  const gap = gapAfter(field, index);
  if (gap === "'") return index + 1 >= wordCount(field) || ENGLISH_ENDING.test(wordAt(field, index + 1));
  if (gap === '.' || gap === ',') return !(/\d$/.test(wordAt(field, index)) && /^\d/.test(wordAt(field, index + 1)));
  return true;
}
