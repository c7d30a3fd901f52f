// What a database that does not answer, or answers too late, does to a request.
import { type DocumentNode, type GraphQLError, type GraphQLErrorOptions, OperationTypeNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { type DatabaseFailure, databaseFailure } from '../database/failure.js';
import { failure } from '../graph/error-codes.js';

/** Seconds after which asking again makes sense: an embedded database is open again, a server is reached again. */
const RETRY_AFTER = '3';

/** Under attack, a line for each request would fill the disk. */
const QUIET_MS = 10_000;

/**
 * Gives an answer that lacks the database the status 503 and Retry-After (RFC 9110, section 10.2.3), and nothing else:
 * half of an answer is not shown as if it were whole. A mutation's data stays, since it may have been carried out.
 */
export function useDatabaseFailures(): Plugin {
  // By request: masking its errors makes another object of a result.
  const mutations = new WeakSet<Request>();
  return {
    onExecute({ args }) {
      const { definitions } = args.document as DocumentNode;
      const isMutation = definitions.some((one) => 'operation' in one && one.operation === OperationTypeNode.MUTATION);
      if (isMutation) mutations.add(args.contextValue.request);
    },
    onResultProcess({ request, result, setResult }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || mutations.has(request)) return;
      const error = result.errors?.find(({ extensions }) => extensions?.code === 'DATABASE_UNAVAILABLE');
      if (error !== undefined && result.data !== undefined) setResult({ errors: [error] });
    },
  };
}

/** The error for whoever asked; null if the error is none of the database's. Failures are counted in the log. */
export type DatabaseFailureMask = (error: unknown, place?: GraphQLErrorOptions) => GraphQLError | null;

export function maskDatabaseFailures(log: Logger): DatabaseFailureMask {
  let told = Number.NEGATIVE_INFINITY;
  let untold = 0;
  const seen = new WeakSet<DatabaseFailure>();

  function tell(found: DatabaseFailure): void {
    // All statements of a request fail with one and the same.
    if (found.kind === 'CANCELLED' || seen.has(found)) return;
    seen.add(found);
    untold++;
    const now = performance.now();
    if (now - told < QUIET_MS) return;
    told = now;
    const what = found.kind === 'TIMEOUT' ? 'reads took too long' : 'the database does not answer';
    log.warn({ requests: untold, cause: (found.cause as Error | undefined)?.message }, what);
    untold = 0;
  }

  return (error, place = {}) => {
    const found = databaseFailure(error);
    if (found === null) return null;
    tell(found);
    if (found.kind === 'UNAVAILABLE') {
      const http = { status: 503, headers: { 'retry-after': RETRY_AFTER } };
      return failure('DATABASE_UNAVAILABLE', found.message, { http }, place);
    }
    return failure('TIMEOUT', found.message, {}, place);
  };
}
