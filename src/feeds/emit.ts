/** Writes a feed as plain RSS 2 that no reader stumbles over, and keeps beside it what a reader would only carry. */
import { withoutXmlControls } from './control-characters.js';
import type { Fields } from './fields.js';
import type { ParsedItem } from './parsed-feed.js';

/**
 * What goes past rss-parser: it runs a quadratic pattern over `description` and `content:encoded`, builds dates with
 * `new Date`, and takes ten times as long for a body as for a title.
 */
export type Beside = Omit<ParsedItem, 'title' | 'link' | 'id'>;

export interface Emitted {
  /** The document in parts, which are joined once their length is known. */
  parts: string[];
  /** One for each item of the document, in its order. */
  beside: Beside[];
}

export function emitRss(feed: Fields, items: readonly Fields[]): Emitted {
  const parts = [
    '<rss version="2.0"><channel>',
    element('title', feed.first('title')),
    element('link', feed.first('link')),
    element('description', feed.first('description')),
    element('language', feed.first('language')),
    ...items.map(emitItem),
    '</channel></rss>',
  ];
  return { parts, beside: items.map((item) => besideOf(item, feed)) };
}

/** Characters. */
export function lengthOf({ parts, beside }: Emitted): number {
  const values = beside.flatMap(({ summary, content, author, tags }) => [
    summary ?? '',
    content ?? '',
    author ?? '',
    ...tags,
  ]);
  return [...parts, ...values].reduce((sum, { length }) => sum + length, 0);
}

function emitItem(item: Fields): string {
  const [title, link, guid] = [item.first('title'), item.first('link'), item.first('id')];
  return `<item>${element('title', title)}${element('link', link)}${element('guid', guid)}</item>`;
}

function besideOf(item: Fields, feed: Fields): Beside {
  // RFC 4287 §4.2.1: an entry without an author has the feed's.
  const authors = item.all('author').length > 0 ? item.all('author') : feed.all('author');
  return {
    date: item.first('date'),
    summary: clean(item.first('summary')),
    content: clean(item.first('content')),
    author: clean(authors.join(', ')),
    enclosure: clean(item.first('enclosure')),
    tags: item.all('tag').flatMap((tag) => clean(tag) ?? []),
  };
}

/** Control characters also come as entities. */
function clean(value: string | null): string | null {
  return withoutXmlControls(value ?? '') || null;
}

/** CDATA, because to escape markup makes it longer, and to decode it again takes longer still. */
function element(name: string, value: string | null): string {
  const text = withoutXmlControls(value ?? '').replaceAll(']]>', ']]]]><![CDATA[>');
  return text === '' ? '' : `<${name}><![CDATA[${text}]]></${name}>`;
}
