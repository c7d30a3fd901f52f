import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { keepLinks } from '../../src/feeds/keep-links.js';
import { LexiconCache } from '../../src/feeds/lexicon-cache.js';
import { relinkBatch } from '../../src/feeds/relink.js';
import { askForPass, type Pass } from '../../src/feeds/relink-pass.js';
import { openDatabase } from '../support/database.js';
import { type Newsroom, newsroomOn } from './newsroom.js';

let database: Database;
let room: Newsroom;

beforeAll(async () => {
  database = await openDatabase();
  room = newsroomOn(database);
  await room.clear();
});
afterEach(async () => {
  await room.clear();
  await database.script("delete from actor where slug like 'zorblatt%'; delete from relink");
});
afterAll(() => database.close());

const PACE = { lookEveryMs: 20, settleMs: 0, pauseMs: 0 };
const log = pino({ level: 'silent' });

const addRecord = (slug: string, name: string) =>
  database.sql.rows("insert into actor (slug, name, kind) values ($1, $2, 'COMPANY')", [slug, name]);

const ties = (where = 'true') =>
  database.sql.rows<{ url: string; record: string; review: string }>(`
    select a.url, m.record_slug as record, m.review::text as review from mention m join article a on a.id = m.article_id
    where ${where} order by a.url, m.record_slug`);

const told = () =>
  database.sql.rows<{ kind: string; count: number }>(
    "select kind::text as kind, count(*)::int as count from change where type = 'MENTION' group by kind order by kind",
  );

async function relink(since: Date | null = null): Promise<Pass> {
  const relinking = { database, lexicon: new LexiconCache(database.sql) };
  let pass: (Pass & { isDone?: boolean }) | null = await askForPass(database.sql, since);
  while (pass !== null && !pass.isDone) pass = await relinkBatch(relinking, pass);
  return pass as Pass;
}

const day = (date: string) => new Date(`${date}T12:00:00Z`);

describe('a pass', () => {
  test('ties stored articles to a new record, tells of it, and changes nothing the second time', async () => {
    await room.addFeed('one');
    await room.receive(
      'one',
      Array.from({ length: 450 }, (_, at) => ({
        url: `https://one.example/${at}`,
        title: at % 3 === 0 ? `Zorblatt Dynamics meets Poland, part ${at}` : `Poland, part ${at}`,
        date: new Date(day('2026-01-01').getTime() + (at % 7) * 1000),
      })),
    );
    const before = await ties();
    await addRecord('zorblatt-one', 'Zorblatt Dynamics');
    expect(await relink()).toMatchObject({ looked: 450, changed: 150 });
    expect(await ties("m.record_slug = 'zorblatt-one'")).toHaveLength(150);
    expect(await ties("m.record_slug <> 'zorblatt-one'")).toEqual(before);
    expect(await told()).toEqual([{ kind: 'CREATED', count: 150 }]);
    expect(await relink()).toMatchObject({ looked: 450, changed: 0 });
    expect(await told()).toEqual([{ kind: 'CREATED', count: 150 }]);
  });

  test('takes back ties to a name that is gone, and keeps what a curator has judged', async () => {
    await addRecord('zorblatt-two', 'Zorblatt Dynamics');
    await database.sql.rows("insert into alias (record_slug, position, text) values ('zorblatt-two', 0, 'Blattzor')");
    await room.addFeed('one');
    const titles = ['Blattzor opens', 'Blattzor closes', 'Blattzor builds'];
    await room.receive(
      'one',
      titles.map((title, at) => ({ url: `https://one.example/${at}`, title, date: day('2026-01-01') })),
    );
    const review = (at: number, review: string) =>
      database.sql.rows(
        'update mention m set review = $2::review_status from article a where a.id = m.article_id and a.url = $1',
        [`https://one.example/${at}`, review],
      );
    await review(1, 'ACCEPTED');
    await review(2, 'REJECTED');
    await database.sql.rows("delete from alias where text = 'Blattzor'");
    await relink();
    const judged = [
      { url: 'https://one.example/1', record: 'zorblatt-two', review: 'ACCEPTED' },
      { url: 'https://one.example/2', record: 'zorblatt-two', review: 'REJECTED' },
    ];
    expect(await ties()).toEqual(judged);
    await database.sql.rows("insert into alias (record_slug, position, text) values ('zorblatt-two', 0, 'Blattzor')");
    await relink();
    expect(await ties()).toEqual([{ url: 'https://one.example/0', record: 'zorblatt-two', review: 'AUTO' }, ...judged]);
  });

  test('places articles in stories anew where their ties have changed, and tells of those that moved', async () => {
    await room.addFeed('one');
    await room.addFeed('two');
    const hour = 3_600_000;
    const sent = (url: string, hours: number, title: string, text: string) => ({
      url,
      title,
      text,
      date: new Date(Date.now() - hours * hour),
    });
    const one = sent(
      'https://one.example/a',
      9,
      'Factory for Zorblatt Dynamics',
      'Kwizbat and Mumfrel pay for a plant of Zorblatt Dynamics, people in Gdynia heard.',
    );
    const two = sent(
      'https://two.example/a',
      8,
      'A council votes',
      'Votes were counted late: Lerfmum gives land, Tabzikw gives money, and Blattzor comes to town.',
    );
    await room.receive('one', [one]);
    await room.receive('two', [two]);
    const placed = () =>
      database.sql.rows<{ stories: number; articles: number }>(
        'select count(distinct story_id)::int as stories, count(story_id)::int as articles from article',
      );
    const moved = () =>
      database.sql.rows<{ count: number }>(
        "select count(*)::int as count from change where type = 'ARTICLE' and kind = 'UPDATED'",
      );
    expect(await placed()).toEqual([{ stories: 0, articles: 0 }]);
    for (const [slug, name, alias] of [
      ['zorblatt-five', 'Zorblatt Dynamics', 'Blattzor'],
      ['zorblatt-six', 'Kwizbat', 'Tabzikw'],
      ['zorblatt-seven', 'Mumfrel', 'Lerfmum'],
    ] as const) {
      await addRecord(slug, name);
      await database.sql.rows('insert into alias (record_slug, position, text) values ($1, 0, $2)', [slug, alias]);
    }
    await relink();
    expect(await placed()).toEqual([{ stories: 1, articles: 2 }]);
    expect(await moved()).toEqual([{ count: 2 }]);
    await database.sql.rows("delete from alias where record_slug like 'zorblatt%'");
    await relink();
    // The story stays with the article that is left.
    expect(await placed()).toEqual([{ stories: 1, articles: 1 }]);
  });

  test('leaves alone what was published before its day', async () => {
    await room.addFeed('one');
    const dates = ['2025-12-31', '2026-01-01', '2026-01-02'];
    await room.receive(
      'one',
      dates.map((date) => ({ url: `https://one.example/${date}`, title: 'Zorblatt Dynamics opens', date: day(date) })),
    );
    await addRecord('zorblatt-three', 'Zorblatt Dynamics');
    expect(await relink(new Date('2026-01-01'))).toMatchObject({ looked: 2, changed: 2 });
    expect((await ties()).map(({ url }) => url)).toEqual(dates.slice(1).map((date) => `https://one.example/${date}`));
  });
});

describe('a pass that was ended midway', () => {
  async function endMidway(): Promise<Pass> {
    await room.addFeed('one');
    await room.receive(
      'one',
      Array.from({ length: 450 }, (_, at) => ({
        url: `https://one.example/${at}`,
        title: `Zorblatt Dynamics meets Poland, part ${at}`,
        date: new Date(day('2026-01-01').getTime() + at * 1000),
      })),
    );
    const begun = await askForPass(database.sql, null);
    await relinkBatch({ database, lexicon: new LexiconCache(database.sql) }, begun);
    return begun;
  }

  test('goes on where it was', async () => {
    const { id } = await endMidway();
    expect(await askForPass(database.sql, null)).toMatchObject({ id, looked: 200 });
  });

  test('begins anew where the record has changed since, so that no article keeps the old names', async () => {
    await endMidway();
    await addRecord('zorblatt-eight', 'Zorblatt Dynamics');
    expect(await relink()).toMatchObject({ looked: 450, changed: 450 });
    expect(await ties("m.record_slug = 'zorblatt-eight'")).toHaveLength(450);
  });
});

describe('the keeper of ties', () => {
  test('ties old articles to what a record is called now, and looks at no others', async () => {
    await room.addFeed('one');
    await room.receive('one', [
      { url: 'https://one.example/old', title: 'Blattzor opens in Gdynia', date: day('2024-01-01') },
      { url: 'https://one.example/other', title: 'Poland opens in Gdynia', date: day('2024-01-01') },
    ]);
    const keepers = [0, 1].map(() => keepLinks({ database, lexicon: new LexiconCache(database.sql) }, log, PACE));
    try {
      const passes = () =>
        database.sql.rows<{ records: string[]; renamed: string[]; looked: number; changed: number; done: boolean }>(
          'select records, renamed, looked, changed, finished_at is not null as done from relink order by id',
        );
      // What it does not know it begins with everything.
      await vi.waitFor(async () => expect(await passes()).toMatchObject([{ records: [], done: true }]), 20_000);
      await addRecord('zorblatt-four', 'Zorblatt Dynamics');
      await vi.waitFor(async () => expect(await passes()).toHaveLength(2), 20_000);
      await database.sql.rows(
        "insert into alias (record_slug, position, text) values ('zorblatt-four', 0, 'Blattzor')",
      );
      await vi.waitFor(async () => expect(await ties("m.record_slug = 'zorblatt-four'")).toHaveLength(1), 20_000);
      await vi.waitFor(
        async () =>
          expect((await passes()).slice(1)).toEqual([
            { records: ['zorblatt-four'], renamed: ['zorblatt-four'], looked: 2, changed: 0, done: true },
            { records: ['zorblatt-four'], renamed: ['zorblatt-four'], looked: 2, changed: 1, done: true },
          ]),
        20_000,
      );
      await database.sql.rows("update actor set summary = 'A company.' where slug = 'zorblatt-four'");
      await vi.waitFor(
        async () => expect(await passes()).toMatchObject([{}, {}, {}, { renamed: [], done: true }]),
        20_000,
      );
      expect(await told()).toEqual([{ kind: 'CREATED', count: 1 }]);
    } finally {
      await Promise.all(keepers.map((keeper) => keeper.stop()));
    }
  });

  test('infers ties of old articles to an incident that is recorded later', async () => {
    await room.addFeed('one');
    await room.receive('one', [
      {
        url: 'https://one.example/a',
        title: 'Drones over Norway',
        text: 'Norwegian police said drones were seen over Zorblatt air base on Monday; Norway closed the airspace and flights were suspended.',
        date: day('2026-03-02'),
      },
    ]);
    expect(await ties("m.method = 'INFERRED'")).toEqual([]);
    await database.sql.rows(`
      insert into incident (slug, name, kind, start_date, place_name, country_slug, attribution, verification)
      values ('zorblatt-sighting', 'Drones over Zorblatt', 'DRONE_SIGHTING', '2026-03-02', 'Zorblatt air base', 'norway',
        'UNATTRIBUTED', 'REPORTED')`);
    try {
      expect(await relink()).toMatchObject({ looked: 1, changed: 1 });
      expect(await ties("m.method = 'INFERRED'")).toEqual([
        { url: 'https://one.example/a', record: 'zorblatt-sighting', review: 'AUTO' },
      ]);
    } finally {
      await database.sql.rows("delete from incident where slug = 'zorblatt-sighting'");
    }
  });
});
