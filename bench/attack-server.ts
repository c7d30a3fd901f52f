// The gateway that bench:attack attacks, in a process of its own: as the program serves it, with answers kept.
import { createServer } from 'node:http';
import { pino } from 'pino';
import { LexiconCache } from '../src/feeds/lexicon-cache.js';
import { keepFeeds } from '../src/feeds/manage.js';
import { ParsePool } from '../src/feeds/parse-pool.js';
import { createApp } from '../src/http/app.js';
import { authenticator } from '../src/http/auth.js';
import { openBench } from './database.js';

// Errors of 5xx tell on themselves here: the table says that there were some.
const log = pino({ level: 'error' }, pino.destination(2));
const database = await openBench();
const app = createApp({
  database,
  feeds: keepFeeds({
    database,
    lexicon: new LexiconCache(database.sql),
    fetching: { userAgent: 'Bench/1', allowPrivate: false },
    parser: new ParsePool(),
    requests: { wake: () => {} },
  }),
  authenticate: authenticator(database.lookups, [], log),
  log,
  cache: true,
});
const server = createServer((request, response) => {
  if (request.url !== '/figures') return void app(request, response);
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ rss: process.memoryUsage.rss() }));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.once('disconnect', () => process.exit(0));
