// The gateway as bench:read asks it, in a process of its own: nothing is kept, so that each answer is made.
import { createServer } from 'node:http';
import { pino } from 'pino';
import { LexiconCache } from '../src/feeds/lexicon-cache.js';
import { keepFeeds } from '../src/feeds/manage.js';
import { ParsePool } from '../src/feeds/parse-pool.js';
import { createApp } from '../src/http/app.js';
import { authenticator } from '../src/http/auth.js';
import { openBench } from './database.js';
import { include, includeApp } from './include.js';
import { BY_HAND } from './reads.js';

/** What it has used since it started. */
export interface Figures {
  statements: number;
  /** Milliseconds of this process's CPU. */
  cpu: number;
}

const log = pino({ level: 'silent' });
const database = await openBench();
let statements = 0;
const app = createApp({
  database: {
    ...database,
    reads: (signal) => {
      const sql = database.reads(signal);
      return {
        of: sql.of ?? sql,
        rows: (text, parameters) => {
          statements++;
          return sql.rows(text, parameters);
        },
      };
    },
  },
  feeds: keepFeeds({
    database,
    lexicon: new LexiconCache(database.sql),
    fetching: { userAgent: 'Bench/1', allowPrivate: false },
    parser: new ParsePool(),
    requests: { wake: () => {} },
  }),
  authenticate: authenticator(database.sql, [], log),
  log,
  cache: false,
});
const prismas = includeApp(database.prisma);

async function answer(path: string): Promise<unknown> {
  if (path === '/figures') {
    const { user, system } = process.cpuUsage();
    return { statements, cpu: (user + system) / 1000 } satisfies Figures;
  }
  if (path === '/include-alone') return { data: await include(database.prisma) };
  const text = BY_HAND[decodeURIComponent(path.slice(1))];
  if (text === undefined) throw new Error(`nothing at ${path}`);
  return { data: await database.sql.rows(text) };
}

const server = createServer((request, response) => {
  const path = request.url ?? '';
  if (path === '/graphql') return void app(request, response);
  if (path === '/include') return void prismas(request, response);
  answer(path).then(
    (value) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value)),
    (error: Error) => response.writeHead(500).end(error.message),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.once('disconnect', () => process.exit(0));
