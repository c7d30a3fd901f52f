/** The words beside a name, and what their capitals say of it. */
import {
  capitalStyle,
  type Field,
  gapAfter,
  isSpaceAfter,
  looksProper,
  startsSentence,
  wordAt,
  wordCount,
} from './field.js';
import { type Span, spanAt } from './find.js';
import { isFieldWord, isOfficeWord, isOpener, isSystemNoun, isTitle } from './words.js';

// Words are beside each other where nothing but a space, a hyphen or a quotation mark parts them.
const CLOSE = /^(?:\s|-|'s?|\s?["“”„«»']|["”»']\s)$/u;

function isClose(field: Field, index: number): boolean {
  return isSpaceAfter(field, index) || CLOSE.test(gapAfter(field, index));
}

/** Empty where no word is right behind. */
export function nextWord(span: Span): string {
  const index = indexBehind(span.field, span.last);
  return index === null ? '' : wordAt(span.field, index);
}

export function nextWords(span: Span, count: number): string[] {
  const found: string[] = [];
  let index = indexBehind(span.field, span.last);
  while (index !== null && found.length < count) {
    found.push(wordAt(span.field, index));
    index = indexBehind(span.field, index);
  }
  return found;
}

/** Of the next word that is close; a possessive's "s" is none. */
function indexBehind(field: Field, index: number): number | null {
  for (let at = index; at + 1 < wordCount(field) && isClose(field, at); at++) {
    if (wordAt(field, at + 1) !== 's') return at + 1;
  }
  return null;
}

/** Empty where no word is right before. */
export function previousWord({ field, first }: Span): string {
  return first > 0 && isClose(field, first - 1) ? wordAt(field, first - 1) : '';
}

/** Nearest first. */
export function previousWords({ field, first }: Span, count: number): string[] {
  const found: string[] = [];
  for (let index = first - 1; index >= 0 && found.length < count; index--) {
    if (!isClose(field, index)) break;
    found.push(wordAt(field, index));
  }
  return found;
}

export function isPossessive({ field, last }: Span): boolean {
  return gapAfter(field, last).startsWith("'") && wordAt(field, last + 1) === 's';
}

/** Another capital right after makes a longer name that is somebody else's: "San Francisco", "Kyiv Dynamo". */
export function hasProperAfter(span: Span): boolean {
  return isSpaceAfter(span.field, span.last) && isForeignProper(span, span.last + 1);
}

const DASH = /^\s?-\s?$/u;

/** "Warszawa–Lublin", "Kyiv – Lviv": a capital that a dash joins to a town is where a road or a train goes. */
export function isOnRoute(span: Span): boolean {
  const { field, first, last } = span;
  if (DASH.test(gapAfter(field, last)) && isForeignProper(span, last + 1)) return true;
  return first > 0 && DASH.test(gapAfter(field, first - 1)) && isForeignProper(span, first - 1);
}

// "The", "A", "Two" at the start of a sentence are no first names.
const LONGEST_ARTICLE = 3;

/** A capital right before may be another person's first name: "Tony Stark", "Michał Tusk". */
export function hasProperBefore(span: Span): boolean {
  const index = span.first - 1;
  if (index < 0 || !isSpaceAfter(span.field, index)) return false;
  const word = wordAt(span.field, index);
  if (startsSentence(span.field, index) && (word.length <= LONGEST_ARTICLE || isOpener(word))) return false;
  return isForeignProper(span, index);
}

function isForeignProper(span: Span, index: number): boolean {
  const { field } = span;
  if (capitalStyle(field) !== 'SENTENCE' || !looksProper(field, index) || spanAt(index, span) !== null) return false;
  const word = wordAt(field, index);
  return !(isFieldWord(word) || isOfficeWord(word) || isSystemNoun(word) || isTitle(word));
}
