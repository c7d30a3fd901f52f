import { afterAll, beforeAll, expect, test } from 'vitest';
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

const SEVEN_LEVELS = `{
  articles(first: 20) { edges { node {
    title
    mentions { surface record { slug ... on Actor {
      name
      deals(first: 5) { edges { roles node {
        name
        parties { role actor { name kind country { name } } }
      } } }
    } } }
  } } }
}`;

test('the seven levels of article → mention → actor → deal → party → actor → state take a statement each', async () => {
  const answer = await graph.raw(SEVEN_LEVELS);
  expect(answer.errors).toBeUndefined();
  expect(answer.data.articles.edges.length).toBe(12);
  const statements = graph.statements();
  expect(
    statements.map((text) => /from\s+(?:unnest\(\$1::text\[\]\) with ordinality.*?from\s+)?(\w+)/s.exec(text)?.[1]),
  ).toMatchSnapshot();
  expect(statements.length).toBeLessThanOrEqual(12);
});

test('a page of many records asks a statement a layer, however many they are', async () => {
  const query = (first: number) => `{ deals(first: ${first}) { totalCount edges { node {
    status statusHistory { sources { publisher } } parties { actor { name country { name } } }
    items { system { name manufacturers { name } } } values { source { publisher } statedBy { name } holder { name } }
    funding { funding { name donors { name } recipients { name } } } countries { name } sources { slug } aliases { text }
    claims(first: 3) { edges { node { value source { url } } } } revisions(first: 1) { edges { node { by } } }
    articles(first: 2) { totalCount edges { node { title feed { title } } } }
  } } } }`;
  const statements = async (first: number) => {
    expect((await graph.raw(query(first))).errors).toBeUndefined();
    return graph.statements().length;
  };
  // Twenty-four or so layers; one statement a deal in any of them would be twenty-eight more.
  expect(await statements(29)).toBeLessThanOrEqual(26);
});
