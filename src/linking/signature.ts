/** What clustering keeps of an article: enough to compare it with others, in its language or another. */
import { conceptsIn } from './event-words.js';
import { capitalStyle, type Field, looksProper, readField, startsSentence, wordAt, wordCount } from './field.js';
import { hash32 } from './hash.js';
import { bandsOf, shingle } from './minhash.js';
import { soundOf } from './name-sound.js';
import { numbersIn } from './numbers.js';

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

/** hash of a feature → how much that kind of feature says of the event */
export type Features = Map<number, number>;

export type Signature = {
  id: string;
  feed: string;
  /** milliseconds since 1970 */
  at: number;
  language: string | null;
  /** records, proper names, numbers and concepts: the same in every language */
  neutral: Features;
  /** stems of words: comparable within the language only */
  stems: Features;
  shingles: Uint32Array;
  bands: number[];
};

const WEIGHT = { record: 1, name: 1, number: 0.8, concept: 0.6, stem: 0.7 };

const signed = new WeakMap<StoryArticle, Signature>();

/** An article is signed once, however often it is compared: nobody changes one. */
export function signArticle(article: StoryArticle): Signature {
  const known = signed.get(article);
  if (known !== undefined) return known;
  const signature = sign(article);
  signed.set(article, signature);
  return signature;
}

function sign(article: StoryArticle): Signature {
  const { id, feed, language, publishedAt, title, summary, records } = article;
  const fields = [readField('TITLE', title), readField('SUMMARY', summary ?? '')];
  const words = fields.flatMap(wordsOf);
  const neutral: Features = new Map();
  for (const record of records) neutral.set(hash32(`record ${record}`), WEIGHT.record);
  for (const name of fields.flatMap(namesIn)) neutral.set(hash32(`name ${name}`), WEIGHT.name);
  for (const number of fields.flatMap(tellingNumbers)) neutral.set(hash32(`number ${number}`), WEIGHT.number);
  for (const concept of conceptsIn(words).keys()) neutral.set(hash32(`concept ${concept}`), WEIGHT.concept);
  const stems: Features = new Map();
  for (const stem of words.flatMap(stemsOf)) stems.set(hash32(`stem ${language} ${stem}`), WEIGHT.stem);
  const shingles = shingle(words);
  return { id, feed, at: publishedAt.getTime(), language, neutral, stems, shingles, bands: bandsOf(shingles) };
}

function wordsOf(field: Field): string[] {
  return Array.from({ length: wordCount(field) }, (_, index) => wordAt(field, index));
}

function namesIn(field: Field): string[] {
  if (capitalStyle(field) !== 'SENTENCE') return [];
  return wordsOf(field).flatMap((word, index) => {
    if (startsSentence(field, index) || !looksProper(field, index)) return [];
    return soundOf(word) ?? [];
  });
}

// One to nine are in every article, and years in most.
const SMALLEST = 10;

function tellingNumbers({ folded }: Field): string[] {
  return numbersIn(folded.text)
    .filter(({ value }) => value >= SMALLEST && !(value >= 1990 && value <= 2040))
    .map(({ value }) => String(value));
}

const SHORTEST_STEM = 4;
const STEM = 6;

/** Cut words stand for all their forms; three letters and fewer are grammar. */
function stemsOf(word: string): string[] {
  return word.length >= SHORTEST_STEM && /^\p{L}+$/u.test(word) ? [word.slice(0, STEM)] : [];
}
