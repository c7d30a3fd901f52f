// What the graph can have done to feeds and their articles. The graph knows no fetching and no linking: whoever starts
// the gateway brings this along.
import type { AliasKind } from '../database/generated/enums.js';
import type { Sql } from '../database/sql.js';

interface FeedWish {
  url?: string | null | undefined;
  slug?: string | null | undefined;
  title?: string | null | undefined;
  language?: string | null | undefined;
  publisher?: string | null | undefined;
  enabled?: boolean | null | undefined;
}

interface Unknown {
  kind: 'unknown';
  message: string;
}

export type FeedAnswer =
  | { kind: 'done'; slug: string }
  | { kind: 'invalid'; issues: { path: string[]; message: string }[] }
  | Unknown;

export interface FeedKeeper {
  add(wish: FeedWish): Promise<FeedAnswer>;
  update(slug: string, wish: FeedWish): Promise<FeedAnswer>;
  remove(slug: string): Promise<FeedAnswer>;
  /** All that are fetched where `slugs` is null. */
  refresh(slugs: readonly string[] | null): Promise<{ kind: 'accepted'; slugs: string[] } | Unknown>;
  readyToReview(): Promise<ReviewHelp>;
}

interface ReviewHelp {
  /** Judges anew, in a transaction, what is inferred of an article, once a curator has said which of its names stand. */
  inferAnew(sql: Sql, article: string): Promise<void>;
  /** What the name is to the record; null where linking does not know it. */
  kindOfName(record: string, surface: string): AliasKind | null;
}
