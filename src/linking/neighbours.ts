/** The words beside a name, and what their capitals say of it. */
import { capitalStyle, type Field, gapAfter, looksProper, startsSentence, wordAt, wordCount } from './field.js';
import type { Span } from './find.js';
import { isFieldWord, isOfficeWord, isOpener, isSystemNoun, isTitle } from './words.js';

/** The span that a word belongs to, by field and index of the word. */
export type Covered = Map<Field, (Span | undefined)[]>;

// Words are beside each other where nothing but a space, a hyphen or a quotation mark parts them.
const CLOSE = /^(?:\s|-|'s?|\s?["“”„«»']|["”»']\s)$/u;

export function nextWords(span: Span, count: number): string[] {
  const found: string[] = [];
  let index = span.last;
  while (found.length < count && index + 1 < wordCount(span.field) && CLOSE.test(gapAfter(span.field, index))) {
    index++;
    const word = wordAt(span.field, index);
    if (word !== 's') found.push(word);
  }
  return found;
}

/** Nearest first. */
export function previousWords(span: Span, count: number): string[] {
  const found: string[] = [];
  for (let index = span.first - 1; index >= 0 && found.length < count; index--) {
    if (!CLOSE.test(gapAfter(span.field, index))) break;
    found.push(wordAt(span.field, index));
  }
  return found;
}

export function isPossessive({ field, last }: Span): boolean {
  return gapAfter(field, last).startsWith("'") && wordAt(field, last + 1) === 's';
}

/** Another capital right after makes a longer name that is somebody else's: "San Francisco", "Kyiv Dynamo". */
export function hasProperAfter(span: Span, covered: Covered): boolean {
  return gapAfter(span.field, span.last) === ' ' && isForeignProper(span, span.last + 1, covered);
}

const DASH = /^\s?-\s?$/u;

/** "Warszawa–Lublin", "Kyiv – Lviv": a capital that a dash joins to a town is where a road or a train goes. */
export function isOnRoute(span: Span, covered: Covered): boolean {
  const { field, first, last } = span;
  if (DASH.test(gapAfter(field, last)) && isForeignProper(span, last + 1, covered)) return true;
  return first > 0 && DASH.test(gapAfter(field, first - 1)) && isForeignProper(span, first - 1, covered);
}

// "The", "A", "Two" at the start of a sentence are no first names.
const LONGEST_ARTICLE = 3;

/** A capital right before may be another person's first name: "Tony Stark", "Michał Tusk". */
export function hasProperBefore(span: Span, covered: Covered): boolean {
  const index = span.first - 1;
  if (index < 0 || gapAfter(span.field, index) !== ' ') return false;
  const word = wordAt(span.field, index);
  if (startsSentence(span.field, index) && (word.length <= LONGEST_ARTICLE || isOpener(word))) return false;
  return isForeignProper(span, index, covered);
}

function isForeignProper({ field }: Span, index: number, covered: Covered): boolean {
  if (capitalStyle(field) !== 'SENTENCE' || covered.get(field)?.[index] || !looksProper(field, index)) return false;
  const word = wordAt(field, index);
  return !(isFieldWord(word) || isOfficeWord(word) || isSystemNoun(word) || isTitle(word));
}
