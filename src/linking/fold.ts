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
  const folded = foldLetterByLetter(text);
  if (folded === null) return foldUnicode(text);
  for (let at = firstPositions.length; at < text.length; at++) {
    firstPositions.push(at);
    nextPositions.push(at + 1);
  }
  return { text: folded, starts: firstPositions, ends: nextPositions };
}

/** Folds without the map, for words in tables. */
export function foldText(text: string): string {
  return foldLetterByLetter(text) ?? foldUnicode(text).text;
}

const firstPositions: number[] = [];
const nextPositions: number[] = [];

// Nearly every text of Europe folds unit by unit: what a unit becomes, once it is known.
const UNKNOWN = 0;
const NOT_ONE_UNIT = 0xffff;
const units = new Uint16Array(0x10000);
let buffer = new Uint16Array(8192);
// Without control characters, of which some fold to nothing.
const ONLY_ASCII = /^[\t\n\r\x20-\x7e]*$/;
// Arguments of a call are on the stack.
const MOST_AT_ONCE = 4096;

/** Null where a letter becomes none or several, or belongs to the one before it. */
function foldLetterByLetter(text: string): string | null {
  if (ONLY_ASCII.test(text)) return text.toLowerCase().replaceAll('`', "'");
  const { length } = text;
  if (length > buffer.length) buffer = new Uint16Array(2 * length);
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    let unit = units[code] as number;
    if (unit === UNKNOWN) unit = units[code] = foldUnit(code);
    if (unit === NOT_ONE_UNIT) return null;
    buffer[at] = unit;
  }
  if (length <= MOST_AT_ONCE) return String.fromCharCode.apply(null, buffer.subarray(0, length) as never);
  let folded = '';
  for (let at = 0; at < length; at += MOST_AT_ONCE) {
    folded += String.fromCharCode.apply(null, buffer.subarray(at, Math.min(length, at + MOST_AT_ONCE)) as never);
  }
  return folded;
}

function foldUnit(code: number): number {
  if (code === UNKNOWN || isJamo(code) || isSurrogate(code)) return NOT_ONE_UNIT;
  const folded = foldPoint(code);
  return folded.length === 1 ? folded.charCodeAt(0) : NOT_ONE_UNIT;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function foldUnicode(text: string): Folded {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  let point = 0;
  for (let unit = 0; unit < text.length; ) {
    const code = text.codePointAt(unit) as number;
    const width = isJamo(code) ? jamoRun(text, unit) : code > 0xffff ? 2 : 1;
    const points = isJamo(code) ? width : 1;
    const piece = isJamo(code) ? text.slice(unit, unit + width).normalize('NFC') : foldPoint(code);
    if (piece === '' && starts.length > 0 && MARK.test(String.fromCodePoint(code))) {
      ends[ends.length - 1] = point + 1;
      const letter = COMPOSED.get(folded.slice(-1) + String.fromCodePoint(code));
      if (letter) folded = folded.slice(0, -1) + letter;
    }
    for (let i = 0; i < piece.length; i++) {
      starts.push(point);
      ends.push(point + points);
    }
    folded += piece;
    unit += width;
    point += points;
  }
  return { text: folded, starts, ends };
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
