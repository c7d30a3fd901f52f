// Writes feeds as OPML 2.0. What OPML has no word for is in attributes of a namespace of its own, as the section
// "Extending OPML" of its specification allows.
import type { Feed } from '../../database/generated/client.js';
import { withoutXmlControls } from '../control-characters.js';
import { escapeAttribute } from '../escape.js';

type ListedFeed = Pick<
  Feed,
  'slug' | 'title' | 'url' | 'siteUrl' | 'language' | 'note' | 'enabled' | 'kind' | 'licence'
>;

/** In the order given. What this writes reads back as feeds that are written the same. */
export function writeOpml(feeds: readonly ListedFeed[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0" xmlns:flankwatch="urn:flankwatch:opml">',
    '  <head>',
    '    <title>Feeds of Flankwatch</title>',
    '  </head>',
    '  <body>',
    ...feeds.map((feed) => `    <outline${attributesOf(feed)}/>`),
    '  </body>',
    '</opml>',
  ].join('\n');
}

function attributesOf({ slug, title, url, siteUrl, language, note, enabled, kind, licence }: ListedFeed): string {
  const attributes: Record<string, string | null> = {
    text: title,
    title,
    type: 'rss',
    xmlUrl: new URL(url).href,
    htmlUrl: siteUrl !== null && URL.canParse(siteUrl) ? new URL(siteUrl).href : null,
    language,
    description: note,
    // OPML's own word for an outline that is there but not used.
    isComment: enabled ? null : 'true',
    'flankwatch:slug': slug,
    'flankwatch:kind': kind === 'NEWS' ? null : kind,
    'flankwatch:licence': licence === 'FULL' ? null : licence,
  };
  return Object.entries(attributes)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${escapeAttribute(oneLine(value))}"`))
    .join('');
}

/** XML folds the white space of attributes into single spaces, more or less: here it is done with certainty. */
export function oneLine(text: string): string {
  return withoutXmlControls(text).replace(/\s+/g, ' ').trim();
}
