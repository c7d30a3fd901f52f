import { describe, expect, test } from 'vitest';
import { documentOf, failureOf, feedOf, fixture } from './fixture.js';

describe('RSS 2.0', () => {
  test('gives the feed and everything an item says', async () => {
    const feed = await feedOf(fixture('rss-2.0.xml'));
    expect({ ...feed, items: feed.items.length }).toEqual({
      title: 'Defence Desk',
      link: 'https://news.example/',
      description: 'Contracts & budgets',
      language: 'en-gb',
      items: 2,
    });
    expect(feed.items[0]).toEqual({
      title: 'Poland orders 96 <b>Apache</b> helicopters',
      link: 'https://news.example/2026/apache?utm_source=rss&id=7',
      id: 'news-7',
      date: '2026-01-13T08:30:00.000Z',
      summary: '<p>The ministry signed &amp; paid.</p>',
      content: '<p>The ministry signed. <a href="https://news.example/docs/contract.pdf">Contract</a></p>',
      author: 'Anna Nowak',
      enclosure: 'https://news.example/audio/7.mp3',
      tags: ['Procurement', 'Poland'],
    });
  });

  test('a permalink guid is the link of an item without one, and an unreadable date is null', async () => {
    const feed = await feedOf(fixture('rss-2.0.xml'));
    expect(feed.items[1]).toMatchObject({
      link: 'https://news.example/2026/title',
      author: 'The Desk',
      date: null,
      summary: null,
      content: null,
    });
  });

  test('reads a feed with a warning before it, undeclared prefixes, bare ampersands and a script behind it', async () => {
    const feed = await feedOf(fixture('undeclared-prefixes.xml'));
    expect(feed.title).toBe('Fish & Chips\u00a0Weekly');
    expect(feed.link).toBe('https://fish.example/?a=1&copy=2');
    expect(feed.items).toHaveLength(1);
    expect(feed.items[0]).toMatchObject({
      title: 'One',
      author: 'Undeclared Author',
      date: '2026-01-02T03:04:00.000Z',
      content: 'Body',
    });
  });

  test('a second description is the content', async () => {
    const feed = await feedOf(
      documentOf('<rss><channel><item><description>Short</description><summary>Long</summary></item></channel></rss>'),
    );
    expect(feed.items[0]).toMatchObject({ summary: 'Short', content: 'Long' });
  });

  test('an item may stand outside its channel', async () => {
    const feed = await feedOf(documentOf('<rss><item><title>Loose</title></item></rss>'));
    expect(feed.items.map((item) => item.title)).toEqual(['Loose']);
  });
});

describe('Atom', () => {
  test('resolves links against xml:base and tells text from markup', async () => {
    const feed = await feedOf(fixture('atom-1.0.xml'));
    expect(feed).toMatchObject({
      title: 'Forsvar &lt;3 nytt',
      link: 'https://forsvar.example/nytt/',
      description: 'Alt om forsvaret',
      language: 'nb',
    });
    expect(feed.items[0]).toMatchObject({
      title: 'Fem fregatter &amp; <i>tre</i> ubåter',
      link: 'https://forsvar.example/nytt/fregatter',
      id: 'tag:forsvar.example,2026:1',
      date: '2026-02-01T08:00:00.000Z',
      summary: 'Under 5 &lt; 6 fregatter',
      author: 'Redaksjonen',
      enclosure: 'https://forsvar.example/nytt/fregatter.mp4',
      tags: ['Sjøforsvaret'],
    });
  });

  test('keeps XHTML in its order', async () => {
    const feed = await feedOf(fixture('atom-1.0.xml'));
    expect(feed.items[0]?.content).toBe(
      '<div>Før <b>midt</b> etter <a href="https://forsvar.example/nytt/mer">mer</a><br /></div>',
    );
  });

  test('one empty entry, one bad date or one link without attributes costs no other entry anything', async () => {
    const feed = await feedOf(fixture('atom-1.0.xml'));
    expect(feed.items.map((item) => item.title)).toEqual([expect.any(String), null, 'Uten dato']);
    expect(feed.items[2]).toMatchObject({ date: null, link: null, author: 'Kari' });
  });

  test('0.3 is read by its own names and modes', async () => {
    const feed = await feedOf(fixture('atom-0.3.xml'));
    expect(feed).toMatchObject({ title: 'R&uuml;stung', description: 'Aus Berlin', language: 'de' });
    expect(feed.items[0]).toMatchObject({
      link: 'https://ruestung.example/1.html',
      date: '2005-06-01T10:00:00.000Z',
      content: '<p>Ein Haushalt</p>',
    });
  });

  test('HTML in an element without a type is taken as HTML', async () => {
    const entry = '<entry><summary>&lt;p&gt;One&lt;/p&gt;</summary><content>1 &lt; 2</content></entry>';
    const feed = await feedOf(documentOf(`<feed xmlns="http://www.w3.org/2005/Atom">${entry}</feed>`));
    expect(feed.items[0]).toMatchObject({ summary: '<p>One</p>', content: '1 &lt; 2' });
  });
});

test('RSS 1.0 is read through whatever prefixes it declares', async () => {
  const feed = await feedOf(fixture('rss-1.0.rdf'));
  expect(feed).toMatchObject({ title: 'Journal', link: 'https://journal.example/', language: 'fr' });
  expect(feed.items).toEqual([
    {
      title: 'Le budget',
      link: 'https://journal.example/1',
      id: 'https://journal.example/1',
      date: '2026-03-01T00:00:00.000Z',
      summary: 'Une hausse',
      content: null,
      author: 'C. Martin',
      enclosure: null,
      tags: ['Budget'],
    },
  ]);
});

describe('what is no feed fails with the reason', () => {
  test.each([
    ['an empty document', '  \n', 'The document is empty'],
    ['plain text', 'Service unavailable', 'The document has no XML elements, so it is not a feed'],
    ['a list of feeds', '<opml version="2.0"><body/></opml>', 'neither RSS nor Atom: its first element is <opml>'],
  ])('%s', async (_, content, reason) => {
    expect(await failureOf(documentOf(content))).toContain(reason);
  });

  test('an HTML page, even one that shows a feed', async () => {
    expect(await failureOf(fixture('error-page.html'))).toBe('The document is an HTML page, not a feed');
  });
});
