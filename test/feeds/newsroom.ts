/** Feeds in a database, and documents that are ingested into them. */
import type { Database } from '../../src/database/connect.js';
import type { Feed, Prisma } from '../../src/database/generated/client.js';
import { type IngestedItem, type Intake, ingest } from '../../src/feeds/ingest.js';
import { LexiconCache } from '../../src/feeds/lexicon-cache.js';
import { ParsePool } from '../../src/feeds/parse-pool.js';

/** An item as a publisher writes it; `text` may hold HTML. */
export interface Sent {
  guid?: string;
  url: string;
  title?: string;
  text?: string;
  date?: Date;
}

interface StoredArticle {
  title: string;
  url: string;
  feed: string;
  /** Feeds that brought it, by slug. */
  in: string[];
}

export interface Newsroom {
  intake: Intake;
  addFeed(slug: string, more?: Partial<Prisma.FeedUncheckedCreateInput>): Promise<Feed>;
  /** Returns the outcomes in the document's order. */
  receive(feed: string, items: readonly Sent[]): Promise<IngestedItem['outcome'][]>;
  /** Takes a document as it is. */
  receiveXml(feed: string, xml: string): Promise<IngestedItem[]>;
  /** By title. */
  articles(): Promise<StoredArticle[]>;
  /** Takes all feeds and articles out. */
  clear(): Promise<void>;
}

export function newsroomOn(database: Database): Newsroom {
  const { prisma, sql } = database;
  const intake = { database, lexicon: new LexiconCache(sql), parser: new ParsePool() };
  const receiveXml = async (slug: string, xml: string) => {
    const feed = await prisma.feed.findUniqueOrThrow({ where: { slug } });
    const document = { bytes: Buffer.from(xml), contentType: null, url: feed.url };
    const ingested = await ingest(intake, feed, document, () => ({ bodyHash: '' }));
    if (ingested.kind === 'failed') throw new Error(ingested.error);
    return ingested.items;
  };
  return {
    intake,
    receiveXml,
    addFeed: (slug, more) =>
      prisma.feed.create({ data: { slug, title: slug, url: `https://${slug}.example/feed.xml`, ...more } }),
    receive: async (slug, items) => (await receiveXml(slug, rss(items))).map(({ outcome }) => outcome),
    articles: () =>
      sql.rows(`
        select a.title, a.url, a.feed_slug as feed,
          (select array_agg(p.feed_slug order by p.feed_slug) from appearance p where p.article_id = a.id) as in
        from article a order by a.title, a.url`),
    clear: () =>
      database.script(`
        update source set article_id = null; delete from article; delete from feed; delete from change;
        delete from feed_host`),
  };
}

export function rss(items: readonly Sent[], channel = ''): string {
  return `<rss version="2.0"><channel><title>Feed</title>${channel}${items.map(itemOf).join('')}</channel></rss>`;
}

function itemOf({ guid, url, title = `Title of ${url}`, text, date }: Sent): string {
  return `<item><title>${title}</title><link>${url.replaceAll('&', '&amp;')}</link>${
    guid === undefined ? '' : `<guid>${guid.replaceAll('&', '&amp;')}</guid>`
  }${text === undefined ? '' : `<description><![CDATA[${text}]]></description>`}${
    date === undefined ? '' : `<pubDate>${date.toUTCString()}</pubDate>`
  }</item>`;
}
