import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluate, figures } from '../../bench/evaluation.js';
import { type GoldArticle, OWN_SETS, readGold } from '../../bench/gold.js';

const first = evaluate(readGold(OWN_SETS.gold));

describe('ties that linking makes by itself', () => {
  test.each([
    ['tuned', first.filter(({ article }) => !article.heldOut)],
    ['held out', first.filter(({ article }) => article.heldOut)],
    ['second', evaluate(readGold(OWN_SETS.second))],
    ['third', evaluate(readGold(OWN_SETS.third))],
    ['fourth', evaluate(readGold(OWN_SETS.fourth))],
    ['fifth', evaluate(readGold(OWN_SETS.fifth))],
  ])('%s articles: they are right, and few are missed', (_part, verdicts) => {
    const { precision, recall } = figures(verdicts);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });
});

const otherSubjects = JSON.parse(
  readFileSync(new URL('../fixtures/linking/other-subjects.json', import.meta.url), 'utf8'),
) as Pick<GoldArticle, 'title' | 'summary' | 'publishedAt'>[];

test.each(otherSubjects)('news of the same days, states and words is not the event: $title', (article) => {
  const verdicts = evaluate([
    { ...article, language: 'en', why: '', named: [], inferred: [], either: [], heldOut: false },
  ]);
  expect(verdicts.filter(({ ground }) => ground === 'INFERRED')).toEqual([]);
});
