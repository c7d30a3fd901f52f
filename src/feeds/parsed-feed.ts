/** A feed as it was read, whatever its format: the stage between parsing and normalising. */

import type { ArticleImage } from '../database/article-image.js';

/** Title, summary and content are HTML fragments of any quality; `normalise` makes them fit to show. */
export interface ParsedItem {
  title: string | null;
  link: string | null;
  id: string | null;
  /** RFC 3339, in UTC. */
  date: string | null;
  /** The day alone, `YYYY-MM-DD`, of an item that states its time in a zone that is not known. */
  day?: string | undefined;
  summary: string | null;
  content: string | null;
  author: string | null;
  enclosure: string | null;
  tags: string[];
  image?: ArticleImage | undefined;
  /** The item's own, as it is written; absent where it states none. */
  language?: string | undefined;
  /** What an earlier version took for the link, where that is another one. */
  formerLink?: string | undefined;
}

/** An item that could not be read, and why. */
export interface RefusedItem {
  /** HTML; null where none was found. */
  title: string | null;
  reason: string;
}

/** An item in whose texts relative links are as they were written. */
export interface UnresolvedItem extends ParsedItem {
  /** Where they lead from; null and none for the address of the article itself. */
  bases?: { summary: string | null; content: string | null };
}

export interface ParsedFeed<Item extends ParsedItem = ParsedItem> {
  title: string | null;
  link: string | null;
  description: string | null;
  language: string | null;
  items: Item[];
  /** Absent where all items could be read. */
  refused?: RefusedItem[];
}
