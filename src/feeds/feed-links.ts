// Finds the feeds that an HTML page names, in its Link headers, its <link> elements and its <a> elements.
import { Parser } from 'htmlparser2';
import type { FeedDocument } from './document.js';
import { resolveUrl } from './resolve-url.js';
import { readLinks } from './websub/link-header.js';

export interface FeedLink {
  url: string;
  title: string | null;
}

export interface FeedLinks {
  /** Said to be feeds, by relation or media type. */
  named: FeedLink[];
  /** Links for readers whose addresses look like a feed's. */
  linked: FeedLink[];
}

/** Besides the registered types, those that servers made up before there were any. */
const FEED_TYPE = /^(?:application|text)\/(?:x[.-])?(?:(?:rss|atom|rdf)(?:\+xml)?|feed\+json|xml|json)$/;
/** A page links its data too: on an <a>, only a type that is no other document's says that a feed is behind it. */
const SURELY_FEED_TYPE = /^(?:application|text)\/(?:x[.-])?(?:(?:rss|atom|rdf)(?:\+xml)?|feed\+json)$/;
/** `/feed/`, `/rss.xml`, `/news.rss`, `/atom`, `/export/rss2`. */
const FEED_PATH = /(?:^|[/._-])(?:rss\d?|atom|feeds?|rdf)(?:[/._-]|$)/i;

const MOST_CHARACTERS = 1024 * 1024;
const MOST_LINKS = 100;
/** htmlparser2 shifts its whole stack for each element, so depth has to be bounded. */
const DEEPEST = 512;

/** Only http and https addresses, each once, in the page's order, those of headers first. `html` is the decoded document. */
export function feedLinks({ url: pageUrl, link = '' }: FeedDocument, html: string): FeedLinks {
  const named = new Map<string, FeedLink>();
  const linked = new Map<string, FeedLink>();
  const add = (list: typeof named, href: string | undefined, title: string | undefined, base: string) => {
    const url = resolveUrl(href, base);
    if (url === null || !/^https?:/.test(url) || named.has(url) || list.has(url) || list.size >= MOST_LINKS) return;
    list.set(url, { url, title: title?.trim() || null });
  };
  for (const { href, rels, type = '', title } of readLinks(link)) {
    if (namesFeed(rels, type)) add(named, href, title, pageUrl);
  }
  const found: { isNamed: boolean; href: string | undefined; title: string | undefined }[] = [];
  let base: string | undefined;
  let depth = 0;
  const parser: Parser = new Parser({
    onopentag(name, { href, rel = '', type = '', title }) {
      depth += 1;
      if (depth > DEEPEST) return parser.pause();
      // HTML, "the base element": the first one with an address counts.
      if (name === 'base') base ??= href;
      const rels = rel.toLowerCase().split(/\s+/);
      if (name === 'link' && namesFeed(rels, type)) found.push({ isNamed: true, href, title });
      if (name !== 'a' && name !== 'area') return;
      const isNamed = rels.includes('feed') || SURELY_FEED_TYPE.test(mediaType(type)) || namesFeed(rels, type);
      if (isNamed || FEED_PATH.test(pathOf(href))) found.push({ isNamed, href, title });
    },
    onclosetag() {
      depth -= 1;
    },
  });
  parser.end(html.slice(0, MOST_CHARACTERS));
  const from = resolveUrl(base, pageUrl) ?? pageUrl;
  for (const { isNamed, href, title } of found) add(isNamed ? named : linked, href, title, from);
  return { named: [...named.values()], linked: [...linked.values()].filter(({ url }) => !named.has(url)) };
}

/** HTML, "Link type alternate", and the relation `feed` that was once proposed for HTML 5. */
function namesFeed(rels: readonly string[], type: string): boolean {
  if (rels.includes('stylesheet')) return false;
  return rels.includes('feed') || (rels.includes('alternate') && FEED_TYPE.test(mediaType(type)));
}

/** RFC 9110 §8.3.1: a media type may carry parameters. */
function mediaType(type: string): string {
  return type.toLowerCase().split(';', 1)[0]?.trim() ?? '';
}

function pathOf(href = ''): string {
  return href.split(/[?#]/, 1)[0] ?? '';
}
