/** Says what a name proves by itself, from its kind, its words and the other names of its record. */
import type { Name } from './name.js';
import type { ReadName } from './read-name.js';
import { isCommon, isOrdinary, isSeat } from './words.js';

/**
 * What a name proves by itself.
 * PLAIN: its record. ORDINARY: nothing unless the article is about the field. SURNAME: nothing unless the person is
 * known from elsewhere. STAND_IN: a capital or an adjective that only sometimes means the state.
 * COMMON: nothing unless another name of the same record, or a party to the same deal, is there.
 * BODY: an office that every state has, and whose it is the words around must tell.
 * PEOPLE: a state's people, who are its troops where the article is about the field.
 */
export type Standing = 'PLAIN' | 'ORDINARY' | 'SURNAME' | 'STAND_IN' | 'COMMON' | 'BODY' | 'PEOPLE';

/** @param own all names of the record */
export function standingOf({ name, tokens, phrase }: ReadName, own: ReadName[]): Standing {
  if (name.kind === 'METONYM') return isSeat(phrase) ? 'PLAIN' : 'STAND_IN';
  if (name.kind === 'DEMONYM') return 'STAND_IN';
  if (isCommon(phrase)) return 'COMMON';
  if (isOrdinary(phrase) && !isExact(name)) return 'ORDINARY';
  return tokens.length === 1 && isSurname(name, phrase, own) ? 'SURNAME' : 'PLAIN';
}

/** Of a person every short form is, in whatever case, and whatever kind of name it is kept as. */
function isSurname({ recordKind, kind, isPerson }: Name, phrase: string, own: ReadName[]): boolean {
  const isShort = kind === 'SHORT' || kind === 'TRANSLIT';
  if (isPerson && isShort) return true;
  return (
    recordKind === 'ACTOR' &&
    (isShort || isPerson === true) &&
    lastWords(own).some((last) => isSameSurname(last, phrase))
  );
}

// Transliterations differ in their ends: Zelensky, Zelenskyy, Zelenskiy.
const SURNAME_STEM = 6;

function isSameSurname(one: string, other: string): boolean {
  return one === other || (one.length > SURNAME_STEM && one.slice(0, SURNAME_STEM) === other.slice(0, SURNAME_STEM));
}

/** A name does not say that its record is a person; that a short form is the last word of a full name does. */
function lastWords(own: ReadName[]): string[] {
  return own.flatMap(({ name, tokens }) =>
    name.recordKind === 'ACTOR' && name.text.includes(' ') ? (tokens.at(-1) ?? []) : [],
  );
}

/** Only the exact letter case counts. */
export function isExact(name: Name): boolean {
  return name.kind === 'ABBREVIATION' || name.caseSensitive;
}

/** Letters and digits in their case, without accents and punctuation: U.S. and US are one, US and us are two. */
export function lettersInCase(text: string): string {
  return text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');
}
