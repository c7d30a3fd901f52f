/** Measures linking: matching against small and large lexicons, and stories over a month of news. */
import { buildLexicon, type Lexicon } from '../src/linking/lexicon.js';
import { match } from '../src/linking/match.js';
import type { Name } from '../src/linking/name.js';
import type { StoryArticle } from '../src/linking/signature.js';
import { StoryWindow } from '../src/linking/stories.js';
import { readGold } from './gold.js';
import { starterNames, starterTies } from './starter-record.js';

/** The same articles in every run: Mulberry32, by Tommy Ettinger. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = randomFrom(2022);
const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T;
const SYLLABLES = 'ba ko ri len dra mi sto va ner pol gu tir sha wen dor ly kas em zu fin'.split(' ');

function word(syllables: number): string {
  return Array.from({ length: syllables }, () => pick(SYLLABLES)).join('');
}

function properWord(): string {
  const made = word(2 + Math.floor(random() * 2));
  return made.charAt(0).toUpperCase() + made.slice(1);
}

/** The starter record, filled up with made-up persons, companies and systems. */
function namesOf(count: number): Name[] {
  const names = starterNames().slice(0, count);
  for (let number = names.length; number < count; number++) {
    const isPerson = number % 3 === 0;
    names.push({
      record: `made-up-${number}`,
      recordKind: number % 3 === 2 ? 'SYSTEM' : 'ACTOR',
      text: number % 3 === 2 ? `${properWord()} ${number % 100}` : `${properWord()} ${properWord()}`,
      language: null,
      kind: 'NAME',
      caseSensitive: false,
      isPerson,
    });
  }
  return names;
}

const gold = readGold();

/** 2,000 characters of real sentences in four languages, so that names stand as densely as in the news. */
function longArticle(): { title: string; summary: string } {
  let summary = '';
  while (summary.length < 2000) summary += `${pick(gold).summary ?? ''} ${pick(gold).title}. `;
  return { title: pick(gold).title, summary: summary.slice(0, 2000) };
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
}

function benchMatching(count: number) {
  const names = namesOf(count);
  const before = memory();
  const start = performance.now();
  const lexicon: Lexicon = buildLexicon(names, starterTies());
  const buildMs = performance.now() - start;
  const megabytes = memory() - before;
  const articles = Array.from({ length: 500 }, longArticle);
  for (const article of articles.slice(0, 100)) match(lexicon, article);
  const matching = performance.now();
  let matches = 0;
  for (const article of articles) matches += match(lexicon, article).length;
  const seconds = (performance.now() - matching) / 1000;
  return {
    'build, ms': Math.round(buildMs),
    'memory, MB': Math.round(megabytes),
    'word forms': lexicon.forms.size,
    'articles/s': Math.round(articles.length / seconds),
    'matches an article': Math.round(matches / articles.length),
  };
}

console.table({ '1,000 names': benchMatching(1000), '100,000 names': benchMatching(100_000) });

const ARTICLES = 100_000;
const MONTH_MS = 30 * 86_400_000;
const records = [...new Set(starterNames().map(({ record }) => record))];
const vocabulary = Array.from({ length: 20_000 }, () => word(2 + Math.floor(random() * 3)));
// Few words are in most texts: rank r is drawn with a frequency near 1/r.
const common = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? 'and';

/** An event brings three articles: one in words of its own, one rewritten, one copied. */
function* month(): Generator<StoryArticle> {
  const sentence = (length: number) => Array.from({ length }, common).join(' ');
  for (let number = 0; number < ARTICLES; ) {
    const event = {
      at: (number / ARTICLES) * MONTH_MS,
      records: [pick(records), pick(records), records[Math.floor(random() * 30)] as string],
      place: properWord(),
      figure: 10 + Math.floor(random() * 1000),
    };
    const own = `${sentence(12)} ${event.place} ${sentence(10)} ${event.figure} ${sentence(12)}`;
    const rewritten = `${sentence(8)} ${event.place} ${event.figure} ${own.slice(0, own.length / 2)} ${sentence(8)}`;
    for (const summary of [own, rewritten, own]) {
      yield {
        id: `article-${number}`,
        title: `${properWord()} ${sentence(5)} ${event.place}`,
        summary,
        language: 'en',
        publishedAt: new Date(Date.UTC(2026, 0, 1) + event.at),
        feed: `feed-${number % 34}`,
        records: event.records,
      };
      number++;
    }
  }
}

const WARM_UP = 10_000;
const window = new StoryWindow();
const costs = new Float64Array(ARTICLES + 2);
const decisions = { ALONE: 0, FOUNDS: 0, JOINS: 0 };
let placed = 0;
for (const article of month()) {
  const start = performance.now();
  const decision = window.decide(article);
  let story: string | null = null;
  if (decision.kind === 'JOINS') story = decision.story;
  if (decision.kind === 'FOUNDS') {
    story = `story-${placed}`;
    window.assign(decision.like, story);
  }
  window.remember(article, { story, copyOf: decision.kind === 'ALONE' ? null : decision.copyOf });
  costs[placed++] = performance.now() - start;
  decisions[decision.kind]++;
}

function costOf(from: number) {
  const slice = costs.slice(from, from + 1000).sort();
  const mean = slice.reduce((sum, cost) => sum + cost, 0) / slice.length;
  const at = (share: number) => slice[Math.floor(slice.length * share)] as number;
  return { 'mean, ms': mean.toFixed(3), 'median, ms': at(0.5).toFixed(3), '99th percentile, ms': at(0.99).toFixed(3) };
}

console.table({
  [`1,000 after ${WARM_UP}`]: costOf(WARM_UP),
  '1,000 after 50,000': costOf(50_000),
  'last 1,000 of 100,000': costOf(ARTICLES - 1000),
});
console.log({ ...decisions, 'articles in the window': window.size, 'memory, MB': Math.round(memory()) });
