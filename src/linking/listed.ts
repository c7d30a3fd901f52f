/** Names that "and" or a comma joins: what one is, the other is. */
import type { Evidence } from './evidence.js';
import { gapAfter, wordAt } from './field.js';
import type { Span } from './find.js';
import { nextWords, previousWords } from './neighbours.js';
import { wordTester } from './words.js';

const isAnd = wordTester('and or und oder et ou och og en ir ja un та і й и i oraz lub si sau');

/** "Turkey and Britain", "Poland, Turkey": a list with a state in it is one of states. */
export function isListed(span: Span, { covered, certain, lexicon }: Evidence): boolean {
  return isBesideListed(span, (index) => {
    const record = covered.get(span.field)?.[index]?.candidates[0]?.entry.record;
    return record !== undefined && certain.has(record) && lexicon.places.has(record);
  });
}

/** "IRIS-T und Patriot" */
export function isListedSystem(span: Span, { covered, certain }: Evidence): boolean {
  return isBesideListed(span, (index) => {
    const entry = covered.get(span.field)?.[index]?.candidates[0]?.entry;
    return entry?.recordKind === 'SYSTEM' && certain.has(entry.record);
  });
}

function isBesideListed(span: Span, isSuch: (index: number) => boolean): boolean {
  if (nextWords(span, 1).some(isAnd)) return isSuch(span.last + 2);
  if (previousWords(span, 1).some(isAnd)) return isSuch(span.first - 2);
  return gapAfter(span.field, span.last) === ', ' && isSuch(span.last + 1);
}

/** The name that "and" joins this one to, where it is such a one. */
export function joinedTo(
  { field, first, last }: Span,
  { covered }: Evidence,
  isSuch: (span: Span) => boolean,
): Span | undefined {
  const suchAt = (index: number) => {
    const other = covered.get(field)?.[index];
    return other !== undefined && isSuch(other) ? other : undefined;
  };
  const next = isAnd(wordAt(field, last + 1)) ? suchAt(last + 2) : undefined;
  return next ?? (first > 1 && isAnd(wordAt(field, first - 1)) ? suchAt(first - 2) : undefined);
}
