// From a feed's document to the graph: parse → normalise → dedupe → link → store. Publishing is part of storing: the
// outbox is written in the same transaction.
import type { Database } from '../database/connect.js';
import type { Feed } from '../database/generated/client.js';
import type { Sql } from '../database/sql.js';
import { link } from '../linking/link.js';
import { dedupe } from './dedupe.js';
import type { FeedDocument } from './document.js';
import { itemsOf } from './identity.js';
import type { LexiconCache } from './lexicon-cache.js';
import { Linker } from './linker.js';
import type { NewArticle } from './new-article.js';
import type { Normalised } from './normalise.js';
import { inSlices } from './others-turn.js';
import type { ParsePool } from './parse-pool.js';
import type { FeedChanges } from './save-feed.js';
import { store } from './store.js';

export interface IngestedItem {
  outcome: 'new' | 'changed' | 'unchanged' | 'refused';
  /** Null where the item has none. */
  title: string | null;
  /** Why the item was refused. */
  reason?: string;
}

/** `failed` says why nothing could be read; the items are in the document's order, refused ones last. */
export type Ingested = { kind: 'ingested'; items: IngestedItem[] } | { kind: 'failed'; error: string };

export interface Intake {
  database: Database;
  lexicon: LexiconCache;
  parser: ParsePool;
}

/** By its hash a document is known that is sent again. */
export type IngestOutcome = FeedChanges & { bodyHash: string };

/** Articles that are linked before others have their turn. */
const LINKED_AT_ONCE = 20;

/**
 * `outcome` is kept on the feed in the transaction that stores its articles; `progress` is told how many of the new and
 * changed articles are linked.
 */
export async function ingest(
  { database, lexicon, parser }: Intake,
  feed: Feed,
  document: FeedDocument,
  outcome: (sql: Sql) => IngestOutcome | Promise<IngestOutcome>,
  progress: (linked: number, all: number) => void = () => {},
): Promise<Ingested> {
  const seenAt = new Date();
  const read = await parser.read(document, { feedLanguage: feed.language, licence: feed.licence, seenAt });
  if (read.kind === 'failed') return read;
  const { items, link: site } = read.feed;
  const found = itemsOf(items.flatMap(articlesOnly));
  const knowledge = await lexicon.current();
  const linker = new Linker((article, judged) => link(knowledge, article, judged));
  // Linking takes the most time, so it is done on a first look, before the transaction that looks again.
  const look = await dedupe(database.sql, feed.slug, found);
  const changed = look.found.filter(({ kind }) => kind !== 'unchanged');
  let linked = 0;
  await inSlices(changed, LINKED_AT_ONCE, ({ article }) => {
    progress(linked++, changed.length);
    linker.prepare(article);
  });
  progress(changed.length, changed.length);
  if (changed.length > 0) await lexicon.stories.open(database.sql);
  const stored = await store(database, {
    feed: feed.slug,
    items: found,
    look,
    linker,
    stories: lexicon.stories,
    seenAt,
    outcome: async (sql) => ({
      ...(feed.siteUrl === null && isWeb(site) ? { siteUrl: site } : {}),
      lastSuccessAt: seenAt,
      lastError: null,
      consecutiveFailures: 0,
      ...(await outcome(sql)),
    }),
  });
  return {
    kind: 'ingested',
    items: [
      ...stored.map(({ kind, article }): IngestedItem => ({ outcome: kind, title: article.title })),
      ...items.flatMap((item): IngestedItem[] =>
        item.kind === 'refused' ? [{ outcome: 'refused', title: item.title, reason: item.reason }] : [],
      ),
    ],
  };
}

function articlesOnly(item: Normalised<NewArticle>): NewArticle[] {
  return item.kind === 'article' ? [item.article] : [];
}

function isWeb(link: string | null): link is string {
  return link !== null && /^https?:\/\//i.test(link) && URL.canParse(link);
}
