import { applyPatch, type Operation } from 'rfc6902';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { importDataset } from '../../src/record/import.js';
import { allKinds, type Dataset, emptyDataset } from '../../src/record/kinds.js';
import { DatasetError } from '../../src/record/mistake.js';
import { storedDataset } from '../../src/record/stored.js';
import { openDatabase } from '../support/database.js';
import { patchesOf } from './patches.js';
import { readStarter } from './starter.js';

const BY = { by: 'curator', reason: 'a better source' };

let starter: Dataset;
beforeAll(async () => {
  starter = await readStarter();
});

describe('the starter record', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase('empty');
    await importDataset(database, starter, { by: 'starter record' });
  }, 60_000);
  afterAll(() => database.close());

  test('reads back from the tables as it was given', async () => {
    const stored = await storedDataset(database.prisma);
    for (const { name } of allKinds) {
      expect(bySlug(stored[name])).toEqual(bySlug(starter[name]));
    }
  });

  test('gives each record a first revision that builds it from nothing', async () => {
    const revisions = await database.prisma.revision.findMany({ orderBy: { recordSlug: 'asc' } });
    expect(revisions).toHaveLength(249);
    const deal = starter.deal[0];
    expect(replayed({}, await patchesOf(database, deal?.slug ?? ''))).toEqual(deal);
  });

  test('tells of each record and feed once', async () => {
    const changes = await database.prisma.change.groupBy({ by: ['type', 'kind'], _count: true });
    expect(Object.fromEntries(changes.map(({ type, kind, _count }) => [`${type} ${kind}`, _count]))).toEqual({
      'ACTOR CREATED': starter.actor.length,
      'SYSTEM CREATED': starter.system.length,
      'FUNDING CREATED': starter.funding.length,
      'DEAL CREATED': starter.deal.length,
      'INCIDENT CREATED': starter.incident.length,
      'FEED CREATED': starter.feed.length,
    });
  });

  test('changes nothing when it is imported again, by two at once', async () => {
    const before = await rowCounts(database);
    const reports = await Promise.all([importDataset(database, starter, BY), importDataset(database, starter, BY)]);
    for (const { changes, unchanged } of reports) {
      expect(changes).toEqual([]);
      expect(unchanged.actor).toBe(starter.actor.length);
    }
    expect(await rowCounts(database)).toEqual(before);
    expect(await database.prisma.actor.count({ where: { version: { not: 1 } } })).toBe(0);
  });
});

describe('an import over the starter record', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openDatabase();
  }, 60_000);
  afterEach(() => database.close());

  test('saves just the record that has changed, with a patch that replays', async () => {
    const [first, ...others] = starter.deal;
    if (first === undefined) throw new Error('the starter record has no deal');
    const { claims = [], ...rest } = first;
    const changed = { ...rest, name: 'Another name', claims: claims.slice(1), parties: first.parties?.slice(0, 3) };

    const report = await importDataset(database, { ...starter, deal: [changed, ...others] }, BY);

    expect(report.changes).toEqual([{ kind: 'deal', slug: first.slug, change: 'UPDATED', fields: expect.any(Array) }]);
    expect(report.changes[0]?.fields.map(({ field }) => field.replace(/\W.*/, ''))).toEqual(
      expect.arrayContaining(['name', 'parties', 'claims']),
    );
    expect(report.changes[0]?.fields).toContainEqual({ field: 'name', before: first.name, after: 'Another name' });
    expect(report.unchanged.deal).toBe(others.length);
    const stored = await database.prisma.deal.findUniqueOrThrow({ where: { slug: first.slug } });
    expect(stored).toMatchObject({ name: 'Another name', version: 2 });
    expect(stored.updatedAt.valueOf()).toBeGreaterThan(stored.createdAt.valueOf());
    const revisions = await database.prisma.revision.findMany({
      where: { recordSlug: first.slug },
      orderBy: { version: 'asc' },
    });
    expect(revisions[1]).toMatchObject({ version: 2, ...BY });
    const patches = await patchesOf(database, first.slug);
    expect(patches).toHaveLength(2);
    expect(replayed({}, patches.slice(0, 1))).toEqual(first);
    expect(replayed({}, patches)).toEqual(changed);
    const last = await database.prisma.change.findFirst({ orderBy: { seq: 'desc' } });
    expect(last).toMatchObject({ type: 'DEAL', kind: 'UPDATED', nodeId: first.slug });
    expect(await database.prisma.deal.count({ where: { version: 2 } })).toBe(1);
  });

  test('keeps the id and the day of a claim that stays', async () => {
    const recordSlug = 'ro-ua-joint-drone-production';
    const before = await database.prisma.claim.findMany({ where: { recordSlug }, orderBy: { id: 'asc' } });
    const deal = starter.deal.map((one) => (one.slug === recordSlug ? { ...one, note: 'checked' } : one));
    await importDataset(database, { ...starter, deal }, BY);
    expect(await database.prisma.claim.findMany({ where: { recordSlug }, orderBy: { id: 'asc' } })).toEqual(before);
  });
});

describe('an import', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openDatabase('empty');
  }, 60_000);
  afterEach(() => database.close());

  test('tells exact repetitions of a claim apart', async () => {
    const source = { slug: 'timaeus' };
    const claim = { field: 'depth', value: [], source: 'timaeus' };
    const atlantis = { slug: 'atlantis', name: 'Atlantis', kind: 'STATE' as const, claims: [claim, claim] };
    const dataset = { ...emptyDataset(), source: [source], actor: [atlantis] };
    await importDataset(database, dataset, BY);
    expect(await database.prisma.claim.count()).toBe(2);
    expect((await importDataset(database, dataset, BY)).changes).toEqual([]);
  });

  test('never deletes what the dataset lacks, and lets it be named', async () => {
    const atlantis = { slug: 'atlantis', name: 'Atlantis', kind: 'STATE' as const };
    const plato = { slug: 'plato', name: 'Plato', kind: 'PERSON' as const, country: 'atlantis' };
    await importDataset(database, { ...emptyDataset(), actor: [atlantis] }, BY);
    await importDataset(database, { ...emptyDataset(), actor: [plato] }, BY);
    expect(await database.prisma.actor.count()).toBe(2);
  });

  test('keeps what fetching has learnt about a feed', async () => {
    const feed = { slug: 'news', title: 'News', url: 'https://example.org/rss' };
    await importDataset(database, { ...emptyDataset(), feed: [feed] }, BY);
    const learnt = { etag: '"1"', siteUrl: 'https://example.org', consecutiveFailures: 3, lastError: 'timed out' };
    await database.prisma.feed.update({ where: { slug: 'news' }, data: learnt });

    const report = await importDataset(database, { ...emptyDataset(), feed: [{ ...feed, enabled: false }] }, BY);

    expect(report.changes).toEqual([
      {
        kind: 'feed',
        slug: 'news',
        change: 'UPDATED',
        fields: [{ field: 'enabled', before: undefined, after: false }],
      },
    ]);
    const stored = await database.prisma.feed.findUniqueOrThrow({ where: { slug: 'news' } });
    expect(stored).toMatchObject({ ...learnt, enabled: false });
  });

  test('refuses, with nothing written, what does not fit what is stored', async () => {
    const state = { name: 'Atlantis', kind: 'STATE' as const, iso2: 'AT' };
    await importDataset(database, { ...emptyDataset(), actor: [{ slug: 'atlantis', ...state }] }, BY);
    await database.prisma.record.create({ data: { slug: 'lemuria', kind: 'ACTOR', retiredAt: new Date() } });
    const before = await rowCounts(database);
    const dataset = {
      ...emptyDataset(),
      actor: [
        { slug: 'mu', ...state, parent: 'hyperborea' },
        { slug: 'lemuria', name: 'Lemuria', kind: 'STATE' as const },
      ],
      system: [{ slug: 'atlantis', name: 'Atlantis', kind: 'OTHER' as const }],
    };

    const error = await importDataset(database, dataset, BY).catch((cause: unknown) => cause);

    expect(error).toBeInstanceOf(DatasetError);
    expect((error as DatasetError).message.split('\n')).toEqual([
      'actors.json: lemuria: slug: named a record that was deleted',
      'systems.json: atlantis: slug: names an actor already',
      'actors.json: mu: parent: unknown actor "hyperborea"',
      'actors.json: mu: iso2: is that of atlantis already',
    ]);
    expect(await rowCounts(database)).toEqual(before);
  });

  test('as a dry run tells the same and writes nothing', async () => {
    const before = await rowCounts(database);
    const dry = await importDataset(database, starter, { ...BY, dryRun: true });
    expect(await rowCounts(database)).toEqual(before);
    expect(await importDataset(database, starter, BY)).toEqual(dry);
  });
});

function bySlug(documents: { slug: string }[]) {
  return [...documents].sort((one, other) => (one.slug < other.slug ? -1 : 1));
}

function replayed(document: object, patches: unknown[]): object {
  const copy = structuredClone(document);
  for (const patch of patches) {
    expect(applyPatch(copy, patch as Operation[]).filter((failure) => failure !== null)).toEqual([]);
  }
  return copy;
}

async function rowCounts({ prisma }: Database) {
  const counts = [
    prisma.record,
    prisma.revision,
    prisma.change,
    prisma.claim,
    prisma.alias,
    prisma.source,
    prisma.feed,
  ];
  return Promise.all(counts.map((table) => (table as typeof prisma.record).count()));
}
