/** Says which records an article names, where, and how sure that is. */
import { isSupported } from './context.js';
import { type Evidence, gatherEvidence, provesItself } from './evidence.js';
import { type FieldName, readField } from './field.js';
import { type Candidate, findSpans, type Span } from './find.js';
import type { Lexicon } from './lexicon.js';
import type { RecordKind } from './name.js';
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
  const fields = [readField('TITLE', article.title)];
  if (article.summary) fields.push(readField('SUMMARY', article.summary));
  const spans = fields.flatMap((field) => findSpans(lexicon, field));
  const evidence = gatherEvidence(lexicon, fields, spans);
  addSupported(evidence);
  const counts = new Map<string, number>();
  return spans
    .flatMap((span) => judge(span, evidence))
    .filter(({ record, field }) => {
      const count = (counts.get(`${field} ${record}`) ?? 0) + 1;
      counts.set(`${field} ${record}`, count);
      return count <= MOST_MATCHES;
    });
}

/** A name that is settled in the summary settles its record's other names, such as the same word in the title. */
function addSupported(evidence: Evidence): void {
  const unsettled = evidence.spans.filter(({ candidates }) =>
    candidates.some(({ entry }) => entry.standing !== 'PLAIN'),
  );
  const settled = unsettled.flatMap((span) => judge(span, evidence)).filter(({ method }) => method === 'CONTEXT');
  for (const { record } of settled) {
    // "Romanian air force" in one sentence does not make Bucharest the government in the next.
    if (evidence.lexicon.places.has(record)) evidence.settled.add(record);
    else evidence.certain.add(record);
  }
}

function judge(span: Span, evidence: Evidence): Match[] {
  const [only, ...others] = span.candidates;
  if (!only) return [];
  if (others.length === 0) {
    if (provesItself(only, span, evidence.lexicon)) return [matchOf(only, span, 'ALIAS')];
    if (isSupported(only, span, evidence)) return [matchOf(only, span, 'CONTEXT')];
    return only.entry.isQuiet ? [] : [matchOf(only, span, 'UNSUPPORTED')];
  }
  const supported = span.candidates.filter((candidate) => isSupported(candidate, span, evidence));
  const certain = supported.filter(({ entry }) => evidence.certain.has(entry.name.record));
  const settled = certain.length > 0 ? certain : supported;
  if (settled.length === 1) return settled.map((candidate) => matchOf(candidate, span, 'CONTEXT'));
  return span.candidates
    .filter(({ entry }) => !entry.isQuiet)
    .map((candidate) => matchOf(candidate, span, 'UNSUPPORTED'));
}

function matchOf(
  { entry, inflected }: Candidate,
  { field, first, last, start, end, surface }: Span,
  ground: 'ALIAS' | 'CONTEXT' | 'UNSUPPORTED',
): Match {
  const { record, recordKind, kind } = entry.name;
  const place = { record, recordKind, field: field.name, start, end, surface };
  if (ground === 'CONTEXT') return { ...place, score: CONTEXT_SCORE, method: 'CONTEXT', review: 'AUTO' };
  if (ground === 'UNSUPPORTED') {
    return { ...place, score: UNSUPPORTED_SCORE, method: 'ALIAS', review: 'NEEDS_REVIEW' };
  }
  return { ...place, score: aliasScore(kind, last - first + 1, inflected), method: 'ALIAS', review: 'AUTO' };
}
