// Attacks a gateway on the database that bench:seed fills: requests that are generated from the schema and grow up to
// every limit. Each kind doubles its size until it is refused, and some clients leave before they are answered. Beside
// them `{ __typename }` is asked all the time. Fails where a request takes over 2 s, `{ __typename }` over 250 ms, the
// process over 700 MB, an answer has a status of 500 or more, or a statement runs on a second after its client has left.
//   npm run bench:seed && npm run bench:attack -- --requests 1000 --seed 1 --together 4
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Client, Pool } from 'undici';
import { schema } from '../src/graph/schema.js';
import { Chance } from '../test/random/chance.js';
import { readMaterial } from '../test/random/material.js';
import { Queries } from '../test/random/queries.js';
import { attacks } from './attack-requests.js';
import { openBench } from './database.js';

const MOST_MS = 2000;
const MOST_PING_MS = 250;
const MOST_RSS = 700_000_000;
const LEAVES_AFTER_MS = 300;

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    together: { type: 'string', default: '4' },
  },
});
const [count, seed, together] = [Number(values.requests), Number(values.seed), Number(values.together)];

const database = await openBench();
const [{ name } = { name: '' }] = await database.sql.rows<{ name: string }>('select current_database() as name');
const server = fork(new URL('./attack-server.ts', import.meta.url), { execArgv: process.execArgv });
const [port] = (await once(server, 'message')) as [number];
const origin = `http://127.0.0.1:${port}`;
const pool = new Pool(origin, { connections: together, headersTimeout: 120_000, bodyTimeout: 120_000 });
const pinging = new Client(origin);

interface Outcome {
  kind: string;
  body: string;
  ms: number;
  /** Null where the client has left. */
  status: number | null;
  codes: string;
}

async function ask(kind: string, body: string, leaves: boolean): Promise<Outcome> {
  const start = performance.now();
  const signal = leaves ? AbortSignal.timeout(LEAVES_AFTER_MS) : null;
  const headers = { 'content-type': 'application/json' };
  try {
    const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body, signal });
    const text = await answer.body.text();
    const codes = [...new Set([...text.slice(0, 5000).matchAll(/"code":"(\w+)"/g)].map(([, code]) => code))].join(' ');
    return { kind, body, ms: performance.now() - start, status: answer.statusCode, codes };
  } catch (error) {
    if (!leaves) console.log(`${kind}: ${(error as Error).message}`);
    return { kind, body, ms: performance.now() - start, status: leaves ? null : 599, codes: 'none' };
  }
}

const pings: number[] = [];
let isOver = false;
const ping = (async () => {
  while (!isOver) {
    const start = performance.now();
    const body = '{"query":"{ __typename }"}';
    const answer = await pinging.request({
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await answer.body.dump();
    pings.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
})();

const chance = new Chance(seed);
const queries = new Queries(schema, await readMaterial(database));
const generated = attacks(schema, chance);
const outcomes: Outcome[] = [];
let sent = 0;
await Promise.all(
  Array.from({ length: together }, async () => {
    while (sent < count) {
      sent++;
      // A third are valid queries within the limits, of every field and argument; the rest grow past them.
      const random = chance.yes(0.33);
      const { query, variables } = queries.write(seed * 100_000 + sent);
      const { kind, body } = random
        ? { kind: 'random query', body: JSON.stringify({ query, variables }) }
        : generated.next();
      outcomes.push(await ask(kind, body, chance.yes(0.1)));
    }
  }),
);

// Clients that leave leave nothing behind.
const busiest = Array.from({ length: 10 }, () => generated.busiest());
await Promise.all(busiest.map((body) => ask('leaves', body, true)));
await new Promise((resolve) => setTimeout(resolve, 1000));
const left = await database.sql.rows<{ query: string }>(
  `select left(query, 100) as query from pg_stat_activity
   where datname = '${name}' and state = 'active' and pid <> pg_backend_pid()`,
);

isOver = true;
await ping;
const { body: figures } = await pinging.request({ path: '/figures', method: 'GET' });
const { rss } = (await figures.json()) as { rss: number };

const at = (times: number[], of: number) => {
  const sorted = times.toSorted((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0);
};
const line = (times: number[]) => ({
  requests: times.length,
  p50: at(times, 0.5),
  p95: at(times, 0.95),
  p99: at(times, 0.99),
  max: at(times, 1),
});
const answered = outcomes.filter(({ status }) => status !== null);
const kinds = [...new Set(answered.map(({ kind }) => kind))].sort();
console.table({
  '{ __typename }': line(pings),
  'all requests': line(answered.map(({ ms }) => ms)),
  ...Object.fromEntries(
    kinds.map((kind) => [kind, line(answered.filter((one) => one.kind === kind).map(({ ms }) => ms))]),
  ),
});
const told: Record<string, number> = {};
for (const { status, codes } of outcomes) {
  const key = `${status ?? 'left'} ${codes}`;
  told[key] = (told[key] ?? 0) + 1;
}
console.table(told);
for (const { kind, ms, body } of answered.toSorted((one, other) => other.ms - one.ms).slice(0, 10)) {
  console.log(`${Math.round(ms)} ms, ${kind}, ${body.length} characters: ${body.slice(0, 300)}`);
}
console.log(
  `\nRSS ${Math.round(rss / 1_000_000)} MB; ${left.length} statements run on: ${left.map(({ query }) => query).join('; ')}`,
);
const faults = [
  ...(answered.some(({ ms }) => ms > MOST_MS) ? [`a request takes over ${MOST_MS} ms`] : []),
  ...(pings.some((ms) => ms > MOST_PING_MS) ? [`{ __typename } takes over ${MOST_PING_MS} ms`] : []),
  ...(answered.some(({ status }) => (status ?? 0) >= 500) ? ['an answer has a status of 500 or more'] : []),
  ...(rss > MOST_RSS ? [`the process takes over ${MOST_RSS / 1_000_000} MB`] : []),
  ...(left.length > 0 ? ['statements run on for clients that have left'] : []),
];
console.log(faults.length === 0 ? 'no faults' : faults.join('\n'));
server.kill('SIGKILL');
await database.close();
process.exit(faults.length === 0 ? 0 : 1);
