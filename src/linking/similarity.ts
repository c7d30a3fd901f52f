/** How alike two articles are: cosine over what they share, weighted by how rare it is in the news of the days around. */
import type { Features, Signature } from './signature.js';

export type Rarity = (feature: number) => number;

export type Likeness = {
  /** 0 to 1 */
  score: number;
  /** how many records, names, numbers and concepts both have */
  shared: number;
};

/** A signature that is compared with several others, with the square of its length as rarity has it now. */
export type Weighed = { signature: Signature; neutral: number; stems: number };

export function weigh(signature: Signature, rarity: Rarity): Weighed {
  return { signature, neutral: square(signature.neutral, rarity), stems: square(signature.stems, rarity) };
}

export function likeness({ signature, ...own }: Weighed, other: Signature, rarity: Rarity): Likeness {
  const neutral = compare(signature.neutral, other.neutral, rarity);
  if (signature.language === null || signature.language !== other.language) {
    return { score: cosine(neutral.dot, own.neutral, neutral.square), shared: neutral.shared };
  }
  const stems = compare(signature.stems, other.stems, rarity);
  const score = cosine(neutral.dot + stems.dot, own.neutral + own.stems, neutral.square + stems.square);
  return { score, shared: neutral.shared };
}

/** `square` is that of the other's length. A feature weighs the same wherever it is. */
function compare(own: Features, other: Features, rarity: Rarity): { dot: number; square: number; shared: number } {
  let [dot, square, shared] = [0, 0, 0];
  for (const [feature, weight] of other) {
    const part = (weight * rarity(feature)) ** 2;
    square += part;
    if (!own.has(feature)) continue;
    dot += part;
    shared++;
  }
  return { dot, square, shared };
}

function square(features: Features, rarity: Rarity): number {
  let sum = 0;
  for (const [feature, weight] of features) sum += (weight * rarity(feature)) ** 2;
  return sum;
}

function cosine(dot: number, left: number, right: number): number {
  return left === 0 || right === 0 ? 0 : dot / Math.sqrt(left * right);
}
