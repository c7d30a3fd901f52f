/** Says which records an article names, where, and how sure that is. */
import { isSupported } from './context.js';
import { type Evidence, gatherEvidence, provesItself } from './evidence.js';
import { type FieldName, readField } from './field.js';
import { type Candidate, findSpans, type Span } from './find.js';
import type { Lexicon } from './lexicon.js';
import type { RecordKind } from './name.js';
import { isDenied } from './negation.js';
import { aliasScore, CONTEXT_SCORE, UNSUPPORTED_SCORE } from './score.js';

export type Match = {
  record: string;
  recordKind: RecordKind;
  field: FieldName;
  /** code points into the field, half-open */
  start: number;
  end: number;
  surface: string;
  /** 0 to 1 */
  score: number;
  method: 'ALIAS' | 'CONTEXT';
  review: 'AUTO' | 'NEEDS_REVIEW';
};

export type Article = { title: string; summary: string | null };

/** More mentions of one record in one field say nothing new, and hostile feeds repeat names by the thousand. */
const MOST_MATCHES = 20;

export function match(lexicon: Lexicon, article: Article): Match[] {
  const title = readField('TITLE', article.title);
  const spans = findSpans(lexicon, title);
  const summary = article.summary ? readField('SUMMARY', article.summary) : null;
  if (summary !== null) for (const span of findSpans(lexicon, summary)) spans.push(span);
  if (spans.length === 0) return [];
  const evidence = gatherEvidence(lexicon, summary === null ? [title] : [title, summary], spans);
  addSupported(evidence);
  const matches: Match[] = [];
  const denied: Match[] = [];
  for (const span of spans) {
    const { ground, candidates } = judge(span, evidence);
    const isElsewhere = isDenied(span.field, span.first, span.start);
    for (const candidate of candidates) {
      const found = matchOf(candidate, span, ground);
      matches.push(found);
      if (isElsewhere) denied.push(found);
    }
  }
  if (denied.length > 0) holdBack(denied, matches);
  return spans.length > MOST_MATCHES ? withoutRepeats(matches) : matches;
}

/** Who is named only to be ruled out may still be worth a look: nothing says so by itself. */
function holdBack(denied: Match[], matches: Match[]): void {
  const ruledOut = new Set(denied);
  const named = new Set<string>();
  for (const found of matches) if (found.review === 'AUTO' && !ruledOut.has(found)) named.add(found.record);
  for (const found of denied) {
    if (named.has(found.record)) continue;
    found.score = UNSUPPORTED_SCORE;
    found.method = 'ALIAS';
    found.review = 'NEEDS_REVIEW';
  }
}

function withoutRepeats(matches: Match[]): Match[] {
  const counts = { TITLE: new Map<string, number>(), SUMMARY: new Map<string, number>() };
  return matches.filter(({ record, field }) => {
    const count = (counts[field].get(record) ?? 0) + 1;
    counts[field].set(record, count);
    return count <= MOST_MATCHES;
  });
}

/** A name that is settled in the summary settles its record's other names, such as the same word in the title. */
function addSupported(evidence: Evidence): void {
  const settled = new Set<string>();
  for (const span of evidence.spans) {
    if (isPlain(span)) continue;
    const { ground, candidates } = judge(span, evidence);
    if (ground === 'CONTEXT') for (const { entry } of candidates) settled.add(entry.record);
  }
  for (const record of settled) {
    // "Romanian air force" in one sentence does not make Bucharest the government in the next.
    if (evidence.lexicon.places.has(record)) evidence.settled.add(record);
    else evidence.certain.add(record);
  }
}

function isPlain({ candidates }: Span): boolean {
  for (const { entry } of candidates) if (entry.standing !== 'PLAIN') return false;
  return true;
}

const SCORES = { CONTEXT: CONTEXT_SCORE, UNSUPPORTED: UNSUPPORTED_SCORE };

/** What a span means, and on what ground. */
type Verdict = { ground: 'ALIAS' | 'CONTEXT' | 'UNSUPPORTED'; candidates: Candidate[] };

function judge(span: Span, evidence: Evidence): Verdict {
  const { candidates } = span;
  const [only] = candidates;
  if (only && candidates.length === 1) {
    if (provesItself(only, span, evidence)) return { ground: 'ALIAS', candidates };
    if (isSupported(only, span, evidence)) return { ground: 'CONTEXT', candidates };
    return { ground: 'UNSUPPORTED', candidates: only.entry.isQuiet ? [] : candidates };
  }
  return judgeShared(span, evidence);
}

function judgeShared(span: Span, evidence: Evidence): Verdict {
  const { candidates } = span;
  const supported = candidates.filter((candidate) => isSupported(candidate, span, evidence));
  const certain = supported.filter(({ entry }) => evidence.certain.has(entry.record));
  const settled = certain.length > 0 ? certain : supported;
  if (settled.length === 1) return { ground: 'CONTEXT', candidates: settled };
  return { ground: 'UNSUPPORTED', candidates: candidates.filter(({ entry }) => !entry.isQuiet) };
}

function matchOf(
  { entry, inflected }: Candidate,
  { field, first, last, start, end, surface }: Span,
  ground: Verdict['ground'],
): Match {
  const { record, recordKind, kind } = entry;
  return {
    record,
    recordKind,
    field: field.name,
    start,
    end,
    surface,
    score: ground === 'ALIAS' ? aliasScore(kind, last - first + 1, inflected) : SCORES[ground],
    method: ground === 'CONTEXT' ? 'CONTEXT' : 'ALIAS',
    review: ground === 'UNSUPPORTED' ? 'NEEDS_REVIEW' : 'AUTO',
  };
}
