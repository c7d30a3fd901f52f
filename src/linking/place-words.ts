/** Whether a text has a word of a place's name, in any case form or in Cyrillic. */
import { foldText } from './fold.js';
import type { KnownWord } from './known-words.js';
import { ukrainianSpellings } from './transliterate.js';

// "Gaigalava, Rēzekne region": words that say what a place is, and words that many places have.
const GENERIC = new Set(
  `airport base region county district voivodeships voivodeship area platform island training ground border crossing near
  closed about from found western eastern northern southern central sea baltic the and not air`.split(/\s+/u),
);
const SHORTEST = 4;
const LONGEST_ENDING = 4;

// There are as many as incidents.
const MOST_KNOWN = 10_000;
const known = new Map<string, string[]>();

/** The stems that a place is known by, to be compared with folded words. */
export function placeStems(place: string): string[] {
  let stems = known.get(place);
  if (stems === undefined) {
    stems = readStems(place);
    if (known.size === MOST_KNOWN) known.clear();
    known.set(place, stems);
  }
  return stems;
}

function readStems(place: string): string[] {
  // Small letters are a curator's description: "near the closed Šumskas crossing".
  return Array.from(place.matchAll(/\p{Lu}[\p{L}-]+/gu), ([word]) => word)
    .flatMap((word) => word.split('-'))
    .filter((word) => word.length >= SHORTEST && !GENERIC.has(foldText(word)))
    .flatMap((word) => [foldText(word), ...ukrainianSpellings(word.toLowerCase())])
    .map(stemOf);
}

function stemOf(word: string): string {
  return word.length > SHORTEST
    ? word.replace(/(?:[aeiouyаеиіоуяь]|ti|ті|sti)$/u, '')
    : word.replace(/[aeiouyаеиіоуя]$/u, '');
}

export function findPlaceWord(stems: string[], words: readonly KnownWord[]): string | undefined {
  for (const { text } of words) for (const stem of stems) if (isFormOf(stem, text)) return text;
  return undefined;
}

function isFormOf(stem: string, word: string): boolean {
  return word.length <= stem.length + LONGEST_ENDING && (word.startsWith(stem) || isExonym(word, stem));
}

// Copenhagen is Copenhaga and Kopenhaga: most of the word, and then an ending of the language's own.
const LONG = 8;

function isExonym(word: string, stem: string): boolean {
  if (stem.length < LONG || word.length < LONG - 1) return false;
  for (let at = 1; at < LONG - 1; at++) if (word.charCodeAt(at) !== stem.charCodeAt(at)) return false;
  return true;
}
