// Says which stories new articles belong to. What it remembers of the last days follows the database, so that any number
// of gateways agree.
import { v7 as uuidv7 } from 'uuid';
import type { Sql } from '../database/sql.js';
import type { StoryArticle } from '../linking/signature.js';
import { MOST_ARTICLES, StoryWindow, WINDOW_MS } from '../linking/stories.js';
import { articlesAround, articlesChanged, latestChange, type PlacedArticle } from './story-articles.js';

interface Placement {
  article: string;
  story: string | null;
  copyOf: string | null;
}

export interface Placements {
  /** For the articles asked about, and for those that a new story began with. */
  placements: Placement[];
  /** Stories that begin. */
  founded: string[];
}

/** An article that comes this much later than it was published is compared with those of its own days. */
const LATE_MS = WINDOW_MS / 2;
/** A feed that is new brings a month at once; nobody waits for more than this. */
const MOST_LATE = 2000;
/** Between two of these, others have their turn. */
const AT_ONCE = 500;

export class StoryDesk {
  #window: StoryWindow | null = null;
  #upTo = '0';
  #loading: Promise<unknown> | null = null;
  /** Placed by a transaction that may yet fail. */
  #pending: string[] = [];

  /** Reads the last days where nothing is remembered yet. Before the transaction, so that nobody waits under the lock. */
  async open(sql: Sql): Promise<void> {
    if (this.#window !== null) return;
    this.#loading ??= this.#load(sql, []).finally(() => {
      this.#loading = null;
    });
    await this.#loading;
  }

  /** Needs `lockLinking`, in the transaction that stores the articles and tells the outbox of them. */
  async place(sql: Sql, articles: readonly StoryArticle[]): Promise<Placements> {
    const sorted = articles.toSorted((one, other) => one.publishedAt.getTime() - other.publishedAt.getTime());
    const placed = await this.#place(sql, await this.#follow(sql, sorted), sorted);
    if (await areThere(sql, sorted, placed)) return placed;
    // Somebody took articles out without telling the outbox: what is remembered is worth nothing.
    return this.#place(sql, await this.#load(sql, sorted), sorted);
  }

  async #place(sql: Sql, window: StoryWindow, articles: readonly StoryArticle[]): Promise<Placements> {
    this.#pending = articles.map(({ id }) => id);
    const since = Date.now() - LATE_MS;
    const late = articles.filter(({ publishedAt }) => publishedAt.getTime() < since);
    const fresh = articles.slice(late.length);
    const placed = [placeIn(window, fresh)];
    if (late.length > 0) placed.push(placeIn(await windowAround(sql, late), late));
    return {
      placements: placed.flatMap(({ placements }) => placements),
      founded: placed.flatMap(({ founded }) => founded),
    };
  }

  /** @param except stored already in this transaction, and not placed yet */
  async #load(sql: Sql, except: readonly StoryArticle[]): Promise<StoryWindow> {
    const own = new Set(except.map(({ id }) => id));
    const upTo = await latestChange(sql);
    const since = new Date(Date.now() - WINDOW_MS);
    const window = new StoryWindow();
    const articles = await articlesAround(sql, { from: since, to: null, most: MOST_ARTICLES });
    for (let at = 0; at < articles.length; at += AT_ONCE) {
      for (const article of articles.slice(at, at + AT_ONCE)) {
        if (!own.has(article.id)) window.remember(article, article);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#window = window;
    this.#upTo = upTo;
    this.#pending = [];
    return window;
  }

  /** Brings what is remembered up to what is committed. */
  async #follow(sql: Sql, articles: readonly StoryArticle[]): Promise<StoryWindow> {
    if (this.#window !== null) {
      const { upTo, changed, gone } = await articlesChanged(sql, this.#upTo);
      const told = new Set([...changed.map(({ id }) => id), ...gone]);
      // What was placed and never told of was rolled back.
      if (this.#pending.every((id) => told.has(id))) {
        this.#pending = [];
        for (const id of gone) this.#window.remove(id);
        for (const article of changed) follow(this.#window, article);
        this.#upTo = upTo;
        return this.#window;
      }
    }
    return this.#load(sql, articles);
  }
}

/** Whether the articles and the stories that new ones were put with are still stored. */
async function areThere(
  sql: Sql,
  articles: readonly StoryArticle[],
  { placements, founded }: Placements,
): Promise<boolean> {
  const own = new Set([...articles.map(({ id }) => id), ...founded]);
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
  if (article.publishedAt.getTime() < Date.now() - WINDOW_MS) return;
  if (article.isEdited) window.remove(article.id);
  if (!window.has(article.id)) window.remember(article, article);
  else if (article.story !== null) window.assign(article.id, article.story);
}

async function windowAround(sql: Sql, articles: readonly StoryArticle[]): Promise<StoryWindow> {
  const times = articles.map(({ publishedAt }) => publishedAt.getTime());
  const from = new Date(Math.min(...times) - WINDOW_MS);
  const to = new Date(Math.max(...times) + WINDOW_MS);
  const own = new Set(articles.map(({ id }) => id));
  const window = new StoryWindow(Number.POSITIVE_INFINITY);
  for (const article of await articlesAround(sql, { from, to, most: MOST_LATE })) {
    if (!own.has(article.id)) window.remember(article, article);
  }
  return window;
}

function placeIn(window: StoryWindow, articles: readonly StoryArticle[]): Placements {
  const placements: Placement[] = [];
  const founded: string[] = [];
  for (const article of articles) {
    const decision = window.decide(article);
    const story = decision.kind === 'JOINS' ? decision.story : decision.kind === 'FOUNDS' ? uuidv7() : null;
    const copyOf = decision.kind === 'ALONE' ? null : decision.copyOf;
    if (decision.kind === 'FOUNDS' && story !== null) {
      founded.push(story);
      window.assign(decision.like, story);
      const known = placements.find(({ article: id }) => id === decision.like);
      if (known) known.story = story;
      else placements.push({ article: decision.like, story, copyOf: null });
    }
    window.remember(article, { story, copyOf });
    placements.push({ article: article.id, story, copyOf });
  }
  return { placements, founded };
}
