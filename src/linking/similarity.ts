/** How alike two articles are: cosine over what they share, weighted by how rare it is in the news of the days around. */
import type { Best } from './best.js';
import type { Gathered } from './gathered.js';
import { type Signature, STEM_WEIGHT, weightOf } from './signature.js';
import { type Rarity, Weights } from './weights.js';

/** An article that is compared with many: what its features weigh is worked out once. One after another is weighed. */
export class Weighed {
  readonly #neutral: Weights;
  readonly #stems: Weights;
  #signature: Signature | null = null;

  constructor(rarity: Rarity) {
    this.#neutral = new Weights(rarity, weightOf);
    this.#stems = new Weights(rarity, () => STEM_WEIGHT);
  }

  get signature(): Signature {
    return this.#signature as Signature;
  }

  weigh(signature: Signature): void {
    const { hashes, neutral, stems, shingles } = signature;
    this.#signature = signature;
    this.#neutral.weigh(hashes, neutral, stems);
    this.#stems.weigh(hashes, stems, shingles);
  }

  /** How many records, names, numbers and concepts the last article that was compared has too. */
  get shared(): number {
    return this.#neutral.shared;
  }

  /**
   * Returns 0 to 1.
   * @param least what a likeness has to reach to count: 0 stands for any that does not
   */
  likeness({ language, hashes, neutral, stems, shingles }: Signature, least: number): number {
    const withStems = language !== null && this.signature.language === language;
    const dot =
      this.#neutral.overlap(hashes, neutral, stems) + (withStems ? this.#stems.overlap(hashes, stems, shingles) : 0);
    const own = this.#neutral.sum + (withStems ? this.#stems.sum : 0);
    // The other weighs no less than what both have, so most are told to be unlike without weighing the rest.
    if (dot === 0 || dot < least * least * own) return 0;
    let other = 0;
    for (let at = neutral; at < stems; at++) other += this.#neutral.squareOf(hashes[at] as number);
    if (withStems) for (let at = stems; at < shingles; at++) other += this.#stems.squareOf(hashes[at] as number);
    const score = dot / Math.sqrt(own * other);
    return score < least ? 0 : score;
  }

  /** Offers where in the signature the features stand that others have too, the rarest as the best. */
  offerRarest(best: Best): void {
    this.#neutral.offerRarest(best);
    this.#stems.offerRarest(best);
  }

  /** Gathers the features that the article is found by. */
  gatherTelling(telling: Gathered): void {
    this.#neutral.gatherTelling(telling);
    this.#stems.gatherTelling(telling);
  }
}
