// Asks random questions and judges the answers: what no valid query may ever lead to.
import { execute, type GraphQLError, parse } from 'graphql';
import { pino } from 'pino';
import type { Database } from '../../src/database/connect.js';
import { LexiconCache } from '../../src/feeds/lexicon-cache.js';
import { keepFeeds } from '../../src/feeds/manage.js';
import { ParsePool } from '../../src/feeds/parse-pool.js';
import { createContext } from '../../src/graph/context.js';
import { schema } from '../../src/graph/schema.js';
import { createApp } from '../../src/http/app.js';
import { authenticator } from '../../src/http/auth.js';
import { withSql } from '../support/database.js';
import { readMaterial } from './material.js';
import { CURSOR, Queries, type RandomQuery } from './queries.js';

export interface Asked extends RandomQuery {
  seed: number;
  statements: number;
  milliseconds: number;
  /** Codes of the errors in the answer, each once. */
  codes: string[];
  /** What no answer may be; nothing where all is well. */
  faults: string[];
  /** Characters of the answer. */
  size: number;
}

const MOST_STATEMENTS = 50;

/** A query of the anonymous reader may be told so much, and no more. */
const EXPECTED = new Set(['BAD_USER_INPUT', 'UNAUTHENTICATED']);

/** Far from now: nothing is known of it yet, so that it is as now. */
const TO_COME = '2999-12-31T23:59:59Z';

type Answer = { data?: Record<string, unknown> | null; errors?: GraphQLError[] };

export async function randomQuestions(database: Database) {
  const lines: { err?: { message?: string; stack?: string } }[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void lines.push(JSON.parse(line)) });
  let statements = 0;
  const counted = withSql(database, {
    rows: (text, parameters) => {
      statements++;
      return database.sql.rows(text, parameters);
    },
  });
  const feeds = keepFeeds({
    database,
    lexicon: new LexiconCache(database.sql),
    fetching: { userAgent: 'Flankwatch tests', allowPrivate: false },
    parser: new ParsePool(),
    requests: { wake: () => {} },
  });
  const app = createApp({ database: counted, feeds, authenticate: authenticator(database.sql, [], log), log });
  const material = await readMaterial(database);
  const queries = new Queries(schema, material);

  const post = async (query: string, variables: object): Promise<{ status: number; text: string }> => {
    const response = await app.fetch('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, text: await response.text() };
  };

  const time = async ({ query, variables }: RandomQuery) => {
    const start = performance.now();
    const answer = await post(query, variables);
    return { ...answer, milliseconds: performance.now() - start };
  };

  return {
    queries,
    /** Asks what the seed writes. */
    async ask(seed: number): Promise<Asked> {
      const written = queries.write(seed);
      lines.length = 0;
      statements = 0;
      const { status, text, milliseconds } = await time(written);
      const answer = JSON.parse(text) as Answer;
      const codes = [...new Set((answer.errors ?? []).map(({ extensions }) => String(extensions?.code)))];
      const faults = [
        ...lines.map(({ err }) => `logged: ${err?.message}`),
        ...(status === 200 || status === 400 ? [] : [`status ${status}`]),
        ...(answer.errors ?? []).flatMap(faultsOf),
        ...(statements > MOST_STATEMENTS ? [`${statements} statements`] : []),
      ];
      collect(answer.data, (list, cursor) => material.cursors.add(queries.lists[list] as string, cursor));
      return { ...written, seed, statements, milliseconds, codes, faults, size: text.length };
    },
    time,
    /** Whether the same question is answered alike by other ways: by plain execution, and of an instant to come. */
    async compare({ query, variables, parts }: RandomQuery): Promise<string[]> {
      const steady = (data: unknown) => JSON.stringify(data, (key, value) => (FLEETING.test(key) ? null : value));
      const here = JSON.parse((await post(query, variables)).text) as Answer;
      if (here.errors !== undefined) return [];
      const contextValue = createContext(database, feeds, { viewer: { role: 'ANONYMOUS', name: null } });
      const plain = await execute({ schema, document: parse(query), variableValues: variables, contextValue });
      const then = `query${parts.variables} { asOf(at: "${TO_COME}") { ${parts.selection} } } ${parts.fragments}`;
      const past = JSON.parse((await post(then, variables)).text) as Answer;
      return [
        ...(steady(plain.data) === steady(here.data) ? [] : ['plain execution gives another answer']),
        ...(steady(past.data?.asOf) === steady(here.data) ? [] : ['asOf an instant to come is another answer']),
      ];
    },
  };
}

/** Changes by itself. */
const FLEETING = /^nextAttemptAt/;

function faultsOf({ message, extensions }: GraphQLError): string[] {
  const code = String(extensions?.code);
  if (!EXPECTED.has(code)) return [`${code}: ${message}`];
  const nameless = code === 'BAD_USER_INPUT' && typeof extensions?.argument !== 'string';
  return nameless ? [`no argument is named: ${message}`] : [];
}

/** Cursors in an answer, with the number of their list. */
function collect(value: unknown, found: (list: number, cursor: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && key.startsWith(CURSOR)) found(Number(key.slice(CURSOR.length)), inner);
    else collect(inner, found);
  }
}
