import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const id = (text: string) => Buffer.from(text).toString('base64');

test('everything that has an identifier is found again by it, as what it is', async () => {
  const { data } = await graph.raw(`{
    actor(slug: "romania") { id __typename claims(first: 1) { edges { node { id __typename } } } }
    system(slug: "patriot") { id __typename }
    deal(slug: "ro-chiron-manpads") { id __typename sources { id __typename } }
    funding(slug: "safe") { id __typename }
    incident(slug: "poland-drones-2025-09-10") { id __typename }
    feed(slug: "tass") { id __typename }
    articles(first: 1) { edges { node { id __typename mentions { id __typename } } } }
  }`);
  const found: { id: string; __typename: string }[] = [];
  JSON.stringify(data, (_key, value) => {
    if (value?.id !== undefined) found.push({ id: value.id, __typename: value.__typename });
    return value;
  });
  expect(new Set(found.map(({ __typename }) => __typename)).size).toBe(10);
  const again = await graph.raw('query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', {
    variables: { ids: found.map((node) => node.id) },
  });
  expect(again.data.nodes).toEqual(found);
});

describe('an identifier that names nothing is null, whatever it carries', () => {
  test.each([
    'Actor:nobody',
    'Article:romania',
    'Article:00000000-0000-7000-8000-000000000000',
    'Nothing:x',
    "Actor:' or 1=1",
    'Actor:a\0b',
    'Claim:',
  ])('%j', async (text) => {
    const { data, errors } = await graph.raw('query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', {
      variables: { id: id(text) },
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ node: null, nodes: [null] });
  });
});

describe('an identifier of no form at all', () => {
  test('is refused by name', async () => {
    const { data, errors } = await graph.raw('{ node(id: "garbage") { id } }');
    expect(data).toEqual({ node: null });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'id' } });
  });

  test('takes nothing from those beside it, also in the past', async () => {
    const [romania, nobody] = [id('Actor:romania'), id('Actor:nobody')];
    const nodes = `nodes(ids: ["${romania}", "garbage", "${nobody}", ""]) { id }`;
    const { data, errors } = await graph.raw(`{ ${nodes} asOf(at: "2999-01-01T00:00:00Z") { ${nodes} } }`);
    expect(data.nodes).toEqual([{ id: romania }, null, null, null]);
    expect(data.asOf.nodes).toEqual(data.nodes);
    expect(errors?.map(({ path }) => path)).toEqual([
      ['nodes', 1],
      ['nodes', 3],
      ['asOf', 'nodes', 1],
      ['asOf', 'nodes', 3],
    ]);
    for (const { extensions } of errors ?? []) expect(extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'ids' });
  });

  test('that is endless is quoted by its beginning', async () => {
    const { errors } = await graph.raw(`{ node(id: "${'x'.repeat(5000)}") { id } }`);
    expect(errors?.[0]?.message.length).toBeLessThan(300);
  });
});
