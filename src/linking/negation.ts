/** Whether the words before a name say that it is somebody else's news: "not Romania", "unlike Poland". */

const DENIED =
  /(?:^|[^\p{L}])(?:not|unlike|instead of|rather than|не|а не|на відміну від|замість|nie|a nie|w odróżnieniu od|zamiast|nu|spre deosebire de|în loc de)\s+(?:(?:in|by|for|from|the|в|у|з|для|w|z|dla|în|din|pentru)\s+)*$/iu;
// The longest of the above with two prepositions.
const REACH = 40;
const SURROGATE = /[\ud800-\udfff]/;

/** @param start first code point of the name */
export function isDenied(text: string, start: number): boolean {
  const from = Math.max(0, start - REACH);
  const points = SURROGATE.test(text) ? Array.from(text) : text;
  const before = points.slice(from, start);
  return DENIED.test(typeof before === 'string' ? before : before.join(''));
}
