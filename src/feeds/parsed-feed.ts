/** A feed as it was read, whatever its format: the stage between parsing and normalising. */

/** Title, summary and content are HTML fragments of any quality; `normalise` makes them fit to show. */
export interface ParsedItem {
  title: string | null;
  link: string | null;
  id: string | null;
  /** RFC 3339, in UTC. */
  date: string | null;
  summary: string | null;
  content: string | null;
  author: string | null;
  enclosure: string | null;
  tags: string[];
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
}
