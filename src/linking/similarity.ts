/** How alike two articles are: cosine over what they share, weighted by how rare it is in the news of the days around. */
import { type Signature, STEM_WEIGHT, weightOf } from './signature.js';

/** A feature as the news of these days has it. */
type Counted = { readonly count: number };

/** An article with how many others have each of its features, in the order of the features. */
export type Located = { signature: Signature; neutral: readonly Counted[]; stems: readonly Counted[] };

/** How much a feature says that so many articles have. */
export type Rarity = (count: number) => number;

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

export function weigh({ signature, neutral, stems }: Located, rarity: Rarity): Weighed {
  const weighed = {
    signature,
    neutral: new Float64Array(neutral.length),
    stems: new Float64Array(stems.length),
    neutralSum: 0,
    stemSum: 0,
  };
  for (let at = 0; at < neutral.length; at++) {
    const weight = weightOf(signature.neutral[at] as number) * rarity((neutral[at] as Counted).count);
    weighed.neutral[at] = weight * weight;
    weighed.neutralSum += weight * weight;
  }
  for (let at = 0; at < stems.length; at++) {
    const weight = STEM_WEIGHT * rarity((stems[at] as Counted).count);
    weighed.stems[at] = weight * weight;
    weighed.stemSum += weight * weight;
  }
  return weighed;
}

/** @param least what a score has to reach to count: 0 stands for any that does not */
export function likeness(one: Weighed, other: Located, rarity: Rarity, least: number): Likeness {
  const { language } = other.signature;
  const withStems = language !== null && one.signature.language === language;
  const neutral = overlap(one.signature.neutral, other.signature.neutral, one.neutral);
  const stems = withStems ? overlap(one.signature.stems, other.signature.stems, one.stems) : NOTHING;
  const dot = neutral.weight + stems.weight;
  const left = one.neutralSum + (withStems ? one.stemSum : 0);
  // The other weighs no less than what both have, so most are told to be unlike without weighing the rest.
  if (dot === 0 || dot < least * least * left) return { score: 0, shared: neutral.shared };
  const score = dot / Math.sqrt(left * weightWith(other, rarity, withStems));
  return { score: score < least ? 0 : score, shared: neutral.shared };
}

function weightWith({ signature, neutral, stems }: Located, rarity: Rarity, withStems: boolean): number {
  let sum = 0;
  for (let at = 0; at < neutral.length; at++) {
    const weight = weightOf(signature.neutral[at] as number) * rarity((neutral[at] as Counted).count);
    sum += weight * weight;
  }
  if (!withStems) return sum;
  for (let at = 0; at < stems.length; at++) {
    const weight = STEM_WEIGHT * rarity((stems[at] as Counted).count);
    sum += weight * weight;
  }
  return sum;
}

/**
 * How much of an article's weight may be in features that it is not found by, of the neutral ones and of the stems. By
 * Cauchy and Schwarz no article of a likeness above its root, 0.2, has only such in common with it, and one event takes
 * far more.
 */
const SLIGHT = 0.04;

/** The features that an article is found by: not those of next to no weight, which most articles have. */
export function telling<Feature extends Counted>(
  { signature, neutral, stems }: { signature: Signature; neutral: readonly Feature[]; stems: readonly Feature[] },
  rarity: Rarity,
): Feature[] {
  const weighed = weigh({ signature, neutral, stems }, rarity);
  const found: Feature[] = [];
  // Were all of them as slight, they would be as slight together.
  const [leastNeutral, leastStem] = [
    (SLIGHT * weighed.neutralSum) / neutral.length,
    (SLIGHT * weighed.stemSum) / stems.length,
  ];
  for (let at = 0; at < neutral.length; at++) {
    if ((weighed.neutral[at] as number) >= leastNeutral) found.push(neutral[at] as Feature);
  }
  for (let at = 0; at < stems.length; at++) {
    if ((weighed.stems[at] as number) >= leastStem) found.push(stems[at] as Feature);
  }
  return found;
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
