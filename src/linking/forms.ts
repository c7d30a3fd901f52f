/** Every form in which a text may write one word of a name. */
import { type Grammar, inflections, plurals } from './inflect.js';
import type { Name } from './name.js';
import { spellingsOf } from './spelled.js';
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

/**
 * The forms by the rule that makes them: what a rule makes of a word is the same in every name, so that whoever has had
 * a rule's forms once need not have them made again.
 */
export type Rule = {
  key: string;
  forms: () => string[];
  /** the word whose Ukrainian spellings the forms are */
  spells?: string;
};

export function rulesOf(name: Name, place: Place): Rule[] {
  if (isExact(name)) return [];
  const token = place.tokens[place.index] as string;
  const rules: Rule[] = grammarsOf(name, token, place.places).map((grammar) => ({
    key: grammar,
    forms: () => inflections(token, grammar),
  }));
  if (name.recordKind === 'SYSTEM') {
    if (place.index === place.tokens.length - 1) rules.push({ key: 'plural', forms: () => plurals(token) });
    // Russian designations in Ukrainian letters: МиГ is МіГ, Ил is Іл.
    if (token.length <= DESIGNATION && CYRILLIC.test(token)) {
      rules.push({ key: 'designation', forms: () => [token.replaceAll('и', 'і')] });
    }
  }
  if (LATIN.test(token) && isSpelledInCyrillic(name, place)) {
    const word = written(name, place);
    rules.push({ key: `spelled ${word}`, forms: () => spellingsOf(word), spells: word });
  }
  return rules;
}

/** A capital has its own Cyrillic name or none, whatever its state has. */
export function spellingOwner({ record, kind }: Name): string {
  return kind === 'METONYM' ? `${record} ${kind}` : record;
}

const DESIGNATION = 3;
const SHORTEST_SPELLED = 4;

/** People, capitals and weapons of one word are written as they sound; the rest is translated. */
function isSpelledInCyrillic(name: Name, { tokens, index, cyrillic }: Place): boolean {
  if (name.language !== null && name.language !== 'en') return false;
  if (cyrillic.has(spellingOwner(name))) return false;
  if (name.isPerson) return true;
  const alone = tokens.length === 1 && (tokens[index] as string).length >= SHORTEST_SPELLED;
  return alone && (name.recordKind === 'SYSTEM' || name.kind === 'METONYM');
}

/** The word with the accents that folding takes away. */
function written(name: Name, { tokens, index }: Place): string {
  const asWritten = words(name.text.normalize('NFC').toLowerCase());
  return (asWritten.length === tokens.length && asWritten[index]) || (tokens[index] as string);
}

function grammarsOf(name: Name, token: string, places: Set<string>): Grammar[] {
  const { language, kind } = name;
  if (language === 'uk' || language === 'ru' || language === 'pl' || language === 'ro') return [language];
  if (language === null && CYRILLIC.test(token)) return ['uk'];
  if (!LATIN.test(token) || name.recordKind !== 'ACTOR' || (language !== null && language !== 'en')) return [];
  // Many capitals have one name in all languages: Berlina, Berlinul.
  if (kind === 'METONYM') return ['foreign-pl', 'ro'];
  // States have a Polish name of their own in the record, and "Jordana" would be a person.
  return places.has(name.record) ? [] : ['foreign-pl'];
}
