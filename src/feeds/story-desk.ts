// Says which stories new articles belong to. What it remembers of the latest follows the database, so that any number
// of gateways agree.
import type { Sql } from '../database/sql.js';
import { MOST_ARTICLES, StoryWindow } from '../linking/stories.js';
import { inSlices } from './others-turn.js';
import { articlesById, articlesTold, latestArticles, latestChange, type PlacedArticle } from './story-articles.js';
import { type Placements, placeIn, type ToPlace } from './story-placing.js';

/** Articles that are read before others have their turn: some 5 ms. */
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
  /** Of these, those that are new: whoever tells of one of them knows it from that transaction. */
  #added = new Set<string>();

  /** Reads the latest where nothing is remembered yet. Before the transaction, so that nobody waits under the lock. */
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
    const placed = this.#place(await this.#follow(sql, ids), request);
    if (await areThere(sql, ids, placed)) return placed;
    // Somebody took articles out without telling the outbox: what is remembered is worth nothing.
    return this.#place(await this.#load(sql, ids), request);
  }

  #place(window: StoryWindow, { added, replaced, isTold }: PlaceRequest): Placements {
    this.#pending = [...added, ...(isTold === 'ALL' ? replaced : [])].map(({ id }) => id);
    this.#added = new Set(added.map(({ id }) => id));
    const placed = placeIn(window, { added, replaced });
    if (isTold === 'MOVED') this.#pending.push(...placed.placements.map(({ article }) => article));
    return placed;
  }

  /** @param except stored already in this transaction, and not placed yet */
  async #load(sql: Sql, except: readonly string[]): Promise<StoryWindow> {
    const upTo = await latestChange(sql);
    const window = new StoryWindow();
    const own = new Set(except);
    await inSlices(await latestArticles(sql, MOST_ARTICLES), AT_ONCE, (article) => {
      if (!own.has(article.id)) window.remember(article, article);
    });
    this.#window = window;
    this.#upTo = upTo;
    this.#pending = [];
    this.#added = new Set();
    return window;
  }

  /** Brings what is remembered up to what is committed. */
  async #follow(sql: Sql, except: readonly string[]): Promise<StoryWindow> {
    if (this.#window !== null) {
      const told = await articlesTold(sql, this.#upTo);
      const ids = new Set(told.map(({ id }) => id));
      // What was placed and never told of was rolled back.
      if (this.#pending.every((id) => ids.has(id))) {
        await this.#read(sql, this.#window, told);
        return this.#window;
      }
    }
    return this.#load(sql, except);
  }

  async #read(sql: Sql, window: StoryWindow, told: Awaited<ReturnType<typeof articlesTold>>): Promise<void> {
    // A new article that was told of once is remembered as it was stored: nobody has changed it since.
    const others = told.flatMap(({ id, times }) => (times === 1 && this.#added.has(id) ? [] : [id]));
    const changed = await articlesById(sql, others);
    const there = new Set(changed.map(({ id }) => id));
    for (const id of others) if (!there.has(id)) window.remove(id);
    for (const article of changed) follow(window, article);
    this.#upTo = told[0]?.upTo ?? this.#upTo;
    this.#pending = [];
    this.#added = new Set();
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
