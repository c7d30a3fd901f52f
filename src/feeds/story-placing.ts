// Places articles in stories, one at a time: new ones, and stored ones whose text or ties have changed.
import { v7 as uuidv7 } from 'uuid';
import { areCopies } from '../linking/alike.js';
import type { StoryArticle } from '../linking/signature.js';
import type { StoryWindow } from '../linking/stories.js';
import type { PlacedArticle, Replaced } from './story-articles.js';

interface Place {
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

/** One request's placements, whatever windows they are decided in. */
export class Placing {
  readonly #placed = new Map<string, Placement>();
  readonly #founded: string[] = [];
  readonly #left = new Set<string>();
  readonly #waiting: Set<string>;

  constructor({ added, replaced }: ToPlace) {
    this.#waiting = new Set([...added, ...replaced].map(({ id }) => id));
  }

  /** What a window is to know of a stored article before others are compared with it; null where its turn is to come. */
  known(article: PlacedArticle): Place | null {
    return this.#waiting.has(article.id) ? null : (this.#placed.get(article.id) ?? article);
  }

  /** The window remembers what is decided. */
  place(window: StoryWindow, { added, replaced }: ToPlace): void {
    for (const { id } of replaced) window.remove(id);
    for (const article of replaced) this.#replace(window, article);
    for (const article of added) this.#put(window, article, this.#decide(window, article, null));
  }

  get placements(): Placements {
    return { placements: [...this.#placed.values()], founded: this.#founded, left: [...this.#left] };
  }

  /** A story keeps its identifier as long as it has an article; an article that is alone in one takes it along. */
  #replace(window: StoryWindow, article: Replaced): void {
    const others = article.others
      .map((other) => ({ ...other, ...this.#placed.get(other.id) }))
      .filter(({ story }) => story === article.story);
    const stays = article.story === null ? null : window.belongs(article, others);
    const own = others.length === 0 ? article.story : null;
    const { story, copyOf } =
      stays === null ? this.#decide(window, article, own) : { story: article.story, copyOf: stays.copyOf };
    if (article.story !== null && article.story !== story) this.#left.add(article.story);
    this.#put(window, article, { story, copyOf });
    this.#parentCopies(window, article, others);
  }

  /** @param own a story that the article has to itself */
  #decide(window: StoryWindow, article: StoryArticle, own: string | null): Place {
    const decision = window.decide(article);
    if (decision.kind === 'ALONE') return { story: own, copyOf: null };
    const copyOf = decision.copyOf === article.id ? null : decision.copyOf;
    if (decision.kind === 'JOINS') return { story: decision.story, copyOf };
    const story = own ?? uuidv7();
    if (own === null) this.#founded.push(story);
    window.assign(decision.like, story);
    const known = this.#placed.get(decision.like);
    this.#placed.set(decision.like, { article: decision.like, copyOf: known?.copyOf ?? null, story });
    return { story, copyOf };
  }

  #put(window: StoryWindow, article: StoryArticle & Partial<Place>, { story, copyOf }: Place): void {
    window.remember(article, { story, copyOf });
    this.#waiting.delete(article.id);
    const isMoved = story !== (article.story ?? null) || copyOf !== (article.copyOf ?? null);
    if (isMoved) this.#placed.set(article.id, { article: article.id, story, copyOf });
    else this.#placed.delete(article.id);
  }

  /** Copies of what an article was are copies of the first of them where the article has another text now. */
  #parentCopies(window: StoryWindow, article: StoryArticle, others: readonly PlacedArticle[]): void {
    const orphans = others.filter((other) => other.copyOf === article.id && !areCopies(article, other));
    const [first] = orphans;
    for (const orphan of orphans) {
      const copyOf = orphan === first ? null : (first?.id ?? null);
      this.#placed.set(orphan.id, { article: orphan.id, story: orphan.story, copyOf });
      if (!window.has(orphan.id)) continue;
      window.remove(orphan.id);
      window.remember(orphan, { story: orphan.story, copyOf });
    }
  }
}
