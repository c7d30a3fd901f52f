// What it costs to read a hundred items of which one is new, in a table of ten thousand articles and of a million.
// Filling the table takes most of an hour.
//   BENCH_DATABASE_URL=postgresql://… npm run bench:growth
import { type Cost, costOf, each } from './cost.js';
import { fill } from './fill.js';
import { type Bench, refresh, withIntake } from './intake.js';

const FEEDS = 200;
const SIZES = [10_000, 1_000_000];
const SAMPLES = 60;

await withIntake('flankwatch_bench_growth', FEEDS, async (bench) => {
  const table: Record<string, object> = {};
  for (const size of SIZES) {
    await fill(bench.intake.database, size);
    for (let time = 0; time < 20; time++) await grow(bench);
    const costs: Cost[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) costs.push(await costOf(() => grow(bench)));
    table[`one ingest at ${size.toLocaleString('en')} articles`] = each(middleOf(costs), 1);
  }
  console.table(table);
});

async function grow({ intake, publish }: Bench): Promise<void> {
  await publish(`${Date.now()}`);
  await refresh(intake, ['growing']);
}

/** The server is still tidying up after so many new rows, so that now and then one waits: the middle says what it costs. */
function middleOf(costs: Cost[]): Cost {
  const middle = (of: keyof Cost) =>
    costs.map((cost) => cost[of]).toSorted((one, other) => one - other)[costs.length / 2] ?? 0;
  return { cpu: middle('cpu'), wall: middle('wall') };
}
