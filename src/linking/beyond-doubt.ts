/** Whether what speaks for a tie speaks for nothing else: only then is it made without a curator's look. */
import type { CandidateIndex, InferenceCandidate } from './candidate.js';
import { fitsBeyondDoubt } from './event-fit.js';
import type { InferencePart } from './parts.js';
import type { Reading } from './reading.js';
import { isFieldWord } from './words.js';

type Weighed = { parts: InferencePart[]; reading: Reading };

export function isBeyondDoubt(candidate: InferenceCandidate, index: CandidateIndex, weighed: Weighed): boolean {
  return (
    summarySpeaks(candidate, weighed) &&
    (candidate.recordKind !== 'DEAL' || isThisDeal(candidate, index, weighed)) &&
    (candidate.recordKind !== 'FUNDING' || isThisMoney(candidate, index, weighed)) &&
    fitsBeyondDoubt(candidate.kind, weighed.reading)
  );
}

/** A headline that fits says too little: one thing of the candidate is in the summary as well. */
function summarySpeaks({ kind, actors, systems, countries }: InferenceCandidate, { parts, reading }: Weighed): boolean {
  const { inSummary, summaryWords, summaryNumbers } = reading;
  if ([...actors, ...systems, ...countries].some((record) => inSummary.has(record))) return true;
  if (countries.some((record) => reading.impliesInSummary(record))) return true;
  if (reading.summaryWordsOf(kind) !== null) return true;
  return parts.some(
    ({ part, what }) =>
      (part === 'PLACE' && summaryWords.includes(what)) || (part === 'FIGURE' && summaryNumbers.includes(what)),
  );
}

const OTHER_STATES = 2;

/** States and those who sign for them agree on much: without a weapon or a company the words must be of the field. */
function isThisDeal(candidate: InferenceCandidate, index: CandidateIndex, { parts, reading }: Weighed): boolean {
  const { places, states, persons } = index;
  const hasSum = parts.some(({ part }) => part === 'FIGURE');
  if (!hasSum && (isOneSided(candidate, index, reading) || lacksWeapon(candidate, parts))) return false;
  if (
    parts.some(({ part, what }) => part === 'SYSTEM' || (part === 'PARTY' && !places.has(what) && !persons.has(what)))
  ) {
    return true;
  }
  if (!reading.known.some(({ text }) => isFieldWord(text))) return false;
  if (hasSum || parts.some(({ part, what }) => part === 'PARTY' && persons.has(what))) return true;
  // "Eight Nordic and Baltic states" is not what two of them agree.
  const own = new Set([...candidate.actors, ...candidate.countries]);
  const others = [...reading.named].filter((record) => states.has(record) && !own.has(record));
  return others.length < OTHER_STATES;
}

/** An agency and its supplier sign every month: what was ordered is named. */
function lacksWeapon({ kind, systems }: InferenceCandidate, parts: InferencePart[]): boolean {
  return kind === 'PROCUREMENT' && systems.length > 0 && !parts.some(({ part }) => part === 'SYSTEM');
}

/** What two states agree is not what one of them orders from its own company: both are named, or somebody of theirs. */
function isOneSided({ actors }: InferenceCandidate, { states }: CandidateIndex, reading: Reading): boolean {
  const sides = actors.filter((record) => states.has(record));
  return sides.length > 1 && sides.filter((record) => reading.named.has(record) || reading.implies(record)).length < 2;
}

/** Millions are paid for many things, so that both ends have to be named; tens of billions hardly for two. */
const TELLING_SUM = 5e9;

function isThisMoney(candidate: InferenceCandidate, { places }: CandidateIndex, { parts, reading }: Weighed): boolean {
  if (parts.some(({ part, what }) => part === 'PARTY' && !places.has(what))) return true;
  const sum = parts.find(({ part }) => part === 'FIGURE')?.what;
  if (sum === undefined) return false;
  if (candidate.actors.filter((record) => reading.named.has(record)).length > 1) return true;
  return reading.numbers.some(({ text, value }) => text === sum && value >= TELLING_SUM);
}
