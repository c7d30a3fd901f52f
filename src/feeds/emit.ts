/** Writes a feed as plain RSS 2 that no reader stumbles over. */
import { withoutXmlControls } from './control-characters.js';
import type { Fields } from './fields.js';

/**
 * Names of our own for what rss-parser would work on itself: it runs a quadratic pattern over `description`
 * and `content:encoded`, and builds dates with `new Date`.
 */
export const OWN_FIELDS = {
  date: 'instant',
  summary: 'teaser',
  content: 'body',
  author: 'byline',
  enclosure: 'attachment',
  tag: 'tag',
} as const;

/** The document in parts, which are joined once their length is known. */
export function emitRss(feed: Fields, items: readonly Fields[]): string[] {
  return [
    '<rss version="2.0"><channel>',
    element('title', feed.first('title')),
    element('link', feed.first('link')),
    element('description', feed.first('description')),
    element('language', feed.first('language')),
    ...items.map((item) => emitItem(item, feed)),
    '</channel></rss>',
  ];
}

function emitItem(item: Fields, feed: Fields): string {
  // RFC 4287 §4.2.1: an entry without an author has the feed's.
  const authors = item.all('author').length > 0 ? item.all('author') : feed.all('author');
  const fields =
    element('title', item.first('title')) +
    element('link', item.first('link')) +
    element('guid', item.first('id')) +
    element(OWN_FIELDS.date, item.first('date')) +
    element(OWN_FIELDS.summary, item.first('summary')) +
    element(OWN_FIELDS.content, item.first('content')) +
    element(OWN_FIELDS.author, authors.join(', ')) +
    element(OWN_FIELDS.enclosure, item.first('enclosure')) +
    item
      .all('tag')
      .map((tag) => element(OWN_FIELDS.tag, tag))
      .join('');
  return `<item>${fields}</item>`;
}

/** CDATA, because to escape markup makes it longer, and to decode it again takes longer still. */
function element(name: string, value: string | null): string {
  const text = withoutXmlControls(value ?? '').replaceAll(']]>', ']]]]><![CDATA[>');
  return text === '' ? '' : `<${name}><![CDATA[${text}]]></${name}>`;
}
