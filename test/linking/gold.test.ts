import { describe, expect, test } from 'vitest';
import { evaluate, figures } from '../../bench/evaluation.js';
import { OWN_SETS, readGold } from '../../bench/gold.js';

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
