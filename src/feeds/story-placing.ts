// Places articles in stories, one at a time: new ones, and stored ones whose text or ties have changed.
import { newId } from '../database/new-id.js';
import { areCopies } from '../linking/alike.js';
import type { StoryArticle } from '../linking/signature.js';
import type { StoryWindow } from '../linking/stories.js';
import type { PlacedArticle, Replaced } from './story-articles.js';

/** Where an article belongs. */
export interface Place {
  story: string | null;
  copyOf: string | null;
}

export interface Placement extends Place {
  article: string;
}

export interface ToPlace {
  added: readonly StoryArticle[];
  replaced: readonly Replaced[];
}

export interface Placements {
  /** Of the added articles, and of stored ones that belong elsewhere than they did. */
  placements: Placement[];
  /** Stories that begin. */
  founded: string[];
  /** Stories that an article has left. */
  left: string[];
}

/** The window remembers what is decided. */
export function placeIn(window: StoryWindow, { added, replaced }: ToPlace): Placements {
  const placing = new Placing(window);
  for (const { id } of replaced) window.remove(id);
  for (const article of oldestFirst(replaced)) placing.replace(article);
  for (const article of oldestFirst(added)) placing.add(article);
  return placing.placements;
}

function oldestFirst<Article extends StoryArticle>(articles: readonly Article[]): Article[] {
  return articles.toSorted((one, other) => one.publishedAt.getTime() - other.publishedAt.getTime());
}

class Placing {
  readonly #window: StoryWindow;
  readonly #placed = new Map<string, Placement>();
  readonly #founded: string[] = [];
  readonly #left = new Set<string>();

  constructor(window: StoryWindow) {
    this.#window = window;
  }

  add(article: StoryArticle): void {
    this.#put(article, this.#decide(article, null));
  }

  get placements(): Placements {
    return { placements: [...this.#placed.values()], founded: this.#founded, left: [...this.#left] };
  }

  /** A story keeps its identifier as long as it has an article; an article that is alone in one takes it along. */
  replace(article: Replaced): void {
    const others = article.others
      .map((other) => ({ ...other, ...this.#placed.get(other.id) }))
      .filter(({ story }) => story === article.story);
    const stays = article.story === null ? null : this.#window.belongs(article, others);
    const own = others.length === 0 ? article.story : null;
    const { story, copyOf } =
      stays === null ? this.#decide(article, own) : { story: article.story, copyOf: stays.copyOf };
    if (article.story !== null && article.story !== story) this.#left.add(article.story);
    this.#put(article, { story, copyOf });
    this.#parentCopies(article, others);
  }

  /** @param own a story that the article has to itself */
  #decide(article: StoryArticle, own: string | null): Place {
    const decision = this.#window.decide(article);
    if (decision.kind === 'ALONE') return { story: own, copyOf: null };
    const copyOf = decision.copyOf === article.id ? null : decision.copyOf;
    if (decision.kind === 'JOINS') return { story: decision.story, copyOf };
    const story = own ?? newId();
    if (own === null) this.#founded.push(story);
    this.#window.assign(decision.like, story);
    const known = this.#placed.get(decision.like);
    this.#placed.set(decision.like, { article: decision.like, copyOf: known?.copyOf ?? null, story });
    return { story, copyOf };
  }

  #put(article: StoryArticle & Partial<Place>, { story, copyOf }: Place): void {
    this.#window.remember(article, { story, copyOf });
    const isMoved = story !== (article.story ?? null) || copyOf !== (article.copyOf ?? null);
    if (isMoved) this.#placed.set(article.id, { article: article.id, story, copyOf });
    else this.#placed.delete(article.id);
  }

  /** Copies of what an article was are copies of the first of them where the article has another text now. */
  #parentCopies(article: StoryArticle, others: readonly PlacedArticle[]): void {
    const orphans = others.filter((other) => other.copyOf === article.id && !areCopies(article, other));
    const [first] = orphans;
    for (const orphan of orphans) {
      const copyOf = orphan === first ? null : (first?.id ?? null);
      this.#placed.set(orphan.id, { article: orphan.id, story: orphan.story, copyOf });
      if (!this.#window.has(orphan.id)) continue;
      this.#window.remove(orphan.id);
      this.#window.remember(orphan, { story: orphan.story, copyOf });
    }
  }
}
