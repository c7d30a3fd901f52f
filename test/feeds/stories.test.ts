import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { removeFeed } from '../../src/feeds/remove-feed.js';
import { openDatabase } from '../support/database.js';
import { type Newsroom, newsroomOn, type Sent } from './newsroom.js';

let database: Database;
let room: Newsroom;

beforeAll(async () => {
  database = await openDatabase();
  room = newsroomOn(database);
  await room.clear();
  await database.script('delete from story');
});
afterEach(async () => {
  await room.clear();
  await database.script('delete from story');
});
afterAll(() => database.close());

const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR);

type Written = Sent & { title: string; text: string };

const crash = (url: string, hours: number): Written => ({
  url,
  date: ago(hours),
  title: 'Drone crashes near Galati in Romania',
  text: 'Romanian radar tracked a Geran-2 drone that fell near Galati on Tuesday; two F-16 jets took off from Fetesti and 14 people were evacuated.',
});
const rewritten = (url: string, hours: number): Written => ({
  url,
  date: ago(hours),
  title: 'Romania scrambles F-16 jets as a drone falls by Galati',
  text: 'Two F-16 fighters left Fetesti on Tuesday after a Geran-2 drone entered Romanian airspace. It crashed near Galati, and 14 people had to be evacuated.',
});
const other = (url: string, hours: number): Written => ({
  url,
  date: ago(hours),
  title: 'Poland orders more K2 tanks',
  text: 'Warsaw and Hyundai Rotem agreed on 180 tanks for 6.5 billion dollars, the ministry of national defence said.',
});

interface StoryRow {
  id: string;
  headline: string;
  publishers: number;
  articles: string[];
}

const stories = () =>
  database.sql.rows<StoryRow>(`
    select s.id::text as id, s.headline, s.independent_publishers as publishers,
      array(select a.url from article a where a.story_id = s.id order by a.url) as articles
    from story s order by s.first_published_at, s.id`);

const told = () =>
  database.sql.rows<{ kind: string; url: string }>(`
    select c.kind::text as kind, a.url from change c join article a on a.id::text = c.node_id
    where c.type = 'ARTICLE' order by c.seq`);

describe('articles on one event', () => {
  test('become one story, told of with the article that began it', async () => {
    await room.addFeed('one');
    await room.addFeed('two');
    await room.receive('one', [crash('https://one.example/a', 3), other('https://one.example/b', 3)]);
    expect(await stories()).toEqual([]);
    await room.receive('two', [rewritten('https://two.example/a', 2)]);
    expect(await stories()).toEqual([
      {
        id: expect.any(String),
        headline: 'Drone crashes near Galati in Romania',
        publishers: 2,
        articles: ['https://one.example/a', 'https://two.example/a'],
      },
    ]);
    expect((await told()).slice(-2)).toEqual([
      { kind: 'CREATED', url: 'https://two.example/a' },
      { kind: 'UPDATED', url: 'https://one.example/a' },
    ]);
  });

  test('join the story that stands, whichever gateway stores them', async () => {
    for (const feed of ['one', 'two', 'three', 'four']) await room.addFeed(feed);
    const elsewhere = newsroomOn(database);
    await room.receive('one', [crash('https://one.example/a', 5)]);
    await elsewhere.receive('two', [rewritten('https://two.example/a', 4)]);
    const [first] = await stories();
    await room.receive('three', [rewritten('https://three.example/a', 3)]);
    await elsewhere.receive('four', [crash('https://four.example/a', 2)]);
    const [story, ...more] = await stories();
    expect(more).toEqual([]);
    expect(story?.id).toBe(first?.id);
    expect(story?.articles).toHaveLength(4);
    // Two of the four are copies of the other two.
    expect(story?.publishers).toBe(2);
  });

  test('count once for a publisher with two feeds', async () => {
    await room.addFeed('one', { publisherSlug: 'err' });
    await room.addFeed('two', { publisherSlug: 'err' });
    await room.receive('one', [crash('https://one.example/a', 3)]);
    await room.receive('two', [rewritten('https://two.example/a', 2)]);
    expect((await stories()).map(({ publishers }) => publishers)).toEqual([1]);
  });

  test('meet in one document and across a restart', async () => {
    await room.addFeed('one');
    await room.addFeed('two');
    await room.receive('one', [crash('https://one.example/a', 3), rewritten('https://one.example/b', 2)]);
    expect(await stories()).toHaveLength(1);
    const restarted = newsroomOn(database);
    await restarted.receive('two', [crash('https://two.example/a', 1)]);
    const [story, ...more] = await stories();
    expect(more).toEqual([]);
    expect(story?.articles).toHaveLength(3);
  });

  test('meet where they come late', async () => {
    await room.addFeed('one');
    await room.addFeed('two');
    await room.receive('one', [crash('https://one.example/a', 24 * 40)]);
    await room.receive('two', [rewritten('https://two.example/a', 24 * 40 - 2)]);
    await room.receive('two', [rewritten('https://two.example/b', 2)]);
    expect((await stories()).map(({ articles }) => articles)).toEqual([
      ['https://one.example/a', 'https://two.example/a'],
    ]);
  });

  test('stored by two gateways at once are one story', async () => {
    const rooms = Array.from({ length: 4 }, () => newsroomOn(database));
    for (const at of rooms.keys()) await room.addFeed(`feed-${at}`);
    await Promise.all(
      rooms.map((own, at) => own.receive(`feed-${at}`, [rewritten(`https://feed-${at}.example/a`, at + 1)])),
    );
    const [story, ...more] = await stories();
    expect(more).toEqual([]);
    expect(story?.articles).toHaveLength(4);
    expect(story?.publishers).toBe(1);
  });

  test('a document that could not be stored leaves nothing behind in memory', async () => {
    await room.addFeed('one');
    await room.addFeed('two');
    await room.receive('one', [other('https://one.example/b', 5)]);
    // The last row of the transaction is refused.
    await database.script(
      `alter table change add constraint refused check (type <> 'ARTICLE' or kind <> 'CREATED') not valid`,
    );
    await expect(room.receive('one', [crash('https://one.example/a', 3)])).rejects.toThrow();
    await database.script('alter table change drop constraint refused');
    await room.receive('two', [rewritten('https://two.example/a', 2)]);
    expect(await stories()).toEqual([]);
    await room.receive('one', [crash('https://one.example/a', 3)]);
    expect((await stories()).map(({ articles }) => articles)).toEqual([
      ['https://one.example/a', 'https://two.example/a'],
    ]);
  });
});

describe('an article that is edited', () => {
  test('leaves a story that it no longer fits, which stays with its identifier, and joins another', async () => {
    for (const feed of ['one', 'two', 'three', 'four']) await room.addFeed(feed);
    await room.receive('one', [crash('https://one.example/a', 9)]);
    await room.receive('two', [rewritten('https://two.example/a', 8)]);
    await room.receive('three', [other('https://three.example/a', 7)]);
    const [story] = await stories();
    const { title, text } = other('', 0);
    await room.receive('one', [{ ...crash('https://one.example/a', 9), title, text: `Update: ${text}` }]);
    expect(await stories()).toEqual([
      {
        id: expect.any(String),
        headline: title,
        publishers: 1,
        articles: ['https://one.example/a', 'https://three.example/a'],
      },
      { ...story, headline: rewritten('', 0).title, publishers: 1, articles: ['https://two.example/a'] },
    ]);
    // Another gateway, and a restarted one, know it too.
    await newsroomOn(database).receive('four', [crash('https://four.example/a', 6)]);
    await room.receive('four', [other('https://four.example/b', 5)]);
    expect((await stories()).map(({ articles }) => articles)).toEqual([
      ['https://four.example/b', 'https://one.example/a', 'https://three.example/a'],
      ['https://four.example/a', 'https://two.example/a'],
    ]);
  });

  test('joins a story whose last article it was, and its own story ends', async () => {
    for (const feed of ['one', 'two', 'three']) await room.addFeed(feed);
    await room.receive('one', [crash('https://one.example/a', 9), other('https://one.example/b', 9)]);
    await room.receive('two', [rewritten('https://two.example/a', 8), other('https://two.example/b', 8)]);
    expect(await stories()).toHaveLength(2);
    const kept = (await stories()).find(({ articles }) => articles[0] === 'https://one.example/b');
    await removeFeed(database, 'one');
    const { title, text } = other('', 0);
    await room.receive('two', [{ ...rewritten('https://two.example/a', 8), title, text }]);
    expect(await stories()).toEqual([
      { ...kept, publishers: 1, articles: ['https://two.example/a', 'https://two.example/b'] },
    ]);
  });

  test('stays where an edit changes little, whoever edits at once, and the headline follows', async () => {
    for (const feed of ['one', 'two']) await room.addFeed(feed);
    await room.receive('one', [crash('https://one.example/a', 9), rewritten('https://one.example/b', 8)]);
    await room.receive('two', [crash('https://two.example/a', 7)]);
    const [story] = await stories();
    const edit = (sent: Written) => ({ ...sent, title: `${sent.title}, ministry says` });
    await room.receive('one', [edit(crash('https://one.example/a', 9)), edit(rewritten('https://one.example/b', 8))]);
    expect(await stories()).toEqual([{ ...story, headline: `${story?.headline}, ministry says` }]);
  });

  test('is no copy any more of what it copied, nor are others copies of it', async () => {
    for (const feed of ['one', 'two', 'three']) await room.addFeed(feed);
    await room.receive('one', [crash('https://one.example/a', 9)]);
    await room.receive('two', [crash('https://two.example/a', 8)]);
    await room.receive('three', [crash('https://three.example/a', 7)]);
    expect(await stories()).toMatchObject([{ publishers: 1 }]);
    const { title, text } = rewritten('', 0);
    await room.receive('one', [{ ...crash('https://one.example/a', 9), title, text }]);
    // Two copies of a text that is gone are one text, and a new one beside it.
    expect(await stories()).toMatchObject([{ publishers: 2, articles: { length: 3 } }]);
    await room.receive('two', [{ ...crash('https://two.example/a', 8), title, text }]);
    expect(await stories()).toMatchObject([{ publishers: 2, articles: { length: 3 } }]);
    await room.receive('three', [{ ...crash('https://three.example/a', 7), title, text }]);
    expect(await stories()).toMatchObject([{ publishers: 1, articles: { length: 3 } }]);
  });

  test('weeks after it was published is compared with the articles of its own days', async () => {
    for (const feed of ['one', 'two']) await room.addFeed(feed);
    const month = 24 * 40;
    await room.receive('one', [crash('https://one.example/a', month), other('https://one.example/b', month)]);
    await room.receive('two', [rewritten('https://two.example/a', month - 2)]);
    const { title, text } = rewritten('', 0);
    await room.receive('one', [{ ...other('https://one.example/b', month), title, text }]);
    expect((await stories()).map(({ articles }) => articles)).toEqual([
      ['https://one.example/a', 'https://one.example/b', 'https://two.example/a'],
    ]);
  });
});

test('whatever is written, edited and removed in whatever order, stories stay true to their articles', async () => {
  const feeds = ['one', 'two', 'three'];
  const write = [crash, rewritten, other, (url: string, hours: number) => ({ ...other(url, hours), title: 'Rain' })];
  // Park and Miller's generator: the same steps in every run.
  let state = 2022;
  const below = (most: number) => {
    state = (state * 48271) % 2147483647;
    return state % most;
  };
  const rooms = [room, newsroomOn(database)];
  for (const feed of feeds) await room.addFeed(feed);
  for (let step = 0; step < 60; step++) {
    const feed = feeds[below(feeds.length)] ?? 'one';
    if (below(15) === 0) {
      await removeFeed(database, feed);
      await room.addFeed(feed);
      continue;
    }
    const items = Array.from({ length: 1 + below(3) }, (_, at) => {
      const number = (below(3) + at) % 5;
      const url = `https://${feed}.example/${number}`;
      return write[below(write.length)]?.(url, 5 + number) as Written;
    });
    await rooms[below(2)]?.receive(feed, [...new Map(items.map((item) => [item.url, item])).values()]);
  }
  const found = await database.sql.rows<object>(`
    select s.headline, s.first_published_at, s.last_published_at, s.independent_publishers
    from story s order by s.id`);
  // The first of each text counts for its feed.
  const recounted = await database.sql.rows<object>(`
    with told as (
      select distinct on (story_id, coalesce(copy_of, id)) story_id, feed_slug from article where story_id is not null
      order by story_id, coalesce(copy_of, id), copy_of is not null, published_at, id
    )
    select (array_agg(a.title order by a.published_at, a.id))[1] as headline, min(a.published_at) as first_published_at,
      max(a.published_at) as last_published_at,
      (select count(distinct feed_slug)::int from told where told.story_id = a.story_id) as independent_publishers
    from article a where a.story_id is not null group by a.story_id order by a.story_id`);
  expect(found.length).toBeGreaterThan(0);
  expect(found).toEqual(recounted);
  // A copy is in the story of what it copies, which copies nothing itself.
  const wrong = await database.sql.rows(`
    select a.id from article a left join article o on o.id = a.copy_of
    where a.copy_of = a.id or o.copy_of is not null or (a.copy_of is not null and a.story_id is null)
      or o.story_id is distinct from a.story_id and o.id is not null`);
  expect(wrong).toEqual([]);
});

describe('removing a feed', () => {
  test('recounts its stories and ends the empty ones', async () => {
    for (const feed of ['one', 'two', 'three']) await room.addFeed(feed);
    await room.receive('one', [crash('https://one.example/a', 5)]);
    await room.receive('two', [rewritten('https://two.example/a', 4)]);
    await room.receive('three', [crash('https://three.example/a', 3)]);
    expect((await stories())[0]).toMatchObject({ publishers: 2, headline: 'Drone crashes near Galati in Romania' });
    const id = (await stories())[0]?.id;
    await removeFeed(database, 'one');
    // The copy stands for the text that is gone.
    expect(await stories()).toEqual([
      {
        id,
        headline: 'Romania scrambles F-16 jets as a drone falls by Galati',
        publishers: 2,
        articles: ['https://three.example/a', 'https://two.example/a'],
      },
    ]);
    await removeFeed(database, 'two');
    await room.addFeed('four');
    await room.receive('four', [rewritten('https://four.example/a', 1)]);
    expect(await stories()).toMatchObject([{ id, publishers: 2 }]);
    await removeFeed(database, 'three');
    await removeFeed(database, 'four');
    expect(await stories()).toEqual([]);
  });
});
