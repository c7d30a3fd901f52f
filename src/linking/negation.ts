/** Whether the words before a name say that it is somebody else's news: "not Romania", "unlike Poland". */

const DENIED =
  /(?:^|[^\p{L}])(?:not|unlike|instead of|rather than|не|а не|на відміну від|замість|nie|a nie|w odróżnieniu od|zamiast|nu|spre deosebire de|în loc de)\s+(?:(?:in|by|for|from|the|в|у|з|для|w|z|dla|în|din|pentru)\s+)*$/iu;
// The longest of the above with two prepositions.
const REACH = 40;
const SURROGATE = /[\ud800-\udfff]/;

/** The last words of the above. Nearly all names stand after others, and are not denied whatever comes before these. */
const LAST_WORDS = new Set(
  'not unlike of than не від замість nie od zamiast nu de loc in by for from the в у з для w z dla în din pentru'.split(
    ' ',
  ),
);
/** Longer than each of them, with a few marks before it. */
const LONGEST_LAST = 12;

/** @param start first code point of the name */
export function isDenied(text: string, start: number): boolean {
  const from = Math.max(0, start - REACH);
  const points = SURROGATE.test(text) ? Array.from(text) : text;
  const before = points.slice(from, start);
  const words = typeof before === 'string' ? before : before.join('');
  return LAST_WORDS.has(lastWord(words)) && DENIED.test(words);
}

function lastWord(before: string): string {
  const trimmed = before.trimEnd();
  if (trimmed.length === before.length) return '';
  const word = trimmed.slice(trimmed.lastIndexOf(' ') + 1);
  // Most are longer, and to look for the letters of a word takes longest.
  if (word.length > LONGEST_LAST) return '';
  return /\p{L}+$/u.exec(word)?.[0].toLowerCase() ?? '';
}
