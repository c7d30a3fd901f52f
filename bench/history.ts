// What the past costs: one record with a thousand revisions, read plainly and as of three instants.
//   npm run bench:history     with BENCH_DATABASE_URL where the server is not the local one
import { Client } from 'pg';
import { connect } from '../src/database/connect.js';
import { migrate } from '../src/database/migrate.js';
import { LexiconCache } from '../src/feeds/lexicon-cache.js';
import { ParsePool } from '../src/feeds/parse-pool.js';
import { seed } from '../src/seed.js';
import { graphOn } from '../test/support/graph.js';

const REVISIONS = 1000;
const READS = 400;
const SLUG = 'ro-ua-joint-drone-production';
const QUERY = `{ deal(slug: "${SLUG}") {
  name status version summary parties { role actor { name country { name } } } values { kind money { min } source { title } }
  statusHistory { status date { value } sources { publisher } } items { system { name } } claims(first: 20) { edges { node { field value } } }
} }`;

const server = process.env.BENCH_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const name = `flankwatch_bench_history_${process.pid}`;
const admin = new Client({ connectionString: server });
await admin.connect();
await admin.query(`create database ${name}`);
const url = new URL(server);
url.pathname = `/${name}`;
const database = await connect({ databaseUrl: url.href, dataDir: '' });
try {
  await migrate(database);
  const parser = new ParsePool();
  await seed({ database, lexicon: new LexiconCache(database.sql), parser });
  await parser.close();
  const graph = graphOn(database);
  const instants: Date[] = [];
  for (let revision = 0; revision < REVISIONS; revision++) {
    await database.prisma.$transaction([
      database.prisma.$executeRaw`update deal set name = ${`Name ${revision}`} where slug = ${SLUG}`,
      database.prisma.$executeRaw`update deal_party set note = ${`Note ${revision}`} where deal_slug = ${SLUG}`,
    ]);
    const [row] = await database.sql.rows<{ at: Date }>('select at from history.clock');
    instants.push((row as { at: Date }).at);
  }
  await database.script('vacuum analyze');
  const at = (place: number) => `{ asOf(at: "${(instants[place] as Date).toISOString()}") ${QUERY} }`;
  const variants = {
    plain: QUERY,
    'asOf the latest revision': at(REVISIONS - 1),
    'asOf the middle': at(REVISIONS / 2),
    'asOf the first': at(0),
  };
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(variants).map((variant) => [variant, []]));
  // In turns, so that whatever else the machine does falls on all alike.
  for (let read = -50; read < READS; read++) {
    for (const [variant, query] of Object.entries(variants)) {
      const started = performance.now();
      await graph.raw(query);
      if (read >= 0) times[variant]?.push(performance.now() - started);
    }
  }
  const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] as number;
  const plain = median(times.plain as number[]);
  console.log(`One deal with ${REVISIONS} revisions of its name and all its parties; medians of ${READS} reads`);
  console.table(
    Object.fromEntries(
      Object.entries(times).map(([variant, list]) => [
        variant,
        { ms: median(list).toFixed(2), 'times plain': (median(list) / plain).toFixed(2) },
      ]),
    ),
  );
} finally {
  await database.close();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
}
process.exit(0);
