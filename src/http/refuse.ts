// An answer that is nothing but an error, given before a request is read.
import type { GraphQLError } from 'graphql';
import type { FetchAPI } from 'graphql-yoga';

/** What a client accepts that knows of GraphQL over HTTP (its section 4). */
const GRAPHQL_JSON = 'application/graphql-response+json';

interface Refusal {
  status: number;
  error: GraphQLError | Error;
  headers?: Record<string, string>;
}

export function refusal(request: Request, fetchAPI: FetchAPI, { status, error, headers }: Refusal): Response {
  const type = request.headers.get('accept')?.includes(GRAPHQL_JSON) ? GRAPHQL_JSON : 'application/json';
  const text = JSON.stringify({ errors: [error] }, (key, value) => (key === 'http' ? undefined : value));
  return new fetchAPI.Response(text, { status, headers: { 'content-type': `${type}; charset=utf-8`, ...headers } });
}
