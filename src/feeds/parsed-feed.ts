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

export interface ParsedFeed {
  title: string | null;
  link: string | null;
  description: string | null;
  language: string | null;
  items: ParsedItem[];
}
