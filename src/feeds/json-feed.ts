/** Reads JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). */

import { DetectError, ParseError, parseJsonFeed } from 'feedsmith';
import type { ArticleImage } from '../database/article-image.js';
import { withoutXmlControls } from './control-characters.js';
import { readWrittenDate } from './date.js';
import { baseOf } from './emit.js';
import { escapeText } from './escape.js';
import { type Failure, failed } from './failure.js';
import { LONGEST_BODY, MOST_ITEMS, MOST_VALUES } from './limits.js';
import type { ParsedFeed, UnresolvedItem } from './parsed-feed.js';
import { resolveRelative } from './resolve-url.js';
import { splitTags } from './tag-list.js';

type Feed = ReturnType<typeof parseJsonFeed<string>>;
type Item = NonNullable<Feed['items']>[number];

/** XML that a server labels JSON is read as XML: feeds have wrong labels more often than they are broken. */
export function isJson(text: string, contentType: string | null): boolean {
  const first = text.trimStart().charAt(0);
  return first === '{' || first === '[' || (/[/+]json\b/i.test(contentType ?? '') && first !== '<' && first !== '');
}

/** `language` is what the record says of the feed's language. */
export function parseJson(
  text: string,
  url: string | null,
  language: string | null = null,
): { kind: 'parsed'; feed: ParsedFeed<UnresolvedItem> } | Failure {
  try {
    const { feed, more } = readOnly(JSON.parse(text));
    const parsed = parsedFeed(parseJsonFeed(feed, { parseDateFn: (written) => written, maxItems: MOST_ITEMS }), {
      url,
      language,
    });
    const reason = `${more} more items are not read: a document may have ${MOST_ITEMS}`;
    return { kind: 'parsed', feed: more > 0 ? { ...parsed, refused: [{ title: null, reason }] } : parsed };
  } catch (error) {
    if (error instanceof SyntaxError) return failed('BAD_JSON', 'The document is JSON, but broken or cut off');
    if (error instanceof RangeError) return failed('TOO_DEEP', 'The document is JSON nested too deep to be read');
    if (error instanceof DetectError || error instanceof ParseError) {
      return failed('NOT_A_FEED', 'The document is JSON, but no JSON Feed');
    }
    throw error;
  }
}

const READ = new Set(
  `version title home_page_url feed_url description language authors author name items id url external_url
   content_html content_text summary date_published date_modified tags attachments image banner_image mime_type`.split(
    /\s+/,
  ),
);

/** Levels of a value in an item: an author in a list has one field more. */
const DEEPEST = 4;

/**
 * The rest is dropped before feedsmith sees it: it takes an object with a `length` for a list and makes one that
 * long, passes over objects with a `constructor`, and searches all keys for each that is missing. What lies deeper in an
 * item than any feed goes is dropped too, and costs no more than itself.
 */
function readOnly(document: unknown): { feed: unknown; more: number } {
  if (!isObject(document)) return { feed: document, more: 0 };
  const feed: Record<string, unknown> = {};
  let more = 0;
  for (const [key, value] of Object.entries(document)) {
    if (!isRead(key)) continue;
    if (key.toLowerCase() !== 'items' || !Array.isArray(value)) feed[key] = readPart(value, DEEPEST);
    else {
      more = Math.max(value.length - MOST_ITEMS, 0);
      feed[key] = value.slice(0, MOST_ITEMS).map((item) => readPart(item, DEEPEST));
    }
  }
  return { feed, more };
}

function readPart(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return undefined;
  if (Array.isArray(value)) return value.slice(0, MOST_VALUES).map((one) => readPart(one, levels - 1));
  const read: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(value)) if (isRead(key)) read[key] = readPart(one, levels - 1);
  return read;
}

function isRead(key: string): boolean {
  return READ.has(key) || READ.has(key.toLowerCase());
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface JsonContext {
  url: string | null;
  language: string | null;
}

function parsedFeed(feed: Feed, { url, language }: JsonContext): ParsedFeed<UnresolvedItem> {
  const link = address(feed.home_page_url, url);
  const context = { feed, url, base: baseOf(link, url), language };
  return {
    title: plain(feed.title),
    link,
    description: plain(feed.description),
    language: feed.language ?? null,
    items: (feed.items ?? []).map((item) => parsedItem(item as Item, context)),
  };
}

interface ItemContext extends JsonContext {
  feed: Feed;
  base: string | null;
}

function parsedItem(item: Item, { feed, url, base, language }: ItemContext): UnresolvedItem {
  const authors = item.authors ?? feed.authors ?? [];
  const languages = [item.language, feed.language, language].flatMap((known) => known ?? []);
  const link = address(item.url ?? item.external_url, base);
  const former = address(item.url ?? item.external_url, url);
  const dates = [item.date_published, item.date_modified];
  const { date, day } = firstOf(dates, (written) => readWrittenDate(written, languages)) ?? { date: null, day: null };
  const image = imageOf(item, base);
  return {
    title: plain(item.title),
    link,
    id: item.id ?? null,
    date,
    summary: plain(item.summary),
    content: html(item.content_html) ?? plain(item.content_text)?.replaceAll('\n', '<br />') ?? null,
    author: plain(
      authors
        .slice(0, MOST_VALUES)
        .flatMap(({ name }) => name ?? [])
        .join(', '),
    ),
    enclosure: address(item.attachments?.find(({ url: attached }) => attached)?.url, base),
    tags: (item.tags ?? [])
      .slice(0, MOST_VALUES)
      .flatMap(splitTags)
      .flatMap((tag) => plain(tag) ?? []),
    ...(day && { day }),
    ...(item.language && { language: item.language }),
    ...(image && { image }),
    ...(former !== link && former !== null && { formerLink: former }),
  };
}

function imageOf(item: Item, base: string | null): ArticleImage | null {
  const attached = item.attachments?.find(({ mime_type: type }) => type?.startsWith('image/'))?.url;
  const url = address(item.image ?? item.banner_image ?? attached, base);
  return url === null ? null : { url, alt: null, credit: null, photographer: null, agency: null };
}

function firstOf<Value>(written: (string | null | undefined)[], read: (text: string) => Value | null): Value | null {
  for (const text of written) {
    const value = text ? read(text) : null;
    if (value !== null) return value;
  }
  return null;
}

/** All text but `content_html` is plain, and what is parsed is HTML. */
function plain(text: string | undefined): string | null {
  return html(text && escapeText(text.replace(/^<!\[CDATA\[([\s\S]*)\]\]>$/, '$1')));
}

function html(markup: string | undefined): string | null {
  return withoutXmlControls(markup?.slice(0, LONGEST_BODY + 1) ?? '').trim() || null;
}

function address(reference: string | undefined, base: string | null): string | null {
  return resolveRelative(reference ?? '', base) || null;
}
