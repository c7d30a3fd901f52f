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
import { type Candidate, type Span, spanAt } from './find.js';
import { isListed, isListedSystem } from './listed.js';
import { hasProperAfter, hasProperBefore, isPossessive, nextWords, previousWord } from './neighbours.js';
import { isOwned } from './owner.js';
import { adjectiveOwns, besideStateVerb, capitalActs } from './stand-in.js';
import { isArmedAct, isFieldWord, isOfficeWord, isRare, isSystemNoun, isTitle } from './words.js';

/** True where something else in the article speaks for the candidate's record. */
export function isSupported(candidate: Candidate, span: Span, evidence: Evidence): boolean {
  const { entry } = candidate;
  const { record } = entry;
  const known = evidence.certain.has(record);
  switch (entry.standing) {
    case 'COMMON':
      return (
        known || (!hasStrangerBeside(span) && (isRelated(record, evidence) || isTiedBeyondState(record, evidence)))
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
  const before = previousWord(span);
  return isOfficeWord(before) || isArmedAct(before) || evidence.certain.size > 0 || hasFieldWord(span, evidence);
}

function hasStrangerBeside(span: Span): boolean {
  return hasProperBefore(span) || hasProperAfter(span);
}

function surnameIsSupported({ entry }: Candidate, span: Span, evidence: Evidence): boolean {
  const { record, isPerson } = entry.name;
  if (hasStrangerBeside(span)) return false;
  if (evidence.certain.has(record)) return true;
  if (evidence.strangers.has(record)) return false;
  if (isPerson && (isTitle(previousWord(span)) || isOfOwnState(record, span, evidence))) return true;
  // "von der Leyen": few share so long a surname.
  if (isPerson && span.last - span.first >= LONG_SURNAME) return true;
  if (isTied(record, evidence) || isNear(record, evidence)) {
    if (isPerson && isSpeaker(span) && ownStateActs(record, evidence)) return true;
    // Sports pages name states and surnames too.
    if (evidence.aboutField.size > 0 || hasFieldWord(span, evidence, { offices: true })) return true;
  }
  // "Nawrocki vetoes SAFE. The president …": the title may stand further on.
  return isPerson === true && isAboutPolitics(evidence) && hasTitle(evidence);
}

const LONG_SURNAME = 2;

/** A body, a programme or another person and one more: a chairman of something may have any sponsor. */
function isAboutPolitics({ certain, lexicon }: Evidence): boolean {
  if (certain.size < 2) return false;
  for (const record of certain) if (!lexicon.places.has(record)) return true;
  return false;
}

/** "Ukraine's Zelensky" */
function isOfOwnState(record: string, span: Span, { lexicon }: Evidence): boolean {
  const { field, first } = span;
  if (first < 2 || wordAt(field, first - 1) !== 's') return false;
  const state = spanAt(first - 2, span)?.candidates[0]?.entry.record;
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
  if (hasStrangerBeside(span)) return false;
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
    related() || ((hasOther(evidence.aboutField, record) || hasFieldWord(span, evidence)) && !isElsewhere(evidence))
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
  const before = previousWord(span);
  if (isFieldWord(next) || (FIRST_HALF.has(next) && isFieldWord(afterNext))) return true;
  return isFieldWord(before) || isSystemNoun(before);
}
