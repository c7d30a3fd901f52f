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

interface Page {
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}

/** Where connections stand: a field on the way to each, and the connection with room for its arguments. */
const CONNECTIONS = {
  actors: (args: string) => `{ it: actors${args} }`,
  systems: (args: string) => `{ it: systems${args} }`,
  deals: (args: string) => `{ it: deals${args} }`,
  fundings: (args: string) => `{ it: fundings${args} }`,
  incidents: (args: string) => `{ it: incidents${args} }`,
  sources: (args: string) => `{ it: sources${args} }`,
  feeds: (args: string) => `{ it: feeds${args} }`,
  articles: (args: string) => `{ it: articles${args} }`,
  reviewQueue: (args: string) => `{ it: reviewQueue${args} }`,
  'Actor.deals': (args: string) => `{ of: actor(slug: "ukraine") { it: deals${args} } }`,
  'Actor.incidents': (args: string) => `{ of: actor(slug: "russia") { it: incidents${args} } }`,
  'Actor.fundingGiven': (args: string) => `{ of: actor(slug: "european-union") { it: fundingGiven${args} } }`,
  'Actor.fundingReceived': (args: string) => `{ of: actor(slug: "ukraine") { it: fundingReceived${args} } }`,
  'Actor.systemsMade': (args: string) => `{ of: actor(slug: "rheinmetall") { it: systemsMade${args} } }`,
  'Actor.articles': (args: string) => `{ of: actor(slug: "romania") { it: articles${args} } }`,
  'System.incidents': (args: string) => `{ of: system(slug: "geran-2") { it: incidents${args} } }`,
  'System.deals': (args: string) => `{ of: system(slug: "skyranger-30") { it: deals${args} } }`,
  'Funding.allocations': (args: string) => `{ of: funding(slug: "safe") { it: allocations${args} } }`,
  'Deal.claims': (args: string) => `{ of: deal(slug: "ro-ua-joint-drone-production") { it: claims${args} } }`,
  'Deal.claims of a field': (args: string) =>
    `{ of: deal(slug: "ro-ua-joint-drone-production") { it: claims${args.replace('(', '(field: "instrument", ')} } }`,
  'Feed.articles': (args: string) => `{ of: feed(slug: "flankwatch-sample") { it: articles${args} } }`,
};

const SELECTION = `{
  totalCount
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor node { id } }
}`;

async function page(query: (args: string) => string, args: string): Promise<Page> {
  const { data, errors } = await graph.raw(query(`(${args})`).replace(/\)( }+)/, `) ${SELECTION}$1`));
  expect(errors).toBeUndefined();
  return data.of?.it ?? data.it;
}

describe('walking a connection gives each entry once, in order, forwards and backwards', () => {
  test.each(Object.entries(CONNECTIONS))('%s', async (_name, query) => {
    const whole: string[] = [];
    for (let after: string | null = null; ; ) {
      const { edges, pageInfo } = await page(query, `first: 100${after === null ? '' : `, after: "${after}"`}`);
      whole.push(...edges.map(({ node }) => node.id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(whole.length).toBeGreaterThan(0);
    expect(new Set(whole).size).toBe(whole.length);
    const size = Math.max(1, Math.ceil(whole.length / 4));

    const forwards: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { edges, pageInfo, totalCount } = await page(
        query,
        `first: ${size}${after === null ? '' : `, after: "${after}"`}`,
      );
      expect(totalCount).toBe(whole.length);
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      forwards.push(...edges.map(({ node }) => node.id));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(forwards).toEqual(whole);

    const backwards: string[] = [];
    for (let before: string | null = null, more = true; more; ) {
      const { edges, pageInfo } = await page(query, `last: ${size}${before === null ? '' : `, before: "${before}"`}`);
      expect(pageInfo.hasNextPage).toBe(before !== null);
      backwards.unshift(...edges.map(({ node }) => node.id));
      before = pageInfo.startCursor;
      more = pageInfo.hasPreviousPage;
    }
    expect(backwards).toEqual(whole);
  });
});

test('an entry that arrives between two pages neither repeats nor hides another', async () => {
  const first = await page(CONNECTIONS.articles, 'first: 3');
  const { image: _, ...known } = await database.prisma.article.findFirstOrThrow();
  await database.prisma.article.create({
    data: { ...known, id: '01990000-0000-7000-8000-000000000001', publishedAt: new Date('2026-11-01') },
  });
  const second = await page(CONNECTIONS.articles, `first: 100, after: "${first.pageInfo.endCursor}"`);
  const ids = [...first.edges, ...second.edges].map(({ node }) => node.id);
  expect(new Set(ids).size).toBe(12);
  await database.prisma.article.delete({ where: { id: '01990000-0000-7000-8000-000000000001' } });
});

describe('an argument that cannot be is named, with what is allowed', () => {
  test.each([
    ['first: 0', 'first', '1 to 100'],
    ['first: 101', 'first', '1 to 100'],
    ['first: -1', 'first', '1 to 100'],
    ['last: 0', 'last', '1 to 100'],
    ['first: 2, last: 2', 'last', 'never a mix'],
    ['after: "x", before: "x"', 'before', 'never a mix'],
    ['after: "x"', 'after', 'a cursor'],
    ['before: "WzFd"', 'before', 'a cursor'],
    ['after: ""', 'after', 'a cursor'],
    [`after: "${Buffer.from('["2025-13-45T99:99:99Z","x"]').toString('base64url')}"`, 'after', 'a cursor'],
    [`after: "${Buffer.from('["2025-01-01T00:00:00Z","not-a-uuid"]').toString('base64url')}"`, 'after', 'a cursor'],
  ])('articles(%s)', async (args, argument, allowed) => {
    const { errors } = await graph.raw(`{ articles(${args}) { edges { cursor } } }`);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument });
    expect(errors?.[0]?.message).toContain(allowed);
    expect(graph.log).toEqual([]);
  });
});
