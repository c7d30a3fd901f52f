/** Writes a feed as plain RSS 2 that no reader stumbles over, and keeps beside it what a reader would only carry. */
import { absoluteLinks } from './absolute-links.js';
import type { Fields } from './fields.js';
import type { UnresolvedItem } from './parsed-feed.js';

/**
 * What goes past rss-parser: it runs a quadratic pattern over `description` and `content:encoded`, builds dates with
 * `new Date`, and takes ten times as long for a body as for a title.
 */
export type Beside = Omit<UnresolvedItem, 'title' | 'link' | 'id'>;

export interface Emitted {
  /** The document in parts, which are joined once their length is known. */
  parts: string[];
  /** One for each item of the document, in its order. */
  beside: Beside[];
}

export function emitRss(feed: Fields, items: readonly Fields[]): Emitted {
  const parts = [
    '<rss version="2.0"><channel>',
    element('title', resolved('title', feed)),
    element('link', feed.first('link')),
    element('description', resolved('description', feed)),
    element('language', feed.first('language')),
    ...items.map(emitItem),
    '</channel></rss>',
  ];
  return { parts, beside: items.map((item) => besideOf(item, feed)) };
}

/** Characters. */
export function lengthOf({ parts, beside }: Emitted): number {
  let sum = 0;
  for (const part of parts) sum += part.length;
  for (const { summary, content, author, tags } of beside) {
    sum += (summary?.length ?? 0) + (content?.length ?? 0) + (author?.length ?? 0);
    for (const tag of tags) sum += tag.length;
  }
  return sum;
}

function emitItem(item: Fields): string {
  const [title, link, guid] = [resolved('title', item), item.first('link'), item.first('id')];
  return `<item>${element('title', title)}${element('link', link)}${element('guid', guid)}</item>`;
}

function resolved(field: 'title' | 'description', fields: Fields): string | null {
  const html = fields.first(field);
  return html && absoluteLinks(html, fields.base(field));
}

function besideOf(item: Fields, feed: Fields): Beside {
  // RFC 4287 §4.2.1: an entry without an author has the feed's.
  const authors = item.all('author').length > 0 ? item.all('author') : feed.all('author');
  return {
    date: item.first('date'),
    summary: item.first('summary'),
    content: item.first('content'),
    author: authors.join(', ') || null,
    enclosure: item.first('enclosure'),
    tags: item.all('tag'),
    bases: { summary: item.base('summary'), content: item.base('content') },
  };
}

const MARKUP = /[&<>\]]/;

function element(name: string, value: string | null): string {
  return value === null ? '' : `<${name}>${isText(value) ? value : section(value)}</${name}>`;
}

/** White space alone is no value where it is text. */
function isText(value: string): boolean {
  return !MARKUP.test(value) && value.trim() !== '';
}

/** CDATA, because to escape markup makes it longer, and to decode it again takes longer still. */
function section(value: string): string {
  return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
