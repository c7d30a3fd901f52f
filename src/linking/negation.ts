/** Whether the words before a name say that it is somebody else's news: "not Romania", "unlike Poland". */
import { type Field, slicePoints, wordAt } from './field.js';
import { foldText } from './fold.js';
import { words } from './tokens.js';

const DENIALS = `not, unlike, instead of, rather than, не, на відміну від, замість, nie, w odróżnieniu od, zamiast, nu,
  spre deosebire de, în loc de`;
const PREPOSITIONS = 'in by for from the в у з для w z dla în din pentru';

const FOLDED_PREPOSITIONS = new Set(words(foldText(PREPOSITIONS)));
const LAST_WORDS = DENIALS.split(',').flatMap((denial) => words(foldText(denial)).slice(-1));

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
  return mayBeDenied(field, first) && DENIED.test(slicePoints(field, Math.max(0, start - REACH), start));
}

/** "In" and "for" stand before many names, and little before them ends as a denial does. */
function mayBeDenied(field: Field, first: number): boolean {
  let index = first - 1;
  while (FOLDED_PREPOSITIONS.has(wordAt(field, index))) index--;
  const word = wordAt(field, index);
  for (const last of LAST_WORDS) if (word.endsWith(last)) return true;
  return false;
}
