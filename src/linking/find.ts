/** Finds where the names of a lexicon stand in a field: whole words, the longest name first come. */
import type { Entry } from './entry.js';
import { type Field, hasCapital, isCapitalised, pointsOf, slicePoints, startsSentence, wordCount } from './field.js';
import { beginsWord, endsWord, jointAfter } from './joints.js';
import type { Lexicon } from './lexicon.js';
import { type Names, NO_STEP, type Node } from './name-tree.js';
import type { Place } from './seen-words.js';
import { lettersInCase } from './standing.js';

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
  /** the spans beside it in the field */
  previous: Span | null;
  next: Span | null;
};

export function findSpans(lexicon: Lexicon, field: Field): Span[] {
  const { words } = lexicon;
  const count = wordCount(field);
  words.makeRoom();
  const places = words.find(field);
  const read = { field, places };
  const spans: Span[] = [];
  let previous: Span | null = null;
  for (let index = 0; index < count; index++) {
    const found: Span | null = places[index] === 0 ? null : longestAt(lexicon, read, index);
    if (found === null) continue;
    found.previous = previous;
    if (previous !== null) previous.next = found;
    previous = found;
    spans.push(found);
    index = found.last;
  }
  return spans;
}

/** The span that has a word, which is near another span of the field. */
export function spanAt(index: number, near: Span): Span | null {
  let span: Span | null = near;
  while (span !== null && index < span.first) span = span.previous;
  while (span !== null && index > span.last) span = span.next;
  return span !== null && index >= span.first ? span : null;
}

/** A field, and what is known of each of its words. */
type Read = { field: Field; places: Place[] };

type Path = { node: Node; names: Names; inflected: boolean; punctuation: string };

function longestAt(lexicon: Lexicon, read: Read, first: number): Span | null {
  const { field, places } = read;
  let paths = startPaths(lexicon, read, first);
  if (paths.length === 0 || !beginsWord(field, first)) return null;
  let longest: Span | null = null;
  for (let last = first; ; last++) {
    longest = spanOf(lexicon, field, { first, last, paths }) ?? longest;
    const next = places[last + 1] ?? 0;
    const joint = next === 0 ? null : jointAfter(field, last);
    if (joint === null) return longest;
    paths = nextPaths(lexicon, paths, { next, joint });
    if (paths.length === 0) return longest;
  }
}

const NO_PATHS: Path[] = [];

/** Those that lead to a name: most words that some name begins with are followed by no word of that name. */
function startPaths(lexicon: Lexicon, { field, places }: Read, first: number): Path[] {
  const { seen } = lexicon.words;
  const own = places[first] as Place;
  const next = places[first + 1] ?? 0;
  const isSmall = !hasCapital(field, first);
  let paths = NO_PATHS;
  for (let form = 0; form < seen.count(own); form++) {
    const names = isSmall && !seen.mayBeSmall(own, form) ? 0 : seen.names(own, form);
    const node = seen.start(own, form);
    if (names === 0 && !(next !== 0 && seen.goesOn(own, form) && hasStep(lexicon, node, next))) continue;
    const path = { node, names, inflected: seen.isInflected(own, form), punctuation: '' };
    // There is one, mostly, and what is pushed into an empty array makes room for many.
    if (paths === NO_PATHS) paths = [path];
    else paths.push(path);
  }
  return paths;
}

function hasStep({ words: { seen }, tree }: Lexicon, node: Node, next: Place): boolean {
  for (let form = 0; form < seen.count(next); form++) {
    if (tree.next(node, seen.word(next, form)) !== NO_STEP) return true;
  }
  return false;
}

function nextPaths(
  { words: { seen }, tree }: Lexicon,
  paths: Path[],
  { next, joint }: { next: Place; joint: string },
): Path[] {
  let longer = NO_PATHS;
  for (const { node, inflected, punctuation } of paths) {
    for (let form = 0; form < seen.count(next); form++) {
      const step = tree.next(node, seen.word(next, form));
      if (step === NO_STEP) continue;
      const path = {
        node: tree.nodeAfter(step),
        names: tree.namesAfter(step),
        inflected: inflected || seen.isInflected(next, form),
        punctuation: punctuation + joint,
      };
      if (longer === NO_PATHS) longer = [path];
      else longer.push(path);
    }
  }
  return longer;
}

type Reached = { first: number; last: number; paths: Path[] };

/** Up to so many candidates are gone through one by one. */
const FEW = 8;

function spanOf({ tree }: Lexicon, field: Field, { first, last, paths }: Reached): Span | null {
  if (!isSomeName(paths) || !endsWord(field, last)) return null;
  const { start, end } = pointsOf(field, first, last);
  const surface = slicePoints(field, start, end);
  let candidates: Candidate[] | null = null;
  // One name may be thousands of records'.
  let places: Map<string, number> | null = null;
  for (const { names, inflected, punctuation } of paths) {
    const entries = tree.entriesOf(names);
    if (entries === null) continue;
    const several = Array.isArray(entries) ? entries : null;
    const around = { field, first, last, surface, inflected, punctuation };
    for (let index = 0; index < (several?.length ?? 1); index++) {
      const entry = (several?.[index] ?? entries) as Entry;
      const { record } = entry;
      const candidate = { entry, inflected };
      if (candidates === null) {
        if (fits(entry, around)) candidates = [candidate];
        continue;
      }
      if (candidates.length === FEW) places ??= placesOf(candidates);
      const at: number = places ? (places.get(record) ?? -1) : placeOf(record, candidates);
      const known = candidates[at];
      if (known && !isBetter(candidate, known, field, first)) continue;
      if (!fits(entry, around)) continue;
      if (known) candidates[at] = candidate;
      else {
        places?.set(record, candidates.length);
        candidates.push(candidate);
      }
    }
  }
  if (candidates === null) return null;
  const found: Span = { field, first, last, start, end, surface, candidates, previous: null, next: null };
  if (candidates.every(({ entry }) => entry.isDotted)) takeFullStop(found);
  if (BRACKET.test(surface)) takePartners(found);
  return found;
}

/** The full stop of "U.S." belongs to the name, that of a sentence does not. */
function takeFullStop(span: Span): void {
  if (slicePoints(span.field, span.end, span.end + 1) !== '.') return;
  span.end++;
  span.surface += '.';
}

const BRACKET = /[()[\]{}«»“”„"]/;
const PARTNERS = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['«', '»'],
  ['“', '”'],
  ['„', '“”'],
  ['"', '"'],
]);

/**
 * A name's words end before the bracket or quotation mark that closes behind its last word, as in "Security Action for
 * Europe (SAFE)", and begin behind the one that opens before its first: both belong to the name with their partners.
 */
function takePartners(span: Span): void {
  const open: string[] = [];
  const unopened: string[] = [];
  for (const character of span.surface) {
    const expected = open.at(-1);
    if (expected?.includes(character)) open.pop();
    else if (PARTNERS.has(character)) open.push(PARTNERS.get(character) ?? '');
    else if (BRACKET.test(character)) unopened.push(character);
  }
  for (let expected = open.pop(); expected !== undefined; expected = open.pop()) {
    const next = slicePoints(span.field, span.end, span.end + 1);
    if (next === '' || !expected.includes(next)) break;
    span.end++;
    span.surface += next;
  }
  for (const closing of unopened) {
    const before = span.start === 0 ? '' : slicePoints(span.field, span.start - 1, span.start);
    if (!PARTNERS.get(before)?.includes(closing)) break;
    span.start--;
    span.surface = before + span.surface;
  }
}

function placesOf(candidates: Candidate[]): Map<string, number> {
  return new Map(candidates.map(({ entry }, at) => [entry.record, at]));
}

function isSomeName(paths: Path[]): boolean {
  for (const { names } of paths) if (names !== 0) return true;
  return false;
}

function placeOf(record: string, candidates: Candidate[]): number {
  for (let at = 0; at < candidates.length; at++) if (candidates[at]?.entry.record === record) return at;
  return -1;
}

function isBetter(one: Candidate, known: Candidate, field: Field, first: number): boolean {
  if (one.entry.standing === known.entry.standing) return false;
  if (one.entry.standing !== 'PLAIN' && known.entry.standing !== 'PLAIN') return false;
  const [plain, other] = one.entry.standing === 'PLAIN' ? [one, known] : [known, one];
  // "Polski skoczek": no sentence begins with the genitive of Polska, and many with the adjective.
  const isAdjective = plain.inflected && other.entry.kind === 'DEMONYM' && startsSentence(field, first);
  return (isAdjective ? other : plain) === one;
}

const CAPITAL = /\p{Lu}/u;

type Surroundings = {
  field: Field;
  first: number;
  last: number;
  surface: string;
  inflected: boolean;
  punctuation: string;
};

function fits(entry: Entry, { field, first, last, surface, inflected, punctuation }: Surroundings): boolean {
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
