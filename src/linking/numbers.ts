/** The numbers of a text: "43,7 mld", "€1.5 billion", "33 тисячі", "6,000". */

import type { Field } from './field.js';

export type FoundNumber = {
  value: number;
  text: string;
  /** said with thousand, million or billion */
  isScaled: boolean;
};

const SCALES: [value: number, word: RegExp][] = [
  [1e9, /^(?:bn|billion\w*|мільярд\p{L}*|млрд|mld|miliard\w*)$/u],
  [1e6, /^(?:mn|million\w*|мільйон\p{L}*|млн|mln|mil|milion\w*|milioan\w*)$/u],
  [1e3, /^(?:thousand|тисяч\p{L}*|тис|tysi\w*|tys|mii)$/u],
];

// A space, a full stop or a comma parts thousands; a full stop or a comma followed by one or two digits, decimals.
const NUMBER = /(?<![\p{L}\d-])(\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d))(?:[ -]?(?:de )?(\p{L}+))?/uy;

const GROUPED = /^\d{1,3}(?:[ .,]\d{3})+$/;

const NONE: readonly FoundNumber[] = [];

export function numbersOf(field: Field): readonly FoundNumber[] {
  field.numbers ??= numbersIn(field.folded.text);
  return field.numbers;
}

/** @param text folded */
export function numbersIn(text: string): readonly FoundNumber[] {
  const found: FoundNumber[] = [];
  for (let at = 0; at < text.length; at++) {
    // Only a digit begins a number, and few letters are digits.
    if (!isDigit(text.charCodeAt(at))) continue;
    NUMBER.lastIndex = at;
    const match = NUMBER.exec(text);
    if (match === null) continue;
    found.push(readNumber(match));
    at = NUMBER.lastIndex - 1;
  }
  return found.length === 0 ? NONE : found;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function readNumber([matched, digits = '', word = '']: RegExpExecArray): FoundNumber {
  const scale = word === '' ? 1 : (SCALES.find(([, scaleWord]) => scaleWord.test(word))?.[0] ?? 1);
  const value = Number(GROUPED.test(digits) ? digits.replace(/[ .,]/g, '') : digits.replace(',', '.'));
  // Binary fractions: 16.68 × 10⁹ is not a whole number until it is rounded.
  return { value: Math.round(value * scale * 100) / 100, text: scale === 1 ? digits : matched, isScaled: scale > 1 };
}
