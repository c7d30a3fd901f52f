// What bringing news in costs: CPU of this process from fetching to stored and linked, on a PostgreSQL server, beside
// what any program pays that reads the same documents with rss-parser.
//   BENCH_DATABASE_URL=postgresql://… npm run bench:ingest
import Parser from 'rss-parser';
import { decode } from '../src/feeds/decode.js';
import { MOST_ARTICLES } from '../src/linking/stories.js';
import { type Cost, costOf, each, round, sum } from './cost.js';
import { documentOf } from './documents.js';
import { type Bench, ITEMS, refresh, withIntake } from './intake.js';

const FEEDS = 200;
/**
 * Read before anything is measured, by both: a gateway runs for weeks. Its code is compiled in the first minutes, and the
 * stories of the latest articles are full in the first days, so that each article is compared with as many as ever.
 */
const WARM = MOST_ARTICLES / ITEMS;
/** Both take turns at so many feeds: a machine that is slower for a minute is slower for both. */
const TURN = 10;

const documents = Array.from({ length: WARM + FEEDS }, (_, feed) => Buffer.from(documentOf(feed, ITEMS)));

await withIntake('flankwatch_bench_ingest', WARM + FEEDS, measure);

async function measure({ intake, publish }: Bench): Promise<void> {
  await parseAlone(0, WARM);
  await refresh(intake, slugs(0, WARM));
  await publish('measured');
  const [parsing, whole, unchanged]: [Cost[], Cost[], Cost[]] = [[], [], []];
  for (let from = WARM; from < WARM + FEEDS; from += TURN) {
    const to = from + TURN;
    parsing.push(await costOf(() => parseAlone(from, to)));
    whole.push(await costOf(() => refresh(intake, slugs(from, to))));
    unchanged.push(await costOf(() => refresh(intake, slugs(from, to))));
  }
  console.table({
    [`decode + rss-parser alone, ${FEEDS} × ${ITEMS} items`]: each(sum(parsing), FEEDS),
    'fetched, stored and linked': {
      ...each(sum(whole), FEEDS),
      'times parsing': round(sum(whole).cpu / sum(parsing).cpu),
    },
    'unchanged (304)': each(sum(unchanged), FEEDS),
  });
}

/** What any program pays that reads these documents with rss-parser. */
async function parseAlone(from: number, to: number): Promise<void> {
  for (const bytes of documents.slice(from, to)) {
    await new Parser().parseString(decode({ bytes, contentType: null, url: '' }));
  }
}

function slugs(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, number) => `feed-${from + number}`);
}
