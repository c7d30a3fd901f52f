import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { type Newsroom, newsroomOn, type Sent } from './newsroom.js';

let database: Database;
let room: Newsroom;

beforeAll(async () => {
  database = await openDatabase();
  room = newsroomOn(database);
  await room.clear();
});
afterEach(() => room.clear());
afterAll(() => database.close());

interface Row {
  id: string;
  record: string;
  field: string;
  start: number | null;
  end: number | null;
  surface: string | null;
  score: number;
  method: string;
  review: string;
  parts: { part: string; what: string; weight: number }[] | null;
}

const mentions = (where = 'true') =>
  database.sql.rows<Row>(`
    select m.id::text as id, m.record_slug as record, m.field::text as field, m.start_offset as start, m.end_offset as "end",
      m.surface, m.score, m.method::text as method, m.review::text as review, m.parts
    from mention m where ${where} order by m.field, m.start_offset nulls last, m.record_slug`);

const judge = (surface: string, review: 'ACCEPTED' | 'REJECTED') =>
  database.sql.rows('update mention set review = $2::review_status where surface = $1', [surface, review]);

const URL = 'https://one.example/a';
const written = (title: string, text?: string): Sent => ({
  guid: 'g',
  url: URL,
  title,
  date: new Date('2025-09-11T08:00:00Z'),
  ...(text === undefined ? {} : { text }),
});
const INCURSION =
  'Twenty-one Russian drones crossed into Polish airspace overnight; F-16 and F-35 jets shot some of them down, Prime Minister Donald Tusk said.';

describe('an article that names no incident and is about one', () => {
  test('is tied to it, with what speaks for the tie', async () => {
    await room.addFeed('one');
    await room.receive('one', [written('Poland shoots down drones', INCURSION)]);
    const inferred = await mentions("m.method = 'INFERRED' and m.review = 'AUTO'");
    expect(inferred).toMatchObject([{ field: 'SUMMARY', start: null, end: null, surface: null }]);
    const [{ parts, score, record } = { parts: null, score: 0, record: '' }] = inferred;
    expect(record).toMatch(/poland|pl-/);
    expect(parts?.map(({ part }) => part)).toEqual(expect.arrayContaining(['COUNTRY', 'DATE', 'WORDS']));
    expect(score).toBeCloseTo(Math.min(1, parts?.reduce((sum, { weight }) => sum + weight, 0) ?? 0), 2);
  });

  test('is tied to nothing by its headline alone', async () => {
    await room.addFeed('one');
    await room.receive('one', [written(`Poland shoots down drones: ${INCURSION}`)]);
    expect(await mentions("m.method = 'INFERRED'")).toEqual([]);
  });
});

describe('an edit', () => {
  test('keeps the ties that stay, with their identifiers, and takes back what the text no longer says', async () => {
    await room.addFeed('one');
    await room.receive('one', [written('Poland and Rheinmetall sign', 'Ukraine looks on.')]);
    const before = await mentions();
    await room.receive('one', [written('Poland and Leonardo DRS sign', 'Ukraine looks on.')]);
    const after = await mentions();
    const idOf = (rows: Row[], record: string) => rows.find((row) => row.record === record)?.id;
    expect(idOf(after, 'poland')).toBe(idOf(before, 'poland'));
    expect(idOf(after, 'ukraine')).toBe(idOf(before, 'ukraine'));
    expect(idOf(before, 'rheinmetall')).toBeDefined();
    expect(idOf(after, 'rheinmetall')).toBeUndefined();
  });

  test.each(['ACCEPTED', 'REJECTED'] as const)('leaves a tie %s, and moves it with the text', async (review) => {
    await room.addFeed('one');
    await room.receive('one', [written('Rheinmetall in Poland', 'Rheinmetall builds.')]);
    await judge('Rheinmetall', review);
    const before = await mentions("m.record_slug = 'rheinmetall'");
    await room.receive('one', [written('In Poland, Rheinmetall', 'Then Rheinmetall and again Rheinmetall builds.')]);
    const after = await mentions("m.record_slug = 'rheinmetall'");
    expect(after.map(({ id, start, review }) => [id, start, review])).toEqual([
      [before[0]?.id, 11, review],
      [before[1]?.id, 5, review],
    ]);
    // The text loses the name and finds it again.
    await room.receive('one', [written('In Poland', 'Nobody builds.')]);
    expect(await mentions("m.record_slug = 'rheinmetall'")).toMatchObject(
      ['TITLE', 'SUMMARY'].map((field) => ({ field, start: null, end: null, method: 'MANUAL', review })),
    );
    await room.receive('one', [written('Rheinmetall in Poland', 'Somebody builds.')]);
    expect(await mentions("m.record_slug = 'rheinmetall' and m.start_offset is not null")).toMatchObject([
      { field: 'TITLE', start: 0, end: 11, surface: 'Rheinmetall', review },
    ]);
    expect(await mentions("m.record_slug = 'rheinmetall' and m.review in ('AUTO', 'NEEDS_REVIEW')")).toEqual([]);
  });

  test('infers nothing from a name that a curator has rejected in the article', async () => {
    await room.addFeed('one');
    await room.receive('one', [written('Poland shoots down drones', INCURSION)]);
    const inferred = () => mentions("m.method = 'INFERRED' and m.review = 'AUTO'");
    const poland = ({ parts }: Row) => parts?.some(({ part, what }) => part === 'COUNTRY' && what === 'poland');
    expect((await inferred()).some(poland)).toBe(true);
    await database.sql.rows("update mention set review = 'REJECTED' where record_slug = 'poland'");
    await room.receive('one', [written('Poland shoots down some drones', INCURSION)]);
    expect((await mentions("m.method = 'INFERRED'")).some(poland)).toBe(false);
    await database.sql.rows("update mention set review = 'ACCEPTED' where record_slug = 'poland'");
    await room.receive('one', [written('Poland shoots down drones', INCURSION)]);
    expect((await inferred()).some(poland)).toBe(true);
  });

  test('leaves a rejected inference rejected', async () => {
    await room.addFeed('one');
    await room.receive('one', [written('Poland shoots down drones', INCURSION)]);
    await database.sql.rows("update mention set review = 'REJECTED' where method = 'INFERRED'");
    const before = await mentions("m.method = 'INFERRED'");
    await room.receive('one', [written('Poland shoots down some drones', INCURSION)]);
    expect(await mentions("m.method = 'INFERRED'")).toEqual(before);
  });

  test('that makes two accepted names change places meets nothing on the way', async () => {
    await room.addFeed('one');
    await room.receive('one', [written('Kyiv Independent: Ukraine, Ukraine')]);
    await judge('Ukraine', 'ACCEPTED');
    await room.receive('one', [written('Ukraine')]);
    await room.receive('one', [written('So Ukraine, and Ukraine')]);
    const found = await mentions("m.record_slug = 'ukraine'");
    expect(found.map(({ start }) => start).filter((start) => start !== null)).toEqual([3, 16]);
    for (const { start, end, surface } of found) {
      if (start !== null) expect('So Ukraine, and Ukraine'.slice(start, end as number)).toBe(surface);
    }
  });
});
