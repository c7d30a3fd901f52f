/**
 * What makes an item the same one at the next fetch: its guid, or its link for want of one. Where that does not tell the
 * items of a feed apart, the address, then title and date, then the text are added, as far as needed.
 */
import { hash } from 'node:crypto';
import { articleUrl } from './article-url.js';
import type { NewArticle } from './new-article.js';

export interface Identity {
  guid: string;
  /** What is added to the guid: digests with colons between them, from the address on; empty where the guid is enough. */
  sibling: string;
}

/** An item of a document with what it may be known by. */
export interface Item {
  article: NewArticle;
  guid: string;
  /** How many parts of `path` it takes to tell it from the other items of the document. */
  depth: number;
  /** What an earlier version took for its guid; null where that is the same. */
  formerGuid: string | null;
}

export interface Items {
  /** In the document's order. */
  items: Item[];
  /** What the document has a second time, word for word. */
  repeated: NewArticle[];
}

/** Address, title and date, text. */
const DEEPEST = 3;
/** A link to a site says nothing of which item it is, so title and date always count. */
const DEPTH_AT_SITE = 2;

/** `site` is the address that the document gives for its site, as `articleUrl` writes it. */
export function itemsOf(articles: readonly NewArticle[], site: string | null = null): Items {
  const items = articles.map((article): Item => {
    const { formerGuid } = article;
    const guid = stableGuid(article.guid);
    const depth = isSite(guid, site) ? DEPTH_AT_SITE : 0;
    return { article, guid, depth, formerGuid: formerGuid === null ? null : stableGuid(formerGuid) };
  });
  const repeated = new Set<Item>();
  for (const sameGuid of groupsOf(items, ({ guid }) => guid)) tellApart(sameGuid, 1, repeated);
  return {
    items: repeated.size === 0 ? items : items.filter((item) => !repeated.has(item)),
    repeated: [...repeated].map(({ article }) => article),
  };
}

/** Of items that agree in all before `depth`. */
function tellApart(items: readonly Item[], depth: number, repeated: Set<Item>): void {
  if (depth > DEEPEST) {
    for (const item of items.slice(1)) repeated.add(item);
    return;
  }
  const groups = groupsOf(items, (item) => partOf(item, depth), 1);
  if (groups.length > 1) for (const item of items) item.depth = Math.max(item.depth, depth);
  for (const group of groups) if (group.length > 1) tellApart(group, depth + 1, repeated);
}

/** Those with at least `least` members; most guids stand alone, and need no digest. */
function groupsOf(items: readonly Item[], keyOf: (item: Item) => string, least = 2): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()].filter(({ length }) => length >= least);
}

function partOf({ article }: Item, depth: number): string {
  if (depth === 1) return sha256(article.url);
  if (depth === 2) return sha256(JSON.stringify([article.title, article.statedDate]));
  return sha256(JSON.stringify([article.summary, article.contentHtml && Buffer.from(article.contentHtml).toString()]));
}

/** The siblings under which an item may be stored, by depth: the first is empty. */
export function siblingsOf(item: Item): string[] {
  const siblings = [''];
  for (let depth = 1; depth <= DEEPEST; depth++) {
    siblings.push(depth === 1 ? partOf(item, 1) : `${siblings[depth - 1]}:${partOf(item, depth)}`);
  }
  return siblings;
}

/** What is stored under a guid, and the article that it is stored with. */
export interface Known extends Identity {
  url: string;
  title: string;
  publishedAt: Date;
  firstSeenAt: Date;
}

/**
 * The stored item that a document's item is. `depth` is how much it takes to tell it from the items of its document and
 * from those that are stored: what agrees in less proves nothing, unless the stored item had its guid to itself and its
 * article agrees in the rest.
 */
export function recognise<Row extends Known>(item: Item, stored: readonly Row[], depth: number): Row | undefined {
  if (depth === 0) return stored.find(({ sibling }) => sibling === '');
  const siblings = siblingsOf(item);
  for (let at = DEEPEST; at >= 0; at--) {
    const row = stored.find(({ sibling }) => sibling === siblings[at]);
    if (row !== undefined && (at >= depth || agrees(row, item, depth))) return row;
  }
  return undefined;
}

function agrees({ url, title, publishedAt, firstSeenAt }: Known, { article }: Item, depth: number): boolean {
  if (url !== article.url) return false;
  if (depth < 2) return true;
  // An article that was published when it was first seen had no date, or none that could be read.
  const isSameDate =
    article.statedDate === null ||
    publishedAt.getTime() === article.publishedAt.getTime() ||
    publishedAt.getTime() === firstSeenAt.getTime();
  return title === article.title && isSameDate;
}

/** Under which an item that is not stored yet will be known. */
export function newIdentity(item: Item, depth: number): Identity {
  return { guid: item.guid, sibling: depth === 0 ? '' : (siblingsOf(item)[depth] ?? '') };
}

const LONGEST = 500;

/** Many guids are addresses: a campaign's parameters, or the day on which a site turns to https, make no new article. */
function stableGuid(guid: string): string {
  const url = /^https?:/i.test(guid) ? articleUrl(guid, null) : null;
  const stable = url === null ? guid : withoutOrigin(url);
  return stable.length > LONGEST ? `sha256:${sha256(stable)}` : stable;
}

function withoutOrigin(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, '');
}

/** Whether a guid is the front page of any site, or the page that the feed calls its own. */
function isSite(guid: string, site: string | null): boolean {
  const slash = guid.indexOf('/');
  if (slash === -1) return false;
  if (slash === guid.length - 1 && /^[\w-]+(\.[\w-]+)+(:\d+)?\/$/.test(guid)) return true;
  return site !== null && guid === withoutOrigin(site);
}

function sha256(text: string): string {
  return hash('sha256', text);
}
