/** Documents whose fields are the attack: bodies, dates, links and everything that comes in numbers. */
import { atom, cdata, fill, item, items, LINK, type Row, rss } from './build.js';

// What rss-parser and others strip tags with takes quadratic time over tags that never end.
const UNENDING = fill('a<p ', 1);

export const FIELDS: Row[] = [
  ['a CDATA section of 10 MB', 1, () => item(`<description>${cdata(fill('word ', 10))}</description>`)],
  ['a CDATA section of 10 MB of brackets', 1, () => item(`<description>${cdata(fill(']', 10))}</description>`)],
  [
    'CDATA in CDATA in XHTML',
    1,
    () => atom(`<content type="xhtml"><div>${cdata(cdata(cdata('<b>x</b>')))}</div></content>`),
  ],
  [
    '10 MB of ampersands in every field',
    1,
    () =>
      item(
        ['title', 'description', 'author', 'category', 'guid']
          .map((name) => `<${name}>${fill('&', 2)}</${name}>`)
          .join(''),
      ),
  ],
  [
    'ampersands in 3,000 bodies',
    1143,
    () =>
      atom(
        `</entry>${`<entry><title>t</title><content type="text">${fill('&', 0.004)}</content></entry>`.repeat(3000)}`,
      ),
  ],
  [
    'links without address, which grow when they are made safe',
    4,
    () => items(6, () => `<title>t</title>${LINK}<description>${cdata(fill('<a>.</a>', 0.9))}</description>`),
  ],
  [
    'entities of impossible characters',
    1,
    () => item(`<description>${fill('&#99999999999;&#xD800;&#0;&#xFFFF;', 1)}</description>`),
  ],
  ['base64 of 10 MB', 1, () => atom(`<content type="application/octet-stream">${fill('QUJD', 10)}</content>`)],
  [
    '100,000 categories',
    1,
    () => item(Array.from({ length: 100_000 }, (_, n) => `<category>c${n}</category>`).join('')),
  ],
  ['100,000 links', 1, () => item('<link>https://news.example/x</link>'.repeat(100_000))],
  [
    '100,000 authors',
    1,
    () => item(Array.from({ length: 100_000 }, (_, n) => `<author>a${n}@x (a${n})</author>`).join('')),
  ],
  [
    '100,000 descriptions, each another',
    1,
    () => item(Array.from({ length: 100_000 }, (_, n) => `<description>d${n}</description>`).join('')),
  ],
  ['10 MB of keywords', 1, () => item(`<itunes:keywords>${fill('k,', 10)}</itunes:keywords>`)],
  ['a guid of 10 MB', 1, () => item(`<guid>${fill('https://a.example/', 10)}</guid>`)],
  ['an author of 10 MB', 1, () => item(`<author>${cdata(fill('(<', 10))}</author>`)],
  ['a date of 1 MB', 1, () => item(`<pubDate>${fill('1 Jan 2026 ', 1)}</pubDate>`)],
  [
    'dates of huge numbers',
    4,
    () =>
      items(
        4,
        (n) =>
          `<title>t</title>${LINK}<pubDate>${['9'.repeat(100), '99999-99-99T99:99:99Z', '1e999', 'Thu, 99999999999 Jan 99999999999 00:00:00 GMT'][n]}</pubDate>`,
      ),
  ],
  ['a link of 10 MB', 0, () => rss(`<item><title>t</title><link>https://news.example/${fill('x', 10)}</link></item>`)],
  [
    '100,000 links to scripts in a body',
    1,
    () => item(`<description>${cdata(fill('<a href="javascript:x">y</a>', 0.9))}</description>`),
  ],
  [
    'a tracking pixel with a style of 1 MB',
    1,
    () => item(`<description>${cdata(`<img src="x" style="${fill('width ', 0.9)}">`)}</description>`),
  ],
  ['10 MB of combining marks', 1, () => item(`<title>a${fill('\u0301', 3)}</title>`)],
  ...[
    'description',
    'content:encoded',
    'summary',
    'content',
    'title',
    'itunes:summary',
    'media:description',
    'dc:description',
  ].map((name): Row => [`tags that never end in ${name}`, 1, () => item(`<${name}>${cdata(UNENDING)}</${name}>`)]),
  ...['html', 'text', 'xhtml'].map(
    (type): Row => [
      `tags that never end in Atom's content of type ${type}`,
      1,
      () => atom(`<content type="${type}">${UNENDING.replaceAll('<', '&lt;')}</content>`),
    ],
  ),

  ['an HTML page without a document type', 'NOT_A_FEED', () => `<html><body>${item('')}</body></html>`],
  [
    'an XHTML page',
    'NOT_A_FEED',
    () => `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${item('')}</html>`,
  ],
  [
    'an HTML error page of 10 MB',
    'NOT_A_FEED',
    () => `<!DOCTYPE html><html>${fill('<div class="error">502</div>', 10)}`,
  ],
  ['PHP warnings before a feed', 1, () => `<br />\n<b>Warning</b>: mysql_connect() in <b>x.php</b><br />${item('')}`],
];
