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
const NUMBER = /(?<![\p{L}\d-])(\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d))(?:[ -]?(?:de )?(\p{L}+))?/gu;

const NONE: readonly FoundNumber[] = [];

export function numbersOf(field: Field): readonly FoundNumber[] {
  field.numbers ??= /\d/.test(field.folded.text) ? numbersIn(field.folded.text) : NONE;
  return field.numbers;
}

/** @param text folded */
export function numbersIn(text: string): FoundNumber[] {
  return Array.from(text.matchAll(NUMBER), ([matched, digits = '', word = '']) => {
    const scale = SCALES.find(([, scaleWord]) => scaleWord.test(word))?.[0] ?? 1;
    const isGrouped = /^\d{1,3}(?:[ .,]\d{3})+$/.test(digits);
    const value = Number(isGrouped ? digits.replace(/[ .,]/g, '') : digits.replace(',', '.'));
    // Binary fractions: 16.68 × 10⁹ is not a whole number until it is rounded.
    return { value: Math.round(value * scale * 100) / 100, text: scale === 1 ? digits : matched, isScaled: scale > 1 };
  });
}
