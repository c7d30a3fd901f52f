// The text of a file that a person made: UTF-8, UTF-16, or the code page of a European Windows.
export interface FileText {
  text: string;
  /** The code page that was assumed; null for UTF-8 and UTF-16, which say themselves what they are. */
  assumed: string | null;
}

/** A larger file is no part of a record: the largest would be a hundred times the starter record's. */
export const LARGEST_FILE = 100_000_000;

/** Null if the bytes are neither UTF-8 nor UTF-16. A byte order mark is taken off. */
export function unicodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(unicodeOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Reads text of any encoding that European spreadsheets write. Of the code pages, it takes the one under which most
 * words are among `known`, and of those the one whose languages use the letters most.
 */
export function fileText(bytes: Uint8Array, known: () => ReadonlySet<string>): FileText | null {
  const unicode = unicodeText(bytes);
  if (unicode !== null) return { text: unicode, assumed: null };
  if (unicodeOf(bytes) !== 'utf-8' || bytes.includes(0)) return null;
  const words = known();
  const readings = CODE_PAGES.map(({ name, letters, rare }) => {
    const text = new TextDecoder(name).decode(bytes);
    return { text, assumed: name, score: scoreOf(text, words, letters, rare) };
  });
  const [first, ...others] = readings;
  return others.reduce((best, one) => (one.score > (best?.score ?? 0) ? one : best), first) ?? null;
}

/** Words with letters that no ASCII has: what tells a right code page from a wrong one. */
export function tellingWords(text: string): string[] {
  return text.match(/[\p{L}\p{M}]+/gu)?.filter((word) => /[^\p{ASCII}]/u.test(word)) ?? [];
}

function unicodeOf(bytes: Uint8Array): string {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Without a mark: a sheet begins with two ASCII characters of its header.
  if (second === 0 && fourth === 0 && first !== 0) return 'utf-16le';
  if (first === 0 && third === 0 && second !== 0) return 'utf-16be';
  return 'utf-8';
}

/** The letters that the languages of each code page use beside ASCII, and those that they use seldom. */
const CODE_PAGES = [
  { name: 'windows-1252', letters: 'äöüßéèàâçêëîïôùûœæøåñáíóú', rare: 'ìòãõðþýÿ' },
  { name: 'windows-1250', letters: 'ąćęłńśźżăâîşţčďěňřšťůžőűáéíóúýäöüß', rare: 'đëçôĺľŕ' },
  { name: 'windows-1257', letters: 'āčēģīķļņšūžąęėįųõäöü', rare: 'åéóśńłźżø' },
  { name: 'windows-1251', letters: 'абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџўё', rare: '' },
  { name: 'windows-1253', letters: 'αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ', rare: '' },
  { name: 'windows-1254', letters: 'çğıöşüİ', rare: 'âîû' },
];

function scoreOf(text: string, known: ReadonlySet<string>, letters: string, rare: string): number {
  // Inside a word of the right reading stands no other sign, as in `Wa³êsa`.
  let score = -5 * (text.match(/\p{L}[^\p{L}\p{M}\p{ASCII}’ʼ‘]+\p{L}/gu)?.length ?? 0);
  for (const word of tellingWords(text)) {
    if (known.has(word)) score += 1000;
    const isMixed = /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word);
    const isStrange = isMixed || (word.length > 2 && /^[^\p{ASCII}]+$/u.test(word) && /\p{Script=Latin}/u.test(word));
    if (isStrange) score -= 3 * word.length;
    for (const letter of word.toLowerCase()) {
      if (letters.includes(letter)) score += 1;
      else if (rare.includes(letter)) score += 0.4;
    }
  }
  return score;
}
