/** How alike two articles are: cosine over what they share, weighted by how rare it is in the news of the days around. */
import { type Signature, STEM_WEIGHT, weightOf } from './signature.js';

export type Rarity = (feature: number) => number;

/** An article that is compared with many: what its features weigh is worked out once. */
export type Weighed = {
  signature: Signature;
  /** squares of the weights, in the order of the features */
  neutral: Float64Array;
  stems: Float64Array;
  neutralSum: number;
  stemSum: number;
};

export type Likeness = {
  /** 0 to 1 */
  score: number;
  /** how many records, names, numbers and concepts both have */
  shared: number;
};

export function weigh(signature: Signature, rarity: Rarity): Weighed {
  const neutral = Float64Array.from(signature.neutral, (feature) => (weightOf(feature) * rarity(feature)) ** 2);
  const stems = Float64Array.from(signature.stems, (feature) => (STEM_WEIGHT * rarity(feature)) ** 2);
  return { signature, neutral, stems, neutralSum: sum(neutral), stemSum: sum(stems) };
}

/** @param least what a score has to reach to count: 0 stands for any that does not */
export function likeness(one: Weighed, other: Signature, rarity: Rarity, least: number): Likeness {
  const withStems = one.signature.language !== null && one.signature.language === other.language;
  const neutral = overlap(one.signature.neutral, other.neutral, one.neutral);
  const stems = withStems ? overlap(one.signature.stems, other.stems, one.stems) : NOTHING;
  const dot = neutral.weight + stems.weight;
  const left = one.neutralSum + (withStems ? one.stemSum : 0);
  // The other weighs no less than what both have, so most are told to be unlike without weighing the rest.
  if (dot === 0 || dot < least * least * left) return { score: 0, shared: neutral.shared };
  let right = 0;
  for (const feature of other.neutral) right += (weightOf(feature) * rarity(feature)) ** 2;
  if (withStems) for (const feature of other.stems) right += (STEM_WEIGHT * rarity(feature)) ** 2;
  const score = dot / Math.sqrt(left * right);
  return { score: score < least ? 0 : score, shared: neutral.shared };
}

type Overlap = { weight: number; shared: number };

const NOTHING: Overlap = { weight: 0, shared: 0 };

/** Both sorted; `squares` are of the first. */
function overlap(one: Int32Array, other: Int32Array, squares: Float64Array): Overlap {
  let [weight, shared] = [0, 0];
  for (let a = 0, b = 0; a < one.length && b < other.length; ) {
    const [left, right] = [one[a] as number, other[b] as number];
    if (left === right) {
      weight += squares[a] as number;
      shared++;
    }
    if (left <= right) a++;
    if (right <= left) b++;
  }
  return { weight, shared };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
