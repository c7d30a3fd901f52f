// Holds the estimated cost of queries against the milliseconds that they take, in the database and in the process, on the
// database that bench:seed fills. Fails where the ranks correlate by less than 0.8, or an estimate is more than five times
// too low.
//   npm run bench:seed && npm run bench:cost
import { pino } from 'pino';
import { LexiconCache } from '../src/feeds/lexicon-cache.js';
import { keepFeeds } from '../src/feeds/manage.js';
import { ParsePool } from '../src/feeds/parse-pool.js';
import { createApp } from '../src/http/app.js';
import { authenticator } from '../src/http/auth.js';
import { costShapes, type Shape } from './cost-shapes.js';
import { openBench } from './database.js';

const RUNS = Number(process.env.BENCH_RUNS ?? 7);

const database = await openBench();
const log = pino({ level: 'silent' });
const parser = new ParsePool();
const app = createApp({
  database,
  feeds: keepFeeds({
    database,
    lexicon: new LexiconCache(database.sql),
    fetching: { userAgent: 'Bench/1', allowPrivate: false },
    parser,
    requests: { wake: () => {} },
  }),
  authenticate: authenticator(database.lookups, [], log),
  log,
});

interface Answer {
  errors?: unknown;
  extensions?: { cost?: { estimated: number } };
}

async function ask({ query, variables = {} }: Shape): Promise<Answer> {
  const response = await app.fetch('http://bench/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'graphql-cost': '1' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

interface Row {
  name: string;
  cost: number;
  ms: number;
}

async function measure(shape: Shape): Promise<Row | null> {
  const { errors, extensions } = await ask(shape);
  const cost = extensions?.cost?.estimated;
  if (errors !== undefined || cost === undefined) {
    console.log(`${shape.name}: ${JSON.stringify(errors).slice(0, 300)}`);
    return null;
  }
  for (let run = 0; run < 2; run++) await ask(shape);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await ask(shape);
    times.push(performance.now() - start);
  }
  // The lower quartile: what else the machine does only ever adds.
  times.sort((one, other) => one - other);
  return { name: shape.name, cost, ms: times[RUNS >> 2] as number };
}

const shapes = costShapes();
const rows: Row[] = [];
for (const shape of shapes) {
  const row = await measure(shape);
  if (row !== null) rows.push(row);
}

/** Places of values in their order, equal ones at the same place in the middle. */
function ranks(values: number[]): number[] {
  const sorted = values.toSorted((one, other) => one - other);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}

function correlation(one: number[], other: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(one), mean(other)];
  let [both, square, other2] = [0, 0, 0];
  for (const [i, value] of one.entries()) {
    const [x, y] = [value - a, (other[i] as number) - b];
    both += x * y;
    square += x * x;
    other2 += y * y;
  }
  return both / Math.sqrt(square * other2);
}

const perUnit = rows.map(({ cost, ms }) => ms / cost).sort((one, other) => one - other);
/** Milliseconds of one unit of cost, in the middle of all shapes. */
const unit = perUnit[perUnit.length >> 1] as number;
const spearman = correlation(ranks(rows.map(({ cost }) => cost)), ranks(rows.map(({ ms }) => ms)));
const under = rows.filter(({ cost, ms }) => ms > 5 * unit * cost);

rows.sort((one, other) => one.ms - other.ms);
console.log('| shape | estimated cost | ms | ms / (cost × unit) |\n|---|---|---|---|');
for (const { name, cost, ms } of rows) {
  console.log(`| ${name} | ${Math.round(cost)} | ${ms.toPrecision(3)} | ${(ms / (cost * unit)).toFixed(2)} |`);
}
console.log(`\n${rows.length} shapes; a unit of cost takes ${(unit * 1000).toFixed(1)} µs in the middle`);
console.log(`rank correlation ${spearman.toFixed(3)}; under-estimated more than five-fold: ${under.length}`);
await database.close();
await parser.close();
process.exit(spearman >= 0.8 && under.length === 0 && rows.length === shapes.length ? 0 : 1);
