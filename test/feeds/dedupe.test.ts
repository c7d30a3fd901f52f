import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { type Newsroom, newsroomOn, type Sent } from './newsroom.js';

let database: Database;
let room: Newsroom;
beforeAll(async () => {
  database = await openDatabase('empty');
  room = newsroomOn(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await room.clear();
  await room.addFeed('one');
  await room.addFeed('two');
});

const A = 'https://news.example/a';
const B = 'https://news.example/b';
const C = 'https://news.example/c';
const HOUR = 60 * 60_000;
// Read once, so that two calls tell the same instant.
const NOW = Math.floor(Date.now() / 1000) * 1000;
const ago = (hours: number) => new Date(NOW - hours * HOUR);

const versions = () => database.prisma.articleVersion.findMany({ orderBy: { replacedAt: 'asc' } });
const changes = async () =>
  (await database.prisma.change.findMany({ where: { type: 'ARTICLE' }, orderBy: { seq: 'asc' } })).map(
    ({ kind }) => kind,
  );
const titles = async () => (await room.articles()).map(({ title }) => title);

describe('an item is known again', () => {
  test('by its guid, when its address has changed', async () => {
    await room.receive('one', [{ guid: 'g', url: A, title: 'Story' }]);
    expect(await room.receive('one', [{ guid: 'g', url: B, title: 'Story' }])).toEqual(['changed']);
    expect(await room.articles()).toMatchObject([{ url: B }]);
  });

  test('by its address, when it has no guid', async () => {
    await room.receive('one', [{ url: A, title: 'Story' }]);
    expect(await room.receive('one', [{ url: A, title: 'Story, edited' }])).toEqual(['changed']);
    expect(await titles()).toEqual(['Story, edited']);
  });

  test('by a guid that is an address with a campaign in it, over http or https', async () => {
    await room.receive('one', [{ guid: 'http://news.example/?p=1&utm_source=rss', url: A }]);
    expect(await room.receive('one', [{ guid: 'https://www.news.example/?p=1&utm_source=x', url: A }])).toEqual([
      'unchanged',
    ]);
  });

  test('by a guid of any length', async () => {
    const guid = `https://news.example/${'x'.repeat(3000)}`;
    await room.receive('one', [{ guid, url: A }]);
    expect(await room.receive('one', [{ guid, url: A }])).toEqual(['unchanged']);
  });

  test('once in a document that has it twice', async () => {
    expect(
      await room.receive('one', [
        { guid: 'g', url: A },
        { guid: 'g', url: A },
      ]),
    ).toEqual(['new', 'repeated']);
  });
});

describe('a guid that several items have', () => {
  const [a, b, c] = [A, B, C].map((url) => ({ guid: 'same', url }));

  test('is told apart by address', async () => {
    expect(await room.receive('one', [a, b] as never)).toEqual(['new', 'new']);
    expect(await room.receive('one', [b, a] as never)).toEqual(['unchanged', 'unchanged']);
  });

  test('keeps the item that had it alone when a sibling comes and when the sibling goes', async () => {
    await room.receive('one', [a] as never);
    expect(await room.receive('one', [b, a] as never)).toEqual(['new', 'unchanged']);
    expect(await room.receive('one', [a] as never)).toEqual(['unchanged']);
    expect(await room.receive('one', [b] as never)).toEqual(['unchanged']);
    expect(await room.receive('one', [c] as never)).toEqual(['new']);
    expect(await room.articles()).toHaveLength(3);
  });
});

describe('items without a guid that share a link', () => {
  const PAGE = 'https://status.example/europe';
  const notice = (hour: number, more: Partial<Sent> = {}): Sent => ({
    url: PAGE,
    title: 'Region Europe: maintenance',
    text: `Window ${hour}`,
    date: new Date(Date.UTC(2026, 10, 6, hour)),
    ...more,
  });
  const summaries = async () =>
    (await database.prisma.article.findMany({ orderBy: { summary: 'asc' } })).map(({ summary }) => summary);

  test.each([PAGE, 'https://status.example/'])('are an article each, then and later, at %s', async (url) => {
    const at = (hour: number) => notice(hour, { url });
    expect(await room.receive('one', [at(0), at(1), at(2)])).toEqual(['new', 'new', 'new']);
    expect(await room.receive('one', [at(5), at(4), at(2), at(1), at(0)])).toEqual([
      'new',
      'new',
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    expect(await room.receive('one', [at(6)])).toEqual(['new']);
    expect(await room.receive('one', [at(0)])).toEqual(['unchanged']);
    expect(await summaries()).toEqual([0, 1, 2, 4, 5, 6].map((hour) => `Window ${hour}`));
  });

  test('are told apart by their titles, by their dates and by their texts', async () => {
    const titled = [0, 1, 2, 3].map((hour) => notice(hour, { title: `Notice ${hour}` }));
    expect(await room.receive('one', titled)).toEqual(['new', 'new', 'new', 'new']);
    const date = new Date(Date.UTC(2026, 10, 6));
    const undated = [0, 1].map((hour) => ({ url: B, title: 'Notice', text: `Window ${hour}` }));
    expect(await room.receive('one', [...undated, notice(2, { url: C, date }), notice(3, { url: C, date })])).toEqual([
      'new',
      'new',
      'new',
      'new',
    ]);
  });

  test('are told apart where the feed gives all of them one guid', async () => {
    const guid = PAGE;
    expect(await room.receive('one', [notice(0, { guid }), notice(1, { guid })])).toEqual(['new', 'new']);
    expect(await room.receive('one', [notice(2, { guid }), notice(1, { guid })])).toEqual(['new', 'unchanged']);
  });

  test('leave the first one as it is, which had the link to itself', async () => {
    await room.receive('one', [notice(0)]);
    expect(await room.receive('one', [notice(1), notice(0)])).toEqual(['new', 'unchanged']);
    expect(await room.receive('one', [notice(0), notice(2)])).toEqual(['unchanged', 'new']);
    expect(await summaries()).toEqual(['Window 0', 'Window 1', 'Window 2']);
  });

  test('are counted where they say the same', async () => {
    expect(await room.receive('one', [notice(0), notice(0), notice(1)])).toEqual(['new', 'new', 'repeated']);
  });

  test('that an earlier version has stored are not stored again', async () => {
    const FRONT = 'https://status.example/';
    await room.receive('one', [notice(0, { url: FRONT })]);
    // As it was known before: by its link alone.
    await database.prisma.appearance.updateMany({ data: { sibling: '' } });
    expect(await room.receive('one', [notice(0, { url: FRONT }), notice(1, { url: FRONT })])).toEqual([
      'unchanged',
      'new',
    ]);
  });
});

test('an item without a guid whose link is read otherwise than before stays the same article', async () => {
  await room.receive('one', [{ url: 'https://counter.example/click/1', title: 'Story' }]);
  const origin = `<feedburner:origLink xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">${A}</feedburner:origLink>`;
  const item = `<item><title>Story</title><link>https://counter.example/click/1</link>${origin}</item>`;
  for (const outcome of ['changed', 'unchanged']) {
    expect(await room.receiveXml('one', `<rss version="2.0"><channel>${item}</channel></rss>`)).toMatchObject([
      { outcome },
    ]);
  }
  expect(await room.articles()).toMatchObject([{ url: A }]);
});

describe('an edit', () => {
  test('keeps what it replaces, keeps the day of publication and is told', async () => {
    await room.receive('one', [{ url: A, title: 'Before', text: 'Old', date: ago(5) }]);
    await room.receive('one', [{ url: A, title: 'After', text: 'New', date: ago(1) }]);
    expect(await versions()).toMatchObject([{ title: 'Before', summary: 'Old' }]);
    expect(await changes()).toEqual(['CREATED', 'UPDATED']);
    expect(await database.prisma.article.findFirst()).toMatchObject({ title: 'After', publishedAt: ago(5) });
  });

  test.each([
    ['white space', { text: '<p>One  two</p>\n<p>three</p>' }],
    ['a tracking parameter', { url: `${A}?utm_source=rss&fbclid=1` }],
    ['a later date', { date: ago(1) }],
  ])('is not %s', async (_what, difference) => {
    const item = { guid: 'g', url: A, title: 'Story', text: '<p>One two</p> <p>three</p>', date: ago(5) };
    await room.receive('one', [item]);
    expect(await room.receive('one', [{ ...item, ...difference }])).toEqual(['unchanged']);
    expect(await versions()).toEqual([]);
    expect(await changes()).toEqual(['CREATED']);
  });

  test('dates an article that had no date when it was first seen', async () => {
    await room.receive('one', [{ url: A }]);
    expect(await room.receive('one', [{ url: A, date: ago(30) }])).toEqual(['changed']);
    expect(await database.prisma.article.findFirst()).toMatchObject({ publishedAt: ago(30) });
  });
});

test('a date to come is no date: such an article never stands above the news of today', async () => {
  const item = { url: A, date: ago(-48) };
  await room.receive('one', [item]);
  const first = await database.prisma.article.findFirstOrThrow();
  expect(first.publishedAt).toEqual(first.firstSeenAt);
  expect(await room.receive('one', [item])).toEqual(['unchanged']);
});

test('what a document no longer has stays', async () => {
  await room.receive('one', [{ url: A }, { url: B }]);
  await room.receive('one', [{ url: C }]);
  expect(await room.articles()).toHaveLength(3);
});

describe('one address in two feeds', () => {
  test('is one article that both brought, with the text of the first', async () => {
    await room.receive('one', [{ url: A, title: 'First', text: 'Text' }]);
    const again = `${A.replace('https://', 'http://www.')}/?utm_medium=rss`;
    expect(await room.receive('two', [{ url: again, title: 'Second' }])).toEqual(['unchanged']);
    expect(await room.receive('two', [{ url: again, title: 'Second, edited' }])).toEqual(['unchanged']);
    expect(await room.articles()).toEqual([{ title: 'First', url: A, feed: 'one', in: ['one', 'two'] }]);
    expect(await room.receive('one', [{ url: A, title: 'First, edited', text: 'Text' }])).toEqual(['changed']);
    expect(await titles()).toEqual(['First, edited']);
    expect(await changes()).toEqual(['CREATED', 'UPDATED']);
  });

  test('is two articles where it is a front page', async () => {
    await room.receive('one', [{ url: 'https://news.example/', title: 'One' }]);
    await room.receive('two', [{ url: 'https://news.example/', title: 'Two' }]);
    expect(await titles()).toEqual(['One', 'Two']);
  });

  test('is as many articles as there are items where a feed gives it to several', async () => {
    const item = (guid: string) => ({ guid, url: A, title: guid });
    await room.receive('one', [item('1'), item('2')]);
    await room.receive('two', [item('3')]);
    await room.receive('two', [item('4')]);
    expect(await titles()).toEqual(['1', '2', '3', '4']);
  });

  test('is one article when both arrive at the same moment', async () => {
    const items = Array.from({ length: 30 }, (_, at) => ({ url: `${A}/${at}` }));
    for (let number = 0; number < 5; number++) {
      const ours = items.map(({ url }) => ({ url: `${url}/${number}` }));
      await Promise.all([room.receive('one', ours), room.receive('two', ours.toReversed())]);
    }
    expect(await room.articles()).toHaveLength(150);
  });
});

test('a document that is ingested twice at the same moment is stored once', async () => {
  const items = Array.from({ length: 30 }, (_, at) => ({ url: `${A}/${at}` }));
  const outcomes = await Promise.all([room.receive('one', items), room.receive('one', items)]);
  expect(outcomes.map(([first]) => first).sort()).toEqual(['new', 'unchanged']);
  expect(await room.articles()).toHaveLength(30);
});

test('a source finds the article that it is, whatever its spelling', async () => {
  const source = (slug: string, url: string) => database.prisma.source.create({ data: { slug, url } });
  await source('this', 'http://www.news.example/a/?utm_source=x');
  await source('front-page', 'https://news.example/');
  await room.receive('one', [{ url: A }, { url: 'https://news.example/' }]);
  const article = await database.prisma.article.findFirstOrThrow({ where: { url: A } });
  const sources = await database.prisma.source.findMany({ orderBy: { slug: 'asc' }, select: { articleId: true } });
  expect(sources).toEqual([{ articleId: null }, { articleId: article.id }]);
  await database.prisma.source.deleteMany();
});

test('a source that comes later, or has its address changed, finds its article too', async () => {
  await room.receive('one', [{ url: A }, { url: 'https://news.example/' }]);
  const { id } = await database.prisma.article.findFirstOrThrow({ where: { url: A } });
  const articleOf = async (url: string) => {
    const data = { slug: 'late', url };
    const source = await database.prisma.source.upsert({ where: { slug: 'late' }, create: data, update: data });
    return source.articleId;
  };
  expect(await articleOf('http://www.news.example/a/?utm_source=x')).toBe(id);
  expect(await articleOf('https://news.example/other')).toBeNull();
  expect(await articleOf(A)).toBe(id);
  expect(await articleOf('https://news.example/')).toBeNull();
  await database.prisma.source.deleteMany();
});

test('an appearance is as old as its article, also where the date is mended', async () => {
  const day = (date: number) => new Date(Date.UTC(2026, 0, date));
  await room.receive('one', [{ url: A, date: day(5) }]);
  await room.receive('two', [{ url: A, date: day(6) }]);
  const dates = async () => (await database.prisma.appearance.findMany()).map(({ publishedAt }) => publishedAt);
  expect(await dates()).toEqual([day(5), day(5)]);
  await room.receive('one', [{ url: A, date: day(4) }]);
  expect(await dates()).toEqual([day(4), day(4)]);
});
