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

/** What curators have said of an article's names, by `nameKey`. */
export type JudgedNames = ReadonlyMap<string, 'ACCEPTED' | 'REJECTED'>;

/** A name of a record as one article writes it: a curator's word on it holds for all its places. */
export function nameKey({ record, surface }: Pick<Link, 'record' | 'surface'>): string {
  return JSON.stringify([record, surface]);
}

/** Names come as linking sees them, whatever is judged; what is inferred rests on what curators left or accepted. */
export function link(
  { lexicon, candidates }: Knowledge,
  article: DatedArticle,
  judged: JudgedNames = new Map(),
): Link[] {
  const matches = match(lexicon, article);
  const evidence = judged.size === 0 ? matches : matches.flatMap((found) => asJudged(found, judged));
  return [...matches.map(linkOfMatch), ...infer(candidates, article, evidence).map(linkOf)];
}

function asJudged(found: Match, judged: JudgedNames): Match[] {
  const word = judged.get(nameKey(found));
  if (word === 'REJECTED') return [];
  return word === 'ACCEPTED' ? [{ ...found, review: 'AUTO' }] : [found];
}

// Field by field, because to copy an object of unknown shape takes ten times as long, and there are several an article.
function linkOfMatch(found: Match): Link {
  const { record, recordKind, field, start, end, surface, score, method, review } = found;
  return { record, recordKind, field, start, end, surface, score, method, review, parts: null };
}

/** Nothing is inferred without a summary, so that is where the tie is. */
function linkOf({ record, recordKind, score, method, review, parts }: InferredTie): Link {
  return { record, recordKind, field: 'SUMMARY', start: null, end: null, surface: null, score, method, review, parts };
}
