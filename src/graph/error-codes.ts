// The closed list of `extensions.code`: every error that leaves the gateway carries one of these, and the README says
// what each means.
import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

/** Each with the HTTP status of an answer that is nothing but such an error; null where it stands beside data. */
export const ERROR_CODES = {
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  BAD_REQUEST: 400,
  BAD_USER_INPUT: null,
  QUERY_TOO_COSTLY: 400,
  PERSISTED_QUERY_NOT_FOUND: 400,
  PERSISTED_QUERY_REQUIRED: 400,
  CROSS_ORIGIN: 403,
  UNAUTHENTICATED: null,
  FORBIDDEN: null,
  STARTING: 503,
  TIMEOUT: null,
  DATABASE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: null,
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An error for whoever asked; `details` are more extensions, such as the argument that is wrong. */
export function failure(
  code: ErrorCode,
  message: string,
  details: Record<string, unknown> = {},
  options: GraphQLErrorOptions = {},
): GraphQLError {
  const status = ERROR_CODES[code];
  return new GraphQLError(message, {
    ...options,
    // `spec`: a client that accepts only application/json gets these with status 200 (GraphQL over HTTP, section 6.4.1).
    extensions: { code, ...(status !== null && { http: { status, spec: status === 400 } }), ...details },
  });
}

/** A value as a message quotes it: its beginning where it is long. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 120 ? text : `${text.slice(0, 120).replace(/[\ud800-\udbff]$/, '')}…`;
}
