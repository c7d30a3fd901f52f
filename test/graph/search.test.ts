import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { highlight } from '../../src/graph/highlight.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
});
afterAll(() => database.close());

interface Hit {
  score: number;
  highlight: string | null;
  matches: { start: number; end: number }[];
  node: { __typename: string; slug?: string; title?: string };
}

async function search(text: string, args = ''): Promise<Hit[]> {
  const { data, errors } = await graph.raw(
    `query ($text: String!) { search(text: $text, first: 100${args}) { edges { score highlight matches { start end }
      node { __typename ... on Record { slug } ... on Article { title } } } } }`,
    { variables: { text } },
  );
  expect(errors).toBeUndefined();
  return data.search.edges;
}

const marked = ({ highlight: text, matches }: Hit) =>
  matches.map(({ start, end }) => [...(text ?? '')].slice(start, end).join(''));

describe('one finds a thing however one writes it', () => {
  test.each([
    ['toiu', 'oana-toiu'],
    ['Țoiu', 'oana-toiu'],
    ['Ţoiu', 'oana-toiu'], // the cedilla that older keyboards write
    ['Oana Toiu', 'oana-toiu'],
    ['TOIU oana', 'oana-toiu'],
    ['patriot', 'patriot'],
    ['patroit', 'patriot'],
    ['rheinmetal', 'rheinmetall'],
    ['Zelenski', 'volodymyr-zelensky'],
    ['зеленський', 'volodymyr-zelensky'],
    ['geran 2', 'geran-2'],
    ['GERAN-2', 'geran-2'],
    ['байрактар', 'bayraktar-tb2'],
    ['герань 2', 'geran-2'],
    ['Ρουμανία', 'romania'],
    ['balloon vilnus', 'lithuania-balloons-2025-10'],
    ['vilnius baloon', 'lithuania-balloons-2025-10'],
    ['vilnios smugling', 'lithuania-balloons-2025-10'],
    ['airp smugg', 'lithuania-balloons-2025-10'],
    ['typoon', 'eurofighter-typhoon'],
  ])('%s', async (text, slug) => {
    const [first] = await search(text);
    expect(first?.node.slug).toBe(slug);
  });
});

test('whole names come before beginnings before words inside before summaries before articles', async () => {
  const hits = await search('drone');
  const rank = ({ highlight: text, node: { __typename } }: Hit) =>
    __typename === 'Article' ? 3 : /^drone/i.test(text ?? '') ? 0 : 1;
  const ranks = hits.map(rank);
  expect(ranks).toEqual(ranks.toSorted());
  expect(new Set(ranks)).toEqual(new Set([0, 1, 3]));
  const scores = hits.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  for (const score of scores) expect(score).toBeGreaterThan(0);
  const keys = hits.map(({ node }) => node.slug ?? node.title);
  expect(new Set(keys).size).toBe(keys.length);
});

test('what matched can be marked, and what is no match is not', async () => {
  const [first] = await search('Țoiu');
  expect(first && marked(first)).toEqual(['Toiu']);
  for (const hit of await search('drone')) for (const word of marked(hit)) expect(word).toMatch(/^drone/i);
});

test.each(['rheinm skyrang', 'skyrang rheinm'])('every word may be unfinished: %s', async (text) => {
  const hits = await search(text);
  expect(hits.length).toBeGreaterThan(0);
  for (const hit of hits) {
    if (hit.node.__typename !== 'Article' && hit.score > 0.7) {
      expect(hit.highlight).toMatch(/rheinm/i);
      expect(hit.highlight).toMatch(/skyrang/i);
    }
  }
});

test('only the types that are asked for', async () => {
  const found = await search('drone', ', types: [SYSTEM, ARTICLE]');
  expect(new Set(found.map(({ node }) => node.__typename))).toEqual(new Set(['System', 'Article']));
});

test('a search is one statement, and one more for each type found', async () => {
  graph.statements();
  await search('drone');
  expect(graph.statements().length).toBeLessThanOrEqual(7);
});

test.each(['', '??', ' ', 'x'.repeat(201), 'a\0b'])('text %j is refused', async (text) => {
  const { errors } = await graph.raw('query ($text: String!) { search(text: $text) { edges { score } } }', {
    variables: { text },
  });
  expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'text' });
});

test.each(["'", 'a & | ! <-> :*', 'drone:*A', '\\', '% _', "x'); drop table article; --", '💥 drone', 'ﬁn', 'İ'])(
  'text %j is only text',
  async (text) => {
    const { errors } = await graph.raw('query ($text: String!) { search(text: $text) { edges { score } } }', {
      variables: { text },
    });
    expect(errors?.every(({ extensions }) => extensions?.code === 'BAD_USER_INPUT') ?? true).toBe(true);
    expect(graph.log).toEqual([]);
  },
);

test('a forged cursor is refused', async () => {
  for (const values of [
    [0.4, 1e300, 'x'],
    [0.4, 1, 'not-a-uuid'],
    [0.3, 1],
    ['x', 1, 'y'],
    [0.4, 9e15, '00000000-0000-4000-8000-000000000001'],
  ]) {
    const after = Buffer.from(JSON.stringify(values)).toString('base64url');
    const { errors } = await graph.raw(`{ search(text: "drone", after: "${after}") { edges { score } } }`);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'after' });
  }
});

describe('highlight', () => {
  test('counts in code points, and follows accents of both kinds', () => {
    const text = '🛩 Łódź: Ț\u0326oiu, dro\u0301nes';
    const { matches } = highlight(text, 'lodz toiu drone');
    expect(matches.map(({ start, end }) => [...text].slice(start, end).join(''))).toEqual([
      'Łódź',
      'Ț\u0326oiu',
      'dro\u0301ne',
    ]);
  });

  test('cuts a long text around its first match', () => {
    const { text, matches } = highlight(`${'before '.repeat(100)}here ${'after '.repeat(100)}`, 'here');
    expect(text).toMatch(/^…/);
    expect(text).toMatch(/…$/);
    expect(matches.map(({ start, end }) => [...text].slice(start, end).join(''))).toEqual(['here']);
    expect([...text].length).toBeLessThan(250);
  });

  test('leaves markup as the text that it is', () => {
    const { text, matches } = highlight('<b>drone</b> «drone»', 'drone');
    expect(text).toBe('<b>drone</b> «drone»');
    expect(matches).toHaveLength(2);
  });
});
