/** Reads a fetched document into a feed and its items. */
import Parser from 'rss-parser';
import { canonicalise } from './canonicalise.js';
import { withoutXmlControls } from './control-characters.js';
import { decode } from './decode.js';
import type { FeedDocument } from './document.js';
import type { Beside } from './emit.js';
import type { Failure } from './failure.js';
import { isJson, parseJson } from './json-feed.js';
import type { ParsedFeed, ParsedItem } from './parsed-feed.js';

export type Parsed = { kind: 'parsed'; feed: ParsedFeed } | Failure;

const reader = new Parser<{ language?: string }>();

/** Takes RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, and JSON Feed, in any encoding. A document that is no feed is a failure, with why. */
export async function parseFeed(document: FeedDocument): Promise<Parsed> {
  const text = decode(document);
  if (isJson(text, document.contentType)) return parseJson(text, document.url || null);
  const canonical = canonicalise(withoutXmlControls(text), document.url || null);
  if (canonical.kind === 'failed') return canonical;
  const feed = await reader.parseString(canonical.rss);
  return {
    kind: 'parsed',
    feed: {
      title: feed.title || null,
      link: feed.link || null,
      description: feed.description || null,
      language: feed.language || null,
      items: canonical.beside.map((beside, at) => parsedItem(feed.items[at], beside)),
    },
  };
}

function parsedItem(item: Parser.Item | undefined, beside: Beside): ParsedItem {
  return { title: item?.title || null, link: item?.link || null, id: item?.guid || null, ...beside };
}
