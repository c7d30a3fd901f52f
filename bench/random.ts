// Random valid queries: none may fail by a bug, take more than 50 statements, or run past two seconds. Asked of the
// starter record, embedded and on a PostgreSQL server, and of the database that bench:seed fills, where there is one.
//   npm run bench:random -- --queries 5000 --seed 1
import { parseArgs } from 'node:util';
import { connect, type Database, databaseOn } from '../src/database/connect.js';
import { openInMemory } from '../src/database/embedded/embedded.js';
import { migrate } from '../src/database/migrate.js';
import { LexiconCache } from '../src/feeds/lexicon-cache.js';
import { ParsePool } from '../src/feeds/parse-pool.js';
import { seed as fill } from '../src/seed.js';
import { type Asked, randomQuestions } from '../test/random/ask.js';
import { administer, openBench, serverUrl } from './database.js';

const MOST_MS = 2000;
const STARTER = 'flankwatch_bench_random';

const { values } = parseArgs({
  options: {
    queries: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    on: { type: 'string', multiple: true, default: ['embedded', 'server', 'large'] },
  },
});
const [count, first] = [Number(values.queries), Number(values.seed)];

async function starter(database: Database): Promise<Database> {
  await migrate(database);
  const parser = new ParsePool();
  await fill({ database, lexicon: new LexiconCache(database.sql), parser });
  await parser.close();
  return database;
}

const DATABASES: Record<string, () => Promise<Database>> = {
  embedded: async () => starter(databaseOn(await openInMemory())),
  server: async () => {
    await administer(`drop database if exists ${STARTER} with (force)`, `create database ${STARTER}`);
    return starter(await connect({ databaseUrl: serverUrl(STARTER), dataDir: '' }));
  },
  large: openBench,
};

async function run(name: string, database: Database): Promise<boolean> {
  const questions = await randomQuestions(database);
  const asked: Asked[] = [];
  let faults = 0;
  for (let seed = first; seed < first + count; seed++) {
    const one = await questions.ask(seed);
    // A machine with other work has pauses of its own: what is slow by itself is slow again.
    for (let again = 0; one.milliseconds > MOST_MS && again < 2; again++) {
      one.milliseconds = Math.min(one.milliseconds, (await questions.time(one)).milliseconds);
    }
    if (one.milliseconds > MOST_MS) one.faults.push(`${Math.round(one.milliseconds)} ms`);
    const unlike = name === 'large' ? [] : await questions.compare(one);
    for (const fault of [...one.faults, ...unlike]) {
      faults++;
      console.log(`${name}, seed ${seed}: ${fault}\n  ${one.query}\n  ${JSON.stringify(one.variables)}`);
    }
    asked.push(one);
  }
  console.log(`\n${name}: ${count} queries from seed ${first}; ${questions.queries.refused} drafts past the limits`);
  const by = (measure: (one: Asked) => number) =>
    asked.toSorted((one, other) => measure(other) - measure(one)).slice(0, 5);
  const short = (one: Asked) => ({
    seed: one.seed,
    ms: Math.round(one.milliseconds),
    statements: one.statements,
    characters: one.size,
    query: one.query.slice(0, 100),
  });
  console.log('the slowest');
  console.table(by((one) => one.milliseconds).map(short));
  console.log('those with the most statements');
  console.table(by((one) => one.statements).map(short));
  const codes: Record<string, number> = { 'no error': asked.filter((one) => one.codes.length === 0).length };
  for (const code of asked.flatMap((one) => one.codes)) codes[code] = (codes[code] ?? 0) + 1;
  const times = asked.map((one) => one.milliseconds).sort((one, other) => one - other);
  const at = (of: number) =>
    Math.round((times[Math.min(times.length - 1, Math.floor(times.length * of))] ?? 0) * 10) / 10;
  console.table({ ...codes, 'p50 ms': at(0.5), 'p99 ms': at(0.99), 'greatest ms': at(1), faults });
  return faults === 0;
}

let sound = true;
for (const name of values.on) {
  const database = await DATABASES[name]?.();
  if (database === undefined) throw new Error(`--on takes ${Object.keys(DATABASES).join(', ')}`);
  try {
    sound = (await run(name, database)) && sound;
  } finally {
    await database.close();
    if (name === 'server') await administer(`drop database ${STARTER} with (force)`);
  }
}
process.exit(sound ? 0 : 1);
