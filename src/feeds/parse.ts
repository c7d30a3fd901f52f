/** Reads a fetched document into a feed and its items. */
import Parser from 'rss-parser';
import { canonicalise } from './canonicalise.js';
import { withoutXmlControls } from './control-characters.js';
import { decode } from './decode.js';
import type { FeedDocument } from './document.js';
import { OWN_FIELDS } from './emit.js';

/** Title, summary and content are HTML fragments of any quality; `normalise` makes them fit to show. */
export interface ParsedItem {
  title: string | null;
  link: string | null;
  id: string | null;
  /** RFC 3339, in UTC. */
  date: string | null;
  summary: string | null;
  content: string | null;
  author: string | null;
  enclosure: string | null;
  tags: string[];
}

export interface ParsedFeed {
  title: string | null;
  link: string | null;
  description: string | null;
  language: string | null;
  items: ParsedItem[];
}

export type Parsed = { kind: 'parsed'; feed: ParsedFeed } | { kind: 'failed'; error: string };

type OwnField = 'instant' | 'teaser' | 'body' | 'byline' | 'attachment';
type Item = Partial<Record<OwnField, string>> & { tag?: string[] };

const { tag, ...single } = OWN_FIELDS;
const reader = new Parser<{ language?: string }, Item>({
  customFields: { item: [...Object.values(single), [tag, tag, { keepArray: true }]] as never[] },
});

/** Takes RSS 0.9 to 2.0, RDF and Atom 0.3 and 1.0 in any encoding. A document that is no feed is a failure, with why. */
export async function parseFeed(document: FeedDocument): Promise<Parsed> {
  const canonical = canonicalise(withoutXmlControls(decode(document)), document.url || null);
  if (canonical.kind === 'failed') return canonical;
  const feed = await reader.parseString(canonical.rss);
  return {
    kind: 'parsed',
    feed: {
      title: feed.title || null,
      link: feed.link || null,
      description: feed.description || null,
      language: feed.language || null,
      items: feed.items.map(parsedItem),
    },
  };
}

function parsedItem(item: Item & Parser.Item): ParsedItem {
  return {
    title: item.title || null,
    link: item.link || null,
    id: item.guid || null,
    date: item.instant || null,
    summary: item.teaser || null,
    content: item.body || null,
    author: item.byline || null,
    enclosure: item.attachment || null,
    tags: item.tag ?? [],
  };
}
