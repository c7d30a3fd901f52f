/** An article as inference reads it: the records it names, its words and its numbers. */
import type { CandidateIndex } from './candidate.js';
import { type Concept, conceptsIn, eventWords } from './event-words.js';
import { type Field, readField } from './field.js';
import { type KnownWord, knownWords } from './known-words.js';
import type { Match } from './match.js';
import { type FoundNumber, numbersOf } from './numbers.js';

export type DatedArticle = { title: string; summary: string | null; publishedAt: Date };

type Ties = CandidateIndex['ties'];

/** Reads each thing when it is first asked for: most articles fit no candidate, which little of them tells. */
export class Reading {
  /** records that the article names */
  readonly named: ReadonlySet<string>;
  readonly publishedAt: Date;
  readonly #title: Field;
  readonly #summary: Field;
  readonly #mentions: readonly Match[];
  readonly #ties: Ties;
  #implied: Map<string, boolean> | null = null;
  #inSummary: ReadonlySet<string> | null = null;
  #concepts: ReadonlyMap<Concept, string> | null = null;
  #events: Map<string, string[] | null> | null = null;
  #numbers: readonly FoundNumber[] | null = null;
  #known: readonly KnownWord[] | null = null;
  #summaryWords: string[] | null = null;
  /** whether it is about trade, sports and the like, once somebody asks */
  isOfOtherSubject: boolean | null = null;

  constructor({ title, summary, publishedAt }: DatedArticle, mentions: readonly Match[], ties: Ties) {
    this.named = namedIn(mentions);
    this.publishedAt = publishedAt;
    this.#title = readField('TITLE', title);
    this.#summary = readField('SUMMARY', summary ?? '');
    this.#mentions = mentions;
    this.#ties = ties;
  }

  /** Whether the record belongs with one that the article names, as the state of a person or a body does. */
  implies(record: string): boolean {
    this.#implied ??= new Map();
    const known = this.#implied.get(record);
    if (known !== undefined) return known;
    const is = isTiedToOne(record, this.named, this.#ties);
    this.#implied.set(record, is);
    return is;
  }

  get inSummary(): ReadonlySet<string> {
    this.#inSummary ??= namedIn(this.#mentions.filter(({ field }) => field === 'SUMMARY'));
    return this.#inSummary;
  }

  /** As `implies`, of what the summary names. */
  impliesInSummary(record: string): boolean {
    return isTiedToOne(record, this.inSummary, this.#ties);
  }

  /** One word of each group that the kind of event needs; null where one is missing. */
  wordsOf(kind: string): string[] | null {
    this.#events ??= new Map();
    let words = this.#events.get(kind);
    if (words === undefined) {
      this.#concepts ??= conceptsIn(knownWords(this.#title), knownWords(this.#summary));
      words = eventWords(kind, this.#concepts);
      this.#events.set(kind, words);
    }
    return words;
  }

  /** As `wordsOf`, of the summary's alone. */
  summaryWordsOf(kind: string): string[] | null {
    return eventWords(kind, conceptsIn(knownWords(this.#summary)));
  }

  get numbers(): readonly FoundNumber[] {
    this.#numbers ??= both(numbersOf(this.#title), numbersOf(this.#summary));
    return this.#numbers;
  }

  /** as the summary has them */
  get summaryNumbers(): string[] {
    return textsOf(numbersOf(this.#summary));
  }

  /** of the title and then the summary */
  get known(): readonly KnownWord[] {
    this.#known ??= both(knownWords(this.#title), knownWords(this.#summary));
    return this.#known;
  }

  /** folded */
  get summaryWords(): string[] {
    this.#summaryWords ??= textsOf(knownWords(this.#summary));
    return this.#summaryWords;
  }

  /** Whether the summary has no word that the title has not. */
  get repeatsTitle(): boolean {
    const title = knownWords(this.#title);
    for (const word of knownWords(this.#summary)) if (!hasWord(title, word)) return false;
    return true;
  }
}

function namedIn(mentions: readonly Match[]): Set<string> {
  const named = new Set<string>();
  for (const { review, record } of mentions) if (review === 'AUTO') named.add(record);
  return named;
}

function isTiedToOne(record: string, named: ReadonlySet<string>, ties: Ties): boolean {
  for (const one of named) if (ties.get(one)?.has(record)) return true;
  return false;
}

function hasWord(words: readonly KnownWord[], { hash, text }: KnownWord): boolean {
  for (const word of words) if (word.hash === hash && word.text === text) return true;
  return false;
}

function both<Item>(first: readonly Item[], second: readonly Item[]): readonly Item[] {
  if (first.length === 0) return second;
  return second.length === 0 ? first : [...first, ...second];
}

function textsOf(found: readonly { text: string }[]): string[] {
  return found.map(({ text }) => text);
}
