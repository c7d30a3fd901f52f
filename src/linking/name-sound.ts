/** A key that a proper name keeps in Latin and Cyrillic, and in case forms: Copenhagen, Kopenhaga, Копенгаген. */

const SOUNDS: [RegExp, string][] = [
  [/sch|sz|sh|ш|щ|zh|rz|ж/gu, 's'],
  [/tsch|cz|ч/gu, 'c'],
  [/ch|kh|х|ґ|г|g/gu, 'h'],
  [/ts|ц/gu, 'c'],
  [/ph|ф|w|v|в/gu, 'f'],
  [/[ckqк]/gu, 'k'],
  [/б/gu, 'b'],
  [/д/gu, 'd'],
  [/[zз]/gu, 'z'],
  [/л/gu, 'l'],
  [/м/gu, 'm'],
  [/н/gu, 'n'],
  [/п/gu, 'p'],
  [/р/gu, 'r'],
  [/с/gu, 's'],
  [/т/gu, 't'],
];
const SILENT = /[^bcdfhklmnprstxz]/gu;
// Case endings add consonants at the end: Vilnius, Wilnie, Вільнюсі.
const KEPT = 4;
const SHORTEST = 3;

/** @param word folded; null where too little is left to tell names apart */
export function soundOf(word: string): string | null {
  let key = word;
  for (const [letters, sound] of SOUNDS) key = key.replace(letters, sound);
  const consonants = key.replace(SILENT, '').replace(/(.)\1+/gu, '$1');
  return consonants.length < SHORTEST ? null : consonants.slice(0, KEPT);
}
