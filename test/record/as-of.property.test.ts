import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { actor } from '../../src/record/actor.js';
import { deal } from '../../src/record/deal.js';
import { incident } from '../../src/record/incident.js';
import type { AnyDocument, AnyKind } from '../../src/record/kind.js';
import { mergeActors, undoMerge } from '../../src/record/merge.js';
import { remove } from '../../src/record/remove.js';
import { save } from '../../src/record/save.js';
import { source } from '../../src/record/source.js';
import { recordClaim } from '../../src/record/statement.js';
import { openDatabase } from '../support/database.js';
import { graphOn } from '../support/graph.js';
import { disagreements } from './memory.js';

const EDITS = 1000;
const INSTANTS = 50;

const BY = { by: 'a curator', reason: null };
const ANY = { ...BY, ifVersion: null };
const [ACTOR, DEAL, INCIDENT, SOURCE] = [actor, deal, incident, source] as unknown as [
  AnyKind,
  AnyKind,
  AnyKind,
  AnyKind,
];

// Few names, so that edits meet: records come, change, name each other, merge and go.
const actors = fc.constantFrom(...Array.from({ length: 8 }, (_, at) => `actor-${at}`));
const word = fc.constantFrom('one', 'two', 'three', 'four');
const sources = fc.constantFrom('source-1', 'source-2');
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const few = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 3 });

const anActor = fc.record({
  slug: actors,
  name: word,
  kind: fc.constantFrom('STATE', 'COMPANY'),
  summary: optional(word),
  parent: optional(actors),
  aliases: few(fc.record({ text: word })),
  memberOf: few(fc.record({ organisation: actors })),
});
const aDeal = fc.record({
  slug: fc.constantFrom('deal-1', 'deal-2', 'deal-3'),
  name: word,
  kind: fc.constant('PROCUREMENT'),
  statusHistory: fc.array(
    fc.record({
      status: fc.constantFrom('ANNOUNCED', 'SIGNED'),
      sources: few(sources).map((list) => [...new Set(list)]),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  parties: few(fc.record({ actor: actors, role: fc.constantFrom('BUYER', 'SUPPLIER') })),
  values: few(
    fc.record({
      kind: fc.constant('BUDGET'),
      money: fc.record({ min: fc.constantFrom('1', '2'), currency: fc.constant('EUR') }),
      source: sources,
    }),
  ),
});
const anIncident = fc.record({
  slug: fc.constantFrom('incident-1', 'incident-2'),
  name: word,
  kind: fc.constant('DRONE_CRASH'),
  place: fc.record({ country: actors }),
  actors: few(fc.record({ actor: actors, role: fc.constantFrom('RESPONDER', 'AFFECTED_STATE') })),
});

type Edit = (database: Database) => Promise<unknown>;
const saving = (kind: AnyKind, document: fc.Arbitrary<object>): fc.Arbitrary<Edit> =>
  document.map(
    (given) => (database) => save(database, kind, (given as AnyDocument).slug, () => given as AnyDocument, ANY),
  );

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 80, arbitrary: saving(ACTOR, anActor) },
  { weight: 80, arbitrary: saving(DEAL, aDeal) },
  { weight: 40, arbitrary: saving(INCIDENT, anIncident) },
  { weight: 20, arbitrary: saving(SOURCE, fc.record({ slug: sources, title: word })) },
  {
    weight: 20,
    arbitrary: fc.record({ slug: actors, field: word, source: sources, value: word }).map(
      ({ slug, ...claim }): Edit =>
        (database) =>
          recordClaim(database, ACTOR, slug, claim, BY),
    ),
  },
  {
    weight: 20,
    arbitrary: fc.constantFrom('incident-1', 'incident-2').map(
      (slug): Edit =>
        (database) =>
          database.prisma.$executeRaw`update incident set summary = summary || '!' where slug = ${slug}`,
    ),
  },
  {
    weight: 20,
    arbitrary: fc.tuple(actors, actors).map(
      ([keep, drop]): Edit =>
        (database) =>
          mergeActors(database, keep, drop, BY),
    ),
  },
  {
    weight: 20,
    arbitrary: actors.map(
      (slug): Edit =>
        (database) =>
          undoMerge(database, slug, BY),
    ),
  },
  {
    weight: 20,
    arbitrary: fc.constantFrom('deal-1', 'deal-2').map(
      (slug): Edit =>
        (database) =>
          database.prisma.$executeRaw`delete from deal_party where deal_slug = ${slug} and position = 0`,
    ),
  },
  // A deleted slug is gone for ever, so few are.
  {
    weight: 1,
    arbitrary: fc.constantFrom('deal-3').map(
      (slug): Edit =>
        (database) =>
          remove(database, DEAL, slug, ANY),
    ),
  },
);

const QUERY = `{
  actors(first: 20) { totalCount edges { node {
    slug name summary version updatedAt parent { name } aliases { text } memberOf { slug } members { name }
    claims(first: 20) { totalCount edges { node { field value source { title } } } }
    revisions(first: 3) { edges { node { version at patch } } }
    deals(first: 10) { totalCount edges { roles node { name parties { actor { name country { name } } role } } } }
    incidents(first: 10) { edges { node { name summary place { country { name } } } } }
    related(first: 5) { actor { slug } strength via { slug } }
  } } }
  deals(first: 20) { edges { node { slug name status statusHistory { status sources { title } } values { money { min } source { slug } } parties { role actor { slug } } } } }
  incidents(first: 20) { edges { node { slug name version } } }
  sources(first: 10) { edges { node { slug title } } }
  actor(slug: "actor-1") { slug name }
}`;

let database: Database;
beforeAll(async () => {
  database = await openDatabase('empty');
  for (const slug of ['source-1', 'source-2']) await save(database, SOURCE, slug, () => ({ slug }), ANY);
});
afterAll(() => database.close());

test('the past is what was read then, after any edits, at any instant', { timeout: 300_000 }, async () => {
  const graph = graphOn(database);
  const read = async (query: string) => {
    const { data, errors } = await graph.raw(query);
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(edit, { minLength: EDITS, maxLength: EDITS }),
      fc.uniqueArray(fc.nat({ max: EDITS - 1 }), { minLength: INSTANTS, maxLength: INSTANTS }),
      async (edits, instants) => {
        const seen: { at: string; answer: unknown }[] = [];
        let done = 0;
        for (const [place, apply] of edits.entries()) {
          const outcome = (await apply(database)) as { kind?: string } | number;
          if (typeof outcome === 'number' ? outcome > 0 : outcome.kind === 'done') done++;
          if (!instants.includes(place)) continue;
          const [row] = await database.sql.rows<{ at: Date }>('select clock_timestamp() as at');
          seen.push({ at: (row as { at: Date }).at.toISOString(), answer: await read(QUERY) });
          // Instants are told in milliseconds: the next edit falls into another one.
          await new Promise((resolve) => setTimeout(resolve, 2));
        }
        // Edits that were all refused would prove nothing.
        expect(done).toBeGreaterThan(EDITS / 4);
        for (const { at, answer } of seen) {
          expect((await read(`{ asOf(at: "${at}") ${QUERY} }`)).asOf).toEqual(answer);
        }
        expect(await disagreements(database.sql)).toEqual([]);
      },
    ),
    { numRuns: 1, endOnFailure: true },
  );
});
