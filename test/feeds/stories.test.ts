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

const crash = (url: string, hours: number): Sent => ({
  url,
  date: ago(hours),
  title: 'Drone crashes near Galati in Romania',
  text: 'Romanian radar tracked a Geran-2 drone that fell near Galati on Tuesday; two F-16 jets took off from Fetesti and 14 people were evacuated.',
});
const rewritten = (url: string, hours: number): Sent => ({
  url,
  date: ago(hours),
  title: 'Romania scrambles F-16 jets as a drone falls by Galati',
  text: 'Two F-16 fighters left Fetesti on Tuesday after a Geran-2 drone entered Romanian airspace. It crashed near Galati, and 14 people had to be evacuated.',
});
const other = (url: string, hours: number): Sent => ({
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
