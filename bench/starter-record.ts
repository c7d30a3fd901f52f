/** The names and ties of the starter record, read from its files as linking reads them from the database. */
import { readFileSync } from 'node:fs';
import type { Tie } from '../src/linking/lexicon.js';
import type { Name, NameKind, RecordKind } from '../src/linking/name.js';

type Alias = { text: string; language?: string; kind?: NameKind; caseSensitive?: boolean };
type Named = { slug: string; name: string; aliases?: Alias[] };
type Actor = Named & { kind: string; country?: string; parent?: string; roles?: { organisation?: string }[] };
type System = Named & { manufacturers?: string[]; origins?: string[] };
type Deal = Named & { parties?: { actor: string }[]; items?: { system: string }[] };

const read = <T>(file: string): T[] =>
  JSON.parse(readFileSync(new URL(`../prisma/dataset/${file}.json`, import.meta.url), 'utf8'));

const actors = read<Actor>('actors');
const systems = read<System>('systems');
const deals = read<Deal>('deals');
const funding = read<Named>('funding');

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
  for (const { slug } of read<Named>('incidents')) kinds.set(slug, 'INCIDENT');
  return kinds;
}
