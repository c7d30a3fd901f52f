/** Tells a list of tags that was written as one from a single tag. */

const AND = new Set('and und et y e i og och en ja și si и та й ir un és a ve & or'.split(' '));
/** Characters; what is longer is a sentence. */
const LONGEST_ENTRY = 40;
const LONGEST = 2000;

/**
 * Semicolons and bars always part tags. Commas do where there are three parts or more, or where the first begins with a
 * small letter: "Korea, Republic of" and "Washington, D.C." are one tag, and so is what ends in "and …", as "Science,
 * technology, and space" does.
 */
export function splitTags(written: string): string[] {
  if (written.length > LONGEST || !/[,;|]/.test(written)) return [written];
  return written
    .split(/[;|]/)
    .flatMap(splitCommas)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

function splitCommas(written: string): string[] {
  if (!written.includes(',')) return [written];
  const entries = written.split(',').map((entry) => entry.trim());
  const isList =
    (entries.length > 2 || /^\p{Ll}/u.test(entries[0] ?? '')) &&
    entries.every((entry) => entry.length <= LONGEST_ENTRY && !AND.has(entry.split(' ', 1)[0]?.toLowerCase() ?? ''));
  const lastWords = entries.at(-1)?.toLowerCase().split(' ') ?? [];
  // "Defence, security and space" is one name, whatever its first letter.
  const isEnumeration = lastWords.length > 2 && lastWords.some((word) => AND.has(word)) && entries.length === 2;
  return isList && !isEnumeration ? entries : [written];
}
