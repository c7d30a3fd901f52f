// Names in messages: what a person typed, shown to the last sign, and what they may have meant.
import { distance } from 'fastest-levenshtein';

/** In quotes, with each character that nobody sees written as its code: a zero-width space is `\u{200b}`. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, (sign) => {
    return `\\u{${sign.codePointAt(0)?.toString(16)}}`;
  });
}

/** Slugs and names of files are shorter; a longer text is no misspelling of one. */
const LONGEST = 150;

/** The candidate that the name most likely stands for; undefined if none is near. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined;
  const meant = simplified(name);
  if (meant === '') return undefined;
  let best: string | undefined;
  let least = Math.floor(meant.length / 5) + 1;
  for (const candidate of candidates) {
    const other = simplified(candidate);
    const far = other.startsWith(`${meant}-`) || meant.startsWith(`${other}-`) ? 1.5 : distance(meant, other);
    if (far < least) [best, least] = [candidate, far];
  }
  return best;
}

/** `; did you mean "romania"?`, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = nearest(name, candidates);
  return near === undefined ? '' : `; did you mean ${quoted(near)}?`;
}

/** Without what people get wrong and do not see: case, accents, invisible characters, spaces for hyphens. */
function simplified(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\p{Cf}\p{M}]/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/gu, '-');
}
