/** Turns a feed's item into an article fit to store and show, or says why it cannot be one. */

import { hash as digest } from 'node:crypto';
import type { ArticleImage } from '../database/article-image.js';
import { articleHtml } from './article-html.js';
import { articleUrl } from './article-url.js';
import { withoutControls } from './control-characters.js';
import { firstImage } from './first-image.js';
import { LONGEST_BODY } from './limits.js';
import type { ParsedItem, UnresolvedItem } from './parsed-feed.js';
import { plainText, plainTitle } from './plain-text.js';
import { shorten } from './shorten.js';

export interface ReadArticle {
  /** What the publisher calls the item, at most 500 characters; unique within its feed. */
  guid: string;
  url: string;
  title: string;
  author: string | null;
  summary: string | null;
  /** Sanitised; null where the licence allows a link only. */
  contentHtml: string | null;
  /** BCP 47 */
  language: string | null;
  tags: string[];
  image: ArticleImage | null;
  publishedAt: Date;
  /** As the item states it, in RFC 3339; null where it states none. */
  statedDate: string | null;
  /** What an earlier version took for the guid of an item without one; null where that is the same. */
  formerGuid: string | null;
  /** What of the item is not kept, in a sentence; null where all is. */
  lost: string | null;
  /** Changes when the publisher changes the article, and not when it is only seen again. */
  hash: string;
}

export type Normalised<Article = ReadArticle> =
  | { kind: 'article'; article: Article }
  | { kind: 'refused'; reason: string; title: string | null };

export interface ArticleContext {
  feedUrl: string;
  /** The site's address, as the document states it. */
  siteUrl?: string | null;
  feedLanguage: string | null;
  licence: 'FULL' | 'LINK_ONLY';
  seenAt: Date;
}

const LONGEST = {
  guid: 500,
  url: 4000,
  title: 500,
  titleFromText: 80,
  author: 200,
  summary: 500,
  tag: 100,
  shown: 100,
};
const MOST_TAGS = 50;
/** Publishers' clocks may run this far ahead. */
const CLOCK_SKEW_MS = 5 * 60_000;

export function normalise(item: UnresolvedItem, context: ArticleContext): Normalised {
  const summary = summaryOf(item);
  const title = titleText(item.title) ?? shorten(summary ?? '', LONGEST.titleFromText);
  if (title === '') return refused('The item has neither a title nor a text', null);
  const link = item.link?.trim() ?? '';
  const url = link === '' ? ownAddress(item, context) : articleUrl(link, context.feedUrl);
  if (url === null) {
    return link === ''
      ? refused('The item has no link, and its feed no address of which it could be a part', title)
      : refused(`Its link "${shown(link)}" is not an http or https address`, title);
  }
  if (url.length > LONGEST.url)
    return refused(`Its link "${shown(link)}" is longer than ${LONGEST.url} characters`, title);

  const contentHtml = context.licence === 'FULL' ? contentOf(item, url) : null;
  const fields = {
    guid: guidOf(item, url),
    url,
    title,
    author: excerpt(item.author, LONGEST.author) || null,
    summary,
    contentHtml,
    language: languageOf(item.language ?? null) ?? languageOf(context.feedLanguage),
    tags: tagsOf(item),
    image: imageOf(item, contentHtml, { url, context }),
  };
  return {
    kind: 'article',
    // The item's own date belongs to the hash; the moment it was first seen does not.
    article: {
      ...fields,
      publishedAt: publishedAtOf(item, context),
      statedDate: item.date,
      formerGuid: formerGuidOf(item, context),
      lost: lostOf(item, fields, context),
      hash: hashOf(fields, item.date),
    },
  };
}

/** None of the texts holds a control character, so what parts them is in none. */
function hashOf(
  fields: Omit<ReadArticle, 'publishedAt' | 'statedDate' | 'formerGuid' | 'lost' | 'hash'>,
  date: string | null,
): string {
  const { guid, url, title, author, summary, contentHtml, language, tags, image } = fields;
  const parts = [guid, url, title, author, summary, contentHtml, language, tags.join('\u0001'), date];
  // Without a picture, as it was before there were any: stored articles are not compared anew.
  if (image !== null) parts.push(image.url, image.alt, image.credit);
  return sha256(parts.join('\0'));
}

function summaryOf({ summary, content }: ParsedItem): string | null {
  return excerpt(summary, LONGEST.summary) || excerpt(content, LONGEST.summary) || null;
}

/** What the feed names as its picture, else the first of the body; of a summary too, where the licence allows a body. */
function imageOf(
  { image, summary, bases }: UnresolvedItem,
  contentHtml: string | null,
  { url, context }: { url: string; context: ArticleContext },
): ArticleImage | null {
  const address = image === undefined ? null : articleUrl(image.url, context.feedUrl);
  const inBody = contentHtml === null ? null : firstImage(contentHtml);
  if (image !== undefined && address !== null && address.length <= LONGEST.url) {
    const alt = image.alt ?? (inBody?.url === address ? inBody.alt : null);
    return { ...image, url: address, alt };
  }
  if (inBody !== null || context.licence !== 'FULL' || !summary?.includes('<img')) return inBody;
  const html = articleHtml(summary, bases?.summary ?? url);
  return html === null ? null : firstImage(html);
}

/** Many feeds put the whole article into the summary and have no content. */
function contentOf({ summary, content, bases }: UnresolvedItem, url: string): string | null {
  if (content) return articleHtml(content, bases?.content ?? url);
  const isWhole = plainText(summary ?? '', LONGEST.summary).length > LONGEST.summary;
  return isWhole ? articleHtml(summary ?? '', bases?.summary ?? url) : null;
}

/**
 * Of an item without a link: its id where that is an address, else a part of its site or feed, which stays the same for
 * as long as the item's id does, or its title and date.
 */
function ownAddress(item: ParsedItem, { siteUrl, feedUrl }: ArticleContext): string | null {
  const id = item.id?.trim() ?? '';
  const permalink = /^https?:/i.test(id) ? articleUrl(id, null) : null;
  if (permalink !== null) return permalink;
  const home = articleUrl(siteUrl ?? '', feedUrl) ?? articleUrl(feedUrl, null);
  if (home === null) return null;
  const url = new URL(home);
  url.hash = nameOf(item);
  return url.href;
}

/** Of an item that has no link, and no id that is one. */
function nameOf({ id, title, date, summary, content }: ParsedItem): string {
  const said = id?.trim() || JSON.stringify([title, date, title === null ? (summary ?? content) : null]);
  return `item-${sha256(said).slice(0, 32)}`;
}

/** The item's id, else its address; a name of ours where it has neither. */
function guidOf(item: ParsedItem, url: string): string {
  const own = item.link?.trim() ? url : nameOf(item);
  const guid = withoutControls(item.id ?? '').trim() || own;
  return guid.length > LONGEST.guid ? `sha256:${sha256(guid)}` : guid;
}

function lostOf(
  item: ParsedItem,
  { tags, contentHtml }: { tags: string[]; contentHtml: string | null },
  { licence }: ArticleContext,
): string | null {
  const hasBody = licence === 'FULL' && item.content !== null && /[^\s<>]/.test(item.content);
  const lost = [
    hasBody && contentHtml === null && isUnreadable(item.content ?? '')
      ? 'Its body is too long or nested too deep to be kept'
      : '',
    tags.length === MOST_TAGS && item.tags.length > MOST_TAGS
      ? `Of its ${item.tags.length} tags ${MOST_TAGS} are kept`
      : '',
  ].filter((sentence) => sentence !== '');
  return lost.join('. ') || null;
}

/** What has a text, and yet no body that can be shown. */
function isUnreadable(content: string): boolean {
  return content.length > LONGEST_BODY || plainText(content, 1) !== '';
}

/** An item without an id is known by its link, and that one may have been read otherwise. */
function formerGuidOf({ id, formerLink }: UnresolvedItem, { feedUrl }: ArticleContext): string | null {
  return !formerLink || withoutControls(id ?? '').trim() !== '' ? null : articleUrl(formerLink, feedUrl);
}

/** Of a day whose zone is not known noon in UTC is taken, which is that day from UTC-12 to UTC+11. */
function publishedAtOf({ date, day }: ParsedItem, { seenAt }: ArticleContext): Date {
  const written = date === null ? Date.parse(day === undefined ? '' : `${day}T12:00:00Z`) : Date.parse(date);
  const isTrusted = written <= seenAt.getTime() + CLOCK_SKEW_MS;
  return isTrusted ? new Date(written) : seenAt;
}

function tagsOf({ tags }: ParsedItem): string[] {
  const byKey = new Map<string, string>();
  for (const tag of tags) {
    const text = excerpt(tag, LONGEST.tag);
    if (text !== '' && !byKey.has(text.toLowerCase())) byKey.set(text.toLowerCase(), text);
  }
  return [...byKey.values()].slice(0, MOST_TAGS);
}

const languages = new Map<string, string | null>();
/** More than a process meets; what hostile feeds make up is not kept for ever. */
const MOST_LANGUAGES = 1000;

/** Kept, because one feed has one language for all its items. */
function languageOf(written: string | null): string | null {
  const known = languages.get(written ?? '');
  if (known !== undefined) return known;
  const language = canonicalLanguage(written);
  if (languages.size < MOST_LANGUAGES) languages.set(written ?? '', language);
  return language;
}

/** Codes of states that are written for their languages, and are the code of no other. */
const FOR_STATES = new Map(Object.entries({ ua: 'uk', cz: 'cs', gr: 'el', dk: 'da', jp: 'ja' }));
/** ISO 639-2: undetermined, several, none. */
const NO_LANGUAGES = new Set(['und', 'mul', 'zxx', 'mis']);

function canonicalLanguage(written: string | null): string | null {
  try {
    const tag = Intl.getCanonicalLocales(written?.trim().replaceAll('_', '-') || [])[0] ?? '';
    const [primary = ''] = tag.split('-');
    if (!/^[a-z]{2,3}$/.test(primary) || NO_LANGUAGES.has(primary)) return null;
    return FOR_STATES.get(primary) ?? tag;
  } catch {
    return null;
  }
}

/** Null where there is nothing to show. */
export function titleText(html: string | null): string | null {
  return html === null ? null : shorten(plainTitle(html), LONGEST.title) || null;
}

function excerpt(html: string | null, most: number): string {
  return shorten(plainText(html ?? '', most), most);
}

function shown(value: string): string {
  return shorten(withoutControls(value), LONGEST.shown);
}

export function refused(reason: string, title: string | null): Normalised {
  return { kind: 'refused', reason, title };
}

function sha256(text: string): string {
  return digest('sha256', text);
}
