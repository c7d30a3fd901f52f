/** By which rules a text may write one word of a name otherwise, and whether a word is a form by them. */
import { endingsBefore, type Grammar, inflections, PLURAL_ENDINGS, plurals } from './inflect.js';
import type { Name } from './name.js';
import { isExact } from './standing.js';
import { words } from './tokens.js';

type Place = {
  tokens: string[];
  index: number;
  /** records that are states and their like */
  places: Set<string>;
  /** records that have a Ukrainian or Russian name of their own */
  cyrillic: Set<string>;
};

const LATIN = /^[a-z]/;
const CYRILLIC = /^\p{sc=Cyrillic}/u;

/** A bit each, so that a word of thousands of names keeps all its rules in a number. */
const RULE: Record<Grammar | 'plural', number> = {
  uk: 1,
  ru: 2,
  pl: 4,
  ro: 8,
  'foreign-pl': 16,
  plural: 32,
  genitive: 64,
};
const GRAMMARS = Object.keys(RULE).filter((key): key is Grammar => key !== 'plural');

/** The rules of a word of a name, as bits; 0 where only the exact letters count. */
export function rulesOf(name: Name, { tokens, index, places }: Place): number {
  if (isExact(name)) return 0;
  const grammars = grammarsOf(name, tokens[index] as string, places);
  return name.recordKind === 'SYSTEM' && index === tokens.length - 1 ? grammars | RULE.plural : grammars;
}

/** Whether the word is a form of the base by one of the rules. */
export function isForm(word: string, base: string, rules: number): boolean {
  if (rules & RULE.plural && plurals(base).includes(word)) return true;
  return GRAMMARS.some((grammar) => rules & RULE[grammar] && inflections(base, grammar).includes(word));
}

/** What a form ends in → what its base can end in. */
export const ENDINGS = endingsBefore(PLURAL_ENDINGS);

/** Every word that this one can be a form of by some rule, and many that are no words. */
export function basesOf(word: string): string[] {
  const bases: string[] = [];
  for (let from = word.length - 1; from >= 0; from--) {
    const endings = ENDINGS.get(word.slice(from));
    if (endings === undefined) break;
    for (const ending of endings) bases.push(word.slice(0, from) + ending);
  }
  return bases;
}

const DESIGNATION = 3;

/** Russian designations in Ukrainian letters: МиГ is МіГ, Ил is Іл. */
export function designationOf(name: Name, token: string): string | null {
  if (name.recordKind !== 'SYSTEM' || isExact(name) || token.length > DESIGNATION || !CYRILLIC.test(token)) return null;
  return token.replaceAll('и', 'і');
}

/** A capital has its own Cyrillic name or none, whatever its state has. */
export function spellingOwner({ record, kind }: Name): string {
  return kind === 'METONYM' ? `${record} ${kind}` : record;
}

/** The word whose Ukrainian spellings a text may write in its place; null where none. */
export function spelledWord(name: Name, place: Place): string | null {
  const isSpelled =
    !isExact(name) && LATIN.test(place.tokens[place.index] as string) && isSpelledInCyrillic(name, place);
  return isSpelled ? written(name, place) : null;
}

const SHORTEST_SPELLED = 4;

/** People, capitals and weapons of one word are written as they sound; the rest is translated. */
function isSpelledInCyrillic(name: Name, { tokens, index, cyrillic }: Place): boolean {
  if (name.language !== null && name.language !== 'en') return false;
  if (cyrillic.size > 0 && cyrillic.has(spellingOwner(name))) return false;
  if (name.isPerson) return true;
  const alone = tokens.length === 1 && (tokens[index] as string).length >= SHORTEST_SPELLED;
  return alone && (name.recordKind === 'SYSTEM' || name.kind === 'METONYM');
}

const ACCENTED = /[^\0-\x7f]/;

/** The word with the accents that folding takes away. */
function written(name: Name, { tokens, index }: Place): string {
  const token = tokens[index] as string;
  if (!ACCENTED.test(name.text)) return token;
  const asWritten = words(name.text.normalize('NFC').toLowerCase());
  return (asWritten.length === tokens.length && asWritten[index]) || token;
}

const GENITIVE_IN_S = new Set(['de', 'nl', 'sv', 'da', 'nb']);

function grammarsOf(name: Name, token: string, places: Set<string>): number {
  const { language, kind } = name;
  if (language === 'uk' || language === 'ru' || language === 'pl' || language === 'ro') return RULE[language];
  if (language !== null && GENITIVE_IN_S.has(language)) return RULE.genitive;
  if (!LATIN.test(token)) return language === null && CYRILLIC.test(token) ? RULE.uk : 0;
  if (name.recordKind !== 'ACTOR' || (language !== null && language !== 'en')) return 0;
  // Many capitals have one name in all languages: Berlina, Berlinul.
  if (kind === 'METONYM') return RULE['foreign-pl'] | RULE.ro;
  // Estonia, Albania: one name in three languages, with the case forms of two.
  if (places.has(name.record) && /.ia$/.test(token) && kind === 'NAME') return RULE.pl | RULE.ro;
  // States have a Polish name of their own in the record, and "Jordana" would be a person.
  return places.has(name.record) ? 0 : RULE['foreign-pl'];
}
