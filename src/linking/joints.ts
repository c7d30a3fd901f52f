/** What may stand beside and between the words of a name. */
import { type Field, gapAfter, isSpaceAfter, wordAt, wordCount } from './field.js';

const ORDINARY_JOINT = /^(?:\s+|[-/.'&]|\s?[&/]\s?|\s\()$/u;
const INITIAL = 2;
const LONGEST_JOINT = 4;

/** The punctuation between two words that a name has to contain itself to reach across it; null where none can. */
export function jointAfter(field: Field, index: number): string | null {
  if (isSpaceAfter(field, index)) return '';
  const gap = gapAfter(field, index);
  if (ORDINARY_JOINT.test(gap)) return '';
  if (gap.length > LONGEST_JOINT) return null;
  // "G. Grynkewich", "U.S. Department": an initial's full stop ends no sentence.
  if (gap === '. ' && wordAt(field, index).length <= INITIAL) return '';
  return gap.replace(/\s/gu, '');
}

// English, and Polish after a silent letter: "Rafale'i", "Trump'a".
const ENDING = /^(?:s|d|ll|re|ve|a|u|y|i|e|em|ie|owi|ow|om|ami|ach|ego|emu|im)$/;
const ELISION = /^(?:l|d|s|n|m|t|c|j|qu|dell|all|nell|dall|sull)$/;

/** "Brien" is no whole word of "O'Brien", while "l'Ukraine" is Ukraine. */
export function beginsWord(field: Field, index: number): boolean {
  return (
    index === 0 ||
    isSpaceAfter(field, index - 1) ||
    gapAfter(field, index - 1) !== "'" ||
    ELISION.test(wordAt(field, index - 1))
  );
}

/** A possessive leaves the word whole; "Arrow 3.5" is no "Arrow 3". */
export function endsWord(field: Field, index: number): boolean {
  if (isSpaceAfter(field, index)) return true;
  const gap = gapAfter(field, index);
  if (gap === "'") return index + 1 >= wordCount(field) || ENDING.test(wordAt(field, index + 1));
  if (gap === '.' || gap === ',') return !(/\d$/.test(wordAt(field, index)) && /^\d/.test(wordAt(field, index + 1)));
  return true;
}
