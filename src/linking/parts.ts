/** What in an article speaks for a deal, a funding line or an incident, and how much. */
import { type CandidateIndex, type IndexedCandidate, type InferenceCandidate, isAlone } from './candidate.js';
import { findPlaceWord, placeStems } from './place-words.js';
import type { Reading } from './reading.js';

export type InferencePart = {
  part: 'PARTY' | 'COUNTRY' | 'COUNTRY_OF_PARTY' | 'SYSTEM' | 'ALONE' | 'PLACE' | 'DATE' | 'WORDS' | 'FIGURE';
  /** a slug, or words as the article has them */
  what: string;
  weight: number;
};

const NONE: readonly InferencePart[] = [];

const WEIGHT = {
  /** a company, a person, a programme */
  party: 0.2,
  /** a state or an organisation with a seat, which news of every sort names */
  state: 0.1,
  country: 0.1,
  /** the state of a person or a body that the article names */
  countryOfParty: 0.08,
  /** the state where an incident happened */
  scene: 0.2,
  system: 0.25,
  /** no other candidate of the kind has all these records */
  alone: 0.12,
  place: 0.3,
  words: 0.2,
  sum: 0.3,
  quantity: 0.12,
};
/** The most that `alonePart` adds. */
export const MOST_OF_ALONE = WEIGHT.alone;
const MOST_OF_PARTIES = 0.4;
const MOST_OF_SYSTEMS = 0.35;
const MOST_OF_STATES = 0.25;

export function recordParts(
  candidate: InferenceCandidate,
  { places }: CandidateIndex,
  reading: Reading,
): InferencePart[] {
  const { actors, systems, countries } = candidate;
  const { named } = reading;
  const parts: InferencePart[] = [];
  const ofParties = new Allowance(MOST_OF_PARTIES);
  const ofStates = new Allowance(MOST_OF_STATES);
  const ofSystems = new Allowance(MOST_OF_SYSTEMS);
  for (const what of actors) {
    if (!isParty(what, candidate, named) || places.has(what)) continue;
    push('PARTY', what, ofParties.take(WEIGHT.party), parts);
  }
  for (const what of actors) {
    if (!isParty(what, candidate, named) || !places.has(what)) continue;
    push('PARTY', what, ofParties.take(ofStates.take(WEIGHT.state)), parts);
  }
  for (const what of systems) if (named.has(what)) push('SYSTEM', what, ofSystems.take(WEIGHT.system), parts);
  for (const what of countries) {
    const scene = isScene(candidate, what);
    if (!scene && actors.includes(what)) continue;
    if (named.has(what)) push('COUNTRY', what, scene ? WEIGHT.scene : WEIGHT.country, parts);
    else if (reading.implies(what)) push('COUNTRY_OF_PARTY', what, WEIGHT.countryOfParty, parts);
  }
  return parts;
}

function push(part: InferencePart['part'], what: string, weight: number, parts: InferencePart[]): void {
  if (weight > 0) parts.push({ part, what, weight });
}

/** What the article names of a candidate is what it names of no other. */
export function alonePart(
  candidate: IndexedCandidate,
  index: CandidateIndex,
  { named }: Reading,
): readonly InferencePart[] {
  const { actors, systems, countries } = candidate;
  const shared: string[] = [];
  for (const record of actors) if (isParty(record, candidate, named)) shared.push(record);
  for (const record of systems) if (named.has(record)) shared.push(record);
  for (const record of countries) if (named.has(record) && isScene(candidate, record)) shared.push(record);
  if (shared.length < 2 || !isAlone(index, candidate, shared)) return NONE;
  return [{ part: 'ALONE', what: shared.join(', '), weight: WEIGHT.alone }];
}

function isParty(record: string, candidate: InferenceCandidate, named: ReadonlySet<string>): boolean {
  return named.has(record) && !isScene(candidate, record);
}

function isScene({ recordKind, countries }: InferenceCandidate, record: string): boolean {
  return recordKind === 'INCIDENT' && countries.includes(record);
}

/** Many parties say less each: the weights are cut where their sum would pass the most. */
class Allowance {
  #left: number;

  constructor(most: number) {
    this.#left = most;
  }

  /** In hundredths. */
  take(weight: number): number {
    const taken = Math.min(weight, this.#left);
    this.#left -= taken;
    return Math.round(taken * 100) / 100;
  }
}

export function placePart({ place }: InferenceCandidate, reading: Reading): readonly InferencePart[] {
  if (place === null) return NONE;
  const what = findPlaceWord(placeStems(place), reading.known);
  return what === undefined ? NONE : [{ part: 'PLACE', what, weight: WEIGHT.place }];
}

// Outlets round: 16.68 for 16.680055394 billion, 16.7 as well.
const ROUNDING = 0.005;
// One, two and three are in every article.
const SMALLEST_QUANTITY = 5;

export function figurePart({ sums, quantities }: InferenceCandidate, { numbers }: Reading): readonly InferencePart[] {
  for (const { value, text, isScaled } of numbers) {
    if (isScaled && isNearOne(value, sums)) return [{ part: 'FIGURE', what: text, weight: WEIGHT.sum }];
  }
  for (const { value, text } of numbers) {
    if (value < SMALLEST_QUANTITY || !quantities.includes(value)) continue;
    return [{ part: 'FIGURE', what: text, weight: WEIGHT.quantity }];
  }
  return NONE;
}

function isNearOne(value: number, figures: number[]): boolean {
  for (const figure of figures) if (Math.abs(value - figure) <= figure * ROUNDING) return true;
  return false;
}

export function wordsPart(found: string[]): InferencePart {
  return { part: 'WORDS', what: found.join(', '), weight: WEIGHT.words };
}
