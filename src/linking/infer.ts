/** Ties an article to deals, funding lines and incidents that it does not name, and says what speaks for each. */
import { isBeyondDoubt } from './beyond-doubt.js';
import { type CandidateIndex, type InferenceCandidate, sharing } from './candidate.js';
import type { Match } from './match.js';
import {
  alonePart,
  figurePart,
  type InferencePart,
  MOST_OF_ALONE,
  placePart,
  recordParts,
  wordsPart,
} from './parts.js';
import { type DatedArticle, type Reading, read, wordsOfEvent } from './reading.js';
import { dateWeight } from './window.js';

export type InferredTie = {
  record: string;
  recordKind: InferenceCandidate['recordKind'];
  /** 0 to 1: the sum of the parts' weights, at most 1 */
  score: number;
  parts: InferencePart[];
  method: 'INFERRED';
  review: 'AUTO' | 'NEEDS_REVIEW';
};

/** From here on nobody has to look. Set on the tuned gold articles: all right ties but one or two, no false one. */
const AUTO_SCORE = 0.65;
/** Where the date says nothing, another deal of the same parties is as likely. */
const UNDATED_SCORE = 0.8;
/** Below, a tie is not worth a curator's time: two states and a word of the kind. */
const REVIEW_SCORE = 0.5;
/** Scores are rounded to hundredths. */
const ROUNDING = 0.01;
/** Where two of a kind are as likely, one of them is wrong. */
const CLEAR_LEAD = 0.05;
const FAR_BEHIND = 0.2;
/** More than that many doubtful ties of one article are noise. */
const MOST_REVIEWED = 5;

/** Highest score first. A headline alone infers nothing: it says too little, and says it loudly. */
export function infer(index: CandidateIndex, article: DatedArticle, mentions: Match[]): InferredTie[] {
  if (!article.summary?.trim()) return [];
  const reading = read(index, article, mentions);
  if (repeatsTitle(reading)) return [];
  const ties = [...sharing(index, [...reading.named, ...reading.implied])].flatMap((candidate) =>
    reading.named.has(candidate.record) ? [] : (weigh(candidate, index, reading) ?? []),
  );
  return settle(ties.sort((one, other) => other.score - one.score));
}

function repeatsTitle({ words, summaryWords }: Reading): boolean {
  const title = new Set(words.slice(0, words.length - summaryWords.length));
  return summaryWords.every((word) => title.has(word));
}

function weigh(candidate: InferenceCandidate, index: CandidateIndex, reading: Reading): InferredTie | null {
  const date = dateWeight(candidate, reading.publishedAt);
  if (date === null) return null;
  const event = wordsOfEvent(candidate.kind, reading);
  if (event === null) return null;
  const figure = figurePart(candidate, reading);
  const place = placePart(candidate, reading);
  if (!isAnchored(candidate, index, reading, [...figure, ...place])) return null;
  const parts = [...recordParts(candidate, index, reading), ...place, ...figure];
  const words = wordsPart(event);
  // Looking among all candidates costs more than the rest.
  if (strength({ parts }) + date + words.weight + MOST_OF_ALONE < REVIEW_SCORE - ROUNDING) return null;
  parts.push(...alonePart(candidate, index, reading));
  if (date > 0) parts.push({ part: 'DATE', what: reading.publishedAt.toISOString().slice(0, 10), weight: date });
  parts.push(words);
  const score = Math.min(1, Math.round(strength({ parts }) * 100) / 100);
  if (score < REVIEW_SCORE) return null;
  const enough = date > 0 ? AUTO_SCORE : UNDATED_SCORE;
  const isSure = score >= enough && isBeyondDoubt(candidate, index, { parts, reading });
  const review = isSure ? 'AUTO' : 'NEEDS_REVIEW';
  const { record, recordKind } = candidate;
  return { record, recordKind, score, parts, method: 'INFERRED', review };
}

/** One party, or one system, is in many deals; an incident is where its state or its place is. */
function isAnchored(
  candidate: InferenceCandidate,
  { recordsOf, ties, states }: CandidateIndex,
  { named, implied }: Reading,
  others: InferencePart[],
): boolean {
  if (candidate.recordKind === 'INCIDENT') {
    return (
      others.some(({ part }) => part === 'PLACE') ||
      candidate.countries.some((record) => named.has(record) || implied.has(record))
    );
  }
  if (others.some(({ part }) => part === 'FIGURE')) return true;
  // A company and its own state are one: "Fire Point", "the Ukrainian maker".
  const isOwnState = (state: string, record: string) => states.has(state) && (ties.get(record)?.has(state) ?? false);
  const before: string[] = [];
  for (const record of recordsOf.get(candidate) ?? []) {
    if (!named.has(record)) continue;
    if (before.some((other) => !isOwnState(record, other) && !isOwnState(other, record))) return true;
    before.push(record);
  }
  return false;
}

/** Not cut at 1, so that the fuller of two full scores still leads. */
function strength({ parts }: Pick<InferredTie, 'parts'>): number {
  return parts.reduce((sum, { weight }) => sum + weight, 0);
}

/** Of candidates of one kind of record only a clear leader is tied without a look, and only its rivals are looked at. */
function settle(ties: InferredTie[]): InferredTie[] {
  const strengths = new Map(ties.map((tie) => [tie, strength(tie)]));
  const leaders = new Map<string, InferredTie[]>();
  for (const tie of ties)
    leaders.set(tie.recordKind, strongest([...(leaders.get(tie.recordKind) ?? []), tie], strengths));
  const settled = ties.flatMap((tie): InferredTie[] => {
    const own = strengths.get(tie) ?? 0;
    const rival = leaders.get(tie.recordKind)?.find((leader) => leader !== tie);
    const best = rival === undefined ? 0 : (strengths.get(rival) ?? 0);
    if (best > own + FAR_BEHIND) return [];
    return best > own - CLEAR_LEAD ? [{ ...tie, review: 'NEEDS_REVIEW' }] : [tie];
  });
  return settled.filter(({ review }, place) => review === 'AUTO' || place < MOST_REVIEWED);
}

/** The two strongest: the best of all others is one of them, whoever asks. */
function strongest(ties: InferredTie[], strengths: Map<InferredTie, number>): InferredTie[] {
  return ties.sort((one, other) => (strengths.get(other) ?? 0) - (strengths.get(one) ?? 0)).slice(0, 2);
}
