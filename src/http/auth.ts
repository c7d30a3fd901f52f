// Who is asking: a bearer key, or nobody in particular. An unknown key is an error, never silently anonymous.
import { createHash, timingSafeEqual } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Viewer } from '../graph/context.js';

const ANONYMOUS: Viewer = { role: 'ANONYMOUS', name: null };
const ADMIN: Viewer = { role: 'ADMIN', name: 'ADMIN_KEY' };

/** Throws a GraphQLError with code UNAUTHENTICATED (HTTP 401) where the header is malformed or the key unknown. */
export function authenticate(authorization: string | null, adminKey: string | null): Viewer {
  if (authorization === null) return ANONYMOUS;
  const key = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (key === undefined) throw unauthenticated('The Authorization header must read "Bearer <key>"');
  if (adminKey !== null && same(key, adminKey)) return ADMIN;
  throw unauthenticated('The bearer key is unknown');
}

/** In constant time, whatever the lengths: digests are as long as each other. */
function same(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function unauthenticated(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401, headers: { 'www-authenticate': 'Bearer' } } },
  });
}
