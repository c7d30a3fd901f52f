/** One field of an article, folded and cut into words, with what its capitals can prove. */
import { type Folded, fold } from './fold.js';
import { type KnownWord, knownWords } from './known-words.js';
import type { FoundNumber } from './numbers.js';
import { type Tokens, tokenise } from './tokens.js';

export type FieldName = 'TITLE' | 'SUMMARY';

export type Field = {
  name: FieldName;
  raw: string;
  folded: Folded;
  tokens: Tokens;
  /** the original's code points; the text itself where each is one UTF-16 unit */
  points: string | string[];
  capitals: CapitalStyle | null;
  /** its words, looked up when one of them is first asked for */
  known: readonly KnownWord[] | null;
  numbers: readonly FoundNumber[] | null;
};

/** In a HEADLINE Nearly Every Word has a capital, and where all SHOUT no case is left to tell by. */
type CapitalStyle = 'SENTENCE' | 'HEADLINE' | 'SHOUTING';

const SURROGATE = /[\ud800-\udfff]/;

// Names, ties and what stories compare are looked for one after another in the same two texts.
const latest: Record<FieldName, Field | null> = { TITLE: null, SUMMARY: null };

/** The same field where the same text is asked for again. */
export function readField(name: FieldName, raw: string): Field {
  const known = latest[name];
  if (known !== null && known.raw === raw) return known;
  const field = read(name, raw);
  latest[name] = field;
  return field;
}

function read(name: FieldName, raw: string): Field {
  const folded = fold(raw);
  const points = SURROGATE.test(raw) ? Array.from(raw) : raw;
  const tokens = tokenise(folded.text);
  return { name, raw, folded, tokens, points, capitals: null, known: null, numbers: null };
}

export function wordCount(field: Field): number {
  return field.tokens.from.length;
}

/** The folded word; empty outside the field, as before its first word. */
export function wordAt(field: Field, index: number): string {
  return knownWords(field)[index]?.text ?? '';
}

/** What stands between a word and the next, folded. */
export function gapAfter(field: Field, index: number): string {
  return field.folded.text.slice(field.tokens.to[index], field.tokens.from[index + 1]);
}

const SPACE = 0x20;

/** Whether a single space stands there, as it does after most words. */
export function isSpaceAfter({ folded, tokens }: Field, index: number): boolean {
  const to = tokens.to[index] as number;
  return tokens.from[index + 1] === to + 1 && folded.text.charCodeAt(to) === SPACE;
}

/** Code points of the original, half-open, that the words from first to last cover. */
export function pointsOf(field: Field, first: number, last: number): { start: number; end: number } {
  const from = field.tokens.from[first] as number;
  const to = field.tokens.to[last] as number;
  return { start: field.folded.starts[from] as number, end: field.folded.ends[to - 1] as number };
}

export function slicePoints({ points }: Field, start: number, end: number): string {
  return typeof points === 'string' ? points.slice(start, end) : points.slice(start, end).join('');
}

const LU = /^\p{Lu}/u;
const LL = /^\p{Ll}/u;
const IS_CAPITAL = new Uint8Array(0x10000);
const IS_SMALL = new Uint8Array(0x10000);
for (let code = 0; code < 0x10000; code++) {
  IS_CAPITAL[code] = LU.test(String.fromCharCode(code)) ? 1 : 0;
  IS_SMALL[code] = LL.test(String.fromCharCode(code)) ? 1 : 0;
}

export function isCapitalised(field: Field, index: number): boolean {
  const from = field.tokens.from[index];
  if (from === undefined) return false;
  const { points } = field;
  const start = field.folded.starts[from] as number;
  return typeof points === 'string' ? IS_CAPITAL[points.charCodeAt(start)] === 1 : LU.test(points[start] as string);
}

/** Whether a letter of the word is a capital, wherever in it. */
export function hasCapital(field: Field, index: number): boolean {
  const { start, end } = pointsOf(field, index, index);
  const { points } = field;
  for (let at = start; at < end; at++) {
    const isCapital =
      typeof points === 'string' ? IS_CAPITAL[points.charCodeAt(at)] === 1 : LU.test(points[at] as string);
    if (isCapital) return true;
  }
  return false;
}

/** A capital and then small letters: "Francisco", where "PAC" is a model. */
export function looksProper(field: Field, index: number): boolean {
  if (!isCapitalised(field, index)) return false;
  const { start, end } = pointsOf(field, index, index);
  const { points } = field;
  if (start + 1 >= end) return false;
  return typeof points === 'string'
    ? IS_SMALL[points.charCodeAt(start + 1)] === 1
    : LL.test(points[start + 1] as string);
}

// A quotation opens a sentence, and so does what follows a colon or a dash.
const SENTENCE_BREAK = /[.!?…:|"“”„«»(\n•]|\s-\s/u;

export function startsSentence(field: Field, index: number): boolean {
  return index === 0 || (!isSpaceAfter(field, index - 1) && SENTENCE_BREAK.test(gapAfter(field, index - 1)));
}

/** A capital tells a name from a word only inside a sentence that is written in sentence case. */
export function capitalProves(field: Field, index: number): boolean {
  return capitalStyle(field) === 'SENTENCE' && !startsSentence(field, index);
}

const OPENING = /["“„«'(]$/u;
const CLOSING = /^["”“»')]/u;

/** “Flamingo”: quotation marks around a name alone say that it is one. */
export function isQuoted(field: Field, first: number, last: number): boolean {
  const before = first === 0 ? field.folded.text.slice(0, field.tokens.from[0]) : gapAfter(field, first - 1);
  return OPENING.test(before) && CLOSING.test(gapAfter(field, last));
}

export function capitalStyle(field: Field): CapitalStyle {
  field.capitals ??= judgeCapitals(field);
  return field.capitals;
}

// Articles and prepositions stay small in a headline.
const LONG_WORD = 4;
const HEADLINE_SHARE = 0.7;
const HEADLINE_WORDS = 3;
// "NATO, EU" is two abbreviations, not a shout.
const SHORTEST_SHOUT = 2;

function judgeCapitals(field: Field): CapitalStyle {
  if (wordCount(field) > SHORTEST_SHOUT && /\p{Lu}/u.test(field.raw) && !/\p{Ll}/u.test(field.raw)) return 'SHOUTING';
  let long = 0;
  let capitalised = 0;
  for (let index = 1; index < wordCount(field); index++) {
    if ((field.tokens.to[index] as number) - (field.tokens.from[index] as number) < LONG_WORD) continue;
    long++;
    if (isCapitalised(field, index)) capitalised++;
  }
  return long >= HEADLINE_WORDS && capitalised / long >= HEADLINE_SHARE ? 'HEADLINE' : 'SENTENCE';
}
