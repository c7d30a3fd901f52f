/** The same month in a database of its own: most of it written at once, and samples stored one article at a time. */
import { Client } from 'pg';
import { connect, type Database } from '../src/database/connect.js';
import { migrate } from '../src/database/migrate.js';
import { asRows } from '../src/database/transaction.js';
import { dedupe } from '../src/feeds/dedupe.js';
import { itemsOf } from '../src/feeds/identity.js';
import { LexiconCache } from '../src/feeds/lexicon-cache.js';
import { Linker } from '../src/feeds/linker.js';
import { ParsePool } from '../src/feeds/parse-pool.js';
import { store } from '../src/feeds/store.js';
import { StoryDesk } from '../src/feeds/story-desk.js';
import type { Link } from '../src/linking/link.js';
import type { StoryArticle } from '../src/linking/signature.js';
import { seed } from '../src/seed.js';

export type PlacedInMonth = StoryArticle & { story: string | null; copyOf: string | null };

interface Sample {
  /** How many articles were stored before. */
  size: number;
  /** Milliseconds for each: the story alone, and all of the transaction. */
  place: number[];
  store: number[];
}

interface SampleOptions {
  /** How many articles are stored before each sample. */
  sizes: number[];
  sample: number;
}

const NAME = 'flankwatch_bench_stories';
const AT_ONCE = 2000;

export async function measureStored(articles: PlacedInMonth[], { sizes, sample }: SampleOptions): Promise<Sample[]> {
  const server = process.env.BENCH_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
  await administer(server, `drop database if exists ${NAME} with (force)`, `create database ${NAME}`);
  const url = new URL(server);
  url.pathname = NAME;
  const database = await connect({ databaseUrl: url.href, dataDir: '' });
  const parser = new ParsePool();
  try {
    await migrate(database);
    await seed({ database, lexicon: new LexiconCache(database.sql), parser });
    await addFeeds(database, articles);
    const samples: Sample[] = [];
    let written = 0;
    for (const size of sizes) {
      for (; written < size; written += AT_ONCE) {
        await write(database, articles.slice(written, Math.min(size, written + AT_ONCE)));
      }
      for (const table of ['article', 'mention', 'story', 'change']) await database.script(`vacuum analyze ${table}`);
      written = size;
      samples.push({ size, ...(await storeEach(database, articles.slice(size, size + sample))) });
      written = size + sample;
    }
    return samples;
  } finally {
    await parser.close();
    await database.close();
    await administer(server, `drop database if exists ${NAME} with (force)`);
  }
}

async function storeEach(database: Database, articles: PlacedInMonth[]): Promise<Omit<Sample, 'size'>> {
  const stories = new TimedDesk();
  const costs: Omit<Sample, 'size'> = { place: stories.costs, store: [] };
  for (const { id, title, summary, language, publishedAt, feed, records } of articles) {
    await stories.open(database.sql);
    const text = { title, author: null, summary, contentHtml: null, image: null };
    const read = { statedDate: null, formerGuid: null, lost: null };
    const article = { guid: id, url: `https://${feed}.example/${id}`, ...text, ...read };
    const start = performance.now();
    const { items } = itemsOf([{ ...article, language, tags: [], publishedAt, hash: id }]);
    const look = await dedupe(database.sql, feed, items);
    await store(database, {
      feed,
      items,
      look,
      linker: new Linker(() => records.map(linkTo)),
      stories,
      seenAt: publishedAt,
      outcome: () => ({}),
    });
    costs.store.push(performance.now() - start);
  }
  return costs;
}

class TimedDesk extends StoryDesk {
  readonly costs: number[] = [];

  override async place(...request: Parameters<StoryDesk['place']>) {
    const start = performance.now();
    const placed = await super.place(...request);
    this.costs.push(performance.now() - start);
    return placed;
  }
}

const kinds = new Map<string, Link['recordKind']>();

function linkTo(record: string, at: number): Link {
  const recordKind = kinds.get(record) ?? 'ACTOR';
  const place = { field: 'SUMMARY', start: at * 10, end: at * 10 + 5, surface: 'named' } as const;
  return { record, recordKind, ...place, score: 1, method: 'ALIAS', review: 'AUTO', parts: null };
}

async function addFeeds({ prisma, sql }: Database, articles: PlacedInMonth[]): Promise<void> {
  const slugs = [...new Set(articles.map(({ feed }) => feed))];
  await prisma.feed.createMany({
    data: slugs.map((slug) => ({ slug, title: slug, url: `https://${slug}.example/feed.xml`, enabled: false })),
  });
  const known = await sql.rows<{ slug: string; kind: Link['recordKind'] }>(
    'select slug, kind::text as kind from record',
  );
  for (const { slug, kind } of known) kinds.set(slug, kind);
}

async function write({ sql }: Database, articles: PlacedInMonth[]): Promise<void> {
  const rows = asRows(
    articles.map((article) => ({ ...article, kinds: article.records.map((slug) => kinds.get(slug)) })),
  );
  await sql.rows(STORIES, [rows]);
  await sql.rows(ARTICLES, [rows]);
  await sql.rows(MENTIONS, [rows]);
}

const SENT = `json_to_recordset($1::json) as sent (id uuid, title text, summary text, language text,
    "publishedAt" timestamptz, feed text, story uuid, "copyOf" uuid, records text[], kinds text[])`;

const STORIES = `
  insert into story (id, headline, first_published_at, last_published_at, independent_publishers)
  select story, min(title), min("publishedAt"), max("publishedAt"), 1 from ${SENT} where story is not null group by story
  on conflict do nothing`;

const ARTICLES = `
  insert into article (id, feed_slug, url, title, summary, language, published_at, first_seen_at, updated_at, story_id, copy_of)
  select id, feed, 'https://' || feed || '.example/' || id, title, summary, language, "publishedAt", "publishedAt",
    "publishedAt", story, "copyOf"
  from ${SENT}`;

const MENTIONS = `
  insert into mention (id, article_id, published_at, record_slug, record_kind, field, start_offset, end_offset, surface,
    score, method)
  select gen_random_uuid(), sent.id, "publishedAt", named.slug, named.kind::record_kind, 'SUMMARY', named.n::int * 10,
    named.n::int * 10 + 5, 'named', 1, 'ALIAS'
  from ${SENT} cross join lateral unnest(records, kinds) with ordinality as named (slug, kind, n)`;

async function administer(server: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
