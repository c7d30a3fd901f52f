/** Ties an article to deals, funding lines and incidents that it does not name, and says what speaks for each. */
import { isBeyondDoubt } from './beyond-doubt.js';
import { type CandidateIndex, type IndexedCandidate, type InferenceCandidate, sharing } from './candidate.js';
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
import { type DatedArticle, Reading } from './reading.js';
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
  const reading = new Reading(article, mentions, index.ties);
  const candidates = sharing(index, reading.named);
  if (candidates.length === 0 || reading.repeatsTitle) return [];
  const ties: InferredTie[] = [];
  for (const candidate of candidates) {
    const event = reading.wordsOf(candidate.kind);
    if (event === null || reading.named.has(candidate.record)) continue;
    const tie = weigh(candidate, index, { reading, event });
    if (tie !== null) ties.push(tie);
  }
  return ties.length === 0 ? ties : settle(ties.sort((one, other) => other.score - one.score));
}

/** @param event the article's words of the candidate's kind */
function weigh(
  candidate: IndexedCandidate,
  index: CandidateIndex,
  { reading, event }: { reading: Reading; event: string[] },
): InferredTie | null {
  const date = dateWeight(candidate, reading.publishedAt);
  if (date === null) return null;
  const figure = figurePart(candidate, reading);
  const place = placePart(candidate, reading);
  if (!isAnchored(candidate, index, { reading, hasFigure: figure.length > 0, hasPlace: place.length > 0 })) return null;
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
  { recordKind, countries, records }: IndexedCandidate,
  index: CandidateIndex,
  { reading, hasFigure, hasPlace }: { reading: Reading; hasFigure: boolean; hasPlace: boolean },
): boolean {
  if (recordKind === 'INCIDENT') return hasPlace || isThere(countries, reading);
  return hasFigure || hasTwo(records, index, reading);
}

function isThere(countries: string[], reading: Reading): boolean {
  for (const record of countries) if (reading.named.has(record) || reading.implies(record)) return true;
  return false;
}

/** Whether two of the records are named. A company and its own state are one: "Fire Point", "the Ukrainian maker". */
function hasTwo(records: ReadonlySet<string>, index: CandidateIndex, { named }: Reading): boolean {
  let before: string[] | null = null;
  for (const record of records) {
    if (!named.has(record)) continue;
    if (before === null) before = [record];
    else if (isApart(record, before, index)) return true;
    else before.push(record);
  }
  return false;
}

function isApart(record: string, others: string[], index: CandidateIndex): boolean {
  for (const other of others) if (!isOwnState(record, other, index) && !isOwnState(other, record, index)) return true;
  return false;
}

function isOwnState(state: string, record: string, { states, ties }: CandidateIndex): boolean {
  return states.has(state) && (ties.get(record)?.has(state) ?? false);
}

/** Not cut at 1, so that the fuller of two full scores still leads. */
function strength({ parts }: Pick<InferredTie, 'parts'>): number {
  let sum = 0;
  for (const { weight } of parts) sum += weight;
  return sum;
}

/** Of candidates of one kind of record only a clear leader is tied without a look, and only its rivals are looked at. */
function settle(ties: InferredTie[]): InferredTie[] {
  const strengths = ties.map(strength);
  const leads = new Map<InferredTie['recordKind'], Lead>();
  for (const [at, { recordKind }] of ties.entries()) {
    const lead = leads.get(recordKind) ?? { best: 0, second: 0 };
    leads.set(recordKind, withNext(lead, strengths[at] as number));
  }
  const settled: InferredTie[] = [];
  for (const [at, tie] of ties.entries()) {
    const own = strengths[at] as number;
    const { best, second } = leads.get(tie.recordKind) as Lead;
    const rival = own === best ? second : best;
    if (rival > own + FAR_BEHIND) continue;
    if (rival > own - CLEAR_LEAD) tie.review = 'NEEDS_REVIEW';
    if (tie.review === 'AUTO' || settled.length < MOST_REVIEWED) settled.push(tie);
  }
  return settled;
}

/** The two greatest strengths: the best of all others is one of them, whoever asks. */
type Lead = { best: number; second: number };

function withNext({ best, second }: Lead, strength: number): Lead {
  return strength > best ? { best: strength, second: best } : { best, second: Math.max(second, strength) };
}
