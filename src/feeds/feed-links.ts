// Finds the feeds that an HTML page names: <link rel="alternate"> with a feed's media type.
import { Parser } from 'htmlparser2';
import { resolveUrl } from './resolve-url.js';

export interface FeedLink {
  url: string;
  title: string | null;
}

const FEED_TYPES = new Set([
  'application/rss+xml',
  'application/atom+xml',
  'application/feed+json',
  'application/json',
]);

/** The links are in a page's head. */
const MOST_CHARACTERS = 512 * 1024;
/** htmlparser2 shifts its whole stack for each element, so depth has to be bounded. */
const DEEPEST = 512;

/** Only http and https addresses, each once, in the page's order. */
export function feedLinks(html: string, pageUrl: string): FeedLink[] {
  const links = new Map<string, FeedLink>();
  let base = pageUrl;
  let depth = 0;
  const parser: Parser = new Parser({
    onopentag(name, { href, rel = '', type = '', title }) {
      depth += 1;
      if (depth > DEEPEST) return parser.pause();
      if (name === 'base') base = resolveUrl(href, pageUrl) ?? base;
      if (name !== 'link' || !rel.toLowerCase().split(/\s+/).includes('alternate')) return;
      // RFC 9110 §8.3.1: a media type may carry parameters.
      if (!FEED_TYPES.has(type.toLowerCase().split(';', 1)[0]?.trim() ?? '')) return;
      const url = resolveUrl(href, base);
      if (url !== null && /^https?:/.test(url) && !links.has(url))
        links.set(url, { url, title: title?.trim() || null });
    },
    onclosetag() {
      depth -= 1;
    },
  });
  parser.end(html.slice(0, MOST_CHARACTERS));
  return [...links.values()];
}
