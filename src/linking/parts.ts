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
  const { named } = reading;
  const parties = candidate.actors.filter((record) => named.has(record) && !isScene(candidate, record));
  const systems = candidate.systems.filter((record) => named.has(record));
  const countries = candidate.countries.filter(
    (record) => !candidate.actors.includes(record) || isScene(candidate, record),
  );
  return [
    ...capped(
      [
        ...parties.filter((what) => !places.has(what)).map((what) => party(what, WEIGHT.party)),
        ...capped(
          parties.filter((what) => places.has(what)).map((what) => party(what, WEIGHT.state)),
          MOST_OF_STATES,
        ),
      ],
      MOST_OF_PARTIES,
    ),
    ...capped(
      systems.map((what) => ({ part: 'SYSTEM', what, weight: WEIGHT.system })),
      MOST_OF_SYSTEMS,
    ),
    ...countries.flatMap((what): InferencePart[] => {
      const weight = isScene(candidate, what) ? WEIGHT.scene : WEIGHT.country;
      if (named.has(what)) return [{ part: 'COUNTRY', what, weight }];
      return reading.implies(what) ? [{ part: 'COUNTRY_OF_PARTY', what, weight: WEIGHT.countryOfParty }] : [];
    }),
  ];
}

/** What the article names of a candidate is what it names of no other. */
export function alonePart(candidate: IndexedCandidate, index: CandidateIndex, { named }: Reading): InferencePart[] {
  const parties = candidate.actors.filter((record) => named.has(record) && !isScene(candidate, record));
  const systems = candidate.systems.filter((record) => named.has(record));
  const scene = candidate.countries.filter((record) => named.has(record) && isScene(candidate, record));
  const shared = [...parties, ...systems, ...scene];
  if (shared.length < 2 || !isAlone(index, candidate, shared)) return [];
  return [{ part: 'ALONE', what: shared.join(', '), weight: WEIGHT.alone }];
}

function isScene({ recordKind, countries }: InferenceCandidate, record: string): boolean {
  return recordKind === 'INCIDENT' && countries.includes(record);
}

function party(what: string, weight: number): InferencePart {
  return { part: 'PARTY', what, weight };
}

/** Many parties say less each: the weights are cut where their sum would pass the most. */
function capped(parts: InferencePart[], most: number): InferencePart[] {
  let left = most;
  return parts.flatMap((part) => {
    const weight = Math.min(part.weight, left);
    left -= weight;
    return weight > 0 ? [{ ...part, weight: Math.round(weight * 100) / 100 }] : [];
  });
}

export function placePart({ place }: InferenceCandidate, reading: Reading): readonly InferencePart[] {
  if (place === null) return NONE;
  const what = findPlaceWord(placeStems(place), reading.words);
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
