/** An article as inference reads it: the records it names, its words and its numbers. */
import type { CandidateIndex } from './candidate.js';
import { conceptsIn } from './event-words.js';
import { foldText } from './fold.js';
import type { Match } from './match.js';
import { type FoundNumber, numbersIn } from './numbers.js';
import { words } from './tokens.js';

export type DatedArticle = { title: string; summary: string | null; publishedAt: Date };

export type Reading = {
  /** records that the article names */
  named: Set<string>;
  /** states of the persons and bodies that it names */
  implied: Set<string>;
  inSummary: Set<string>;
  words: string[];
  summaryWords: string[];
  numbers: FoundNumber[];
  /** as the summary has them */
  summaryNumbers: string[];
  publishedAt: Date;
  /** what it is about, by the first word that says so */
  concepts: ReadonlyMap<string, string>;
  summaryConcepts: ReadonlyMap<string, string>;
};

export function read(
  { ties }: CandidateIndex,
  { title, summary, publishedAt }: DatedArticle,
  mentions: Match[],
): Reading {
  const sure = mentions.filter(({ review }) => review === 'AUTO');
  const named = new Set(sure.map(({ record }) => record));
  const implied = new Set([...named].flatMap((record) => [...(ties.get(record) ?? [])]));
  const summaryText = foldText(summary ?? '');
  const summaryWords = words(summaryText);
  const summaryNumbers = numbersIn(summaryText);
  const articleWords = [...words(foldText(title)), ...summaryWords];
  return {
    named,
    implied,
    inSummary: new Set(sure.filter(({ field }) => field === 'SUMMARY').map(({ record }) => record)),
    words: articleWords,
    summaryWords,
    numbers: [...numbersIn(foldText(title)), ...summaryNumbers],
    summaryNumbers: summaryNumbers.map(({ text }) => text),
    publishedAt,
    concepts: conceptsIn(articleWords),
    summaryConcepts: conceptsIn(summaryWords),
  };
}
