/** Whether a capital or an adjective means the state. */
import { type Evidence, hasFieldWord, isTied } from './evidence.js';
import { gapAfter } from './field.js';
import { type Candidate, type Span, spanAt } from './find.js';
import type { Lexicon } from './lexicon.js';
import { joinedTo } from './listed.js';
import { hasProperAfter, isOnRoute, nextWord, nextWords, previousWord, previousWords } from './neighbours.js';
import {
  isArmedAct,
  isAuxiliary,
  isCompanyNoun,
  isFieldWord,
  isOfficeWord,
  isResident,
  isSanction,
  isSeatWord,
  isStateNoun,
  isStateVerb,
} from './words.js';

/** A capital is its government where it speaks, signs or is accused, and a city where things happen in it. */
export function capitalActs(record: string, span: Span, evidence: Evidence): boolean {
  if (hasProperAfter(span) || isOnRoute(span)) return false;
  if (gapAfter(span.field, span.last) === '-' && isResident(nextWord(span))) return false;
  const [before = '', earlier = ''] = previousWords(span, 2);
  if (isSeatWord(before) || (LOCATIVE.has(before) && isSeatWord(earlier))) return true;
  if (LOCATIVE.has(before)) return false;
  if (besideOffice(span) || besideStateVerb(span) || isStateNoun(before) || isInActingList(span)) return true;
  if (FOR.has(before) && (evidence.aboutField.size > 0 || isFieldWord(earlier))) return true;
  return isTied(record, evidence);
}

// "weapons for Kyiv"
const FOR = new Set(['for', 'dla', 'для', 'pentru', 'fur', 'pour']);

/** "Berlin i Paryż naciskają": capitals that act together share a verb. */
function isInActingList(span: Span): boolean {
  const other = joinedTo(span, isCapital);
  return other !== null && besideStateVerb(other);
}

function isCapital({ candidates }: Span): boolean {
  return candidates.some(({ entry }) => entry.kind === 'METONYM');
}

/** "Russian drones", "Romanian F-16s", "armata română": an armed force and its things are its state's. */
export function adjectiveOwns({ entry }: Candidate, span: Span, evidence: Evidence): boolean {
  const { record, language } = entry.name;
  if (besideOffice(span) || isTied(record, evidence) || isHalf(span, evidence)) return true;
  if (isOfCompany(span, language, evidence)) return true;
  if (isArmed(nextWord(span)) || besideSystem(span, span.last + 1)) return true;
  if (previousWords(span, SANCTION_REACH).some(isSanction)) return true;
  // Romanian puts its adjectives after the noun, Polish and Ukrainian now and then.
  if (language === null || language === 'en') return false;
  const before = previousWord(span);
  return isArmed(before) || isOfficeWord(before) || besideSystem(span, span.first - 1);
}

function isArmed(word: string): boolean {
  return isFieldWord(word) || isArmedAct(word);
}

// "sanctions against two more Belarusian banks"
const SANCTION_REACH = 4;

/** "Polsko-ukraińska", "Turkish-Italian": an adjective of two states speaks of both. */
function isHalf(span: Span, { lexicon }: Evidence): boolean {
  const { field, first, last } = span;
  return (
    (gapAfter(field, last) === '-' && isState(spanAt(last + 1, span), lexicon)) ||
    (first > 0 && gapAfter(field, first - 1) === '-' && isState(spanAt(first - 1, span), lexicon))
  );
}

function isState(span: Span | null, { states }: Lexicon): boolean {
  return span?.candidates.some(({ entry }) => states.has(entry.record)) ?? false;
}

function isOfCompany(span: Span, language: string | null, evidence: Evidence): boolean {
  const isBeside =
    isCompanyNoun(nextWord(span)) || (language !== null && language !== 'en' && isCompanyNoun(previousWord(span)));
  return isBeside && (evidence.aboutField.size > 0 || hasFieldWord(span, evidence));
}

function besideSystem(span: Span, index: number): boolean {
  if (index < span.first && gapAfter(span.field, index) !== ' ') return false;
  return spanAt(index, span)?.candidates[0]?.entry.recordKind === 'SYSTEM';
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

/** A government speaks, denies, signs. */
export function besideStateVerb(span: Span): boolean {
  const verb = nextWords(span, VERB_REACH).find((word) => !isAuxiliary(word));
  if (verb !== undefined && (isStateVerb(verb) || isStateNoun(verb))) return true;
  return isStateVerb(previousWord(span));
}
