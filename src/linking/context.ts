/** Decides whether the rest of an article speaks for a name that does not prove its record by itself. */
import {
  capitalProves,
  capitalStyle,
  type Field,
  gapAfter,
  looksProper,
  startsSentence,
  wordAt,
  wordCount,
} from './field.js';
import type { Candidate, Span } from './find.js';
import type { Lexicon } from './lexicon.js';
import { isFieldWord, isOfficeWord, isSeatWord } from './words.js';

export type Evidence = {
  lexicon: Lexicon;
  /** records that the article names beyond doubt */
  certain: Set<string>;
  /** one of them is an actor, a system or a deal other than a state, which news of every sort names */
  aboutField: Set<string>;
  spans: Span[];
  fields: Field[];
  /** the span that a word belongs to, by field and index of the word */
  covered: Map<Field, Map<number, Span>>;
  /** words of the field, found when a name first asks: a text of names only must not be read once a name */
  fieldWords: FieldWord[] | null;
};

type FieldWord = { field: Field; index: number };

export function gatherEvidence(lexicon: Lexicon, fields: Field[], spans: Span[]): Evidence {
  const covered = new Map(fields.map((field) => [field, new Map<number, Span>()]));
  const [certain, aboutField] = [new Set<string>(), new Set<string>()];
  const evidence: Evidence = { lexicon, certain, aboutField, spans, fields, covered, fieldWords: null };
  for (const span of spans) {
    for (let index = span.first; index <= span.last; index++) covered.get(span.field)?.set(index, span);
    const [only, ...others] = span.candidates;
    if (!only || others.length > 0 || !provesItself(only, span)) continue;
    const { record, recordKind } = only.entry.name;
    evidence.certain.add(record);
    const ofField = recordKind === 'ACTOR' || recordKind === 'SYSTEM' || recordKind === 'DEAL';
    if (ofField && !lexicon.places.has(record)) evidence.aboutField.add(record);
  }
  return evidence;
}

/** True where the name alone is enough, as long as no other record shares it. */
export function provesItself({ entry }: Candidate, span: Span): boolean {
  if (entry.isWord && capitalStyle(span.field) === 'SHOUTING') return false;
  if (entry.standing === 'PLAIN') return true;
  return entry.standing === 'ORDINARY' && span.last > span.first && capitalProves(span.field, span.first);
}

/** True where something else in the article speaks for the candidate's record. */
export function isSupported({ entry }: Candidate, span: Span, evidence: Evidence): boolean {
  const { record } = entry.name;
  const known = evidence.certain.has(record);
  const tied = () => isTied(record, evidence);
  switch (entry.standing) {
    case 'COMMON':
      return known;
    case 'PLAIN':
      // Only a shared name or one in a shouting headline asks; in the latter case nothing but the record's own name helps.
      return known || (capitalStyle(span.field) !== 'SHOUTING' && tied());
    case 'SURNAME':
      return (known || tied()) && !hasProperBefore(span, evidence) && !hasProperAfter(span, evidence);
    case 'STAND_IN':
      if (entry.name.kind === 'METONYM' && hasProperAfter(span, evidence)) return false;
      return known || besideOffice(span) || (entry.name.kind === 'DEMONYM' && besideWeapon(span, evidence)) || tied();
    case 'ORDINARY':
      return ordinaryIsSupported(span, evidence, { known, tied, record });
  }
}

function ordinaryIsSupported(
  span: Span,
  evidence: Evidence,
  { known, tied, record }: { known: boolean; tied: () => boolean; record: string },
): boolean {
  if (hasProperBefore(span, evidence) || hasProperAfter(span, evidence)) return false;
  if (known || besideFieldWord(span)) return true;
  // "Stark warning over Russian drones": where every word could have this capital, words elsewhere do not count.
  if (!capitalProves(span.field, span.first)) return false;
  return tied() || hasOther(evidence.aboutField, record) || hasFieldWord(span, evidence);
}

function isTied(record: string, { lexicon, certain }: Evidence): boolean {
  const ties = lexicon.ties.get(record);
  if (!ties) return false;
  for (const known of certain) if (ties.has(known)) return true;
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
  return isFieldWord(next) || (FIRST_HALF.has(next) && isFieldWord(afterNext)) || isFieldWord(before);
}

function hasFieldWord(span: Span, evidence: Evidence): boolean {
  evidence.fieldWords ??= evidence.fields.flatMap(fieldWordsOf);
  return evidence.fieldWords.some(
    ({ field, index }) => field !== span.field || index < span.first || index > span.last,
  );
}

function fieldWordsOf(field: Field): FieldWord[] {
  const found: FieldWord[] = [];
  for (let index = 0; index < wordCount(field); index++) {
    if (isFieldWord(wordAt(field, index))) found.push({ field, index });
  }
  return found;
}

// "Romanian air force": the office is the second word after.
const OFFICE_REACH = 2;

function besideOffice(span: Span): boolean {
  if (nextWords(span, OFFICE_REACH).some(isOfficeWord)) return true;
  const [before = '', earlier = ''] = previousWords(span, 2);
  return isSeatWord(before) || (PREPOSITION.has(before) && isSeatWord(earlier));
}

/** "Russian drones", "Romanian F-16s": an armed force's things are its state's. */
function besideWeapon(span: Span, { covered }: Evidence): boolean {
  if (nextWords(span, 1).some(isFieldWord)) return true;
  const next = covered.get(span.field)?.get(span.last + 1);
  return gapAfter(span.field, span.last) === ' ' && next?.candidates[0]?.entry.name.recordKind === 'SYSTEM';
}

const PREPOSITION = new Set(['in', 'of', 'w', 'z', 'de', 'din', 'la', 'у', 'в', 'з', 'на']);

// Words are beside each other where nothing but a space or a hyphen parts them.
const CLOSE = /^(?:\s|-|'s?)$/u;

function nextWords(span: Span, count: number): string[] {
  const found: string[] = [];
  let index = span.last;
  while (found.length < count && index + 1 < wordCount(span.field) && CLOSE.test(gapAfter(span.field, index))) {
    index++;
    const word = wordAt(span.field, index);
    if (word !== 's') found.push(word);
  }
  return found;
}

function previousWords(span: Span, count: number): string[] {
  const found: string[] = [];
  for (let index = span.first - 1; index >= 0 && found.length < count; index--) {
    if (!CLOSE.test(gapAfter(span.field, index))) break;
    found.push(wordAt(span.field, index));
  }
  return found;
}

/** Another capital right after makes a longer name that is somebody else's: "San Francisco", "Kyiv Dynamo". */
function hasProperAfter(span: Span, evidence: Evidence): boolean {
  const index = span.last + 1;
  return gapAfter(span.field, span.last) === ' ' && isForeignProper(span, index, evidence);
}

// "The", "A", "Two" at the start of a sentence are no first names.
const LONGEST_ARTICLE = 3;

/** A capital right before may be another person's first name: "Tony Stark", "Michał Tusk". */
function hasProperBefore(span: Span, evidence: Evidence): boolean {
  const index = span.first - 1;
  if (index < 0 || gapAfter(span.field, index) !== ' ') return false;
  if (startsSentence(span.field, index) && wordAt(span.field, index).length <= LONGEST_ARTICLE) return false;
  return isForeignProper(span, index, evidence);
}

function isForeignProper({ field }: Span, index: number, { covered }: Evidence): boolean {
  if (capitalStyle(field) !== 'SENTENCE' || !looksProper(field, index)) return false;
  const word = wordAt(field, index);
  return !isFieldWord(word) && !isOfficeWord(word) && !covered.get(field)?.has(index);
}
