// What a kept answer costs beside the least that a request can ask, `{ __typename }`: in this process and without a
// socket, on an embedded database with the starter record. All take turns, so that a busy machine slows them alike.
//   npm run bench:cache
import { readdirSync, readFileSync } from 'node:fs';
import { pino } from 'pino';
import { databaseOn } from '../src/database/connect.js';
import { openInMemory } from '../src/database/embedded/embedded.js';
import { migrate } from '../src/database/migrate.js';
import { LexiconCache } from '../src/feeds/lexicon-cache.js';
import { keepFeeds } from '../src/feeds/manage.js';
import { ParsePool } from '../src/feeds/parse-pool.js';
import { createApp } from '../src/http/app.js';
import { authenticator } from '../src/http/auth.js';
import { seed } from '../src/seed.js';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 40);
const REQUESTS = 50;
const LEAST = '{ __typename }';

const database = databaseOn(await openInMemory());
await migrate(database);
const parser = new ParsePool();
const lexicon = new LexiconCache(database.sql);
await seed({ database, lexicon, parser });
const log = pino({ level: 'silent' });
const feeds = keepFeeds({
  database,
  lexicon,
  fetching: { userAgent: 'Bench/1', allowPrivate: false },
  parser,
  requests: { wake: () => {} },
});
const app = (cache: boolean) =>
  createApp({ database, feeds, authenticate: authenticator(database.sql, [], log), log, cache });
const [keeping, plain] = [app(true), app(false)];

interface Operation {
  ask: () => Promise<Response>;
  times: number[];
  cpu: number;
  characters: number;
}

const operations = new Map<string, Operation>();
function operation(name: string, ask: () => Response | Promise<Response>): void {
  operations.set(name, { ask: async () => ask(), times: [], cpu: 0, characters: 0 });
}
const post = (on: typeof plain, query: string) => () =>
  on.fetch('http://bench/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
const get = (query: string, headers: Record<string, string> = {}) => {
  const url = `http://bench/graphql?${new URLSearchParams({ query })}`;
  return () => keeping.fetch(url, { headers: { accept: 'application/json', ...headers } });
};

operation(`${LEAST}, nothing kept`, post(plain, LEAST));
operation(`${LEAST}, kept`, post(keeping, LEAST));
for (const file of readdirSync('schema/operations').filter((name) => name.endsWith('.graphql'))) {
  const query = readFileSync(`schema/operations/${file}`, 'utf8');
  operation(`${file}, kept`, post(keeping, query));
  const etag = (await get(query)()).headers.get('etag') ?? '';
  operation(`${file}, kept, 304`, get(query, { 'if-none-match': etag }));
}

for (const one of operations.values()) {
  for (let i = 0; i < 30; i++) one.characters = (await (await one.ask()).text()).length;
}
for (let round = 0; round < ROUNDS; round++) {
  for (const one of operations.values()) {
    const before = process.cpuUsage();
    for (let i = 0; i < REQUESTS; i++) {
      const start = performance.now();
      await (await one.ask()).text();
      one.times.push(performance.now() - start);
    }
    const { user, system } = process.cpuUsage(before);
    one.cpu += user + system;
  }
}

const least = operations.get(`${LEAST}, nothing kept`)?.cpu ?? 1;
const table: Record<string, object> = {};
for (const [name, { times, cpu, characters }] of operations) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (of: number) => Number((sorted[Math.floor(sorted.length * of)] ?? 0).toPrecision(3));
  table[name] = {
    characters,
    'requests/s': Math.round((1000 * times.length) / times.reduce((sum, time) => sum + time, 0)),
    p50: at(0.5),
    p99: at(0.99),
    'CPU ms': Number((cpu / 1000 / times.length).toPrecision(3)),
    times: Number((cpu / least).toPrecision(3)),
  };
}
console.table(table);
await parser.close();
process.exit(0); // idle threads of the pool end with it
