import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

const page = (path: string) => `https://news.example/${path}`;
const item = (guid: string, path: string): Sent => ({ guid, url: page(path), title: `At ${path}` });

/**
 * What the feeds have to send. Things that no order can settle come together: one guid with two addresses is an edit
 * where it comes one at a time, and two items at a time where it does not.
 */
const GROUPS: Sent[][] = [
  [item('a', 'a')],
  [item('b', 'b')],
  [{ url: page('c'), title: 'At c' }],
  [item('twins', 'twin-1'), item('twins', 'twin-2')],
  [item('twins', 'twin-2'), item('twins', 'twin-3')],
  [item('shared-1', 'shared'), item('shared-2', 'shared')],
  [{ url: 'https://news.example/', title: 'Front page' }],
];

const documents = fc.array(
  fc.record({
    feed: fc.constantFrom('one', 'two', 'three'),
    items: fc
      .subarray(GROUPS)
      .map((groups) => groups.flat())
      .chain((items) => fc.shuffledSubarray(items, { minLength: items.length })),
  }),
  { minLength: 1, maxLength: 5 },
);

test('the same documents, in any order and any number of times, end in the same articles', {
  timeout: 120_000,
}, async () => {
  const result = async (order: { feed: string; items: Sent[] }[]) => {
    await room.clear();
    for (const feed of ['one', 'two', 'three']) await room.addFeed(feed);
    for (const { feed, items } of order) await room.receive(feed, items);
    return (await room.articles()).map(({ title, url, in: feeds }) => JSON.stringify({ title, url, feeds })).sort();
  };
  const order = documents.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.array(fc.constantFrom(...all), { maxLength: 4 }).chain((again) => {
        const more = [...all, ...again];
        return fc.shuffledSubarray(more, { minLength: more.length });
      }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(order, async ([all, shuffled]) => {
      expect(await result(shuffled)).toEqual(await result(all));
    }),
    { numRuns: 40 },
  );
});
