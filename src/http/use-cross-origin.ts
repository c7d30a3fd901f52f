// Pages of other origins: which may ask at all, and that none can make a visitor's browser ask unnoticed (CSRF).
import type { CORSOptions, Plugin } from 'graphql-yoga';
import { failure } from '../graph/error-codes.js';
import { refusal } from './refuse.js';

/** Origins as browsers send them, or all; the gateway's own may always ask. */
export type Origins = readonly string[] | '*';

/** Content types that a page may post anywhere without asking first (Fetch standard, section 2.2.2). */
const SIMPLE = new Set(['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']);

/** A page that sends one of these had to ask first, and was let. */
const PREFLIGHTED = ['graphql-require-preflight', 'apollo-require-preflight', 'x-apollo-operation-name'];

/** What a request's origin is told: nothing unless it may ask. */
export function corsOptions(origins: Origins): false | ((request: Request) => CORSOptions) {
  if (origins.length === 0) return false;
  return (request) => {
    const origin = request.headers.get('origin');
    if (origin === null || !isAllowed(origin, origins)) return false;
    return {
      origin: [origin],
      credentials: false, // keys travel in a header that a page sets itself: no cookie is read
      methods: ['GET', 'POST', 'OPTIONS'],
      exposedHeaders: ['etag'],
      maxAge: 86_400,
    };
  };
}

/**
 * Refuses what a browser sends for a page of an origin that may not ask, by Fetch Metadata where the browser has it and
 * by `Origin` where not; clients that are no browsers send neither. A body must say that it is JSON: no form can.
 */
export function useCsrfPrevention(origins: Origins): Plugin {
  return {
    onRequest({ request, endResponse, fetchAPI }) {
      if (request.headers.get('origin') === 'null' && request.headers.get('sec-fetch-site') !== 'same-origin') {
        const error = failure('CROSS_ORIGIN', 'Pages without an origin, such as sandboxed frames, may not ask');
        return endResponse(refusal(request, fetchAPI, { status: 403, error }));
      }
      if (request.method === 'OPTIONS') return;
      const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
      if (request.method === 'POST' && SIMPLE.has(type)) {
        const error = failure('BAD_REQUEST', 'A POST takes a body with content-type application/json');
        return endResponse(refusal(request, fetchAPI, { status: 415, error }));
      }
      if (!fromElsewhere(request) || mayAsk(request, origins)) return;
      if (!SIMPLE.has(type) || PREFLIGHTED.some((header) => request.headers.has(header))) return;
      const error = failure(
        'CROSS_ORIGIN',
        'A page of another origin asks: its origin must be in CORS_ORIGINS, or the request must carry a header such as ' +
          '"graphql-require-preflight: 1"',
      );
      endResponse(refusal(request, fetchAPI, { status: 403, error }));
    },
    onResponse({ response }) {
      // What a cache has kept for one origin is no answer to another, also if it has no header of CORS.
      const vary = response.headers.get('vary');
      if (origins.length > 0 && !/\borigin\b/i.test(vary ?? '')) {
        response.headers.set('vary', vary ? `${vary}, Origin` : 'Origin');
      }
    },
  };
}

function fromElsewhere(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'cross-site' || site === 'same-site';
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get('host');
}

function mayAsk(request: Request, origins: Origins): boolean {
  const origin = request.headers.get('origin');
  return origins === '*' || (origin !== null && isAllowed(origin, origins));
}

/** `null` is the origin of sandboxed frames and of files: it names nobody. */
function isAllowed(origin: string, origins: Origins): boolean {
  return origin !== 'null' && (origins === '*' || origins.includes(origin));
}
