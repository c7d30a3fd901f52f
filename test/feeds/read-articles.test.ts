import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../src/feeds/parse.js';
import { readArticles } from '../../src/feeds/read-articles.js';
import { documentOf, fixture } from './fixture.js';

const CONTEXT = { feedLanguage: null, licence: 'FULL' as const, seenAt: new Date('2026-06-01') };

async function bodiesOf(document: ReturnType<typeof documentOf>): Promise<(string | null)[]> {
  const read = await readArticles(document, CONTEXT);
  if (read.kind === 'failed') throw new Error(read.error);
  return read.feed.items.map((item) => (item.kind === 'article' ? item.article.contentHtml : null));
}

const LONG = 'word '.repeat(120).trim();
const link = (href: string) => `<a href="${href}" rel="noopener noreferrer nofollow">x</a>`;

describe('links in a body', () => {
  test.each([
    [
      'an RSS item',
      `<rss><channel><item><title>t</title><link>https://news.example/a/1</link><content:encoded><![CDATA[<p><a href="b">x</a></p>]]></content:encoded></item></channel></rss>`,
      'https://feeds.example/b',
    ],
    [
      'an item with a base',
      `<rss><channel xml:base="https://base.example/x/"><item><title>t</title><link>https://news.example/a/1</link><content:encoded xml:base="y/"><![CDATA[<p><a href="b">x</a></p>]]></content:encoded></item></channel></rss>`,
      'https://base.example/x/y/b',
    ],
    [
      'a summary that is the whole article',
      `<rss><channel xml:base="https://base.example/x/"><item><title>t</title><link>https://news.example/a/1</link><description><![CDATA[<p><a href="b">x</a></p>${LONG}]]></description></item></channel></rss>`,
      'https://base.example/x/b',
    ],
    [
      'a second description',
      `<rss><channel><item><title>t</title><link>https://news.example/a/1</link><description>Short</description><description xml:base="https://base.example/x/"><![CDATA[<p><a href="b">x</a></p>]]></description></item></channel></rss>`,
      'https://base.example/x/b',
    ],
    [
      'a JSON Feed',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'f',
        items: [{ id: '1', title: 't', url: 'https://news.example/a/1', content_html: '<p><a href="b">x</a></p>' }],
      }),
      'https://news.example/a/b',
    ],
  ])('of %s lead where its base says', async (_, source, address) => {
    expect(await bodiesOf(documentOf(source))).toEqual([expect.stringContaining(link(address))]);
  });

  test('lead where the parsed feed says, whichever of the two resolves them', async () => {
    const document = fixture('atom-1.0.xml');
    const parsed = await parseFeed(document);
    if (parsed.kind === 'failed') throw new Error(parsed.error);
    expect(parsed.feed.items[0]?.content).toContain('href="https://forsvar.example/nytt/mer"');
    expect((await bodiesOf(document))[0]).toContain(link('https://forsvar.example/nytt/mer').replace('x<', 'mer<'));
  });
});

describe('a CDATA section', () => {
  const titleOf = async (title: string) => {
    const parsed = await parseFeed(documentOf(`<rss><channel><item>${title}<guid>1</guid></item></channel></rss>`));
    return parsed.kind === 'failed' ? parsed.error : parsed.feed.items.map((item) => [item.title, item.id]);
  };

  test.each([
    ['stands between text', '<title>a &amp; <![CDATA[b &amp; c]]> &amp; d</title>', 'a & b &amp; c & d'],
    ['is one of several', '<title><![CDATA[a]]><![CDATA[]]><![CDATA[>b]]></title>', 'a>b'],
    ['holds what looks like an end', '<title><![CDATA[a]]]]><![CDATA[>b</title>]]></title>', 'a]]>b</title>'],
    ['holds an element', '<title><![CDATA[a <b>c</b>]]></title>', 'a <b>c</b>'],
    ['is in a comment', '<title>a<!-- <![CDATA[b]]> -->c</title>', 'ac'],
    ['is in a value', '<title x="<![CDATA[b]]>">a</title>', 'a'],
    ['is in an instruction', '<title><?x <![CDATA[b]]> ?>a</title>', 'a'],
  ])('that %s', async (_, source, title) => {
    expect(await titleOf(source)).toEqual([[title, '1']]);
  });

  test('that never ends takes the rest of the document, and what came before is kept', async () => {
    const document = documentOf(
      '<rss><channel><item><title>a</title></item><item><title><![CDATA[b</title></item></channel></rss>',
    );
    expect(await parseFeed(document)).toMatchObject({ feed: { items: [{ title: 'a' }] } });
  });
});
