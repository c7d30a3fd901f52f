/** Reads a document into articles: parse, then normalise each item. All of a feed's work that needs no database. */
import type { FeedDocument } from './document.js';
import type { Failure } from './failure.js';
import { MOST_CHARACTERS } from './limits.js';
import { type ArticleContext, type Normalised, normalise, type ReadArticle, refused, titleText } from './normalise.js';
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

function tooMuch(title: string | null): Normalised {
  return refused('The document has more text than any feed sends at once', titleText(title));
}

export async function readArticles(document: FeedDocument, context: ReadContext): Promise<Read> {
  const parsed = await parseUnresolved(document, context.feedLanguage);
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
    const normalised = characters > MOST_CHARACTERS ? tooMuch(item.title) : normalise(item, articleContext);
    if (normalised.kind === 'article') characters += normalised.article.contentHtml?.length ?? 0;
    items.push(characters > MOST_CHARACTERS && normalised.kind === 'article' ? tooMuch(item.title) : normalised);
  }
  for (const { title, reason } of parsed.feed.refused ?? []) items.push(refused(reason, titleText(title)));
  return { kind: 'read', feed: { title, link, language, items } };
}
