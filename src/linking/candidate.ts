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
  /** a person or a body → the states and bodies it belongs to */
  ties: ReadonlyMap<string, ReadonlySet<string>>;
  /** states and their like */
  places: ReadonlySet<string>;
};

/** @param lexicon knows who speaks for which state, and what is one */
export function indexCandidates(
  candidates: Iterable<InferenceCandidate>,
  { ties, places }: Pick<CandidateIndex, 'ties' | 'places'>,
): CandidateIndex {
  const byRecord = new Map<string, InferenceCandidate[]>();
  for (const candidate of candidates) {
    for (const record of recordsOf(candidate)) {
      const known = byRecord.get(record);
      if (known) known.push(candidate);
      else byRecord.set(record, [candidate]);
    }
  }
  return { byRecord, ties, places };
}

/** Each once. */
function recordsOf({ actors, systems, countries }: InferenceCandidate): Set<string> {
  return new Set([...actors, ...systems, ...countries]);
}

/** The candidates that have at least one of the records. */
export function sharing({ byRecord }: CandidateIndex, records: Iterable<string>): Set<InferenceCandidate> {
  const found = new Set<InferenceCandidate>();
  for (const record of records) for (const candidate of byRecord.get(record) ?? []) found.add(candidate);
  return found;
}

/** How many candidates of the kind have all of the records. */
export function countSharingAll(
  { byRecord }: CandidateIndex,
  records: string[],
  recordKind: InferenceCandidate['recordKind'],
): number {
  const [first = [], ...others] = records
    .map((record) => byRecord.get(record) ?? [])
    .sort((one, other) => one.length - other.length);
  return first.filter(
    (candidate) => candidate.recordKind === recordKind && others.every((list) => list.includes(candidate)),
  ).length;
}
