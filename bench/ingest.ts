// What bringing news in costs: CPU of this process from fetching to stored and linked, on a PostgreSQL server.
//   BENCH_DATABASE_URL=postgresql://… npm run bench:ingest
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Client } from 'pg';
import Parser from 'rss-parser';
import { connect, type Database } from '../src/database/connect.js';
import { migrate } from '../src/database/migrate.js';
import { attempt } from '../src/feeds/attempt.js';
import { claimDue } from '../src/feeds/claim.js';
import { decode } from '../src/feeds/decode.js';
import type { Intake } from '../src/feeds/ingest.js';
import { LexiconCache } from '../src/feeds/lexicon-cache.js';
import { ParsePool } from '../src/feeds/parse-pool.js';
import { seed } from '../src/seed.js';
import { documentOf } from './documents.js';
import { fill } from './fill.js';

const FEEDS = 200;
/** Read before anything is measured, by both: a gateway runs for weeks, and its code is compiled in the first minute. */
const WARM = 60;
const ITEMS = 100;
const SMALL = 10_000;
const LARGE = 1_000_000;
const SAMPLES = 60;
const NAME = 'flankwatch_bench_ingest';

const server = process.env.BENCH_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const documents = Array.from({ length: WARM + FEEDS }, (_, feed) => Buffer.from(documentOf(feed, ITEMS)));
const publisher = fork(new URL('./publisher.ts', import.meta.url), [String(WARM + FEEDS), String(ITEMS)]);
const [{ port }] = (await once(publisher, 'message')) as [{ port: number }];

/** From here on every document has another entity tag, and the feed that grows another item. */
async function publish(edition: string): Promise<void> {
  publisher.send(edition);
  await once(publisher, 'message');
}

await administer(`drop database if exists ${NAME} with (force)`, `create database ${NAME}`);
const url = new URL(server);
url.pathname = NAME;
const database = await connect({ databaseUrl: url.href, dataDir: '' });
try {
  await migrate(database);
  const intake = { database, lexicon: new LexiconCache(database.sql), parser: new ParsePool() };
  await seed(intake);
  await measure(intake);
} finally {
  publisher.kill();
  await database.close();
  await administer(`drop database if exists ${NAME} with (force)`);
}

async function measure(intake: Intake): Promise<void> {
  await addFeeds(database);
  await parseAlone(documents.slice(0, WARM));
  const parsing = await cpuOf(() => parseAlone(documents.slice(WARM)));
  await makeDue(database, 'warm-%');
  await refreshAll(intake);
  const small = await growthAt(intake, SMALL);
  await publish('first');
  await makeDue(database, 'bench-%');
  const whole = await cpuOf(() => refreshAll(intake));
  await makeDue(database, 'bench-%');
  const unchanged = await cpuOf(() => refreshAll(intake));
  console.table({
    [`decode + rss-parser alone, ${FEEDS} × ${ITEMS} items`]: row(parsing, FEEDS),
    'fetched, stored and linked': { ...row(whole, FEEDS), 'times parsing': round(whole.cpu / parsing.cpu) },
    'unchanged (304)': row(unchanged, FEEDS),
  });
  const large = await growthAt(intake, LARGE);
  console.table({ ...small, ...large });
}

/** What it costs to read a hundred items of which one is new, in a table of this size. */
async function growthAt(intake: Intake, size: number): Promise<Record<string, object>> {
  await fill(database, size);
  await grow(intake, 20); // warm
  const costs: Cost[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) costs.push(await cpuOf(() => grow(intake, 1)));
  // The server is still tidying up after so many new rows, so that now and then one waits: the middle says what it costs.
  const middle = (of: keyof Cost) =>
    costs.map((cost) => cost[of]).toSorted((one, other) => one - other)[SAMPLES / 2] ?? 0;
  const cost = { cpu: middle('cpu'), wall: middle('wall') };
  return { [`one ingest at ${size.toLocaleString('en')} articles`]: row(cost, 1) };
}

/** What any program pays that reads these documents with rss-parser. */
async function parseAlone(all: Buffer[]): Promise<void> {
  for (const bytes of all) {
    await new Parser().parseString(decode({ bytes, contentType: null, url: '' }));
  }
}

async function refreshAll(intake: Intake): Promise<void> {
  const fetching = { userAgent: 'Bench/1', allowPrivate: true };
  const fail = (error: unknown) => {
    throw error;
  };
  for (let claim = await claimDue(intake.database.sql); claim; claim = await claimDue(intake.database.sql)) {
    const result = await attempt({ intake, fetching, pauseMs: 0, leaseMs: 180_000, onBug: fail }, claim);
    if (result.kind === 'failed' || result.kind === 'aborted') throw new Error(JSON.stringify(result));
  }
}

/** A hundred items of which one is new, again and again. */
async function grow(intake: Intake, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await publish(`${Date.now()}-${time}`);
    await makeDue(database, 'growing');
    await refreshAll(intake);
  }
}

async function addFeeds({ prisma, script }: Database): Promise<void> {
  await script('update feed set enabled = false');
  const names = [...documents.keys()].map((number) => `${number < WARM ? 'warm' : 'bench'}-${number}`);
  await prisma.feed.createMany({
    data: [...names, 'growing'].map((slug, number) => ({
      slug,
      title: 'Bench',
      url: `http://127.0.${Math.floor(number / 100)}.${(number % 100) + 1}:${port}/${number}`,
      nextAttemptAt: new Date('2999-01-01'),
    })),
  });
}

async function makeDue({ sql }: Database, slugs: string): Promise<void> {
  await sql.rows('update feed set next_attempt_at = now() where enabled and slug like $1', [slugs]);
}

interface Cost {
  /** Milliseconds of this process. */
  cpu: number;
  wall: number;
}

async function cpuOf(work: () => Promise<void>): Promise<Cost> {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / 1000, wall: performance.now() - start };
}

function row({ cpu, wall }: Cost, times: number) {
  return { 'CPU ms each': round(cpu / times), 'wall ms each': round(wall / times) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

async function administer(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
