/** Folds text so that spellings of one word compare equal, and remembers where each folded letter stood. */

export type Folded = {
  /** the text to compare; positions in it are UTF-16 units */
  text: string;
  /** for each folded unit: the code point it came from begins here in the original */
  starts: ArrayLike<number>;
  /** for each folded unit: its code point, with the marks that sit on it, ends here (exclusive) */
  ends: ArrayLike<number>;
};

const APOSTROPHES = new Set("'`´‘’‛ʹʼʻ′＇ˈ");
const HYPHENS = new Set('-‐‑‒–—―−⁃﹘﹣－\u2e3a');
// Scripts in which a combining mark is an accent; elsewhere (Devanagari, Thai) a mark can be a vowel.
const ACCENTED = /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Inherited}]/u;
const MARKS = /\p{Mn}/gu;
const MARK = /^\p{M}$/u;
// Soft hyphens, joiners and direction marks are invisible, and publishers leave them inside words.
const INVISIBLE = /\p{Cf}/gu;
// й, ї and ў are letters of their alphabets, although Unicode composes them of a base and a mark.
const LETTERS_WITH_MARK = /^[йїўЙЇЎ]$/u;
const COMPOSED = new Map([
  ['и\u0306', 'й'],
  ['у\u0306', 'ў'],
  ['і\u0308', 'ї'],
]);
// Letters that no normal form takes apart.
const PLAIN_LETTER: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
};

export function fold(text: string): Folded {
  if (ONLY_ASCII.test(text)) return oneForOne(foldAscii(text));
  const letters = foldLetters(text);
  return letters === text.length ? oneForOne(written(letters)) : foldOthers(text, letters);
}

/** Folds without the map, for words in tables. */
export function foldText(text: string): string {
  return ONLY_ASCII.test(text) ? foldAscii(text) : fold(text).text;
}

// Without control characters, of which some fold to nothing.
const ONLY_ASCII = /^[\t\n\r\x20-\x7e]*$/;

function foldAscii(text: string): string {
  return text.toLowerCase().replaceAll('`', "'");
}

const firstPositions: number[] = [];
const nextPositions: number[] = [];

/** Where each letter has become one. */
function oneForOne(text: string): Folded {
  countTo(text.length);
  return { text, starts: firstPositions, ends: nextPositions };
}

function countTo(length: number): void {
  for (let at = firstPositions.length; at < length; at++) {
    firstPositions.push(at);
    nextPositions.push(at + 1);
  }
}

// What nearly every letter of the basic plane folds to is one unit, once it is known.
const UNKNOWN = 0;
const NOT_ONE_UNIT = 0xffff;
const units = new Uint16Array(0x10000);

function unitOf(code: number): number {
  const unit = units[code] as number;
  if (unit !== UNKNOWN) return unit;
  const folded = code === UNKNOWN || isJamo(code) || isSurrogate(code) ? '' : foldPoint(code);
  units[code] = folded.length === 1 ? folded.charCodeAt(0) : NOT_ONE_UNIT;
  return units[code] as number;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

// The letters that have been folded, as Latin 1 and as UTF-16: what is not known to be the first needs the second.
let narrow = Buffer.alloc(8192);
let wide = Buffer.alloc(2 * narrow.length);
let isWide = false;

function put(unit: number, at: number): void {
  narrow[at] = unit;
  wide[2 * at] = unit;
  wide[2 * at + 1] = unit >> 8;
  if (unit > 0xff) isWide = true;
}

function makeRoom(count: number): void {
  if (count <= narrow.length) return;
  narrow = Buffer.concat([narrow], 2 * count);
  wide = Buffer.concat([wide], 4 * count);
}

function written(count: number): string {
  return isWide ? wide.toString('utf16le', 0, 2 * count) : narrow.toString('latin1', 0, count);
}

/** Folds those at the beginning that become one letter each, and says how many they are. */
function foldLetters(text: string): number {
  isWide = false;
  makeRoom(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = unitOf(text.charCodeAt(at));
    if (unit === NOT_ONE_UNIT) return at;
    put(unit, at);
  }
  return text.length;
}

/** Goes on where the first letter becomes none or several, or belongs to the one before it. */
function foldOthers(text: string, from: number): Folded {
  countTo(text.length);
  const starts = firstPositions.slice(0, text.length);
  const ends = nextPositions.slice(0, text.length);
  let count = from;
  let point = from;
  for (let at = from; at < text.length; ) {
    makeRoom(count + 1);
    const single = unitOf(text.charCodeAt(at));
    if (single !== NOT_ONE_UNIT) {
      put(single, count);
      starts[count] = point;
      ends[count++] = ++point;
      at++;
      continue;
    }
    const code = text.codePointAt(at) as number;
    const width = isJamo(code) ? jamoRun(text, at) : code > 0xffff ? 2 : 1;
    const points = isJamo(code) ? width : 1;
    const piece = isJamo(code) ? text.slice(at, at + width).normalize('NFC') : foldPoint(code);
    if (piece === '' && count > 0 && MARK.test(String.fromCodePoint(code))) {
      ends[count - 1] = point + 1;
      const letter = COMPOSED.get(lastOf(count) + String.fromCodePoint(code));
      if (letter) put(letter.charCodeAt(0), count - 1);
    }
    makeRoom(count + piece.length);
    for (let unit = 0; unit < piece.length; unit++) {
      put(piece.charCodeAt(unit), count);
      starts[count] = point;
      ends[count++] = point + points;
    }
    at += width;
    point += points;
  }
  return { text: written(count), starts, ends };
}

function lastOf(count: number): string {
  return wide.toString('utf16le', 2 * count - 2, 2 * count);
}

// Bounded by the 65,536 code points of the basic plane; the rest is rare and computed each time.
const foldedPoints = new Map<number, string>();

function foldPoint(code: number): string {
  const known = foldedPoints.get(code);
  if (known !== undefined) return known;
  const folded = computeFold(String.fromCodePoint(code));
  if (code < 0x10000) foldedPoints.set(code, folded);
  return folded;
}

function computeFold(char: string): string {
  if (APOSTROPHES.has(char)) return "'";
  if (HYPHENS.has(char)) return '-';
  if (LETTERS_WITH_MARK.test(char)) return char.toLowerCase();
  const plain = ACCENTED.test(char) ? char.normalize('NFKD').replace(MARKS, '') : char.normalize('NFKC');
  return Array.from(plain.replace(INVISIBLE, '').toLowerCase(), (letter) => PLAIN_LETTER[letter] ?? letter).join('');
}

// Decomposed Hangul composes by the run of jamo (Unicode 3.12), not by base and mark.
function isJamo(code: number): boolean {
  return code >= 0x1100 && code <= 0x11ff;
}

function jamoRun(text: string, from: number): number {
  let to = from;
  while (to < text.length && isJamo(text.charCodeAt(to))) to++;
  return to - from;
}
