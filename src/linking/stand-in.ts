/** Whether a capital or an adjective means the state. */
import { type Evidence, hasFieldWord, isTied } from './evidence.js';
import { gapAfter } from './field.js';
import type { Candidate, Span } from './find.js';
import { joinedTo } from './listed.js';
import { hasProperAfter, isOnRoute, nextWords, previousWords } from './neighbours.js';
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
  if (hasProperAfter(span, evidence.covered) || isOnRoute(span, evidence.covered)) return false;
  if (gapAfter(span.field, span.last) === '-' && nextWords(span, 1).some(isResident)) return false;
  const [before = '', earlier = ''] = previousWords(span, 2);
  if (isSeatWord(before) || (LOCATIVE.has(before) && isSeatWord(earlier))) return true;
  if (LOCATIVE.has(before)) return false;
  if (besideOffice(span) || besideStateVerb(span) || isStateNoun(before) || isInActingList(span, evidence)) return true;
  if (FOR.has(before) && (evidence.aboutField.size > 0 || isFieldWord(earlier))) return true;
  return isTied(record, evidence);
}

// "weapons for Kyiv"
const FOR = new Set(['for', 'dla', 'для', 'pentru', 'fur', 'pour']);

/** "Berlin i Paryż naciskają": capitals that act together share a verb. */
function isInActingList(span: Span, evidence: Evidence): boolean {
  const isCapital = ({ candidates }: Span) => candidates.some(({ entry }) => entry.kind === 'METONYM');
  const other = joinedTo(span, evidence, isCapital);
  return other !== undefined && besideStateVerb(other);
}

/** "Russian drones", "Romanian F-16s", "armata română": an armed force and its things are its state's. */
export function adjectiveOwns({ entry }: Candidate, span: Span, evidence: Evidence): boolean {
  const { record, language } = entry.name;
  if (besideOffice(span) || isTied(record, evidence) || isHalf(span, evidence)) return true;
  if (isOfCompany(span, language, evidence)) return true;
  const owned = (word: string) => isFieldWord(word) || isArmedAct(word);
  if (nextWords(span, 1).some(owned) || besideSystem(span, span.last + 1, evidence)) return true;
  if (previousWords(span, SANCTION_REACH).some(isSanction)) return true;
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

/** A government speaks, denies, signs. */
export function besideStateVerb(span: Span): boolean {
  const verb = nextWords(span, VERB_REACH).find((word) => !isAuxiliary(word));
  if (verb !== undefined && (isStateVerb(verb) || isStateNoun(verb))) return true;
  return previousWords(span, 1).some(isStateVerb);
}
