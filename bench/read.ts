// What reading costs on the database that bench:seed fills, over HTTP, with no answer kept: every example of
// schema/operations, seven levels against Prisma's nested include, and page 1 against page 2,000 of every connection.
//   npm run bench:seed && npm run bench
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { encode } from '../src/graph/listing.js';
import { openBench } from './database.js';
import { type Asked, Load, type Measured } from './load.js';
import { BY_HAND, CONNECTIONS, SEVEN_LEVELS } from './reads.js';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
/** How many ask at a time where requests a second are measured. */
const TOGETHER = 4;
const PAGE = 20;

const database = await openBench();
const server = fork(new URL('./read-server.js', import.meta.url));
const [port] = (await once(server, 'message')) as [number];
const load = new Load(port);

const graphql = (query: string, variables: object = {}): Asked => ({
  path: '/graphql',
  body: JSON.stringify({ query, variables }),
});

const quantile = ({ times }: Measured, of: number) =>
  times[Math.min(times.length - 1, Math.floor(times.length * of))] ?? 0;
const round = (value: number) => Number(value.toPrecision(3));
const perSecond = ({ times, clock }: Measured) => (times.length / clock) * 1000;
const row = (measured: Measured) => ({
  'requests/s': round(perSecond(measured)),
  p50: round(quantile(measured, 0.5)),
  p99: round(quantile(measured, 0.99)),
  'CPU ms': round(measured.cpu / measured.times.length),
});

async function statementsOf(asked: Asked): Promise<number> {
  const { statements } = await load.figures();
  await load.ask(asked);
  return (await load.figures()).statements - statements;
}

async function measured(all: Record<string, Asked>, together: number): Promise<Record<string, object>> {
  const figures = await load.compare(Object.values(all), { seconds: SECONDS, together });
  const table: Record<string, object> = {};
  for (const [i, [name, asked]] of Object.entries(all).entries()) {
    const statements = asked.path === '/graphql' ? { statements: await statementsOf(asked) } : {};
    table[name] = { ...row(figures[i] as Measured), ...statements };
  }
  return table;
}

const byHand = (name: string): Asked => ({ path: `/${encodeURIComponent(name)}` });

async function operations(): Promise<void> {
  const examples = readdirSync('schema/operations').filter((name) => name.endsWith('.graphql'));
  const table = await measured(
    {
      '{ __typename }': graphql('{ __typename }'),
      ...Object.fromEntries(
        examples.map((file) => [
          file.replace('.graphql', ''),
          graphql(readFileSync(`schema/operations/${file}`, 'utf8')),
        ]),
      ),
      ...Object.fromEntries(Object.keys(BY_HAND).map((name) => [name, byHand(name)])),
    },
    1,
  );
  console.log('\nThe examples, one request at a time:');
  console.table(table);
}

async function sevenLevels(): Promise<void> {
  const all = {
    gateway: graphql(SEVEN_LEVELS),
    'nested include, same server': { path: '/include', body: graphql(SEVEN_LEVELS).body as string },
    'nested include, no GraphQL': { path: '/include-alone' },
  };
  const [ours, ...others] = await Promise.all(Object.values(all).map((asked) => load.ask(asked)));
  for (const other of others) {
    if (!isDeepStrictEqual(ours, other)) throw new Error('the include answers something else');
  }
  for (const together of [1, TOGETHER]) {
    const figures = await load.compare(Object.values(all), { seconds: 3 * SECONDS, together });
    const own = perSecond(figures[0] as Measured);
    const rows = Object.keys(all).map((name, i) => {
      const figure = figures[i] as Measured;
      return [name, { ...row(figure), 'gateway is faster by': round(own / perSecond(figure)) }];
    });
    console.log(`\nSeven levels, the same ${JSON.stringify(ours).length} characters of JSON, ${together} at a time:`);
    console.table(Object.fromEntries(rows));
  }
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
    const [first, far] = (await load.compare(
      [graphql(query, { first: PAGE }), graphql(query, { first: PAGE, after })],
      {
        seconds: SECONDS / 2,
        together: 1,
      },
    )) as [Measured, Measured];
    table[name] = {
      'page 1 p50': round(quantile(first, 0.5)),
      'far p50': round(quantile(far, 0.5)),
      far: page,
      times: round(quantile(far, 0.5) / quantile(first, 0.5)),
      p99: round(quantile(far, 0.99)),
    };
  }
  console.log('\nPages, one request at a time, in ms:');
  console.table(table);
}

try {
  await operations();
  await sevenLevels();
  await pages();
} finally {
  await database.close();
  server.disconnect();
}
process.exit(0);
