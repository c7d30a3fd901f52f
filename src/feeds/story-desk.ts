// Says which stories new articles belong to. What it remembers of the last days follows the database, so that any number
// of gateways agree.
import type { Sql } from '../database/sql.js';
import { WINDOW_MS } from '../linking/alike.js';
import type { StoryArticle } from '../linking/signature.js';
import { MOST_ARTICLES, StoryWindow } from '../linking/stories.js';
import { inSlices } from './others-turn.js';
import { articlesAround, articlesChanged, articlesSince, latestChange, type PlacedArticle } from './story-articles.js';
import { type Placements, Placing, type ToPlace } from './story-placing.js';

/** An article that comes this much later than it was published is compared with those of its own days. */
const LATE_MS = WINDOW_MS / 2;
/** A feed that is new brings a month at once; nobody waits for more than this, or for so many for each of these days. */
const MOST_LATE = 2000;
const FEWEST_LATE = 500;
const LATE_TOGETHER_MS = WINDOW_MS / 2;
/** Articles that are read before others have their turn. */
const AT_ONCE = 50;

export interface PlaceRequest extends ToPlace {
  /** Whether the outbox is told of each stored article that is placed anew, or only of those that belong elsewhere now. */
  isTold: 'ALL' | 'MOVED';
}

export class StoryDesk {
  #window: StoryWindow | null = null;
  #upTo = '0';
  #loading: Promise<unknown> | null = null;
  /** Placed by a transaction that may yet fail. */
  #pending: string[] = [];
  readonly #now: () => number;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Reads the last days where nothing is remembered yet. Before the transaction, so that nobody waits under the lock. */
  async open(sql: Sql): Promise<void> {
    if (this.#window !== null) return;
    this.#loading ??= this.#load(sql, []).finally(() => {
      this.#loading = null;
    });
    await this.#loading;
  }

  /** Needs `lockLinking`, in the transaction that stores the articles and tells the outbox of them. */
  async place(sql: Sql, request: PlaceRequest): Promise<Placements> {
    const ids = [...request.added, ...request.replaced].map(({ id }) => id);
    const placed = await this.#place(sql, await this.#follow(sql, ids), request);
    if (await areThere(sql, ids, placed)) return placed;
    // Somebody took articles out without telling the outbox: what is remembered is worth nothing.
    return this.#place(sql, await this.#load(sql, ids), request);
  }

  async #place(sql: Sql, window: StoryWindow, { added, replaced, isTold }: PlaceRequest): Promise<Placements> {
    this.#pending = [...added, ...(isTold === 'ALL' ? replaced : [])].map(({ id }) => id);
    const since = this.#now() - LATE_MS;
    const placing = new Placing({ added, replaced });
    const fresh = new Set([...added, ...replaced].filter(({ publishedAt }) => publishedAt.getTime() >= since));
    placing.place(window, only({ added, replaced }, fresh));
    const late = together([...added, ...replaced].filter((article) => !fresh.has(article)));
    const most = Math.max(FEWEST_LATE, Math.floor(MOST_LATE / (late.length || 1)));
    for (const articles of late) {
      const around = await fill(
        new StoryWindow(Number.POSITIVE_INFINITY),
        await readAround(sql, articles, most),
        placing,
      );
      placing.place(around, only({ added, replaced }, new Set(articles)));
    }
    const { placements } = placing;
    if (isTold === 'MOVED') this.#pending.push(...placements.placements.map(({ article }) => article));
    return placements;
  }

  /** @param except stored already in this transaction, and not placed yet */
  async #load(sql: Sql, except: readonly string[]): Promise<StoryWindow> {
    const upTo = await latestChange(sql);
    const since = new Date(this.#now() - WINDOW_MS);
    const window = new StoryWindow();
    const own = new Set(except);
    const known = (article: PlacedArticle) => (own.has(article.id) ? null : article);
    await fill(window, await articlesSince(sql, since, MOST_ARTICLES), { known });
    this.#window = window;
    this.#upTo = upTo;
    this.#pending = [];
    return window;
  }

  /** Brings what is remembered up to what is committed. */
  async #follow(sql: Sql, except: readonly string[]): Promise<StoryWindow> {
    if (this.#window !== null) {
      const { upTo, changed, gone } = await articlesChanged(sql, this.#upTo);
      const told = new Set([...changed.map(({ id }) => id), ...gone]);
      // What was placed and never told of was rolled back.
      if (this.#pending.every((id) => told.has(id))) {
        this.#pending = [];
        for (const id of gone) this.#window.remove(id);
        const since = this.#now() - WINDOW_MS;
        for (const article of changed) if (article.publishedAt.getTime() >= since) follow(this.#window, article);
        this.#upTo = upTo;
        return this.#window;
      }
    }
    return this.#load(sql, except);
  }
}

/** Whether the articles and the stories that new ones were put with are still stored. */
async function areThere(sql: Sql, ids: readonly string[], { placements, founded }: Placements): Promise<boolean> {
  const own = new Set([...ids, ...founded]);
  const stories = placements.flatMap(({ story }) => (story === null || own.has(story) ? [] : [story]));
  const others = placements.flatMap(({ article }) => (own.has(article) ? [] : [article]));
  const wanted = new Set([...stories, ...others]);
  if (wanted.size === 0) return true;
  const [there] = await sql.rows<{ count: number }>(THERE, [[...wanted]]);
  return there?.count === wanted.size;
}

const THERE = `
  select ((select count(*) from story where id = any($1::uuid[]))
    + (select count(*) from article where id = any($1::uuid[])))::int as count`;

function follow(window: StoryWindow, article: PlacedArticle): void {
  const known = window.placeOf(article.id);
  if (known !== null) {
    if (!article.isEdited && known.story === article.story && known.copyOf === article.copyOf) return;
    window.remove(article.id);
  }
  window.remember(article, article);
}

function readAround(sql: Sql, articles: readonly StoryArticle[], most: number): Promise<PlacedArticle[]> {
  const times = articles.map(({ publishedAt }) => publishedAt.getTime());
  const from = new Date(Math.min(...times) - WINDOW_MS);
  const to = new Date(Math.max(...times) + WINDOW_MS);
  return articlesAround(sql, { from, to, most: Math.ceil(most / 2) });
}

async function fill(
  window: StoryWindow,
  articles: readonly PlacedArticle[],
  placing: Pick<Placing, 'known'>,
): Promise<StoryWindow> {
  await inSlices(articles, AT_ONCE, (article) => {
    const known = placing.known(article);
    if (known !== null) window.remember(article, known);
  });
  return window;
}

/** The oldest first. */
function only({ added, replaced }: ToPlace, wanted: ReadonlySet<StoryArticle>): ToPlace {
  const chosen = <Article extends StoryArticle>(articles: readonly Article[]) =>
    oldestFirst(articles.filter((article) => wanted.has(article)));
  return { added: chosen(added), replaced: chosen(replaced) };
}

function oldestFirst<Article extends StoryArticle>(articles: readonly Article[]): Article[] {
  return articles.toSorted((one, other) => one.publishedAt.getTime() - other.publishedAt.getTime());
}

/** Cut where the days of one window end. */
function together(articles: readonly StoryArticle[]): StoryArticle[][] {
  const groups: StoryArticle[][] = [];
  for (const article of oldestFirst(articles)) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (first && article.publishedAt.getTime() - first.publishedAt.getTime() <= LATE_TOGETHER_MS) group?.push(article);
    else groups.push([article]);
  }
  return groups;
}
