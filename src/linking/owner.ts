/** Whose office it is where every state has one of that name: "Ministry of Defence", "Міноборони". */
import type { Evidence } from './evidence.js';
import { gapAfter, wordAt } from './field.js';
import { type Span, spanAt } from './find.js';
import { hasProperAfter } from './neighbours.js';

/** True where the state beside the office, or else the only one that the article names, is the record's. */
export function isOwned(record: string, span: Span, evidence: Evidence): boolean {
  const { lexicon, certain } = evidence;
  const beside = stateAfter(span, evidence) ?? stateBefore(span, evidence);
  if (beside) return beside.some((state) => lexicon.ties.get(record)?.has(state));
  if (hasProperAfter(span)) return false;
  const states = [...certain].filter((known) => isState(known, evidence));
  return states.length === 1 && Boolean(lexicon.ties.get(record)?.has(states[0] as string));
}

// "Ministry of Defence of Denmark", "Ministerul Apărării din Letonia", "de la Londra"
const OF = new Set(['of', 'in', 'the', 'din', 'de', 'la', 'al', 'a', 'w', 'в', 'у']);
const LONGEST_LINK = 2;

function stateAfter(span: Span, evidence: Evidence): string[] | null {
  const { field, last } = span;
  for (let index = last + 1; index <= last + 1 + LONGEST_LINK; index++) {
    if (!/^(?:\s|\s?\()$/u.test(gapAfter(field, index - 1))) return null;
    const states = statesAt(index, span, evidence);
    if (states) return states;
    if (!OF.has(wordAt(field, index))) return null;
  }
  return null;
}

/** "Latvian Ministry of Defence", "Latvia's defence ministry" */
function stateBefore(span: Span, evidence: Evidence): string[] | null {
  const { field, first } = span;
  const possessive = wordAt(field, first - 1) === 's' ? 1 : 0;
  return /^'?\s$/u.test(gapAfter(field, first - 1)) ? statesAt(first - 1 - possessive, span, evidence) : null;
}

function statesAt(index: number, near: Span, evidence: Evidence): string[] | null {
  const records = spanAt(index, near)?.candidates.map(({ entry }) => entry.record) ?? [];
  const states = records.filter((record) => isState(record, evidence));
  return states.length > 0 ? states : null;
}

function isState(record: string, { lexicon }: Evidence): boolean {
  return lexicon.states.has(record);
}
