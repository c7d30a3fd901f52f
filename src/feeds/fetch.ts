/** Fetches a feed from its publisher, politely and without trusting it. */
import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import { request as send } from 'undici';
import type { FeedDocument } from './document.js';
import { createFetchCookies, type FetchCookies } from './fetch-cookies.js';
import { freshSeconds } from './freshness.js';
import { guardedAgent } from './guarded-agent.js';
import { LARGEST_DOCUMENT } from './limits.js';
import { networkFailure } from './network-failure.js';
import { pageRefresh } from './page-refresh.js';
import { BodyError, readBody } from './read-body.js';
import { refusal } from './refusal.js';
import { resolveUrl } from './resolve-url.js';
import { shorten } from './shorten.js';
import { targetOf } from './target.js';

export interface FetchRequest {
  url: string;
  /** As the publisher sent them with the last document; they go back unchanged. */
  etag: string | null;
  lastModified: string | null;
  userAgent: string;
  /** Lets the feed be on a private network. */
  allowPrivate: boolean;
  /** Asked before a redirect is followed to another server: what keeps us from it, null once we may ask it. */
  enter?: ((url: URL) => Promise<Extract<Fetched, { kind: 'failed' }> | null>) | undefined;
  /** Ends the fetch, which then throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Instead of the system's DNS: for tests. */
  lookup?: LookupFunction | undefined;
  now?: Date;
}

interface Answer {
  etag: string | null;
  lastModified: string | null;
  /** Seconds for which the server says that nothing new is to be expected. */
  freshSeconds: number;
  /** Where redirects lead that are permanent, each of them from the first on; null where there are none. */
  movedTo: string | null;
}

export type Fetched =
  // `pageLedTo` is where a page's refresh led; absent if the document was found without one.
  | ({ kind: 'document'; document: FeedDocument; pageLedTo?: string } & Answer)
  | ({ kind: 'unchanged' } & Answer)
  | { kind: 'gone'; error: string }
  // `refused` says that the server has answered, and will answer the same until somebody mends something.
  // `cause` is the network's code, equal for all feeds that fail for the same cause; absent if the server has answered.
  | { kind: 'failed'; error: string; retryAfter?: Date; refused?: true; cause?: string };

export interface FetchLimits {
  connectMs: number;
  /** For all hops and the body together. */
  totalMs: number;
  /** Counted before and after decompression. */
  bytes: number;
  /** Redirects by status and by a page's refresh together. */
  redirects: number;
}

export const FETCH_LIMITS: FetchLimits = {
  connectMs: 10_000,
  totalMs: 20_000,
  bytes: LARGEST_DOCUMENT,
  redirects: 10,
};

/**
 * Never throws for what a publisher or the network does: the reason is in the answer, in words for a curator. Follows
 * redirects and the refresh of pages that name no feed, each address checked like the first, with the cookies that the
 * servers set on the way.
 */
export async function fetchFeed(request: FetchRequest, limits: FetchLimits = FETCH_LIMITS): Promise<Fetched> {
  const { allowPrivate, lookup } = request;
  const agent = guardedAgent({ allowPrivate, lookup, connectTimeoutMs: limits.connectMs });
  const timeout = AbortSignal.timeout(limits.totalMs);
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  try {
    const cookies = createFetchCookies();
    const asked = new Set<string>();
    let address = request.url;
    let from: URL | undefined;
    let movedTo: string | null = null;
    let pageLedTo: string | undefined;
    let permanent = true;
    for (let hops = 0; hops <= limits.redirects; hops++) {
      const target = targetOf(address, from);
      if (typeof target === 'string') return { kind: 'failed', error: target };
      if (permanent && from) movedTo = target.href;
      const obstacle = from && from.host !== target.host ? await request.enter?.(target) : null;
      if (obstacle) return obstacle;
      const question = questionOf(target, cookies);
      if (asked.has(question)) {
        return { kind: 'failed', error: `The address redirects in a circle, back to ${shorten(target.href, 200)}` };
      }
      asked.add(question);
      const hop = await fetchHop({ request, limits, agent, signal, url: target, movedTo, cookies });
      if (hop.kind !== 'redirect') return hop.kind === 'document' && pageLedTo ? { ...hop, pageLedTo } : hop;
      permanent &&= hop.by === 'PERMANENT_REDIRECT';
      address = hop.location;
      from = target;
      if (hop.by === 'PAGE') pageLedTo = resolveUrl(address, target.href) ?? undefined;
    }
    return { kind: 'failed', error: `The address redirects more than ${limits.redirects} times` };
  } finally {
    await agent.destroy();
  }
}

interface Hop {
  request: FetchRequest;
  limits: FetchLimits;
  agent: Dispatcher;
  signal: AbortSignal;
  url: URL;
  movedTo: string | null;
  cookies: FetchCookies;
}

interface Redirect {
  kind: 'redirect';
  location: string;
  by: 'REDIRECT' | 'PERMANENT_REDIRECT' | 'PAGE';
}

/** What a server sees of a request: asked the same twice, it answers the same. */
function questionOf({ origin, pathname, search, href }: URL, cookies: FetchCookies): string {
  return `${origin}${pathname}${search} ${cookies.headerFor(new URL(href))}`;
}

/** RFC 9110 §15.4: 300 may name the preferred choice. */
const REDIRECTS = new Set([300, 301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);

async function fetchHop(hop: Hop): Promise<Fetched | Redirect> {
  const { request, agent, signal, url, cookies } = hop;
  try {
    const headers = headersFor(request, cookies.headerFor(url));
    const response = await send(url, { dispatcher: agent, signal, headers });
    cookies.keep(url, response.headers['set-cookie']);
    const { statusCode } = response;
    const location = header(response, 'location');
    // A 300 without a preferred choice has a page of choices for a body.
    const hasDocument = (statusCode >= 200 && statusCode < 300) || (statusCode === 300 && location === null);
    if (hasDocument) return await successOf(response, hop);
    await response.body.dump();
    if (REDIRECTS.has(statusCode) && location !== null) {
      const by = PERMANENT.has(statusCode) ? 'PERMANENT_REDIRECT' : 'REDIRECT';
      return { kind: 'redirect', location: escapeBytes(location), by };
    }
    if (statusCode === 304 && (request.etag !== null || request.lastModified !== null)) return unchanged(response, hop);
    if (statusCode === 410) return { kind: 'gone', error: 'The server says that this feed is gone for good (410)' };
    return refusal(statusCode, header(response, 'retry-after'), request.now ?? new Date());
  } catch (error) {
    request.signal?.throwIfAborted();
    if (error instanceof BodyError) return { kind: 'failed', error: error.message };
    return { kind: 'failed', ...networkFailure(error, url) };
  }
}

/** Header values come as Latin-1: each byte beyond ASCII is escaped as it was sent, whatever its charset. */
function escapeBytes(location: string): string {
  return location.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}

async function successOf(response: Dispatcher.ResponseData, hop: Hop): Promise<Fetched | Redirect> {
  const { request, limits, url } = hop;
  const etag = header(response, 'etag');
  if (etag !== null && etag === request.etag) {
    // Some servers know their entity tags and ignore ours.
    await response.body.dump();
    return unchanged(response, hop);
  }
  const { bytes, isCut } = await readBody(response.body, contentEncodingOf(response), limits.bytes);
  const document = { bytes, contentType: header(response, 'content-type'), url: url.href, ...linkOf(response) };
  const refresh = pageRefresh(document, header(response, 'refresh'));
  if (refresh !== null) return { kind: 'redirect', location: refresh, by: 'PAGE' };
  const answer = answerOf(response, hop);
  // With the validators of a document that was cut, the server would answer that nothing has changed.
  return { kind: 'document', document, ...answer, ...(isCut && { etag: null, lastModified: null }) };
}

/** RFC 9110, section 15.4.5: a 304 repeats the entity tag; where it does not, the one we have stays good. */
function unchanged(response: Dispatcher.ResponseData, hop: Hop): Fetched {
  const answer = answerOf(response, hop);
  const { etag, lastModified } = hop.request;
  return {
    kind: 'unchanged',
    ...answer,
    etag: answer.etag ?? etag,
    lastModified: answer.lastModified ?? lastModified,
  };
}

function answerOf(response: Dispatcher.ResponseData, { request, movedTo }: Hop): Answer {
  return {
    etag: header(response, 'etag'),
    lastModified: header(response, 'last-modified'),
    freshSeconds: freshSeconds((name) => header(response, name), request.now ?? new Date()),
    movedTo,
  };
}

function headersFor({ etag, lastModified, userAgent }: FetchRequest, cookie: string): Record<string, string> {
  return {
    ...(cookie !== '' && { cookie }),
    'user-agent': userAgent,
    accept:
      'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, ' +
      'text/xml;q=0.9, */*;q=0.5',
    'accept-encoding': 'gzip, br, deflate',
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  };
}

/** A list may stand in several headers (RFC 9110 §5.3). */
function contentEncodingOf({ headers }: Dispatcher.ResponseData): string {
  return [headers['content-encoding'] ?? []].flat().join(',');
}

function linkOf({ headers: { link } }: Dispatcher.ResponseData): { link?: string } {
  return link === undefined ? {} : { link: [link].flat().join(', ') };
}

function header({ headers }: Dispatcher.ResponseData, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
