/** The names and ties of the starter record, read from its files as linking reads them from the database. */
import { readFileSync } from 'node:fs';
import type { InferenceCandidate } from '../src/linking/candidate.js';
import type { Tie } from '../src/linking/lexicon.js';
import type { Name, NameKind, RecordKind } from '../src/linking/name.js';

type Alias = { text: string; language?: string; kind?: NameKind; caseSensitive?: boolean };
type Named = { slug: string; name: string; aliases?: Alias[] };
type Actor = Named & { kind: string; country?: string; parent?: string; roles?: { organisation?: string }[] };
type System = Named & { manufacturers?: string[]; origins?: string[] };
type FuzzyDate = string | { value?: string };
type Figure = { min?: string | number; max?: string | number };
type Deal = Named & {
  kind: string;
  parties?: { actor: string }[];
  items?: { system: string; quantity?: Figure }[];
  values?: { money?: Figure }[];
  countries?: string[];
  statusHistory?: { date: FuzzyDate }[];
};
type Funding = Named & {
  kind: string;
  programme?: string;
  donors?: string[];
  recipients?: string[];
  money?: Figure;
  stageHistory?: { date: FuzzyDate; money?: Figure }[];
};
type Incident = Named & {
  kind: string;
  start?: FuzzyDate;
  end?: FuzzyDate;
  place?: { name?: string; country?: string };
  actors?: { actor: string }[];
  systems?: string[];
  counts?: { quantity: Figure }[];
};

const read = <T>(file: string): T[] =>
  JSON.parse(readFileSync(new URL(`../prisma/dataset/${file}.json`, import.meta.url), 'utf8'));

const actors = read<Actor>('actors');
const systems = read<System>('systems');
const deals = read<Deal>('deals');
const funding = read<Funding>('funding');
const incidents = read<Incident>('incidents');

export function starterNames(): Name[] {
  const persons = new Set(actors.filter(({ kind }) => kind === 'PERSON').map(({ slug }) => slug));
  return [
    ...actors.flatMap(namesOf('ACTOR')),
    ...systems.flatMap(namesOf('SYSTEM')),
    ...deals.flatMap(namesOf('DEAL')),
    ...funding.flatMap(namesOf('FUNDING')),
  ].map((name) => (persons.has(name.record) ? { ...name, isPerson: true } : name));
}

function namesOf(recordKind: RecordKind) {
  return ({ slug, name, aliases = [] }: Named): Name[] =>
    [{ text: name }, ...aliases].map(({ text, language, kind, caseSensitive }: Alias) => ({
      record: slug,
      recordKind,
      text,
      language: language ?? null,
      kind: kind ?? 'NAME',
      caseSensitive: caseSensitive ?? false,
    }));
}

export function starterTies(): Tie[] {
  return [
    ...actors.flatMap(({ slug, country, parent, roles = [] }) =>
      pairs(slug, [country, parent, ...roles.map(({ organisation }) => organisation)]),
    ),
    ...systems.flatMap(({ slug, manufacturers = [], origins = [] }) => pairs(slug, [...manufacturers, ...origins])),
    ...deals.flatMap(({ slug, parties = [], items = [] }) =>
      pairs(slug, [...parties.map(({ actor }) => actor), ...items.map(({ system }) => system)]),
    ),
  ];
}

function pairs(one: string, others: (string | undefined)[]): Tie[] {
  return others.flatMap((other): Tie[] => (other === undefined ? [] : [[one, other]]));
}

export function starterKinds(): Map<string, RecordKind> {
  const kinds = new Map(starterNames().map(({ record, recordKind }) => [record, recordKind]));
  for (const { slug } of incidents) kinds.set(slug, 'INCIDENT');
  return kinds;
}

export function starterCandidates(): InferenceCandidate[] {
  const states = new Map(actors.flatMap(({ slug, country }) => (country ? [[slug, country] as const] : [])));
  const statesOf = (records: string[]) => records.flatMap((record) => states.get(record) ?? []);
  return [
    ...deals.map(({ slug, kind, parties = [], items = [], values = [], countries = [], statusHistory = [] }) => {
      const parts = parties.map(({ actor }) => actor);
      return {
        record: slug,
        recordKind: 'DEAL' as const,
        kind,
        actors: parts,
        systems: items.map(({ system }) => system),
        countries: unique([...countries, ...statesOf(parts)]),
        place: null,
        ...period(statusHistory.map(({ date }) => date)),
        sums: values.flatMap(({ money }) => figuresOf(money)),
        quantities: items.flatMap(({ quantity }) => figuresOf(quantity)),
      };
    }),
    ...funding.map(({ slug, kind, programme, donors = [], recipients = [], money, stageHistory = [] }) => ({
      record: slug,
      recordKind: 'FUNDING' as const,
      kind,
      actors: [...donors, ...recipients, ...(programme ? [programme] : [])],
      systems: [],
      countries: [],
      place: null,
      ...period(stageHistory.map(({ date }) => date)),
      sums: unique([money, ...stageHistory.map((stage) => stage.money)].flatMap(figuresOf)),
      quantities: [],
    })),
    ...incidents.map(({ slug, kind, start, end, place, actors: parts = [], systems: used = [], counts = [] }) => ({
      record: slug,
      recordKind: 'INCIDENT' as const,
      kind,
      actors: parts.map(({ actor }) => actor),
      systems: used,
      countries: place?.country ? [place.country] : [],
      place: place?.name ?? null,
      ...period([start, end]),
      sums: [],
      quantities: counts.flatMap(({ quantity }) => figuresOf(quantity)),
    })),
  ];
}

function period(dates: (FuzzyDate | undefined)[]): { from: string | null; to: string | null } {
  const known = dates.flatMap((date) => (typeof date === 'string' ? date : date?.value) ?? []).sort();
  return { from: known[0] ?? null, to: known.at(-1) ?? null };
}

function figuresOf(figure: Figure | undefined): number[] {
  return unique([figure?.min, figure?.max].flatMap((value) => (value === undefined ? [] : [Number(value)])));
}

function unique<T>(values: T[]): T[] {
  return [...new Set(values)];
}
