/** Whether the words before a name say that it is somebody else's news: "not Romania", "unlike Poland". */
import { type Field, slicePoints, wordAt } from './field.js';
import { foldText } from './fold.js';
import { words } from './tokens.js';

const DENIALS = `not, unlike, instead of, rather than, не, на відміну від, замість, nie, w odróżnieniu od, zamiast, nu,
  spre deosebire de, în loc de`;
const PREPOSITIONS = 'in by for from the в у з для w z dla în din pentru';

const LAST_WORDS = new Set(
  [...DENIALS.split(','), ...PREPOSITIONS.split(' ')].flatMap((phrase) => words(foldText(phrase)).slice(-1)),
);

// "Whether or not Germany delivers", "why not Poland?" deny nothing.
const DENIED = new RegExp(
  `(?:^|[^\\p{L}])(?<!(?:^|[^\\p{L}])(?:or|why|if|чи|чому|якщо|czy|dlaczego|jeśli|sau|dacă)\\s+)` +
    `(?:${DENIALS.split(',')
      .map((denial) => denial.trim())
      .join('|')})\\s+(?:(?:${PREPOSITIONS.replaceAll(' ', '|')})\\s+)*$`,
  'iu',
);
// The longest of the above with two prepositions.
const REACH = 40;

/** @param first index of the name's first word; @param start its first code point */
export function isDenied(field: Field, first: number, start: number): boolean {
  return LAST_WORDS.has(wordAt(field, first - 1)) && DENIED.test(slicePoints(field, Math.max(0, start - REACH), start));
}
