// What makes an item the same one at the next fetch: its guid, else its address; both where a guid is given twice.
import { hash } from 'node:crypto';
import { articleUrl } from './article-url.js';
import type { NewArticle } from './new-article.js';

export interface Identity {
  guid: string;
  /** Empty where the guid is enough; see `Appearance` in the database. */
  sibling: string;
}

/** An item of a document with what it may be known by. */
export interface Item {
  article: NewArticle;
  guid: string;
  /** Whether the document gives its guid to items at other addresses too. */
  repeated: boolean;
}

/** In the order given. What stands twice in a document, with one guid and one address, counts once. */
export function itemsOf(articles: readonly NewArticle[]): Item[] {
  const items: Item[] = [];
  const addresses = new Set<string>();
  const firsts = new Map<string, Item>();
  for (const article of articles) {
    const guid = stableGuid(article.guid);
    const address = `${guid}\0${article.url}`;
    if (addresses.has(address)) continue;
    addresses.add(address);
    const first = firsts.get(guid);
    const item = { article, guid, repeated: first !== undefined };
    if (first === undefined) firsts.set(guid, item);
    else first.repeated = true;
    items.push(item);
  }
  return items;
}

/** What tells an item from others with its guid; `SIBLING` says the same in SQL. */
function siblingOf({ article }: Item): string {
  return sha256(article.url);
}

/** Of the address in that column. */
export const SIBLING = (url: string) => `encode(sha256(convert_to(${url}, 'UTF8')), 'hex')`;

/** What is stored under a guid, and the address it is stored with. */
export interface Known extends Identity {
  url: string;
}

/**
 * The stored item that a document's item is. `ambiguous` says that the feed has given this guid to several items before:
 * then the guid alone proves nothing. An item that once had the guid to itself keeps its identity when others come.
 */
export function recognise<Row extends Known>(item: Item, stored: readonly Row[], ambiguous: boolean): Row | undefined {
  const alone = stored.find(({ sibling }) => sibling === '');
  if (!item.repeated && !ambiguous) return alone;
  const own = siblingOf(item);
  return stored.find(({ sibling }) => sibling === own) ?? (alone?.url === item.article.url ? alone : undefined);
}

/** Under which an item that is not stored yet will be known. */
export function newIdentity(item: Item, ambiguous: boolean): Identity {
  return { guid: item.guid, sibling: item.repeated || ambiguous ? siblingOf(item) : '' };
}

const LONGEST = 500;

/** Many guids are addresses: a campaign's parameters, or the day on which a site turns to https, make no new article. */
function stableGuid(guid: string): string {
  const url = /^https?:/i.test(guid) ? articleUrl(guid, null) : null;
  const stable = url?.replace(/^https?:\/\/(www\.)?/, '') ?? guid;
  return stable.length > LONGEST ? `sha256:${sha256(stable)}` : stable;
}

function sha256(text: string): string {
  return hash('sha256', text);
}
