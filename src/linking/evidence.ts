/** What an article says for its names: the records it names beyond doubt, and the words of the field. */
import { capitalProves, capitalStyle, type Field, wordAt } from './field.js';
import type { Candidate, Span } from './find.js';
import type { Lexicon } from './lexicon.js';
import { hasProperBefore, nextWord, previousWord } from './neighbours.js';
import { hasWordBeside, readSubject, type Subject } from './subject.js';
import { isRegionForm, isRegionWord } from './words.js';

export type Evidence = {
  lexicon: Lexicon;
  /** records that the article names beyond doubt */
  certain: Set<string>;
  /** and those that other words speak for; a state by its adjective is enough for its people, not for its capital */
  settled: Set<string>;
  /** one of them is an actor, a system or a deal other than a state, which news of every sort names */
  aboutField: Set<string>;
  /** persons whose surname the article gives to somebody else */
  strangers: Set<string>;
  spans: Span[];
  fields: Field[];
  /** found when a name first asks: a text of names only must not be read once a name */
  subject: Subject | null;
};

export function gatherEvidence(lexicon: Lexicon, fields: Field[], spans: Span[]): Evidence {
  const evidence: Evidence = {
    lexicon,
    certain: new Set(),
    settled: new Set(),
    aboutField: new Set(),
    strangers: new Set(),
    spans,
    fields,
    subject: null,
  };
  for (const span of spans) {
    for (const { entry } of span.candidates) {
      if (entry.standing === 'SURNAME' && hasProperBefore(span)) evidence.strangers.add(entry.record);
    }
    const [only] = span.candidates;
    if (!only || span.candidates.length > 1 || !provesItself(only, span, evidence)) continue;
    const { record, recordKind } = only.entry;
    evidence.certain.add(record);
    const ofField = recordKind === 'ACTOR' || recordKind === 'SYSTEM' || recordKind === 'DEAL';
    if (ofField && !lexicon.places.has(record)) evidence.aboutField.add(record);
  }
  return evidence;
}

/** True where the name alone is enough, as long as no other record shares it. */
export function provesItself({ entry }: Candidate, span: Span, evidence: Evidence): boolean {
  if (entry.isWord && capitalStyle(span.field) === 'SHOUTING') return false;
  if (entry.isNamesake && isElsewhere(evidence)) return false;
  const isPlace = evidence.lexicon.places.has(entry.record);
  if (entry.standing === 'PLAIN') return !isPlace || !(besideRegionWord(span) || isRegionsForm(span));
  // A capital further on is inside the sentence, even where the name begins it: "Fire Point".
  if (entry.standing !== 'ORDINARY' || !capitalProves(span.field, span.last)) return false;
  return isPlace || span.last > span.first;
}

/** "Romania's Moldova region" is no Moldova. */
function besideRegionWord(span: Span): boolean {
  return isRegionWord(nextWord(span)) || isRegionWord(previousWord(span));
}

/** "Drumul Moldovei" */
export function isRegionsForm({ field, last }: Span): boolean {
  return isRegionForm(wordAt(field, last));
}

export function isTied(record: string, { lexicon, certain }: Evidence): boolean {
  const ties = lexicon.ties.get(record);
  if (!ties) return false;
  for (const known of certain) if (ties.has(known)) return true;
  return false;
}

/** True where the article settles something of the record's state or body: a ministry of hers, a council of his. */
export function isNear(record: string, { lexicon, certain, settled }: Evidence): boolean {
  for (const hub of lexicon.ties.get(record) ?? []) {
    if (settled.has(hub)) return true;
    for (const other of lexicon.ties.get(hub) ?? []) if (other !== record && certain.has(other)) return true;
  }
  return false;
}

export function hasTitle(evidence: Evidence): boolean {
  return subjectOf(evidence).hasTitle;
}

/** True where the article is of sports, animals, storms, cars: there an ordinary name means what the word means. */
export function isElsewhere(evidence: Evidence): boolean {
  return subjectOf(evidence).isElsewhere;
}

function subjectOf(evidence: Evidence): Subject {
  evidence.subject ??= readSubject(evidence.fields);
  return evidence.subject;
}

const RELATED = 2;

/** True where one deal, company or body is tied to the record and to two that the article names. */
export function isRelated(record: string, { lexicon, certain }: Evidence): boolean {
  for (const hub of lexicon.ties.get(record) ?? []) {
    if (lexicon.places.has(hub)) continue;
    let shared = 0;
    for (const other of lexicon.ties.get(hub) ?? []) {
      if (other !== record && certain.has(other)) shared++;
      if (shared === RELATED) return true;
    }
  }
  return false;
}

export function hasFieldWord(span: Span, evidence: Evidence, { offices = false } = {}): boolean {
  const { fieldWords, officeWords } = subjectOf(evidence);
  return hasWordBeside(span, fieldWords) || (offices && hasWordBeside(span, officeWords));
}
