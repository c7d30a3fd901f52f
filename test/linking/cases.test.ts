import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildLexicon } from '../../src/linking/lexicon.js';
import { match } from '../../src/linking/match.js';
import type { Name } from '../../src/linking/name.js';

type Case = {
  language: string;
  why: string;
  title: string;
  summary: string | null;
  auto: string[];
  review: string[];
};

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/linking/${file}`, import.meta.url), 'utf8'));
const lexicon = buildLexicon(read('names.json') as Name[]);
const cases = read('cases.json') as Case[];

/** Slugs, each once; a record that some other mention settles is not up for review. */
function linked({ title, summary }: Case): { auto: string[]; review: string[] } {
  const matches = match(lexicon, { title, summary });
  const auto = new Set(matches.filter(({ review }) => review === 'AUTO').map(({ record }) => record));
  const review = new Set(matches.map(({ record }) => record).filter((record) => !auto.has(record)));
  return { auto: [...auto].sort(), review: [...review].sort() };
}

describe('hand-written headlines link to exactly these records', () => {
  test.each(cases)('$language: $why: $title', (article) => {
    expect(linked(article)).toEqual({ auto: article.auto, review: article.review });
  });
});
