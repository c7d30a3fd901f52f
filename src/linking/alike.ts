/** How alike two articles have to be to tell of one event, and when one is a copy of the other. */
import { contains, countOf } from './minhash.js';
import { type Signature, type Signed, signArticle } from './signature.js';
import type { Weighed } from './similarity.js';

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
export function alike(one: Weighed, other: Signature, share = 1): number {
  const gap = Math.abs(one.signature.at - other.at);
  if (gap > FURTHEST_APART) return 0;
  const least = (leastAlike(one.signature, other) + (gap / DAY) * PER_DAY) * share;
  const score = one.likeness(other, least);
  return one.shared >= LEAST_SHARED ? score : 0;
}

export function leastAlike(one: Signature, other: Signature): number {
  return one.language !== null && one.language === other.language ? ALIKE.sameLanguage : ALIKE.otherLanguage;
}

export function isCopyOf(one: Signature, other: Signature): boolean {
  if (Math.min(countOf(one), countOf(other)) < SHORTEST_COPY) return false;
  return contains(one, other, COPY);
}

/** Whether one of the two has most of the other's words in order. */
export function areCopies(one: Signed, other: Signed): boolean {
  return isCopyOf(signArticle(one), signArticle(other));
}
