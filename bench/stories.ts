/**
 * Measures what it costs to place an article in a story, over a month of 100,000 articles: in memory, and in the
 * transaction that stores it, on a PostgreSQL server (BENCH_DATABASE_URL; `--memory` leaves that out).
 */
import { v7 as uuidv7 } from 'uuid';
import { StoryWindow } from '../src/linking/stories.js';
import { memory } from './made-up.js';
import { month } from './month.js';
import { starterNames } from './starter-record.js';
import { measureStored, type PlacedInMonth } from './stored-stories.js';

const ARTICLES = 100_000;
// Until the window is full.
const WARM_UP = 20_000;
const SAMPLE = 1000;

const records = [...new Set(starterNames().map(({ record }) => record))];
const articles = [...month({ count: ARTICLES, end: new Date(), records })];

const window = new StoryWindow();
const costs = new Float64Array(articles.length);
const decisions = { ALONE: 0, FOUNDS: 0, JOINS: 0 };
const placed = new Map<string, PlacedInMonth>();
for (const [number, article] of articles.entries()) {
  const start = performance.now();
  const decision = window.decide(article);
  const story = decision.kind === 'JOINS' ? decision.story : decision.kind === 'FOUNDS' ? uuidv7() : null;
  if (decision.kind === 'FOUNDS' && story !== null) window.assign(decision.like, story);
  const copyOf = decision.kind === 'ALONE' ? null : decision.copyOf;
  window.remember(article, { story, copyOf });
  costs[number] = performance.now() - start;
  decisions[decision.kind]++;
  if (decision.kind === 'FOUNDS') (placed.get(decision.like) as PlacedInMonth).story = story;
  placed.set(article.id, { ...article, story, copyOf });
}

const first = costOf(costs.slice(WARM_UP, WARM_UP + SAMPLE));
const last = costOf(costs.slice(-SAMPLE));
console.table({
  [`1,000 after ${WARM_UP}`]: shown(first),
  '1,000 after 50,000': shown(costOf(costs.slice(50_000, 50_000 + SAMPLE))),
  'last 1,000 of 100,000': shown(last),
  'last to first': shown({
    mean: last.mean / first.mean,
    median: last.median / first.median,
    late: last.late / first.late,
  }),
});
console.log({ ...decisions, 'articles in the window': window.size, 'memory, MB': Math.round(memory()) });

if (!process.argv.includes('--memory')) {
  const stored = await measureStored(
    articles.map(({ id }) => placed.get(id) as PlacedInMonth),
    { sizes: [WARM_UP, ARTICLES - SAMPLE], sample: SAMPLE },
  );
  console.table(
    Object.fromEntries(
      stored.flatMap(({ size, place, store }) => [
        [`placed as one of ${size.toLocaleString('en')} stored`, shown(costOf(Float64Array.from(place)))],
        [`stored, all of it, as one of ${size.toLocaleString('en')}`, shown(costOf(Float64Array.from(store)))],
      ]),
    ),
  );
}

interface Cost {
  mean: number;
  median: number;
  /** the 99th percentile */
  late: number;
}

function costOf(some: Float64Array): Cost {
  const slice = some.toSorted();
  const at = (share: number) => slice[Math.floor(slice.length * share)] as number;
  return { mean: slice.reduce((sum, cost) => sum + cost, 0) / slice.length, median: at(0.5), late: at(0.99) };
}

function shown({ mean, median, late }: Cost) {
  return { 'mean, ms': mean.toFixed(3), 'median, ms': median.toFixed(3), '99th percentile, ms': late.toFixed(3) };
}
