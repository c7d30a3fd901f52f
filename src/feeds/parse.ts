/** Reads a fetched document into a feed and its items. */
import Parser from 'rss-parser';
import { absoluteLinks } from './absolute-links.js';
import { canonicalise } from './canonicalise.js';
import { withoutXmlControls } from './control-characters.js';
import { decode } from './decode.js';
import type { FeedDocument } from './document.js';
import type { Beside } from './emit.js';
import type { Failure } from './failure.js';
import { isJson, parseJson } from './json-feed.js';
import type { ParsedFeed, ParsedItem, UnresolvedItem } from './parsed-feed.js';

export type Parsed<Item extends ParsedItem = ParsedItem> = { kind: 'parsed'; feed: ParsedFeed<Item> } | Failure;

const reader = new Parser<{ language?: string }>();

/** Takes RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, and JSON Feed, in any encoding. A document that is no feed is a failure, with why. */
export async function parseFeed(document: FeedDocument): Promise<Parsed> {
  const parsed = await parseUnresolved(document);
  return parsed.kind === 'failed'
    ? parsed
    : { kind: 'parsed', feed: { ...parsed.feed, items: parsed.feed.items.map(resolved) } };
}

/**
 * As `parseFeed`, for a reader who takes every link into his hands anyway. `feedLanguage` is what the record says of the
 * feed.
 */
export async function parseUnresolved(
  document: FeedDocument,
  feedLanguage: string | null = null,
): Promise<Parsed<UnresolvedItem>> {
  const text = decode(document);
  if (isJson(text, document.contentType)) return parseJson(text, document.url || null, feedLanguage);
  const canonical = canonicalise(withoutXmlControls(text), document.url || null, feedLanguage);
  if (canonical.kind === 'failed') return canonical;
  const feed = await reader.parseString(canonical.rss);
  return {
    kind: 'parsed',
    feed: {
      title: feed.title || null,
      link: feed.link || null,
      description: feed.description || null,
      language: feed.language || null,
      items: canonical.beside.map((beside, at) => itemOf(feed.items[at], beside)),
      ...(canonical.refused.length > 0 && { refused: canonical.refused }),
    },
  };
}

function itemOf(item: Parser.Item | undefined, beside: Beside): UnresolvedItem {
  return Object.assign(beside, { title: item?.title || null, link: item?.link || null, id: item?.guid || null });
}

function resolved({ bases, ...item }: UnresolvedItem): ParsedItem {
  return {
    ...item,
    summary: item.summary && absoluteLinks(item.summary, bases?.summary ?? null),
    content: item.content && absoluteLinks(item.content, bases?.content ?? null),
  };
}
