// What reading costs on the database that bench:seed fills, in this process and without a socket: page 1 against page
// 2,000 of every connection, every example of schema/operations, and seven levels against Prisma's nested include.
//   npm run bench:seed && npm run bench
import { readdirSync, readFileSync } from 'node:fs';
import { pino } from 'pino';
import { LexiconCache } from '../src/feeds/lexicon-cache.js';
import { keepFeeds } from '../src/feeds/manage.js';
import { ParsePool } from '../src/feeds/parse-pool.js';
import { encode } from '../src/graph/listing.js';
import { createApp } from '../src/http/app.js';
import { authenticator } from '../src/http/auth.js';
import { openBench } from './database.js';
import { BY_HAND, CONNECTIONS, SEVEN_LEVELS, SEVEN_LEVELS_OF_PRISMA } from './reads.js';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 1);
const PAGE = 20;

const database = await openBench();
let statements = 0;
const app = createApp({
  database: {
    ...database,
    sql: {
      rows: (text, parameters) => {
        statements++;
        return database.sql.rows(text, parameters);
      },
    },
  },
  feeds: keepFeeds({
    database,
    lexicon: new LexiconCache(database.sql),
    fetching: { userAgent: 'Bench/1', allowPrivate: false },
    parser: new ParsePool(),
    requests: { wake: () => {} },
  }),
  authenticate: authenticator(database.sql, null, pino({ level: 'silent' })),
  log: pino({ level: 'silent' }),
});

// biome-ignore lint/suspicious/noExplicitAny: any operation's answer
async function ask(query: string, variables: object = {}): Promise<any> {
  const response = await app.fetch('http://bench/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  if (errors !== undefined) throw new Error(`${query}: ${JSON.stringify(errors)}`);
  return data;
}

interface Measured {
  /** Sorted milliseconds. */
  times: number[];
  /** Milliseconds of this process's CPU each. */
  cpu: number;
}

/** One at a time, after a warm-up that compiles and plans. */
async function measure(work: () => Promise<unknown>): Promise<Measured> {
  for (let i = 0; i < 8; i++) await work();
  const times: number[] = [];
  const [cpu, end] = [process.cpuUsage(), performance.now() + SECONDS * 1000];
  do {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(cpu);
  return { times: times.toSorted((one, other) => one - other), cpu: (user + system) / 1000 / times.length };
}

const quantile = ({ times }: Measured, of: number) =>
  times[Math.min(times.length - 1, Math.floor(times.length * of))] ?? 0;
const round = (value: number) => Number(value.toPrecision(3));
const row = (measured: Measured) => ({
  'requests/s': round(1000 / (measured.times.reduce((sum, time) => sum + time, 0) / measured.times.length)),
  p50: round(quantile(measured, 0.5)),
  p99: round(quantile(measured, 0.99)),
  'CPU ms': round(measured.cpu),
});

async function operations(): Promise<void> {
  const table: Record<string, object> = { '{ __typename }': row(await measure(() => ask('{ __typename }'))) };
  for (const file of readdirSync('schema/operations').filter((name) => name.endsWith('.graphql'))) {
    const query = readFileSync(`schema/operations/${file}`, 'utf8');
    statements = 0;
    await ask(query);
    const count = statements;
    table[file] = { statements: count, ...row(await measure(() => ask(query))) };
  }
  for (const [name, text] of Object.entries(BY_HAND)) {
    table[name] = { statements: 1, ...row(await measure(() => database.sql.rows(text))) };
  }
  console.table(table);
}

/** The cursor of the entry before page 2,000, or before the last page where there are fewer, read from the database. */
async function pages(): Promise<void> {
  const table: Record<string, object> = {};
  for (const { name, query, cursor, orderName } of CONNECTIONS) {
    const total = Number(
      (await database.sql.rows<{ count: number }>(`select count(*)::int as count from (${cursor}) c`))[0]?.count,
    );
    const page = Math.min(2000, Math.max(1, Math.floor(total / PAGE)));
    const offset = (page - 1) * PAGE - 1;
    const [at] = await database.sql.rows<{ values: unknown[] }>(
      `select values from (${cursor}) c offset ${Math.max(0, offset)} limit 1`,
    );
    const values = at?.values ?? [];
    const after = encode(orderName === undefined ? values : [orderName, ...values]);
    const first = await measure(() => ask(query, { first: PAGE }));
    const far = await measure(() => ask(query, { first: PAGE, after }));
    table[name] = {
      'page 1 p50': round(quantile(first, 0.5)),
      'far p50': round(quantile(far, 0.5)),
      far: page,
      times: round(quantile(far, 0.5) / quantile(first, 0.5)),
      p99: round(quantile(far, 0.99)),
    };
  }
  console.table(table);
}

async function sevenLevels(): Promise<void> {
  const ours = await measure(() => ask(SEVEN_LEVELS));
  const include = await measure(() => SEVEN_LEVELS_OF_PRISMA(database.prisma));
  console.table({ 'seven levels, GraphQL': row(ours), 'nested include of Prisma, no GraphQL': row(include) });
}

try {
  await operations();
  await sevenLevels();
  await pages();
} finally {
  await database.close();
}
process.exit(0); // idle threads of the pool end with it
