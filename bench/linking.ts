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

/** Each is measured so often, all in turn: a machine that is slower for a second is slower for one turn of each. */
const TURNS = 9;
const BUILDS = 3;

const middle = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

type Article = ReturnType<typeof longArticle>;

interface Subject {
  lexicon: Lexicon;
  articles: Article[];
}

/** Articles a second, in the order given. */
function rates(subjects: Subject[]): number[] {
  const measured = subjects.map((): number[] => []);
  for (let turn = 0; turn <= TURNS; turn++) {
    for (const [at, { lexicon, articles }] of subjects.entries()) {
      const seconds = cpuSeconds(() => {
        for (const article of articles) match(lexicon, article);
      });
      // Compiled code is what a gateway runs after its first minute: the first turn is none.
      if (turn > 0) measured[at]?.push(articles.length / seconds);
    }
  }
  return measured.map((all) => Math.round(middle(all)));
}

function matchesOf({ lexicon, articles }: Subject): number {
  return Math.round(articles.reduce((sum, article) => sum + match(lexicon, article).length, 0) / articles.length);
}

interface Built {
  lexicon: Lexicon;
  /** CPU seconds. */
  seconds: string;
  megabytes: number;
}

function build(names: Name[], ties?: ReturnType<typeof starterTies>): Built {
  const before = memory();
  let lexicon = buildLexicon([]);
  const seconds: number[] = [];
  for (let time = 0; time < BUILDS; time++) {
    seconds.push(
      cpuSeconds(() => {
        lexicon = buildLexicon(names, ties);
      }),
    );
  }
  return { lexicon, seconds: middle(seconds).toFixed(2), megabytes: Math.round(memory() - before) };
}

const dense = Array.from({ length: 1000 }, longArticle);
const usual = Array.from({ length: 1000 }, usualArticle);

function benchMatching(lexicons: Record<string, Name[]>) {
  const built = Object.values(lexicons).map((names) => build(names, starterTies()));
  const subjects = built.flatMap(({ lexicon }) => [
    { lexicon, articles: usual },
    { lexicon, articles: dense },
  ]);
  const perSecond = rates(subjects);
  const rows = Object.keys(lexicons).map((name, at) => {
    const { lexicon, seconds, megabytes } = built[at] as Built;
    return [
      name,
      {
        'build, CPU s': seconds,
        'memory, MB': megabytes,
        words: lexicon.words.size,
        [`usual articles/s (${matchesOf({ lexicon, articles: usual })} matches)`]: perSecond[2 * at],
        [`dense articles/s (${matchesOf({ lexicon, articles: dense })} matches)`]: perSecond[2 * at + 1],
      },
    ];
  });
  console.table(Object.fromEntries(rows));
}

benchMatching({
  '1,000 names': namesOf(1000),
  '100,000 names': namesOf(100_000),
  '100,000 names, each of words of its own': namesOf(100_000, true),
});

const MENTIONS = [0, 3, 10, 50];
// Memory is slow and caches are small: what a large lexicon costs shows where articles name all of it.
const RANDOM_ARTICLES = 500;

function benchRandom(counts: number[]) {
  const lexicons = counts.map((count) => {
    const names = randomNames(count);
    return { names, ...build(names) };
  });
  const subjects = MENTIONS.flatMap((mentions) =>
    lexicons.map(({ names, lexicon }) => ({
      lexicon,
      articles: Array.from({ length: RANDOM_ARTICLES }, () => randomArticle(names, mentions)),
    })),
  );
  const perSecond = rates(subjects);
  const rows = lexicons.map(({ names, seconds }, at) => [
    `${names.length.toLocaleString('en')} random names`,
    {
      'build, CPU s': seconds,
      ...Object.fromEntries(
        MENTIONS.map((mentions, of) => [`articles/s that name ${mentions}`, perSecond[of * lexicons.length + at]]),
      ),
    },
  ]);
  console.table(Object.fromEntries(rows));
}

benchRandom([1000, 100_000]);
