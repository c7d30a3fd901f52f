/** An article as inference reads it: the records it names, its words and its numbers. */
import type { CandidateIndex } from './candidate.js';
import { type Concept, conceptsIn, eventWords } from './event-words.js';
import { type Field, readField } from './field.js';
import { type KnownWord, knownWords } from './known-words.js';
import type { Match } from './match.js';
import { type FoundNumber, numbersOf } from './numbers.js';

export type DatedArticle = { title: string; summary: string | null; publishedAt: Date };

export class Reading {
  /** records that the article names */
  readonly named = new Set<string>();
  /** states of the persons and bodies that it names */
  readonly implied = new Set<string>();
  readonly inSummary = new Set<string>();
  /** states of the persons and bodies that the summary names */
  readonly impliedInSummary = new Set<string>();
  readonly publishedAt: Date;
  /** of the title and then the summary */
  readonly known: readonly KnownWord[];
  /** what it is about, by the first word that says so */
  readonly concepts: ReadonlyMap<Concept, string>;
  readonly numbers: readonly FoundNumber[];
  /** its words of each kind of event that was asked for */
  readonly events = new Map<string, string[] | null>();
  /** whether it is about trade, sports and the like, once somebody asks */
  isOfOtherSubject: boolean | null = null;
  readonly #title: Field;
  readonly #summary: Field;
  #words: string[] | null = null;
  #summaryWords: string[] | null = null;

  constructor({ title, summary, publishedAt }: DatedArticle) {
    this.#title = readField('TITLE', title);
    this.#summary = readField('SUMMARY', summary ?? '');
    this.publishedAt = publishedAt;
    this.known = both(knownWords(this.#title), knownWords(this.#summary));
    this.concepts = conceptsIn(this.known);
    this.numbers = both(numbersOf(this.#title), numbersOf(this.#summary));
  }

  /** folded, as are those of the summary */
  get words(): string[] {
    this.#words ??= textsOf(this.known);
    return this.#words;
  }

  get summaryWords(): string[] {
    this.#summaryWords ??= textsOf(knownWords(this.#summary));
    return this.#summaryWords;
  }

  /** as the summary has them */
  get summaryNumbers(): string[] {
    return textsOf(numbersOf(this.#summary));
  }

  get summaryConcepts(): ReadonlyMap<Concept, string> {
    return conceptsIn(knownWords(this.#summary));
  }
}

export function read({ ties }: CandidateIndex, article: DatedArticle, mentions: Match[]): Reading {
  const reading = new Reading(article);
  const { named, implied, inSummary, impliedInSummary } = reading;
  for (const { review, field, record } of mentions) {
    if (review !== 'AUTO') continue;
    named.add(record);
    if (field === 'SUMMARY') inSummary.add(record);
  }
  for (const record of named) for (const tied of ties.get(record) ?? []) implied.add(tied);
  for (const record of inSummary) for (const tied of ties.get(record) ?? []) impliedInSummary.add(tied);
  return reading;
}

function both<Item>(first: readonly Item[], second: readonly Item[]): readonly Item[] {
  if (first.length === 0) return second;
  return second.length === 0 ? first : [...first, ...second];
}

function textsOf(found: readonly { text: string }[]): string[] {
  return found.map(({ text }) => text);
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
