// Finds the feed at an address that a person gives: the feed itself, or the page of the site that has one.
import { decode } from './decode.js';
import { language } from './feed-input.js';
import { type FeedLink, type FeedLinks, feedLinks } from './feed-links.js';
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
/** For everything that is fetched to answer one person. */
const PATIENCE_MS = 30_000;

/**
 * `addresses` are tried in turn until one leads to a feed. A page's feeds are those that it names, else those that it
 * links, else those at usual paths.
 */
export async function findFeed(reader: FeedReader, addresses: readonly string[]): Promise<Finding> {
  const search = new Search(reader);
  const errors = new Set<string>();
  for (const address of addresses) {
    const finding = await search.at(address);
    if (finding.kind === 'found') return finding;
    if (finding.kind === 'several') return { kind: 'none', error: finding.error };
    errors.add(finding.error);
  }
  return { kind: 'none', error: [...errors].join('; and ') };
}

type Found = Finding | { kind: 'several'; error: string };

type Looked =
  | { kind: 'found'; feed: FoundFeed; at: string }
  | { kind: 'page'; url: string; links: FeedLinks; error: string }
  | { kind: 'none'; error: string };

class Search {
  readonly #reader: FeedReader;
  readonly #until = Date.now() + PATIENCE_MS;

  constructor(reader: FeedReader) {
    this.#reader = reader;
  }

  async at(address: string): Promise<Found> {
    const looked = await this.#look(address);
    if (looked.kind === 'found') return looked;
    if (looked.kind === 'none') return { kind: 'none', error: `${address}: ${looked.error}` };
    const { url, links } = looked;
    if (links.named.length > 0) return this.#oneOf(url, links.named);
    if (links.linked.length > 0) {
      const linked = await this.#oneOf(url, links.linked);
      if (linked.kind !== 'none') return linked;
    }
    for (const path of WELL_KNOWN) {
      const wellKnown = await this.#look(new URL(path, url).href);
      if (wellKnown.kind === 'found') return wellKnown;
    }
    return {
      kind: 'none',
      error: `${address}: ${looked.error}. It names no feed, and there is none at ${WELL_KNOWN.join(', ')}`,
    };
  }

  /** Of the feeds that a page names: the one that can be read, if it is the only one. */
  async #oneOf(page: string, links: FeedLink[]): Promise<Found> {
    // Two links may lead to one feed.
    const feeds = new Map<string, FoundFeed>();
    const failures: string[] = [];
    for (const link of links.slice(0, MOST_LINKS)) {
      const looked = await this.#look(link.url);
      if (looked.kind !== 'found') failures.push(`${link.url} (${looked.error})`);
      else if (!feeds.has(looked.at)) {
        feeds.set(looked.at, { ...looked.feed, title: looked.feed.title ?? link.title });
      }
    }
    const [only, ...others] = feeds.values();
    if (only === undefined)
      return { kind: 'none', error: `${page} names no feed that can be read: ${failures.join('; ')}` };
    if (others.length === 0 && links.length <= MOST_LINKS) return { kind: 'found', feed: only };
    const listed = [only, ...others].map(({ title, url }) => (title === null ? url : `${url} (${title})`)).join(', ');
    const more = links.length > MOST_LINKS ? ` among the first ${MOST_LINKS} of its ${links.length} links` : '';
    return {
      kind: 'several',
      error: `${page} has ${feeds.size} feed${feeds.size === 1 ? '' : 's'}${more}, give the address of one: ${listed}`,
    };
  }

  async #look(address: string): Promise<Looked> {
    const { userAgent, allowPrivate, lookup } = this.#reader;
    const totalMs = Math.min(LIMITS.totalMs, this.#until - Date.now());
    if (totalMs <= 0) return { kind: 'none', error: `not asked, because ${PATIENCE_MS / 1000} seconds were over` };
    const request = { url: address, etag: null, lastModified: null, userAgent, allowPrivate, lookup };
    const fetched = await fetchFeed(request, { ...LIMITS, totalMs });
    if (fetched.kind !== 'document') return { kind: 'none', error: failureOf(fetched) };
    const { document, pageLedTo } = fetched;
    const text = decode(document);
    // Reading a document takes its bytes to another thread.
    const { url } = document;
    const parsed = await this.#reader.parser.parse(document);
    if (parsed.kind === 'failed') {
      return { kind: 'page', url, links: feedLinks(document, text), error: parsed.error };
    }
    const { title, link } = parsed.feed;
    const tag = language.safeParse(parsed.feed.language);
    const feed = {
      url: pageLedTo ?? new URL(address).href,
      title: plainText(title ?? '', 200).slice(0, 200) || null,
      language: tag.success ? tag.data : null,
      siteUrl: webAddress(resolveUrl(link, url)),
    };
    return { kind: 'found', feed, at: url };
  }
}

function failureOf(fetched: Exclude<Fetched, { kind: 'document' }>): string {
  return 'error' in fetched ? fetched.error : 'The server says that nothing has changed, to a first question';
}

function webAddress(url: string | null): string | null {
  return url !== null && /^https?:/.test(url) ? url : null;
}
