/** Measures linking: building small and large lexicons, and matching against them. */
import { buildLexicon, type Lexicon } from '../src/linking/lexicon.js';
import { match } from '../src/linking/match.js';
import type { Name } from '../src/linking/name.js';
import { readGold } from './gold.js';
import { memory, pick, properWord } from './made-up.js';
import { randomArticle, randomNames } from './random-names.js';
import { starterNames, starterTies } from './starter-record.js';

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
  // Compiled code is what a gateway runs after its first minute.
  for (const article of articles) match(lexicon, article);
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
    words: lexicon.words.size,
    [`usual articles/s (${ofUsual.matches} matches)`]: ofUsual.perSecond,
    [`dense articles/s (${ofDense.matches} matches)`]: ofDense.perSecond,
  };
}

console.table({
  '1,000 names': benchMatching(namesOf(1000)),
  '100,000 names': benchMatching(namesOf(100_000)),
  '100,000 names, each of words of its own': benchMatching(namesOf(100_000, true)),
});

const MENTIONS = [0, 3, 10, 50];
// Memory is slow and caches are small: what a large lexicon costs shows where articles name all of it.
const RANDOM_ARTICLES = 500;

function benchRandom(count: number) {
  const names = randomNames(count);
  let lexicon = buildLexicon([]);
  const build = cpuSeconds(() => {
    lexicon = buildLexicon(names);
  });
  const rates = MENTIONS.map((mentions) => {
    const articles = Array.from({ length: RANDOM_ARTICLES }, () => randomArticle(names, mentions));
    return [`articles/s that name ${mentions}`, matchingOf(lexicon, articles).perSecond];
  });
  return { 'build, CPU s': build.toFixed(2), ...Object.fromEntries(rates) };
}

console.table({ '1,000 random names': benchRandom(1000), '100,000 random names': benchRandom(100_000) });
