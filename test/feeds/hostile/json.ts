/** JSON that is no feed, or a feed that would rather be something else. */

import { documentOf } from '../fixture.js';
import { fill, type Row } from './build.js';

const json = (value: string) => documentOf(value, 'application/feed+json');
const jsonFeed = (items: string) =>
  json(`{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[${items}]}`);
const jsonItem = (inner: string) => jsonFeed(`{"id":"1","url":"https://news.example/1","title":"t"${inner}}`);

export const JSON_DOCUMENTS: Row[] = [
  ['JSON that is no feed', 'NOT_A_FEED', () => json('{"error":{"code":500,"items":[]}}')],
  ['a JSON list', 'NOT_A_FEED', () => json('[1,2,3]')],
  ['JSON cut off', 'BAD_JSON', () => json('{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"')],
  ['text labelled JSON', 'BAD_JSON', () => json('Service unavailable')],
  ['JSON nested a million deep', 'NOT_A_FEED', () => json(`{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`)],
  [
    'a JSON feed with nested values for text',
    1,
    () => jsonItem(`,"summary":${'['.repeat(500)}${']'.repeat(500)},"content_html":{"a":{"b":1}}`),
  ],
  [
    'JSON with __proto__',
    1,
    () => jsonItem(',"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}'),
  ],
  [
    'JSON lists that say how long they are',
    0,
    () =>
      json(
        '{"version":"https://jsonfeed.org/version/1.1","title":"t","items":{"length":4294967295},"authors":{"length":1e308}}',
      ),
  ],
  [
    'JSON of a million items',
    5000,
    () => jsonFeed(fill('{"id":1,"url":"http://x.example/1","title":"t"},', 14).replace(/,$/, '')),
  ],
  ['JSON of a million keys', 1, () => jsonItem(Array.from({ length: 1_000_000 }, (_, n) => `,"k${n}":0`).join(''))],
  [
    'JSON of 100,000 tags, authors and attachments',
    1,
    () =>
      jsonItem(
        `,"tags":[${'"x",'.repeat(100_000)}""],"authors":[${'{"name":"x"},'.repeat(100_000)}{}],"attachments":[${'{"url":"x"},'.repeat(100_000)}{}]`,
      ),
  ],
  ['JSON with a body of 10 MB', 1, () => jsonItem(`,"content_html":"${fill('<p>x', 10)}"`)],
  ['JSON with lone surrogates and NULs', 1, () => jsonItem(',"summary":"\\ud800\\u0000x\\udfff"')],
  [
    'JSON with dates of huge numbers',
    1,
    () => jsonItem(',"date_published":1e308,"date_modified":99999999999999999999999'),
  ],
  [
    'JSON in UTF-16',
    1,
    () =>
      Buffer.from(
        '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","url":"https://x.example/","content_text":"Łódź"}]}',
        'utf16le',
      ),
  ],
];
