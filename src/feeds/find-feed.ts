// Finds the feed at an address that a person gives: the feed itself, or the page of the site that has one.
import { decode } from './decode.js';
import { language } from './feed-input.js';
import { type FeedLink, feedLinks } from './feed-links.js';
import { FETCH_LIMITS, type Fetched, fetchFeed } from './fetch.js';
import type { ParsePool } from './parse-pool.js';
import { plainText } from './plain-text.js';
import type { Fetching } from './refresh.js';
import { resolveUrl } from './resolve-url.js';

export interface FoundFeed {
  url: string;
  /** As the feed states them; null where it does not. */
  title: string | null;
  language: string | null;
  siteUrl: string | null;
}

/** What looking for a feed takes: pages and documents are of strangers, so they are read on the threads for that. */
export interface FeedReader extends Fetching {
  parser: Pick<ParsePool, 'parse'>;
}

/** `none` says what was found instead, in words for the person who gave the address. */
export type Finding = { kind: 'found'; feed: FoundFeed } | { kind: 'none'; error: string };

const WELL_KNOWN = ['/feed', '/rss', '/rss.xml', '/atom.xml', '/feed.xml', '/index.xml', '/feed.json'];
const MOST_LINKS = 10;
/** A person waits: a page's feeds are given less time than a feed that is fetched in the background. */
const LIMITS = { ...FETCH_LIMITS, totalMs: 8000 };

export async function findFeed(reader: FeedReader, address: string): Promise<Finding> {
  const looked = await look(reader, address);
  if (looked.kind === 'found') return looked;
  if (looked.kind === 'none') return looked;
  const { url, links } = looked;
  if (links.length > 0) return oneOf(reader, url, links);
  for (const path of WELL_KNOWN) {
    const wellKnown = await look(reader, new URL(path, url).href);
    if (wellKnown.kind === 'found') return wellKnown;
  }
  return {
    kind: 'none',
    error: `${address}: ${looked.error}. It names no feed, and there is none at ${WELL_KNOWN.join(', ')}`,
  };
}

/** Of the feeds that a page names: the one that can be read, if it is the only one. */
async function oneOf(reader: FeedReader, page: string, links: FeedLink[]): Promise<Finding> {
  const feeds: FoundFeed[] = [];
  const failures: string[] = [];
  for (const link of links.slice(0, MOST_LINKS)) {
    const looked = await look(reader, link.url);
    if (looked.kind === 'found') feeds.push({ ...looked.feed, title: looked.feed.title ?? link.title });
    else failures.push(`${link.url} (${looked.error})`);
  }
  const [only, ...others] = feeds;
  if (only === undefined)
    return { kind: 'none', error: `${page} names no feed that can be read: ${failures.join('; ')}` };
  if (others.length === 0) return { kind: 'found', feed: only };
  const listed = feeds.map(({ title, url }) => (title === null ? url : `${url} (${title})`)).join(', ');
  return { kind: 'none', error: `${page} has ${feeds.length} feeds, give the address of one: ${listed}` };
}

type Looked =
  | { kind: 'found'; feed: FoundFeed }
  | { kind: 'page'; url: string; links: FeedLink[]; error: string }
  | { kind: 'none'; error: string };

async function look(reader: FeedReader, address: string): Promise<Looked> {
  const { userAgent, allowPrivate } = reader;
  const fetched = await fetchFeed({ url: address, etag: null, lastModified: null, userAgent, allowPrivate }, LIMITS);
  if (fetched.kind !== 'document') return { kind: 'none', error: failureOf(fetched) };
  const { document } = fetched;
  const text = decode(document);
  const parsed = await reader.parser.parse(document);
  if (parsed.kind === 'failed') {
    return { kind: 'page', url: document.url, links: feedLinks(text, document.url), error: parsed.error };
  }
  const { title, link } = parsed.feed;
  const tag = language.safeParse(parsed.feed.language);
  return {
    kind: 'found',
    feed: {
      url: new URL(address).href,
      title: plainText(title ?? '', 200).slice(0, 200) || null,
      language: tag.success ? tag.data : null,
      siteUrl: webAddress(resolveUrl(link, document.url)),
    },
  };
}

function failureOf(fetched: Exclude<Fetched, { kind: 'document' }>): string {
  return 'error' in fetched ? fetched.error : 'The server says that nothing has changed, to a first question';
}

function webAddress(url: string | null): string | null {
  return url !== null && /^https?:/.test(url) ? url : null;
}
