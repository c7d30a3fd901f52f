/** What clustering keeps of an article: enough to compare it with others, in its language or another. */
import { CONCEPT_NAMES, type Concept } from './event-words.js';
import { capitalStyle, type Field, looksProper, readField, startsSentence } from './field.js';
import { hash32, mix32 } from './hash.js';
import { type KnownWord, knownWords } from './known-words.js';
import { bandsOf, shingle } from './minhash.js';
import { numbersOf } from './numbers.js';
import { sortedOnce } from './sorted-once.js';

export type StoryArticle = {
  id: string;
  title: string;
  summary: string | null;
  /** ISO 639-1; null where unknown */
  language: string | null;
  publishedAt: Date;
  /** slug of the feed: its publisher */
  feed: string;
  /** slugs of the records it is tied to for sure, named or inferred */
  records: string[];
  /** where it is known already */
  signature?: Signature;
};

/** What of an article its signature is made of. */
export type Signed = Pick<StoryArticle, 'title' | 'summary' | 'language' | 'publishedAt' | 'records'>;

export type Signature = {
  /** milliseconds since 1970 */
  at: number;
  language: string | null;
  /** hashes of records, proper names, numbers and concepts, sorted: the same in every language */
  neutral: Int32Array;
  /** hashes of stems of words, sorted: comparable within the language only */
  stems: Int32Array;
  shingles: Uint32Array;
  bands: Int32Array;
};

/** The last two bits of a language's neutral feature say what it is of. */
const KIND = { record: 0, name: 1, number: 2, concept: 3 };
const WEIGHTS = [1, 1, 0.8, 0.6];
export const STEM_WEIGHT = 0.7;

/** How much a neutral feature says of the event, by its kind. */
export function weightOf(neutral: number): number {
  return WEIGHTS[neutral & 3] as number;
}

export function signArticle({ language, publishedAt, title, summary, records }: Signed): Signature {
  const fields = [readField('TITLE', title), readField('SUMMARY', summary ?? '')];
  const hashes: number[] = [];
  const neutral: number[] = [];
  const stems: number[] = [];
  const ownLanguage = hash32(language ?? '');
  for (const record of records) neutral.push(feature('record', hash32(record)));
  for (const field of fields) {
    const words = knownWords(field);
    for (const { hash, concepts, stem } of words) {
      hashes.push(hash);
      for (const concept of concepts) neutral.push(CONCEPT_FEATURES[concept]);
      if (stem !== null) stems.push(mix32(stem ^ ownLanguage) | 0);
    }
    addNames(field, words, neutral);
    for (const number of tellingNumbers(field)) neutral.push(feature('number', hash32(number)));
  }
  const shingles = shingle(hashes);
  return {
    at: publishedAt.getTime(),
    language,
    neutral: sortedOnce(Int32Array.from(neutral)),
    stems: sortedOnce(Int32Array.from(stems)),
    shingles,
    bands: bandsOf(shingles),
  };
}

function feature(kind: keyof typeof KIND, hash: number): number {
  return (hash & ~3) | KIND[kind];
}

const CONCEPT_FEATURES = Object.fromEntries(
  CONCEPT_NAMES.map((name) => [name, feature('concept', hash32(name))]),
) as Record<Concept, number>;

function addNames(field: Field, words: readonly KnownWord[], features: number[]): void {
  if (capitalStyle(field) !== 'SENTENCE') return;
  words.forEach(({ sound }, index) => {
    if (sound !== null && looksProper(field, index) && !startsSentence(field, index))
      features.push(feature('name', sound));
  });
}

// One to nine are in every article, and years in most.
const SMALLEST = 10;

function tellingNumbers(field: Field): string[] {
  return numbersOf(field)
    .filter(({ value }) => value >= SMALLEST && !(value >= 1990 && value <= 2040))
    .map(({ value }) => String(value));
}
