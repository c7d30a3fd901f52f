// Who is asking: a bearer key, or nobody in particular. A key that is unknown is an error, never silently anonymous.
import { createHash, timingSafeEqual } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Sql } from '../database/sql.js';
import type { Viewer } from '../graph/context.js';
import { failure } from '../graph/error-codes.js';
import { keyFinder } from '../keys/authenticate.js';
import { refusal } from './refuse.js';

const ANONYMOUS: Viewer = { role: 'ANONYMOUS', name: null };
const ADMIN: Viewer = { role: 'ADMIN', name: 'ADMIN_KEY' };

/** Throws a GraphQLError with code UNAUTHENTICATED (HTTP 401) where the header is malformed or the key unknown. */
export type Authenticate = (authorization: string | null) => Viewer | Promise<Viewer>;

export function authenticator(sql: Sql, adminKeys: readonly string[], log: Logger): Authenticate {
  const find = keyFinder(sql, (error) => log.warn({ err: error }, 'the use of a key could not be noted'));
  // Digests are as long as each other, so keys of any length are compared in constant time.
  const admins = adminKeys.map(digest);
  const identify = async (key: string) => {
    const viewer = await find(key);
    if (viewer === null) throw unauthenticated('The bearer key is unknown or revoked');
    return viewer;
  };
  return (authorization) => {
    if (authorization === null) return ANONYMOUS;
    const key = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (key === undefined) throw unauthenticated('The Authorization header must read "Bearer <key>"');
    const offered = digest(key);
    return admins.some((admin) => timingSafeEqual(offered, admin)) ? ADMIN : identify(key);
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function unauthenticated(message: string): GraphQLError {
  return failure('UNAUTHENTICATED', message);
}

/** Turns a bad key away before the request is read, whatever it asks and by whatever method; `viewers` gets who came. */
export function useAuthentication(
  authenticate: Authenticate,
  viewers: WeakMap<Request, Viewer>,
  mask: (error: unknown) => Error,
): Plugin {
  return {
    async onRequest({ request, endResponse, fetchAPI }) {
      try {
        viewers.set(request, await authenticate(request.headers.get('authorization')));
      } catch (error) {
        const refused = error instanceof GraphQLError;
        if (refused) {
          const headers = { 'www-authenticate': 'Bearer' };
          return endResponse(refusal(request, fetchAPI, { status: 401, error, headers }));
        }
        const masked = mask(error);
        const { status = 500, headers = {} } = (masked as Partial<GraphQLError>).extensions?.http ?? {};
        endResponse(refusal(request, fetchAPI, { status, error: masked, headers }));
      }
    },
  };
}
