/** How sure a match is, from 0 to 1: a person's ranking of kinds of evidence, not a measured probability. */
import type { NameKind } from './name.js';

/** Several words of a name in a row hardly meet by chance. */
const PHRASE = 1;
/** One distinctive word is a name in nearly every article, and now and then another thing of that name. */
const WORD = 0.95;
/** Letters are soon reused, although the exact case rules most accidents out. */
const ABBREVIATION = 0.9;
/** A short form leaves out what tells its owner from others. */
const SHORT = 0.9;
/** A former name lives on in places that the record is not: Turkey, the bird. */
const FORMER = 0.85;
/** An inflected form rests on a rule about endings as well. */
const INFLECTED_FACTOR = 0.95;
/** The word alone proves nothing and the rest of the article speaks for it. */
export const CONTEXT_SCORE = 0.7;
/** Somebody has to look: several records share the name, or nothing in the article speaks for one. */
export const UNSUPPORTED_SCORE = 0.3;

export function aliasScore(kind: NameKind, words: number, inflected: boolean): number {
  return scoreOfKind(kind, words) * (inflected ? INFLECTED_FACTOR : 1);
}

function scoreOfKind(kind: NameKind, words: number): number {
  if (kind === 'ABBREVIATION') return ABBREVIATION;
  if (kind === 'FORMER') return FORMER;
  if (words > 1) return PHRASE;
  return kind === 'SHORT' ? SHORT : WORD;
}
