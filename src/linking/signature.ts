/** What clustering keeps of an article: enough to compare it with others, in its language or another. */
import { CONCEPT_NAMES, type Concept } from './event-words.js';
import { capitalStyle, type Field, looksProper, readField, startsSentence } from './field.js';
import { Gathered } from './gathered.js';
import { hash32, mix32 } from './hash.js';
import { type KnownWord, knownWords } from './known-words.js';
import { gatherBands, type Shingled, shingle } from './minhash.js';
import { numbersOf } from './numbers.js';

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

/** Each kind of hashes ends where the next begins. */
export interface Signature extends Shingled {
  /** milliseconds since 1970 */
  at: number;
  language: string | null;
  /** the article's, and others' before and after */
  hashes: Int32Array;
  /** where those of records, proper names, numbers and concepts begin, sorted: the same in every language */
  neutral: number;
  /** those of stems of words, sorted: comparable within the language only */
  stems: number;
  shingles: number;
  bands: number;
  end: number;
}

/** The last two bits of a language's neutral feature say what it is of. */
const KIND = { record: 0, name: 1, number: 2, concept: 3 };
const WEIGHTS = [1, 1, 0.8, 0.6];
export const STEM_WEIGHT = 0.7;

/** How much a neutral feature says of the event, by its kind. */
export function weightOf(neutral: number): number {
  return WEIGHTS[neutral & 3] as number;
}

// Of the article that is being signed.
const words = new Gathered();
const neutral = new Gathered();
const stems = new Gathered();
const shingles = new Gathered();
const bands = new Gathered();

export function signArticle({ language, publishedAt, title, summary, records }: Signed): Signature {
  for (const gathered of [words, neutral, stems, shingles, bands]) gathered.clear();
  for (const record of records) neutral.push(feature('record', hash32(record)));
  const ownLanguage = hash32(language ?? '');
  addField(readField('TITLE', title), ownLanguage);
  addField(readField('SUMMARY', summary ?? ''), ownLanguage);
  neutral.sortOnce();
  stems.sortOnce();
  shingle(words, shingles);
  if (shingles.count > 0) gatherBands(shingles, bands);
  return write({ at: publishedAt.getTime(), language });
}

function addField(field: Field, ownLanguage: number): void {
  const known = knownWords(field);
  for (const { hash, concepts, stem } of known) {
    words.push(hash);
    for (const concept of concepts) neutral.push(CONCEPT_FEATURES[concept]);
    if (stem !== null) stems.push(mix32(stem ^ ownLanguage));
  }
  addNames(field, known);
  for (const number of tellingNumbers(field)) neutral.push(feature('number', hash32(number)));
}

const PAGE = 2 ** 14;
let page = new Int32Array(PAGE);
let written = 0;

/** Writes what is gathered behind what was written before: a piece of memory for each article would cost more than it. */
function write({ at, language }: Pick<Signature, 'at' | 'language'>): Signature {
  const count = neutral.count + stems.count + shingles.count + bands.count;
  if (written + count > page.length) {
    page = new Int32Array(Math.max(PAGE, count));
    written = 0;
  }
  const start = written;
  const stemsAt = neutral.writeTo(page, start);
  const shinglesAt = stems.writeTo(page, stemsAt);
  const bandsAt = shingles.writeTo(page, shinglesAt);
  written = bands.writeTo(page, bandsAt);
  const parts = { neutral: start, stems: stemsAt, shingles: shinglesAt, bands: bandsAt, end: written };
  return { at, language, hashes: page, ...parts };
}

function feature(kind: keyof typeof KIND, hash: number): number {
  return (hash & ~3) | KIND[kind];
}

const CONCEPT_FEATURES = Object.fromEntries(
  CONCEPT_NAMES.map((name) => [name, feature('concept', hash32(name))]),
) as Record<Concept, number>;

function addNames(field: Field, known: readonly KnownWord[]): void {
  if (capitalStyle(field) !== 'SENTENCE') return;
  for (let index = 0; index < known.length; index++) {
    const { sound } = known[index] as KnownWord;
    if (sound !== null && looksProper(field, index) && !startsSentence(field, index))
      neutral.push(feature('name', sound));
  }
}

const NO_NUMBERS: string[] = [];

// One to nine are in every article, and years in most.
const SMALLEST = 10;

function tellingNumbers(field: Field): string[] {
  const numbers = numbersOf(field);
  if (numbers.length === 0) return NO_NUMBERS;
  return numbers
    .filter(({ value }) => value >= SMALLEST && !(value >= 1990 && value <= 2040))
    .map(({ value }) => String(value));
}
