import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { ingest } from '../../src/feeds/ingest.js';
import { LexiconCache } from '../../src/feeds/lexicon-cache.js';
import { ParsePool } from '../../src/feeds/parse-pool.js';
import { mergeActors, undoMerge } from '../../src/record/merge.js';
import { openDatabase } from '../support/database.js';
import { graphOn } from '../support/graph.js';
import { disagreements } from './memory.js';

const MERGES = 12;
const BY = { by: 'a curator', reason: 'a test' };

let database: Database;
const parser = new ParsePool();
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(async () => {
  await parser.close();
  await database.close();
});

const documentOf = (round: number) => {
  const items = Array.from(
    { length: 30 },
    (_, at) => `<item><guid>${round}-${at}</guid><link>https://news.example/${round}/${at}</link>
      <title>Romania and Ukraine sign, Poland watches (${round}, ${at})</title></item>`,
  );
  return Buffer.from(`<rss version="2.0"><channel><title>News</title>${items.join('')}</channel></rss>`);
};

test('actors are merged and parted while news about them comes in: neither waits for the other for ever', async () => {
  const intake = { database, lexicon: new LexiconCache(database.sql), parser };
  const feed = await database.prisma.feed.findUniqueOrThrow({ where: { slug: 'flankwatch-sample' } });
  let curating = true;
  const news = async () => {
    for (let round = 0; curating; round++) {
      const document = { bytes: documentOf(round), contentType: null, url: 'https://news.example/feed' };
      expect(await ingest(intake, feed, document, () => ({ bodyHash: '' }))).toMatchObject({ kind: 'ingested' });
    }
  };
  const curation = async () => {
    for (let round = 0; round < MERGES; round++) {
      expect(await mergeActors(database, 'ukraine', 'romania', BY)).toMatchObject({ kind: 'done' });
      expect(await undoMerge(database, 'romania', BY)).toMatchObject({ kind: 'done' });
    }
  };
  await Promise.all([news(), curation().finally(() => (curating = false))]);

  expect(await disagreements(database.sql)).toEqual([]);
  // Every tie leads somewhere, and is counted.
  const { errors } = await graphOn(database).raw(
    '{ articles(first: 100) { edges { node { mentions { record { slug } } } } } }',
  );
  expect(errors).toBeUndefined();
  const miscounted = await database.sql.rows(`
    select c.record_slug from coverage c where c.articles <> (
      select count(distinct m.article_id) from mention m
      where m.record_slug = c.record_slug and m.review in ('AUTO', 'ACCEPTED'))`);
  expect(miscounted).toEqual([]);
});
