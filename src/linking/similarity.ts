/** How alike two articles are: cosine over what they share, weighted by how rare it is in the news of the days around. */
import type { Signature } from './signature.js';

export type Rarity = (feature: number) => number;

export type Likeness = {
  /** 0 to 1 */
  score: number;
  /** how many records, names, numbers and concepts both have */
  shared: number;
};

export function likeness(one: Signature, other: Signature, rarity: Rarity): Likeness {
  const neutral = compare(one.neutral, other.neutral, rarity);
  if (one.language === null || one.language !== other.language) {
    return { score: cosine(neutral), shared: neutral.shared };
  }
  const stems = compare(one.stems, other.stems, rarity);
  return {
    score: cosine({
      dot: neutral.dot + stems.dot,
      left: neutral.left + stems.left,
      right: neutral.right + stems.right,
    }),
    shared: neutral.shared,
  };
}

type Comparison = { dot: number; left: number; right: number; shared: number };

function compare(one: Map<number, number>, other: Map<number, number>, rarity: Rarity): Comparison {
  const found = { dot: 0, left: 0, right: 0, shared: 0 };
  for (const [feature, weight] of one) {
    const square = (weight * rarity(feature)) ** 2;
    found.left += square;
    if (!other.has(feature)) continue;
    found.dot += square;
    found.shared++;
  }
  for (const [feature, weight] of other) found.right += (weight * rarity(feature)) ** 2;
  return found;
}

function cosine({ dot, left, right }: Pick<Comparison, 'dot' | 'left' | 'right'>): number {
  return left === 0 || right === 0 ? 0 : dot / Math.sqrt(left * right);
}
