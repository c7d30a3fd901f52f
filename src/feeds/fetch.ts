/** Fetches a feed from its publisher, politely and without trusting it. */
import type { Dispatcher } from 'undici';
import { request as send } from 'undici';
import type { FeedDocument } from './document.js';
import { guardedAgent } from './guarded-agent.js';
import { LARGEST_DOCUMENT } from './limits.js';
import { networkFailure } from './network-failure.js';
import { readBody, TooLargeError, UnknownEncodingError } from './read-body.js';

export interface FetchRequest {
  url: string;
  /** As the publisher sent them with the last document; they go back unchanged. */
  etag: string | null;
  lastModified: string | null;
  userAgent: string;
  /** Lets the feed be on a private network. */
  allowPrivate: boolean;
}

export type Fetched =
  | { kind: 'document'; document: FeedDocument; etag: string | null; lastModified: string | null }
  | { kind: 'unchanged' }
  | { kind: 'gone'; error: string }
  | { kind: 'failed'; error: string };

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
  const agent = guardedAgent({ allowPrivate: request.allowPrivate, connectTimeoutMs: limits.connectMs });
  const signal = AbortSignal.timeout(limits.totalMs);
  try {
    let address = request.url;
    let from: URL | undefined;
    for (let hops = 0; hops <= limits.redirects; hops++) {
      const target = targetOf(address, from);
      if (typeof target === 'string') return failed(target);
      const hop = await fetchHop({ request, limits, agent, signal, url: target });
      if (hop.kind !== 'redirect') return hop;
      address = hop.location;
      from = target;
    }
    return failed(`The address redirects more than ${limits.redirects} times`);
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
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

async function fetchHop(hop: Hop): Promise<Fetched | { kind: 'redirect'; location: string }> {
  const { request, agent, signal, url } = hop;
  try {
    const response = await send(url, { dispatcher: agent, signal, headers: headersFor(request) });
    if (response.statusCode >= 200 && response.statusCode < 300) return await documentOf(response, hop);
    await response.body.dump();
    const location = header(response, 'location');
    if (REDIRECTS.has(response.statusCode) && location !== null) return { kind: 'redirect', location };
    if (response.statusCode === 304) return { kind: 'unchanged' };
    if (response.statusCode === 410) return { kind: 'gone', error: `${url.host} says that this feed is gone for good` };
    return failed(refusal(response.statusCode, url));
  } catch (error) {
    if (error instanceof TooLargeError || error instanceof UnknownEncodingError) return failed(error.message);
    return failed(networkFailure(error, url));
  }
}

async function documentOf(response: Dispatcher.ResponseData, { limits, url }: Hop): Promise<Fetched> {
  const bytes = await readBody(response.body, header(response, 'content-encoding') ?? '', limits.bytes);
  return {
    kind: 'document',
    document: { bytes, contentType: header(response, 'content-type'), url: url.href, ...linkOf(response) },
    etag: header(response, 'etag'),
    lastModified: header(response, 'last-modified'),
  };
}

/** The address to go to, or what is wrong with it. */
function targetOf(address: string, from: URL | undefined): URL | string {
  let url: URL;
  try {
    url = new URL(address, from);
  } catch {
    return `"${address}" is not an address`;
  }
  const what = from ? `${from.host} redirects to` : 'The address is';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `${what} ${url.protocol}, but only http: and https: are fetched`;
  }
  // Not repeated in the message: it would put the password on screens and in logs.
  if (url.username || url.password) return `${what} one with a user name or password in it, which is not allowed`;
  return url;
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

const REFUSALS = new Map([
  [401, 'wants a password'],
  [403, 'refuses to hand the feed out'],
  [404, 'has no feed at this address'],
  [429, 'asks us to come less often'],
]);

function refusal(status: number, url: URL): string {
  const trouble = status >= 500 ? 'is in trouble' : 'gave an answer that is no document';
  return `${url.host} ${REFUSALS.get(status) ?? trouble} (HTTP ${status})`;
}

function failed(error: string): Fetched {
  return { kind: 'failed', error };
}
