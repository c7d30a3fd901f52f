/** Reads a document into articles: parse, then normalise each item. All of a feed's work that needs no database. */
import type { FeedDocument } from './document.js';
import { type Failure, failed } from './failure.js';
import { MOST_CHARACTERS } from './limits.js';
import { type ArticleContext, type Normalised, normalise, type ReadArticle } from './normalise.js';
import { parseUnresolved } from './parse.js';

/** `feedLanguage` is what the record says of the feed; what the document says of itself comes first. */
export type ReadContext = Pick<ArticleContext, 'feedLanguage' | 'licence' | 'seenAt'>;

interface FeedReading<Article> {
  title: string | null;
  link: string | null;
  language: string | null;
  /** In the document's order. */
  items: Normalised<Article>[];
}

export type Read<Article = ReadArticle> = { kind: 'read'; feed: FeedReading<Article> } | Failure;

export async function readArticles(document: FeedDocument, context: ReadContext): Promise<Read> {
  const parsed = await parseUnresolved(document);
  if (parsed.kind === 'failed') return parsed;
  const { title, link, language } = parsed.feed;
  const articleContext = {
    ...context,
    feedUrl: document.url,
    siteUrl: link,
    feedLanguage: language ?? context.feedLanguage,
  };
  const items: Normalised[] = [];
  let characters = 0;
  for (const item of parsed.feed.items) {
    const normalised = normalise(item, articleContext);
    if (normalised.kind === 'article') characters += normalised.article.contentHtml?.length ?? 0;
    if (characters > MOST_CHARACTERS)
      return failed('TOO_LARGE', 'The document has more text than any feed sends at once');
    items.push(normalised);
  }
  return { kind: 'read', feed: { title, link, language, items } };
}
