/** Reads JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). */
import { DetectError, ParseError, parseJsonFeed } from 'feedsmith';
import { withoutXmlControls } from './control-characters.js';
import { readDate } from './date.js';
import { escapeText } from './escape.js';
import { type Failure, failed } from './failure.js';
import { LONGEST_BODY, MOST_ITEMS, MOST_VALUES } from './limits.js';
import type { ParsedFeed, UnresolvedItem } from './parsed-feed.js';
import { resolveRelative } from './resolve-url.js';

type Feed = ReturnType<typeof parseJsonFeed<string | null>>;
type Item = NonNullable<Feed['items']>[number];

/** XML that a server labels JSON is read as XML: feeds have wrong labels more often than they are broken. */
export function isJson(text: string, contentType: string | null): boolean {
  const first = text.trimStart().charAt(0);
  return first === '{' || first === '[' || (/[/+]json\b/i.test(contentType ?? '') && first !== '<' && first !== '');
}

export function parseJson(
  text: string,
  base: string | null,
): { kind: 'parsed'; feed: ParsedFeed<UnresolvedItem> } | Failure {
  try {
    const feed = parseJsonFeed(JSON.parse(text, readOnly), { parseDateFn: readDate, maxItems: MOST_ITEMS });
    return { kind: 'parsed', feed: parsedFeed(feed, base) };
  } catch (error) {
    if (error instanceof SyntaxError) return failed('BAD_JSON', 'The document is JSON, but broken or cut off');
    // JSON.parse with a function goes down one call a level.
    if (error instanceof RangeError) return failed('TOO_DEEP', 'The document is JSON nested too deep to be read');
    if (error instanceof DetectError || error instanceof ParseError) {
      return failed('NOT_A_FEED', 'The document is JSON, but no JSON Feed');
    }
    throw error;
  }
}

const READ = new Set(
  `version title home_page_url feed_url description language authors author name items id url external_url
   content_html content_text summary date_published date_modified tags attachments`.split(/\s+/),
);

/**
 * The rest is dropped before feedsmith sees it: it takes an object with a `length` for a list and makes one that
 * long, passes over objects with a `constructor`, and searches all keys for each that is missing.
 */
function readOnly(key: string, value: unknown): unknown {
  return READ.has(key) || READ.has(key.toLowerCase()) || /^\d*$/.test(key) ? value : undefined;
}

function parsedFeed(feed: Feed, base: string | null): ParsedFeed<UnresolvedItem> {
  return {
    title: plain(feed.title),
    link: address(feed.home_page_url, base),
    description: plain(feed.description),
    language: feed.language ?? null,
    items: (feed.items ?? []).map((item) => parsedItem(item as Item, feed, base)),
  };
}

function parsedItem(item: Item, feed: Feed, base: string | null): UnresolvedItem {
  const authors = item.authors ?? feed.authors ?? [];
  return {
    title: plain(item.title),
    link: address(item.url ?? item.external_url, base),
    id: item.id ?? null,
    date: item.date_published ?? item.date_modified ?? null,
    summary: plain(item.summary),
    content: html(item.content_html) ?? plain(item.content_text)?.replaceAll('\n', '<br />') ?? null,
    author: plain(
      authors
        .slice(0, MOST_VALUES)
        .flatMap(({ name }) => name ?? [])
        .join(', '),
    ),
    enclosure: address(item.attachments?.find(({ url }) => url)?.url, base),
    tags: (item.tags ?? []).slice(0, MOST_VALUES).flatMap((tag) => plain(tag) ?? []),
  };
}

/** All text but `content_html` is plain, and what is parsed is HTML. */
function plain(text: string | undefined): string | null {
  return html(text && escapeText(text));
}

function html(markup: string | undefined): string | null {
  return withoutXmlControls(markup?.slice(0, LONGEST_BODY + 1) ?? '').trim() || null;
}

function address(reference: string | undefined, base: string | null): string | null {
  return resolveRelative(reference ?? '', base) || null;
}
