// The GraphQL server as a function: tests call its `fetch`, `server.ts` puts it on a socket.
import { GraphQLError } from 'graphql';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Database } from '../database/connect.js';
import { type Context, createContext, type Viewer } from '../graph/context.js';
import { failure } from '../graph/error-codes.js';
import type { FeedKeeper } from '../graph/feed-keeper.js';
import { schema } from '../graph/schema.js';
import { type Authenticate, useAuthentication } from './auth.js';
import { Freshness } from './freshness.js';
import type { PersistedDocuments } from './persisted-documents.js';
import { useArgumentBounds } from './use-argument-bounds.js';
import { useAskedColumns } from './use-asked-columns.js';
import { useBodyLimit } from './use-body-limit.js';
import { corsOptions, type Origins, useCsrfPrevention } from './use-cross-origin.js';
import { type DatabaseFailureMask, maskDatabaseFailures, useDatabaseFailures } from './use-database-failures.js';
import { useDocuments } from './use-documents.js';
import { useErrorCodes } from './use-error-codes.js';
import { useEtag } from './use-etag.js';
import { useExecution } from './use-execution.js';
import { useLimits } from './use-limits.js';
import { usePersisted } from './use-persisted.js';
import { useReadableRequests } from './use-readable-requests.js';
import { useResponseCache } from './use-response-cache.js';

export type App = YogaServerInstance<object, Context>;

export interface AppOptions {
  database: Database;
  feeds: FeedKeeper;
  authenticate: Authenticate;
  log: Logger;
  /** Whose pages may ask from a browser; the gateway's own alone where it is left out. */
  origins?: Origins;
  /** Documents that are known by their hash, and whether they are the only ones that are answered. */
  documents?: PersistedDocuments;
  persistedOnly?: boolean;
  /** Whether answers to those without a key are kept until what they were made from changes. */
  cache?: boolean;
}

/** No document is longer that a person or a tool writes; identifiers of a hundred records are 10 kB. */
const BODY_BYTES = 1_000_000;

export function createApp({ database, feeds, authenticate, log, ...options }: AppOptions): App {
  const { origins = [], documents = new Map(), persistedOnly = false, cache = false } = options;
  const viewers = new WeakMap<Request, Viewer>();
  const maskDatabase = maskDatabaseFailures(log);
  const logged = new WeakSet<object>();
  const maskError = (error: unknown, message: string) => mask(error, message, { log, logged, maskDatabase });
  return createYoga<object, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    logging: {
      debug: (...parts) => log.trace(parts),
      info: (...parts) => log.debug(parts),
      warn: (...parts) => log.warn(parts),
      error: () => {}, // bugs are logged where they are masked, once and with their cause
    },
    maskedErrors: { maskError },
    parserAndValidationCache: false, // `useDocuments` keeps documents by size
    multipart: false,
    maxRequestBodySize: false, // `useBodyLimit` counts only what does not say its length
    cors: corsOptions(origins),
    plugins: [
      useAuthentication(authenticate, viewers, (error) => maskError(error, 'Unexpected error.')),
      useCsrfPrevention(origins),
      useReadableRequests(),
      useBodyLimit(BODY_BYTES), // after what says how a body is read
      usePersisted({ documents, only: persistedOnly, viewerOf: (request) => viewers.get(request) }),
      ...(cache ? [useResponseCache(new Freshness(database.lookups), (request) => viewers.get(request))] : []),
      useDocuments(),
      useLimits(),
      useArgumentBounds(),
      useAskedColumns(),
      useExecution(),
      useDatabaseFailures(),
      useErrorCodes(),
      useEtag(),
    ],
    context: ({ request }) => {
      const viewer = viewers.get(request);
      if (viewer === undefined) throw new Error('a request came past authentication');
      return createContext(database, feeds, { viewer, signal: request.signal });
    },
  });
}

interface Masking {
  log: Logger;
  /** Causes that were logged already. */
  logged: WeakSet<object>;
  maskDatabase: DatabaseFailureMask;
}

/** What a resolver threw by design passes; anything else is a bug, logged here and hidden from whoever asked. */
function mask(error: unknown, message: string, { log, logged, maskDatabase }: Masking): Error {
  if (
    error instanceof GraphQLError &&
    (error.originalError === undefined || error.originalError instanceof GraphQLError)
  ) {
    return error;
  }
  const bug = error instanceof GraphQLError ? error.originalError : error;
  const place = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {};
  const failed = maskDatabase(bug, place);
  if (failed !== null) return failed;
  // A statement that fails fails for every field that waits for it.
  const told = typeof bug === 'object' && bug !== null && logged.has(bug);
  if (typeof bug === 'object' && bug !== null) logged.add(bug);
  if (!told) log.error({ err: bug, path: error instanceof GraphQLError ? error.path : undefined }, 'a resolver failed');
  return failure('INTERNAL_SERVER_ERROR', message, {}, place);
}
