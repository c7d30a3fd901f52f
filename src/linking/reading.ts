/** An article as inference reads it: the records it names, its words and its numbers. */
import type { CandidateIndex } from './candidate.js';
import { type Concept, conceptsIn, eventWords } from './event-words.js';
import { readField } from './field.js';
import { type KnownWord, knownWords } from './known-words.js';
import type { Match } from './match.js';
import { type FoundNumber, numbersOf } from './numbers.js';

export type DatedArticle = { title: string; summary: string | null; publishedAt: Date };

export type Reading = {
  /** records that the article names */
  named: Set<string>;
  /** states of the persons and bodies that it names */
  implied: Set<string>;
  inSummary: Set<string>;
  /** states of the persons and bodies that the summary names */
  impliedInSummary: Set<string>;
  /** folded, of the title and then the summary */
  words: string[];
  known: readonly KnownWord[];
  summaryWords: string[];
  numbers: FoundNumber[];
  /** as the summary has them */
  summaryNumbers: string[];
  publishedAt: Date;
  /** what it is about, by the first word that says so */
  concepts: ReadonlyMap<Concept, string>;
  summaryConcepts: ReadonlyMap<Concept, string>;
  /** its words of each kind of event that was asked for */
  events: Map<string, string[] | null>;
  /** whether it is about trade, sports and the like, once somebody asks */
  isOfOtherSubject: boolean | null;
};

export function read(
  { ties }: CandidateIndex,
  { title, summary, publishedAt }: DatedArticle,
  mentions: Match[],
): Reading {
  const named = new Set<string>();
  const implied = new Set<string>();
  const inSummary = new Set<string>();
  for (const { review, field, record } of mentions) {
    if (review !== 'AUTO') continue;
    named.add(record);
    if (field === 'SUMMARY') inSummary.add(record);
  }
  const impliedInSummary = new Set<string>();
  for (const record of named) for (const tied of ties.get(record) ?? []) implied.add(tied);
  for (const record of inSummary) for (const tied of ties.get(record) ?? []) impliedInSummary.add(tied);
  const [titleField, summaryField] = [readField('TITLE', title), readField('SUMMARY', summary ?? '')];
  const summaryWords = knownWords(summaryField);
  const words = [...knownWords(titleField), ...summaryWords];
  const summaryNumbers = numbersOf(summaryField);
  return {
    named,
    implied,
    inSummary,
    impliedInSummary,
    words: words.map(({ text }) => text),
    known: words,
    summaryWords: summaryWords.map(({ text }) => text),
    numbers: [...numbersOf(titleField), ...summaryNumbers],
    summaryNumbers: summaryNumbers.map(({ text }) => text),
    publishedAt,
    concepts: conceptsIn(words),
    summaryConcepts: conceptsIn(summaryWords),
    events: new Map(),
    isOfOtherSubject: null,
  };
}

/** One word of each group that the kind of event needs; null where one is missing. */
export function wordsOfEvent(kind: string, { concepts, events }: Reading): string[] | null {
  let words = events.get(kind);
  if (words === undefined) {
    words = eventWords(kind, concepts);
    events.set(kind, words);
  }
  return words;
}
