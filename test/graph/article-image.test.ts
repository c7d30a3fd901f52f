// An article's picture, from the document to the graph.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { type Newsroom, newsroomOn } from '../feeds/newsroom.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
let room: Newsroom;
beforeAll(async () => {
  database = await openDatabase('empty');
  graph = graphOn(database);
  room = newsroomOn(database);
  await room.addFeed('pictured');
});
afterAll(() => database.close());

const URL = 'https://news.example/1';
const document = (media: string) =>
  `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>f</title><item><title>t</title><link>${URL}</link>${media}</item></channel></rss>`;

async function imageOf(): Promise<unknown> {
  const { data, errors } = await graph.raw(
    `{ article(url: "${URL}") { image { url alt credit photographer agency } } }`,
  );
  expect(errors).toBeUndefined();
  return data.article.image;
}

const changes = () => database.prisma.change.count({ where: { type: 'ARTICLE', kind: 'UPDATED' } });

test('is stored, comes later, changes without an edit and is told of', async () => {
  await room.receiveXml('pictured', document(''));
  expect(await imageOf()).toBeNull();
  const credit = '<media:credit role="photographer">Anna Nowak</media:credit>';
  const picture = (url: string) => `<media:content url="${url}" medium="image">${credit}</media:content>`;
  const [item] = await room.receiveXml('pictured', document(picture('https://img.example/p.jpg?sig=1')));
  expect(item?.outcome).toBe('unchanged');
  expect(await imageOf()).toEqual({
    url: 'https://img.example/p.jpg?sig=1',
    alt: null,
    credit: 'Anna Nowak',
    photographer: 'Anna Nowak',
    agency: null,
  });
  expect([await changes(), await database.prisma.articleVersion.count()]).toEqual([1, 0]);
  // The same picture, signed anew.
  await room.receiveXml('pictured', document(picture('https://img.example/p.jpg?sig=2')));
  expect(await changes()).toBe(1);
});
