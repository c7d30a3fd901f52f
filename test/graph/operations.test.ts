import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as documents from '../../schema/client/graphql.js';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
});
afterAll(() => database.close());

const operations = Object.entries(documents).filter(([name]) => name.endsWith('Document'));

test('every file of schema/operations is a typed document', () => {
  const files = readdirSync('schema/operations').filter((file) => file.endsWith('.graphql'));
  expect(operations).toHaveLength(files.length);
});

describe('every example answers without an error, in few statements, however many rows there are', () => {
  test.each(operations)('%s', async (_name, document) => {
    graph.statements();
    const data = await graph.ask(document as typeof documents.NewsAndWhyDocument);
    expect(Object.values(data)[0]).not.toBeNull();
    expect(graph.statements().length).toBeLessThanOrEqual(13);
  });
});

test('one answer shows a deal and the news on it, tied by words that can be read', async () => {
  const { deal } = await graph.ask(documents.CoverageOfADealDocument);
  expect(deal).toMatchObject({ name: 'Romania-Ukraine joint drone production', status: 'INTENT_SIGNED' });
  expect(deal?.statusHistory.map(({ status }) => status)).toEqual(['IN_TALKS', 'PLANNED', 'INTENT_SIGNED']);
  for (const { sources } of deal?.statusHistory ?? []) expect(sources.length).toBeGreaterThan(0);
  const articles = deal?.articles.edges.map(({ node }) => node) ?? [];
  expect(articles).toHaveLength(3);
  for (const { mentions } of articles) {
    expect(mentions.map(({ record }) => record.slug)).toContain('ro-ua-joint-drone-production');
  }
});

test('a deal says who pays for it, and how sure that is', async () => {
  const { data } = await graph.raw(
    '{ deal(slug: "ro-ua-joint-drone-production") { funding { certainty funding { name money { min currency } programme { name } } } } }',
  );
  expect(data.deal.funding).toEqual([
    {
      certainty: 'PROBABLE',
      funding: {
        name: 'SAFE loan, Romania',
        money: { min: '16680055394', currency: 'EUR' },
        programme: { name: 'Security Action for Europe (SAFE)' },
      },
    },
  ]);
});

test('competing figures of an incident stand side by side, each with its source', async () => {
  const { incidents } = await graph.ask(documents.IncidentsWithCompetingFiguresDocument, { first: 100 });
  const copenhagen = incidents.edges.find(({ node }) => node.slug === 'denmark-copenhagen-airport-2025-09-22');
  const drones = copenhagen?.node.counts.filter(({ what }) => what === 'drones') ?? [];
  expect(drones.map(({ quantity, preferred }) => [quantity.min, quantity.max, preferred])).toEqual([
    [2, 4, true],
    [2, 3, false],
  ]);
  for (const { source } of drones) expect(source?.publisher).toBeTruthy();
});

test("every mention's offsets slice back to its surface, in code points", async () => {
  const { articles } = await graph.ask(documents.NewsAndWhyDocument, { first: 100 });
  const found = articles.edges.flatMap(({ node }) => node.mentions.map((mention) => ({ node, mention })));
  expect(found.length).toBeGreaterThan(50);
  for (const { node, mention } of found) {
    // An inferred tie has no name in the text: its evidence says why.
    if (mention.method === 'INFERRED') {
      expect(mention).toMatchObject({ start: null, end: null, surface: null });
      expect(mention.evidence.length).toBeGreaterThan(1);
      continue;
    }
    expect(mention.evidence).toEqual([]);
    const field = mention.field === 'TITLE' ? node.title : (node.summary ?? '');
    expect([...field].slice(mention.start as number, mention.end as number).join('')).toBe(mention.surface);
  }
});
