/** What an article can be about without naming it, and the index that finds the few worth weighing. */
import type { RecordKind } from './name.js';

export type InferenceCandidate = {
  /** the record's slug */
  record: string;
  recordKind: Extract<RecordKind, 'DEAL' | 'FUNDING' | 'INCIDENT'>;
  /** the record's own kind: PROCUREMENT, ALLOCATION, DRONE_INCURSION … */
  kind: string;
  /** parties, donors, recipients, the programme: slugs of any record but a system or a state it happens in */
  actors: string[];
  systems: string[];
  /** the states where it happens, and those of its parties */
  countries: string[];
  /** the place in the record's own words, such as "Gaigalava, Rēzekne region" */
  place: string | null;
  /** ISO 8601 dates of the first and the last thing known of it; null where none is */
  from: string | null;
  to: string | null;
  /** sums in full units, whatever their currency */
  sums: number[];
  /** numbers of things: aircraft, drones, kits */
  quantities: number[];
};

export type CandidateIndex = {
  byRecord: Map<string, InferenceCandidate[]>;
  /** slugs of the records that each has, whatever they are to it */
  recordsOf: Map<InferenceCandidate, Set<string>>;
  /** a person or a body → the states and bodies it belongs to */
  ties: ReadonlyMap<string, ReadonlySet<string>>;
  /** states and their like */
  places: ReadonlySet<string>;
  states: ReadonlySet<string>;
  persons: ReadonlySet<string>;
};

/** @param lexicon knows who speaks for which state, and what is one */
export function indexCandidates(
  candidates: Iterable<InferenceCandidate>,
  { ties, places, states, persons }: Pick<CandidateIndex, 'ties' | 'places' | 'states' | 'persons'>,
): CandidateIndex {
  const byRecord = new Map<string, InferenceCandidate[]>();
  const recordsOf = new Map<InferenceCandidate, Set<string>>();
  for (const candidate of candidates) {
    const records = new Set([...candidate.actors, ...candidate.systems, ...candidate.countries]);
    recordsOf.set(candidate, records);
    for (const record of records) {
      const known = byRecord.get(record);
      if (known) known.push(candidate);
      else byRecord.set(record, [candidate]);
    }
  }
  return { byRecord, recordsOf, ties, places, states, persons };
}

/** The candidates that have at least one of the records. */
export function sharing({ byRecord }: CandidateIndex, records: Iterable<string>): Set<InferenceCandidate> {
  const found = new Set<InferenceCandidate>();
  for (const record of records) for (const candidate of byRecord.get(record) ?? []) found.add(candidate);
  return found;
}

/** Whether this is the only candidate of its kind of record that has all of the records. */
export function isAlone(
  { byRecord, recordsOf }: CandidateIndex,
  candidate: InferenceCandidate,
  records: string[],
): boolean {
  let fewest: InferenceCandidate[] | undefined;
  for (const record of records) {
    const having = byRecord.get(record) ?? [];
    if (fewest === undefined || having.length < fewest.length) fewest = having;
  }
  return !fewest?.some(
    (other) =>
      other !== candidate &&
      other.recordKind === candidate.recordKind &&
      records.every((record) => recordsOf.get(other)?.has(record)),
  );
}
