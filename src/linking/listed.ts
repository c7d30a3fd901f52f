/** Names that "and" or a comma joins: what one is, the other is. */
import type { Evidence } from './evidence.js';
import { gapAfter, wordAt } from './field.js';
import { type Span, spanAt } from './find.js';
import { nextWord, previousWord } from './neighbours.js';
import { wordTester } from './words.js';

const isAnd = wordTester('and or und oder et ou och og en ir ja un та і й и i oraz lub si sau');

/** "Turkey and Britain", "Poland, Turkey": a list with a state in it is one of states. */
export function isListed(span: Span, { certain, lexicon }: Evidence): boolean {
  return isBesideListed(span, (index) => {
    const record = spanAt(index, span)?.candidates[0]?.entry.record;
    return record !== undefined && certain.has(record) && lexicon.places.has(record);
  });
}

/** "IRIS-T und Patriot" */
export function isListedSystem(span: Span, { certain }: Evidence): boolean {
  return isBesideListed(span, (index) => {
    const entry = spanAt(index, span)?.candidates[0]?.entry;
    return entry?.recordKind === 'SYSTEM' && certain.has(entry.record);
  });
}

function isBesideListed(span: Span, isSuch: (index: number) => boolean): boolean {
  if (isAnd(nextWord(span))) return isSuch(span.last + 2);
  if (isAnd(previousWord(span))) return isSuch(span.first - 2);
  return gapAfter(span.field, span.last) === ', ' && isSuch(span.last + 1);
}

/** The name that "and" joins this one to, where it is such a one. */
export function joinedTo(span: Span, isSuch: (span: Span) => boolean): Span | null {
  const { field, first, last } = span;
  const next = isAnd(wordAt(field, last + 1)) ? spanAt(last + 2, span) : null;
  if (next !== null && isSuch(next)) return next;
  const before = first > 1 && isAnd(wordAt(field, first - 1)) ? spanAt(first - 2, span) : null;
  return before !== null && isSuch(before) ? before : null;
}
