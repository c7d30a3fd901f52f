import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import type { Sql } from '../../src/database/sql.js';
import { LexiconCache } from '../../src/feeds/lexicon-cache.js';
import { link } from '../../src/linking/link.js';
import { connectAgain, openDatabase } from '../support/database.js';
import { newsroomOn } from './newsroom.js';

let database: Database;

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

const article = { title: 'Zorblatt Dynamics opens in Gdynia', summary: null, publishedAt: new Date() };

async function recordsIn(cache: LexiconCache, title = article.title): Promise<string[]> {
  return link(await cache.current(), { ...article, title }).map(({ record }) => record);
}

test('is built once while no record changes', async () => {
  const cache = new LexiconCache(database.sql);
  const first = await cache.current();
  await database.sql.rows("insert into change (type, kind, node_id) values ('ARTICLE', 'CREATED', 'x')");
  expect(await cache.current()).toBe(first);
});

test('is rebuilt when a record changes, also where another process changed it', async () => {
  const [own, other] = [new LexiconCache(database.sql), new LexiconCache(database.sql)];
  expect(await recordsIn(own)).toEqual([]);
  expect(await recordsIn(other)).toEqual([]);
  await database.sql.rows(
    "insert into actor (slug, name, kind) values ('zorblatt-dynamics', 'Zorblatt Dynamics', 'COMPANY')",
  );
  expect(await recordsIn(own)).toEqual(['zorblatt-dynamics']);
  expect(await recordsIn(other)).toEqual(['zorblatt-dynamics']);
  await database.sql.rows(
    "insert into alias (record_slug, position, text) values ('zorblatt-dynamics', 0, 'Blattzor Works')",
  );
  expect(await recordsIn(other, 'Blattzor Works opens')).toEqual(['zorblatt-dynamics']);
  await database.sql.rows("delete from actor where slug = 'zorblatt-dynamics'");
  expect(await recordsIn(own)).toEqual([]);
});

test('of one gateway knows what another one on the same server has made of the record', async () => {
  const elsewhere = await connectAgain(database);
  if (elsewhere === null) return;
  const [here, there] = [newsroomOn(database), newsroomOn(elsewhere)];
  const tied = async (room: typeof here, number: number) => {
    const url = `https://one.example/${number}`;
    await room.receive('one', [{ url, title: `Zorblatt Dynamics opens plant ${number}` }]);
    const rows = await database.sql.rows<{ record: string }>(
      'select m.record_slug as record from mention m join article a on a.id = m.article_id where a.url = $1',
      [url],
    );
    return rows.map(({ record }) => record);
  };
  try {
    await here.addFeed('one');
    expect(await tied(here, 1)).toEqual([]);
    expect(await tied(there, 2)).toEqual([]);
    await here.intake.database.sql.rows(
      "insert into actor (slug, name, kind) values ('zorblatt-elsewhere', 'Zorblatt Dynamics', 'COMPANY')",
    );
    expect(await tied(there, 3)).toEqual(['zorblatt-elsewhere']);
    expect(await tied(here, 4)).toEqual(['zorblatt-elsewhere']);
    await elsewhere.sql.rows("update actor set name = 'Blattzor Works' where slug = 'zorblatt-elsewhere'");
    expect(await tied(here, 5)).toEqual([]);
    await elsewhere.sql.rows("delete from actor where slug = 'zorblatt-elsewhere'");
    expect(await tied(there, 6)).toEqual([]);
  } finally {
    await here.clear();
    await elsewhere.close();
  }
});

test('tells what a transaction has saved only once it is committed', async () => {
  if (inject('template').kind === 'embedded') return; // one connection: nobody sees a transaction from outside
  const cache = new LexiconCache(database.sql);
  await cache.current();
  await database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`insert into actor (slug, name, kind) values ('zorblatt', 'Zorblatt Dynamics', 'COMPANY')`;
    expect(await recordsIn(cache)).toEqual([]);
  });
  expect(await recordsIn(cache)).toEqual(['zorblatt']);
});

test('lets the event loop turn while it is built, the more often the more names there are', async () => {
  const turnsFor = async (count: number) => {
    const names = Array.from({ length: count }, (_, at) => ({
      record: `zorblatt-${at}`,
      recordKind: 'ACTOR',
      text: `Zorblatt${at} Dynamics`,
      language: null,
      kind: 'NAME',
      caseSensitive: false,
    }));
    const sql: Sql = {
      rows: async <Row>(text: string) => (text.includes('from alias') ? names : []) as Row[],
    };
    let turns = 0;
    let isBuilt = false;
    const turn = () => {
      turns++;
      if (!isBuilt) setImmediate(turn);
    };
    setImmediate(turn);
    await new LexiconCache(sql).current();
    isBuilt = true;
    return turns;
  };
  const few = await turnsFor(1000);
  expect(await turnsFor(11_000)).toBeGreaterThanOrEqual(few + 10_000 / 500);
});
