/** How alike two articles have to be to tell of one event, and when one is a copy of the other. */
import { contains } from './minhash.js';
import { type Signature, type Signed, signArticle } from './signature.js';
import { type Located, likeness, type Rarity, type Weighed } from './similarity.js';

const DAY = 86_400_000;

/** Articles that are further apart are of no one event. */
export const FURTHEST_APART = 7 * DAY;

/** Set on the hand-written clusters. Without common words two languages have less to differ in, so more must agree. */
const ALIKE = { sameLanguage: 0.36, otherLanguage: 0.48 };
/** One shared state is no story. */
const LEAST_SHARED = 2;
/** A follow-up has to look more alike the later it comes. */
const PER_DAY = 0.03;

/** A cut summary and a source put before are a copy, a text rewritten is not. */
export const COPY = 0.8;
/** Short texts agree by chance: "Air raid alert in Kyiv region". */
const SHORTEST_COPY = 8;

/**
 * The likeness of two articles that may be of one event, 0 to 1; 0 where they may not.
 * @param share of the likeness otherwise needed that is enough here
 */
export function alike(one: Weighed, other: Located, { rarity, share = 1 }: { rarity: Rarity; share?: number }): number {
  const gap = Math.abs(one.signature.at - other.signature.at);
  if (gap > FURTHEST_APART) return 0;
  const least = (leastAlike(one.signature, other.signature) + (gap / DAY) * PER_DAY) * share;
  const { score, shared } = likeness(one, other, rarity, least);
  return shared >= LEAST_SHARED ? score : 0;
}

export function leastAlike(one: Signature, other: Signature): number {
  return one.language !== null && one.language === other.language ? ALIKE.sameLanguage : ALIKE.otherLanguage;
}

export function isCopyOf(one: Signature, other: Signature): boolean {
  if (Math.min(one.shingles.length, other.shingles.length) < SHORTEST_COPY) return false;
  return contains(one.shingles, other.shingles, COPY);
}

/** Whether one of the two has most of the other's words in order. */
export function areCopies(one: Signed, other: Signed): boolean {
  return isCopyOf(signArticle(one), signArticle(other));
}
