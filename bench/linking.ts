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

function properWord(isOwn = false): string {
  const made = word(isOwn ? 5 : 2 + Math.floor(random() * 2));
  return made.charAt(0).toUpperCase() + made.slice(1);
}

/**
 * The starter record, filled up with made-up persons, companies and systems.
 * @param isOwn whether hardly two names share a word: worse than any record
 */
function namesOf(count: number, isOwn = false): Name[] {
  const names = starterNames().slice(0, count);
  for (let number = names.length; number < count; number++) {
    const isPerson = number % 3 === 0;
    names.push({
      record: `made-up-${number}`,
      recordKind: number % 3 === 2 ? 'SYSTEM' : 'ACTOR',
      text: number % 3 === 2 ? `${properWord(isOwn)} ${number % 100}` : `${properWord(isOwn)} ${properWord(isOwn)}`,
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

/** 2,000 characters of which a sentence or two is on the subject: the rest keeps its words and loses its names. */
function usualArticle(): { title: string; summary: string } {
  let summary = `${pick(gold).summary ?? ''} `;
  while (summary.length < 2000) summary += `It ${(pick(gold).summary ?? '').toLowerCase()} `;
  return { title: pick(gold).title, summary: summary.slice(0, 2000) };
}

/** Seconds of one core: other work on the machine does not count. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

function matchingOf(lexicon: Lexicon, articles: ReturnType<typeof longArticle>[]) {
  for (const article of articles.slice(0, 200)) match(lexicon, article);
  let matches = 0;
  const seconds = cpuSeconds(() => {
    for (const article of articles) matches += match(lexicon, article).length;
  });
  return { perSecond: Math.round(articles.length / seconds), matches: Math.round(matches / articles.length) };
}

const dense = Array.from({ length: 1000 }, longArticle);
const usual = Array.from({ length: 1000 }, usualArticle);

function benchMatching(names: Name[]) {
  const before = memory();
  let lexicon = buildLexicon([]);
  const build = cpuSeconds(() => {
    lexicon = buildLexicon(names, starterTies());
  });
  const megabytes = memory() - before;
  const [ofUsual, ofDense] = [matchingOf(lexicon, usual), matchingOf(lexicon, dense)];
  return {
    'build, CPU s': build.toFixed(2),
    'memory, MB': Math.round(megabytes),
    'word forms': lexicon.forms.size,
    [`usual articles/s (${ofUsual.matches} matches)`]: ofUsual.perSecond,
    [`dense articles/s (${ofDense.matches} matches)`]: ofDense.perSecond,
  };
}

console.table({
  '1,000 names': benchMatching(namesOf(1000)),
  '100,000 names': benchMatching(namesOf(100_000)),
  '100,000 names, each of words of its own': benchMatching(namesOf(100_000, true)),
});
if (process.argv.includes('--matching')) process.exit();

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

// Until the window is full.
const WARM_UP = 20_000;
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
