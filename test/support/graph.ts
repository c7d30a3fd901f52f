// The gateway's GraphQL endpoint, called without a socket, and the statements that each answer took.
import { pino } from 'pino';
import type { TypedDocumentString } from '../../schema/client/graphql.js';
import type { Database } from '../../src/database/connect.js';
import type { Sql } from '../../src/database/sql.js';
import { LexiconCache } from '../../src/feeds/lexicon-cache.js';
import { keepFeeds } from '../../src/feeds/manage.js';
import { ParsePool } from '../../src/feeds/parse-pool.js';
import { type App, createApp } from '../../src/http/app.js';
import { authenticator } from '../../src/http/auth.js';

interface Answer<Data> {
  status: number;
  data: Data | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
}

export interface Graph {
  /** Asks and expects an answer without errors. */
  ask<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables?: Variables): Promise<Data>;
  /** Asks anything and gives the answer as it is. */
  // biome-ignore lint/suspicious/noExplicitAny: the answer to a document that is no typed one has no type
  raw(query: string, options?: { variables?: object; headers?: Record<string, string> }): Promise<Answer<any>>;
  /** Posts any body. */
  fetch(body: object, headers?: Record<string, string>): Promise<Response>;
  /** For a socket of a test's own. */
  app: App;
  /** SQL statements since the last call. */
  statements(): string[];
  /** Lines that the gateway logged. */
  log: object[];
}

export const ADMIN_KEY = 'an-admin-key-for-tests';

interface GraphOptions {
  /** Told of feeds that were asked for. */
  wake?: () => void;
  /** Whether feeds may be on this machine, as the servers of the tests are. */
  allowPrivate?: boolean;
  /** Whether answers are kept, as the program keeps them. */
  cache?: boolean;
}

export function graphOn(
  database: Database,
  { wake = () => {}, allowPrivate = true, cache = false }: GraphOptions = {},
): Graph {
  const recorded: string[] = [];
  const log: object[] = [];
  const lines = pino({ level: 'error' }, { write: (line) => void log.push(JSON.parse(line)) });
  const record = (sql: Sql): Sql => ({
    of: sql.of ?? sql,
    rows: (text, parameters) => {
      recorded.push(text);
      return sql.rows(text, parameters);
    },
  });
  const lookups = record(database.lookups);
  const app = createApp({
    database: { ...database, sql: record(database.sql), lookups, reads: (signal) => record(database.reads(signal)) },
    feeds: keepFeeds({
      database,
      lexicon: new LexiconCache(database.sql),
      fetching: { userAgent: 'Flankwatch tests', allowPrivate },
      parser: new ParsePool(), // starts a thread when there is work, and its idle threads keep no process
      requests: { wake },
    }),
    authenticate: authenticator(lookups, [ADMIN_KEY], lines),
    log: lines,
    cache,
  });
  const post: Graph['fetch'] = async (body, headers) =>
    app.fetch('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const raw: Graph['raw'] = async (query, { variables, headers } = {}) => {
    const response = await post({ query, variables }, headers);
    return { status: response.status, ...(await response.json()) };
  };
  return {
    raw,
    fetch: post,
    app,
    ask: async (document, variables) => {
      const answer = await raw(String(document), { variables: (variables ?? {}) as object });
      if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors, null, 2));
      return answer.data;
    },
    statements: () => recorded.splice(0),
    log,
  };
}
