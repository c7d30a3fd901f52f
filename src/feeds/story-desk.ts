// Says which stories new articles belong to. What it remembers of the latest follows the database, so that any number
// of gateways agree.
import { v7 as uuidv7 } from 'uuid';
import type { Sql } from '../database/sql.js';
import type { StoryArticle } from '../linking/signature.js';
import { MOST_ARTICLES, StoryWindow } from '../linking/stories.js';
import { articlesChanged, latestArticles, latestChange, type PlacedArticle } from './story-articles.js';

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

/** Between two of these, others have their turn: some 5 ms. */
const AT_ONCE = 50;

export class StoryDesk {
  #window: StoryWindow | null = null;
  #upTo = '0';
  #loading: Promise<unknown> | null = null;
  /** Placed by a transaction that may yet fail. */
  #pending: string[] = [];

  /** Reads the latest articles where nothing is remembered yet. Before the transaction, so that nobody waits under the lock. */
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
    const placed = this.#place(await this.#follow(sql, sorted), sorted);
    if (await areThere(sql, sorted, placed)) return placed;
    // Somebody took articles out without telling the outbox: what is remembered is worth nothing.
    return this.#place(await this.#load(sql, sorted), sorted);
  }

  #place(window: StoryWindow, articles: readonly StoryArticle[]): Placements {
    this.#pending = articles.map(({ id }) => id);
    return placeIn(window, articles);
  }

  /** @param except stored already in this transaction, and not placed yet */
  async #load(sql: Sql, except: readonly StoryArticle[]): Promise<StoryWindow> {
    const own = new Set(except.map(({ id }) => id));
    const upTo = await latestChange(sql);
    const window = new StoryWindow();
    const articles = await latestArticles(sql, MOST_ARTICLES);
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
  if (article.isEdited) window.remove(article.id);
  if (!window.has(article.id)) window.remember(article, article);
  else if (article.story !== null) window.assign(article.id, article.story);
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
