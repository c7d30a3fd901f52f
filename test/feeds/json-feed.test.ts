import { describe, expect, test } from 'vitest';
import { documentOf, failureOf, feedOf, fixture } from './fixture.js';

const feed = (value: object) => documentOf(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', ...value }));

test('JSON Feed 1.1 gives the feed and everything an item says', async () => {
  const read = await feedOf(fixture('json-1.1.json'));
  expect({ ...read, items: read.items.length }).toEqual({
    title: 'Defence &lt;Desk&gt;',
    link: 'https://news.example/',
    description: 'Contracts &amp; budgets',
    language: 'en-GB',
    items: 2,
  });
  expect(read.items).toEqual([
    {
      title: '5 &lt; 6 frigates',
      link: 'https://news.example/2026/frigates',
      formerLink: 'https://feeds.example/2026/frigates',
      id: '7',
      date: '2026-02-01T08:00:00.000Z',
      summary: 'The ministry signed &amp; paid.',
      content: '<p>The ministry signed.</p>',
      author: 'Anna Nowak, Jan Kowalski',
      enclosure: 'https://news.example/7.mp3',
      tags: ['Procurement', 'Navy'],
    },
    {
      title: null,
      link: 'https://elsewhere.example/',
      id: 'b',
      date: null,
      summary: null,
      content: 'First &lt;line&gt;<br />second',
      author: 'The Desk',
      enclosure: null,
      tags: [],
    },
  ]);
});

test('1.0 has one author', async () => {
  const read = await feedOf(
    feed({
      version: 'https://jsonfeed.org/version/1',
      author: { name: 'The Desk' },
      items: [{ id: '1' }, { id: '2', author: { name: 'Kari' } }],
    }),
  );
  expect(read.items.map(({ author }) => author)).toEqual(['The Desk', 'Kari']);
});

describe('is told', () => {
  test('by its first character, whatever the server calls it', async () => {
    const document = { ...feed({ title: 'JSON', items: [] }), contentType: 'text/html' };
    expect((await feedOf(document)).title).toBe('JSON');
  });

  test('from XML that a server calls JSON', async () => {
    const xml = '<rss><channel><title>XML</title></channel></rss>';
    expect((await feedOf(documentOf(xml, 'application/json'))).title).toBe('XML');
  });
});

describe('fails with the reason', () => {
  test.each([
    ['{"version":"https://jsonfeed.org/version/1.1"', null, 'The document is JSON, but broken or cut off'],
    ['Service unavailable', 'application/feed+json', 'The document is JSON, but broken or cut off'],
    ['{"error":"not found"}', null, 'The document is JSON, but no JSON Feed'],
    ['["https://jsonfeed.org/version/1.1"]', null, 'The document is JSON, but no JSON Feed'],
    ['null', 'application/json', 'The document is JSON, but no JSON Feed'],
    ['', 'application/json', 'The document is empty'],
  ])('%s', async (content, contentType, reason) => {
    expect(await failureOf(documentOf(content, contentType))).toBe(reason);
  });
});

test('a value of the wrong kind costs that value only', async () => {
  const read = await feedOf(
    feed({
      title: { a: 1 },
      language: 5,
      items: [null, 7, 'x', { id: 1, title: ['a'], tags: 'one', authors: 'Kari' }],
    }),
  );
  expect(read).toMatchObject({ title: null, items: [{ id: '1', title: 'a', tags: ['one'], author: 'Kari' }] });
});
