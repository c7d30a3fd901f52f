/** Ties an article to the record: by the names it writes, and by what it is about without naming it. */
import type { CandidateIndex } from './candidate.js';
import { type InferredTie, infer } from './infer.js';
import type { Lexicon } from './lexicon.js';
import { type Match, match } from './match.js';
import type { InferencePart } from './parts.js';
import type { DatedArticle } from './reading.js';

/** What linking has to know of the record. */
export type Knowledge = { lexicon: Lexicon; candidates: CandidateIndex };

/** A tie as it is kept: an inferred one has no name in the text, and parts that speak for it instead. */
export type Link = {
  record: string;
  recordKind: Match['recordKind'];
  field: Match['field'];
  /** code points into the field, half-open; null where the tie is inferred */
  start: number | null;
  end: number | null;
  surface: string | null;
  /** 0 to 1 */
  score: number;
  method: 'ALIAS' | 'CONTEXT' | 'INFERRED';
  review: 'AUTO' | 'NEEDS_REVIEW';
  parts: InferencePart[] | null;
};

export function link({ lexicon, candidates }: Knowledge, article: DatedArticle): Link[] {
  const matches = match(lexicon, article);
  return [
    ...matches.map((found): Link => ({ ...found, parts: null })),
    ...infer(candidates, article, matches).map(linkOf),
  ];
}

/** Nothing is inferred without a summary, so that is where the tie is. */
function linkOf(tie: InferredTie): Link {
  return { ...tie, field: 'SUMMARY', start: null, end: null, surface: null };
}
