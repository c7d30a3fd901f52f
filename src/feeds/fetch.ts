/** Fetches a feed from its publisher, politely and without trusting it. */
import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import { request as send } from 'undici';
import type { FeedDocument } from './document.js';
import { freshSeconds } from './freshness.js';
import { guardedAgent } from './guarded-agent.js';
import { LARGEST_DOCUMENT } from './limits.js';
import { networkFailure } from './network-failure.js';
import { readBody, TooLargeError, UnknownEncodingError } from './read-body.js';
import { refusal } from './refusal.js';
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
  | ({ kind: 'document'; document: FeedDocument } & Answer)
  | ({ kind: 'unchanged' } & Answer)
  | { kind: 'gone'; error: string }
  // `refused` says that the server has answered, and will answer the same until somebody mends something.
  | { kind: 'failed'; error: string; retryAfter?: Date; refused?: true };

export interface FetchLimits {
  connectMs: number;
  /** For all hops and the body together. */
  totalMs: number;
  /** Counted after decompression. */
  bytes: number;
  redirects: number;
}

export const FETCH_LIMITS: FetchLimits = {
  connectMs: 10_000,
  totalMs: 20_000,
  bytes: LARGEST_DOCUMENT,
  redirects: 5,
};

/** Never throws for what a publisher or the network does: the reason is in the answer, in words for a curator. */
export async function fetchFeed(request: FetchRequest, limits: FetchLimits = FETCH_LIMITS): Promise<Fetched> {
  const { allowPrivate, lookup } = request;
  const agent = guardedAgent({ allowPrivate, lookup, connectTimeoutMs: limits.connectMs });
  const timeout = AbortSignal.timeout(limits.totalMs);
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  try {
    let address = request.url;
    let from: URL | undefined;
    let movedTo: string | null = null;
    let permanent = true;
    for (let hops = 0; hops <= limits.redirects; hops++) {
      const target = targetOf(address, from);
      if (typeof target === 'string') return { kind: 'failed', error: target };
      if (permanent && from) movedTo = target.href;
      const obstacle = from && from.host !== target.host ? await request.enter?.(target) : null;
      if (obstacle) return obstacle;
      const hop = await fetchHop({ request, limits, agent, signal, url: target, movedTo });
      if (hop.kind !== 'redirect') return hop;
      permanent &&= hop.permanent;
      address = hop.location;
      from = target;
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
}

interface Redirect {
  kind: 'redirect';
  location: string;
  permanent: boolean;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);

async function fetchHop(hop: Hop): Promise<Fetched | Redirect> {
  const { request, agent, signal, url } = hop;
  try {
    const response = await send(url, { dispatcher: agent, signal, headers: headersFor(request) });
    const { statusCode } = response;
    if (statusCode >= 200 && statusCode < 300) return await successOf(response, hop);
    await response.body.dump();
    const location = header(response, 'location');
    if (REDIRECTS.has(statusCode) && location !== null) {
      return { kind: 'redirect', location, permanent: PERMANENT.has(statusCode) };
    }
    if (statusCode === 304 && (request.etag !== null || request.lastModified !== null)) return unchanged(response, hop);
    if (statusCode === 410) return { kind: 'gone', error: 'The server says that this feed is gone for good (410)' };
    return refusal(statusCode, header(response, 'retry-after'), request.now ?? new Date());
  } catch (error) {
    request.signal?.throwIfAborted();
    if (error instanceof TooLargeError || error instanceof UnknownEncodingError) {
      return { kind: 'failed', error: error.message };
    }
    return { kind: 'failed', error: networkFailure(error, url) };
  }
}

async function successOf(response: Dispatcher.ResponseData, hop: Hop): Promise<Fetched> {
  const { request, limits, url } = hop;
  const etag = header(response, 'etag');
  if (etag !== null && etag === request.etag) {
    // Some servers know their entity tags and ignore ours.
    await response.body.dump();
    return unchanged(response, hop);
  }
  const bytes = await readBody(response.body, header(response, 'content-encoding') ?? '', limits.bytes);
  return {
    kind: 'document',
    document: { bytes, contentType: header(response, 'content-type'), url: url.href, ...linkOf(response) },
    ...answerOf(response, hop),
  };
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

function headersFor({ etag, lastModified, userAgent }: FetchRequest): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept:
      'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, ' +
      'text/xml;q=0.9, */*;q=0.5',
    'accept-encoding': 'gzip, br, deflate',
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  };
}

function linkOf({ headers: { link } }: Dispatcher.ResponseData): { link?: string } {
  return link === undefined ? {} : { link: [link].flat().join(', ') };
}

function header({ headers }: Dispatcher.ResponseData, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
