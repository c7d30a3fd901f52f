/** What clustering keeps of an article: enough to compare it with others, in its language or another. */
import { copied } from './copied.js';
import { conceptsOf } from './event-words.js';
import { capitalStyle, type Field, looksProper, readField, startsSentence, wordAt, wordCount } from './field.js';
import { hash32, mix32 } from './hash.js';
import { bandsOf, shingle } from './minhash.js';
import { soundOf } from './name-sound.js';
import { numbersIn } from './numbers.js';
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
};

export type Signature = {
  id: string;
  feed: string;
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

export function signArticle(article: StoryArticle): Signature {
  const { id, feed, language, publishedAt, title, summary, records } = article;
  const fields = [readField('TITLE', title), readField('SUMMARY', summary ?? '')];
  const hashes: number[] = [];
  const neutral: number[] = [];
  const stems: number[] = [];
  const ownLanguage = hash32(language ?? '');
  for (const record of records) neutral.push(feature('record', hash32(record)));
  for (const field of fields) {
    const words = wordsOf(field);
    for (const { hash, concepts, stem } of words) {
      hashes.push(hash);
      for (const concept of concepts) neutral.push(concept);
      if (stem !== null) stems.push(mix32(stem ^ ownLanguage) | 0);
    }
    addNames(field, words, neutral);
    for (const number of tellingNumbers(field)) neutral.push(feature('number', hash32(number)));
  }
  const shingles = shingle(hashes);
  return {
    id,
    feed,
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

interface Word {
  hash: number;
  /** Neutral features of what it can mean. */
  concepts: number[];
  /** Cut words stand for all their forms; null for grammar and figures. */
  stem: number | null;
  /** A neutral feature of how it sounds as a name. */
  sound: number | null;
}

// News uses few words and repeats them.
const MOST_KNOWN = 50_000;
const known = new Map<string, Word>();

function wordOf(folded: string): Word {
  const found = known.get(folded);
  if (found) return found;
  if (known.size === MOST_KNOWN) known.clear();
  const sound = soundOf(folded);
  const word = {
    hash: hash32(folded),
    concepts: conceptsOf(folded).map((concept) => feature('concept', hash32(concept))),
    stem: stemOf(folded),
    sound: sound === null ? null : feature('name', hash32(sound)),
  };
  known.set(copied(folded), word);
  return word;
}

function wordsOf(field: Field): Word[] {
  const words: Word[] = [];
  for (let index = 0; index < wordCount(field); index++) words.push(wordOf(wordAt(field, index)));
  return words;
}

function addNames(field: Field, words: readonly Word[], features: number[]): void {
  if (capitalStyle(field) !== 'SENTENCE') return;
  words.forEach(({ sound }, index) => {
    if (sound !== null && looksProper(field, index) && !startsSentence(field, index)) features.push(sound);
  });
}

// One to nine are in every article, and years in most.
const SMALLEST = 10;

function tellingNumbers({ folded }: Field): string[] {
  if (!/\d/.test(folded.text)) return [];
  return numbersIn(folded.text)
    .filter(({ value }) => value >= SMALLEST && !(value >= 1990 && value <= 2040))
    .map(({ value }) => String(value));
}

const SHORTEST_STEM = 4;
const STEM = 6;

/** Three letters and fewer are grammar. */
function stemOf(word: string): number | null {
  return word.length >= SHORTEST_STEM && /^\p{L}+$/u.test(word) ? hash32(word.slice(0, STEM)) : null;
}
