/** What an article can be about without naming it, and the index that finds the few worth weighing. */
import type { RecordKind } from './name.js';
import { type Bounds, readBounds } from './window.js';

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

/** With what every article of one of its records asks of it. */
export type IndexedCandidate = InferenceCandidate & {
  /** slugs of the records that it has, whatever they are to it */
  records: ReadonlySet<string>;
  bounds: Bounds | null;
  /** the latest asking that met it */
  asking: number;
};

/** The candidates that have one record. */
type Having = { candidates: IndexedCandidate[]; asking: number };

export type CandidateIndex = {
  byRecord: Map<string, Having>;
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
  const byRecord: CandidateIndex['byRecord'] = new Map();
  for (const candidate of candidates) {
    const records = new Set([...candidate.actors, ...candidate.systems, ...candidate.countries]);
    const indexed = { ...candidate, records, bounds: readBounds(candidate), asking: 0 };
    for (const record of records) {
      const known = byRecord.get(record);
      if (known) known.candidates.push(indexed);
      else byRecord.set(record, { candidates: [indexed], asking: 0 });
    }
  }
  return { byRecord, ties, places, states, persons };
}

let askings = 0;

/** The candidates that have at least one of the records, and then those that have one which is tied to them; each once. */
export function sharing({ byRecord, ties }: CandidateIndex, records: Iterable<string>): IndexedCandidate[] {
  const found: IndexedCandidate[] = [];
  askings++;
  for (const record of records) addThose(byRecord.get(record), found);
  for (const record of records) {
    const tied = ties.get(record);
    if (tied !== undefined) for (const other of tied) addThose(byRecord.get(other), found);
  }
  return found;
}

/** By the number of the asking, because a set of them would have to be made for every article. */
function addThose(having: Having | undefined, found: IndexedCandidate[]): void {
  if (having === undefined || having.asking === askings) return;
  having.asking = askings;
  for (const candidate of having.candidates) {
    if (candidate.asking === askings) continue;
    candidate.asking = askings;
    found.push(candidate);
  }
}

/** Whether this is the only candidate of its kind of record that has all of the records. */
export function isAlone({ byRecord }: CandidateIndex, candidate: IndexedCandidate, records: string[]): boolean {
  let fewest: IndexedCandidate[] | undefined;
  for (const record of records) {
    const having = byRecord.get(record)?.candidates ?? [];
    if (fewest === undefined || having.length < fewest.length) fewest = having;
  }
  return !fewest?.some(
    (other) =>
      other !== candidate &&
      other.recordKind === candidate.recordKind &&
      records.every((record) => other.records.has(record)),
  );
}
