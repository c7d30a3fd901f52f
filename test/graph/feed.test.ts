import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import type { Prisma } from '../../src/database/generated/client.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase('empty');
  graph = graphOn(database);
});
afterAll(() => database.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const from = (ms: number) => new Date(Date.now() + ms);

async function ask(data: Partial<Prisma.FeedUncheckedCreateInput>) {
  await database.prisma.feed.deleteMany();
  await database.prisma.feed.create({
    data: { slug: 'feed', title: 'Feed', url: 'https://news.example/feed', ...data },
  });
  const { data: answer } = await graph.raw('{ feed(slug: "feed") { status nextAttemptAt } }');
  const { status, nextAttemptAt } = answer.feed;
  return {
    status,
    next: nextAttemptAt === null ? null : Math.round((Date.parse(nextAttemptAt) - Date.now()) / MINUTE) + 0,
  };
}

const failed = { consecutiveFailures: 1, lastError: 'x' };

test.each([
  ['that was just added', {}, 'PENDING', 0],
  ['that was read and is not due', { lastSuccessAt: from(-HOUR), nextAttemptAt: from(HOUR) }, 'FRESH', 60],
  ['that is a little late', { lastSuccessAt: from(-HOUR), nextAttemptAt: from(-20 * MINUTE) }, 'FRESH', 0],
  [
    'that is overdue by more than its interval',
    { lastSuccessAt: from(-2 * HOUR), nextAttemptAt: from(-HOUR) },
    'STALE',
    0,
  ],
  ['that is slow', { lastSuccessAt: from(-26 * HOUR), nextAttemptAt: from(-2 * HOUR), interval: 86_400 }, 'FRESH', 0],
  ['that was asked to wait', { lastSuccessAt: from(-50 * HOUR), nextAttemptAt: from(HOUR) }, 'FRESH', 60],
  ['after a failure', { ...failed, lastSuccessAt: from(-HOUR), nextAttemptAt: from(HOUR) }, 'FAILING', 60],
  ['that never worked', { ...failed, nextAttemptAt: from(HOUR) }, 'FAILING', 60],
  [
    'that somebody asks for',
    { lastSuccessAt: from(-HOUR), nextAttemptAt: from(HOUR), refreshRequestedAt: from(0) },
    'FRESH',
    0,
  ],
  [
    'that is being fetched',
    { lastSuccessAt: from(-HOUR), nextAttemptAt: from(-1), leasedUntil: from(3 * MINUTE) },
    'FRESH',
    0,
  ],
  ['that is gone', { goneAt: from(-HOUR), nextAttemptAt: from(HOUR) }, 'GONE', null],
  ['that a curator has switched off', { enabled: false, goneAt: from(0), nextAttemptAt: from(HOUR) }, 'DISABLED', null],
] as [string, Partial<Prisma.FeedUncheckedCreateInput>, string, number | null][])(
  'a feed %s',
  async (_what, data, status, next) => {
    expect(await ask(data)).toEqual({ status, next });
  },
);

test('a feed on a server that wants to be left alone is tried when that is over', async () => {
  await database.prisma.feedHost.create({ data: { host: 'news.example', freeAt: from(2 * HOUR) } });
  expect(await ask({ lastSuccessAt: from(-HOUR), nextAttemptAt: from(HOUR) })).toEqual({ status: 'FRESH', next: 120 });
});

test('a feed lists all that appeared in it, the newest first, whichever feed brought it first', async () => {
  const { prisma } = database;
  await prisma.feed.deleteMany();
  await prisma.feed.createMany({
    data: ['one', 'two'].map((slug) => ({ slug, title: slug, url: `https://${slug}.example/feed` })),
  });
  for (const [at, [first, feeds]] of (
    [
      ['one', ['one']],
      ['one', ['one', 'two']],
      ['two', ['two']],
    ] as const
  ).entries()) {
    const id = `01990000-0000-7000-8000-00000000000${at}`;
    const publishedAt = new Date(Date.UTC(2026, 0, at + 1));
    await prisma.article.create({
      data: { id, feedSlug: first, url: `https://news.example/${at}`, title: `${at}`, publishedAt },
    });
    await prisma.appearance.createMany({
      data: feeds.map((feedSlug) => ({ feedSlug, guid: id, articleId: id, hash: 'x', publishedAt })),
    });
  }
  const list = async (slug: string, page: string) => {
    const query = `{ feed(slug: "${slug}") { articles(${page}) {
      totalCount pageInfo { endCursor hasNextPage } edges { node { title feed { slug } } } } } }`;
    return (await graph.raw(query)).data.feed.articles;
  };
  const first = await list('two', 'first: 1');
  expect(first).toMatchObject({ totalCount: 2, edges: [{ node: { title: '2', feed: { slug: 'two' } } }] });
  const next = await list('two', `first: 1, after: "${first.pageInfo.endCursor}"`);
  expect(next.edges).toEqual([{ node: { title: '1', feed: { slug: 'one' } } }]);
  expect(next.pageInfo.hasNextPage).toBe(false);
  expect((await list('one', 'last: 5')).edges.map(({ node }: { node: { title: string } }) => node.title)).toEqual([
    '1',
    '0',
  ]);
  await prisma.article.deleteMany();
});
