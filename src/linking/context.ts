/** Decides whether the rest of an article speaks for a name that does not prove its record by itself. */
import {
  type Evidence,
  hasFieldWord,
  hasTitle,
  isElsewhere,
  isNear,
  isRegionsForm,
  isRelated,
  isTied,
} from './evidence.js';
import { capitalProves, capitalStyle, gapAfter, isQuoted, wordAt } from './field.js';
import type { Candidate, Span } from './find.js';
import { hasProperAfter, hasProperBefore, isOnRoute, isPossessive, nextWords, previousWords } from './neighbours.js';
import { isOwned } from './owner.js';
import {
  isArmedAct,
  isAuxiliary,
  isCompanyNoun,
  isFieldWord,
  isOfficeWord,
  isRare,
  isResident,
  isSanction,
  isSeatWord,
  isStateNoun,
  isStateVerb,
  isSystemNoun,
  isTitle,
} from './words.js';

/** True where something else in the article speaks for the candidate's record. */
export function isSupported(candidate: Candidate, span: Span, evidence: Evidence): boolean {
  const { entry } = candidate;
  const { record } = entry;
  const known = evidence.certain.has(record);
  switch (entry.standing) {
    case 'COMMON':
      return (
        known ||
        (!hasStrangerBeside(span, evidence) && (isRelated(record, evidence) || isTiedBeyondState(record, evidence)))
      );
    case 'PLAIN':
      // Only a shared name or one in a shouting headline asks; in the latter case nothing but the record's own name helps.
      return (
        known ||
        (capitalStyle(span.field) !== 'SHOUTING' && isTied(record, evidence)) ||
        (isRegionsForm(span) && isOfState(span, evidence))
      );
    case 'SURNAME':
      return surnameIsSupported(candidate, span, evidence);
    case 'STAND_IN':
      return (
        known ||
        (entry.kind === 'METONYM' ? capitalActs(record, span, evidence) : adjectiveOwns(candidate, span, evidence))
      );
    case 'PEOPLE':
      return known || evidence.aboutField.size > 0 || hasFieldWord(span, evidence);
    case 'BODY':
      return isOwned(record, span, evidence);
    case 'ORDINARY':
      return ordinaryIsSupported(candidate, span, evidence);
  }
}

/** "Președinta Moldovei", "Aderarea Moldovei la UE": an office, a word of the field or another state speaks for the state. */
function isOfState(span: Span, evidence: Evidence): boolean {
  const [before = ''] = previousWords(span, 1);
  return isOfficeWord(before) || isArmedAct(before) || evidence.certain.size > 0 || hasFieldWord(span, evidence);
}

function hasStrangerBeside(span: Span, { covered }: Evidence): boolean {
  return hasProperBefore(span, covered) || hasProperAfter(span, covered);
}

function surnameIsSupported({ entry }: Candidate, span: Span, evidence: Evidence): boolean {
  const { record, isPerson } = entry.name;
  if (hasStrangerBeside(span, evidence)) return false;
  if (evidence.certain.has(record)) return true;
  if (evidence.strangers.has(record)) return false;
  if (isPerson && (previousWords(span, 1).some(isTitle) || isOfOwnState(record, span, evidence))) return true;
  // "von der Leyen": few share so long a surname.
  if (isPerson && span.last - span.first >= LONG_SURNAME) return true;
  // "Nawrocki vetoes SAFE. The president …": the title may stand further on.
  if (isPerson && isAboutPolitics(evidence) && hasTitle(evidence)) return true;
  if (!isTied(record, evidence) && !isNear(record, evidence)) return false;
  if (isPerson && isSpeaker(span) && ownStateActs(record, evidence)) return true;
  // Sports pages name states and surnames too.
  return evidence.aboutField.size > 0 || hasFieldWord(span, evidence, { offices: true });
}

const LONG_SURNAME = 2;

/** A body, a programme or another person beside states, which sports pages name too. */
function isAboutPolitics({ certain, lexicon }: Evidence): boolean {
  for (const record of certain) if (!lexicon.places.has(record)) return true;
  return false;
}

/** "Ukraine's Zelensky" */
function isOfOwnState(record: string, { field, first }: Span, { covered, lexicon }: Evidence): boolean {
  if (first < 2 || wordAt(field, first - 1) !== 's') return false;
  const state = covered.get(field)?.[first - 2]?.candidates[0]?.entry.record;
  return state !== undefined && lexicon.places.has(state) && (lexicon.ties.get(record)?.has(state) ?? false);
}

/** "Pistorius: Germany delivers …": whoever is quoted without a first name on what a state does is known to all. */
function isSpeaker({ field, first, last }: Span): boolean {
  return first === 0 && gapAfter(field, last).startsWith(':');
}

function ownStateActs(record: string, { spans, lexicon, certain }: Evidence): boolean {
  const own = lexicon.ties.get(record);
  return spans.some((span) => {
    const state = span.candidates[0]?.entry.record ?? '';
    return own?.has(state) && certain.has(state) && lexicon.places.has(state) && besideStateVerb(span);
  });
}

function ordinaryIsSupported({ entry }: Candidate, span: Span, evidence: Evidence): boolean {
  const { record } = entry;
  if (hasStrangerBeside(span, evidence)) return false;
  if (evidence.certain.has(record) || besideFieldWord(span)) return true;
  const related = () => isTied(record, evidence) || isRelated(record, evidence);
  // "Turkey prices rise", "Turkey and Britain sign": at the start of a sentence its neighbours tell.
  if (evidence.lexicon.places.has(record)) {
    return isPossessive(span) || besideStateVerb(span) || isListed(span, evidence) || related();
  }
  // "Stark warning over Russian drones": where every word could have this capital, words elsewhere do not count.
  if (isListedSystem(span, evidence)) return true;
  if (
    !isRare(wordAt(span.field, span.first)) &&
    !capitalProves(span.field, span.first) &&
    !isQuoted(span.field, span.first, span.last)
  ) {
    return isRelated(record, evidence) || isTiedBeyondState(record, evidence);
  }
  return (
    related() || (!isElsewhere(evidence) && (hasOther(evidence.aboutField, record) || hasFieldWord(span, evidence)))
  );
}

/** "Stark raises money … the maker of Virtus": its product, its parent or its partner is there. */
function isTiedBeyondState(record: string, { lexicon, certain }: Evidence): boolean {
  for (const other of lexicon.ties.get(record) ?? []) if (certain.has(other) && !lexicon.places.has(other)) return true;
  return false;
}

function hasOther(records: Set<string>, record: string): boolean {
  return records.size > (records.has(record) ? 1 : 0);
}

// "Patriot air defence", "Merops counter-drone": the first half of a compound lets the second speak.
const FIRST_HALF = new Set(['air', 'counter', 'anti', 'cruise', 'ballistic']);

function besideFieldWord(span: Span): boolean {
  const [next = '', afterNext = ''] = nextWords(span, 2);
  const [before = ''] = previousWords(span, 1);
  if (isFieldWord(next) || (FIRST_HALF.has(next) && isFieldWord(afterNext))) return true;
  return isFieldWord(before) || isSystemNoun(before);
}

const AND = new Set([
  'and',
  'or',
  'und',
  'oder',
  'et',
  'ou',
  'och',
  'og',
  'en',
  'ir',
  'ja',
  'un',
  'та',
  'і',
  'й',
  'и',
  'i',
  'oraz',
  'lub',
  'si',
  'sau',
]);

/** "Turkey and Britain", "Poland, Turkey": a list with a state in it is one of states. */
function isListed(span: Span, { covered, certain, lexicon }: Evidence): boolean {
  return isBesideListed(span, (index) => {
    const record = covered.get(span.field)?.[index]?.candidates[0]?.entry.record;
    return record !== undefined && certain.has(record) && lexicon.places.has(record);
  });
}

/** "IRIS-T und Patriot" */
function isListedSystem(span: Span, { covered, certain }: Evidence): boolean {
  return isBesideListed(span, (index) => {
    const entry = covered.get(span.field)?.[index]?.candidates[0]?.entry;
    return entry?.recordKind === 'SYSTEM' && certain.has(entry.record);
  });
}

function isBesideListed(span: Span, isSuch: (index: number) => boolean): boolean {
  if (nextWords(span, 1).some((word) => AND.has(word))) return isSuch(span.last + 2);
  if (previousWords(span, 1).some((word) => AND.has(word))) return isSuch(span.first - 2);
  return gapAfter(span.field, span.last) === ', ' && isSuch(span.last + 1);
}

/** A capital is its government where it speaks, signs or is accused, and a city where things happen in it. */
function capitalActs(record: string, span: Span, evidence: Evidence): boolean {
  if (hasProperAfter(span, evidence.covered) || isOnRoute(span, evidence.covered)) return false;
  if (gapAfter(span.field, span.last) === '-' && nextWords(span, 1).some(isResident)) return false;
  const [before = '', earlier = ''] = previousWords(span, 2);
  if (isSeatWord(before) || (LOCATIVE.has(before) && isSeatWord(earlier))) return true;
  if (LOCATIVE.has(before)) return false;
  if (besideOffice(span) || besideStateVerb(span) || isStateNoun(before) || isInActingList(span, evidence)) return true;
  if (FOR.has(before) && (evidence.aboutField.size > 0 || hasFieldWord(span, evidence))) return true;
  return isTied(record, evidence);
}

// "weapons for Kyiv"
const FOR = new Set(['for', 'dla', 'для', 'pentru', 'fur', 'pour']);

/** "Berlin i Paryż naciskają": capitals that act together share a verb. */
function isInActingList(span: Span, { covered }: Evidence): boolean {
  const { field, first, last } = span;
  const capitalAt = (index: number) => {
    const other = covered.get(field)?.[index];
    return other?.candidates.some(({ entry }) => entry.kind === 'METONYM') ? other : undefined;
  };
  const isJoined = (index: number) => AND.has(wordAt(field, index));
  const next = isJoined(last + 1) ? capitalAt(last + 2) : undefined;
  if (next !== undefined) return besideStateVerb(next);
  const previous = first > 1 && isJoined(first - 1) ? capitalAt(first - 2) : undefined;
  return previous !== undefined && besideStateVerb(previous);
}

/** "Russian drones", "Romanian F-16s", "armata română": an armed force and its things are its state's. */
function adjectiveOwns({ entry }: Candidate, span: Span, evidence: Evidence): boolean {
  const { record, language } = entry.name;
  if (besideOffice(span) || isTied(record, evidence) || isHalf(span, evidence)) return true;
  if (isOfCompany(span, language, evidence)) return true;
  if (previousWords(span, SANCTION_REACH).some(isSanction)) return true;
  const owned = (word: string) => isFieldWord(word) || isArmedAct(word);
  if (nextWords(span, 1).some(owned) || besideSystem(span, span.last + 1, evidence)) return true;
  // Romanian puts its adjectives after the noun, Polish and Ukrainian now and then.
  if (language === null || language === 'en') return false;
  const [before = ''] = previousWords(span, 1);
  return owned(before) || isOfficeWord(before) || besideSystem(span, span.first - 1, evidence);
}

// "sanctions against two more Belarusian banks"
const SANCTION_REACH = 4;

/** "Polsko-ukraińska", "Turkish-Italian": an adjective of two states speaks of both. */
function isHalf({ field, first, last }: Span, { covered, lexicon }: Evidence): boolean {
  const isState = (index: number) =>
    covered.get(field)?.[index]?.candidates.some(({ entry }) => lexicon.states.has(entry.record)) ?? false;
  return (
    (gapAfter(field, last) === '-' && isState(last + 1)) ||
    (first > 0 && gapAfter(field, first - 1) === '-' && isState(first - 1))
  );
}

function isOfCompany(span: Span, language: string | null, evidence: Evidence): boolean {
  const beside = nextWords(span, 1);
  if (language !== null && language !== 'en') beside.push(...previousWords(span, 1));
  return beside.some(isCompanyNoun) && (evidence.aboutField.size > 0 || hasFieldWord(span, evidence));
}

function besideSystem({ field, first }: Span, index: number, { covered }: Evidence): boolean {
  if (gapAfter(field, Math.min(index, first - 1)) !== ' ' && index < first) return false;
  return covered.get(field)?.[index]?.candidates[0]?.entry.recordKind === 'SYSTEM';
}

// "in Paris" is where something happens, whoever else is named.
const LOCATIVE = new Set(
  'in of from to near at outside around across w we z ze do pod pod kolo nad de din la in langa catre spre у в з із до під біля на через'.split(
    ' ',
  ),
);

const OFFICE_REACH = 2;
// "Romanian air force": the office is the second word after.
function besideOffice(span: Span): boolean {
  return nextWords(span, OFFICE_REACH).some(isOfficeWord);
}

// "Kyiv has not yet denied": the verb is behind its auxiliaries.
const VERB_REACH = 4;

function besideStateVerb(span: Span): boolean {
  const verb = nextWords(span, VERB_REACH).find((word) => !isAuxiliary(word));
  if (verb !== undefined && (isStateVerb(verb) || isStateNoun(verb))) return true;
  return previousWords(span, 1).some(isStateVerb);
}
