import { describe, expect, test } from 'vitest';
import { evaluate, figures } from '../../bench/evaluation.js';

const verdicts = evaluate();

describe('ties that linking makes by itself', () => {
  test.each([
    ['tuned', false],
    ['held out', true],
  ])('%s articles: they are right, and few are missed', (_part, heldOut) => {
    const { precision, recall } = figures(verdicts.filter(({ article }) => article.heldOut === heldOut));
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });
});
