import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise } from '../../src/feeds/normalise.js';
import { parseFeed } from '../../src/feeds/parse.js';
import type { ParsedItem } from '../../src/feeds/parsed-feed.js';
import { documentOf, FEED_URL, failureOf, feedOf, fixture } from './fixture.js';

const MEGABYTE = 1024 * 1024;
const FEW_SECONDS = 5000;

const rss = (items: string) => documentOf(`<rss version="2.0"><channel>${items}</channel></rss>`);
const described = (html: string) => rss(`<item><title>t</title><description><![CDATA[${html}]]></description></item>`);
const context = { feedUrl: FEED_URL, feedLanguage: null, licence: 'FULL', seenAt: new Date() } as const;

function articleOf(item: ParsedItem | undefined) {
  if (!item) throw new Error('no item');
  const normalised = normalise({ ...item, link: 'https://news.example/1' }, context);
  if (normalised.kind === 'refused') throw new Error(normalised.reason);
  return normalised.article;
}

describe('document types', () => {
  test('an entity bomb stays as small as it was sent', async () => {
    const feed = await feedOf(fixture('entity-bomb.xml'));
    expect(feed.items[0]?.title).toBe('&g;');
  });

  test('an external entity reads no file and no address', async () => {
    const feed = await feedOf(fixture('external-entity.xml'));
    expect(feed.title).toBe('&secret;');
  });
});

test('names of prototypes are names like any other', async () => {
  const feed = await feedOf(fixture('prototype-names.xml'));
  expect(feed.items[0]).toMatchObject({ title: 'Harmless', author: 'Someone', tags: ['__proto__'] });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(articleOf(feed.items[0])).toMatchObject({ tags: ['__proto__'], summary: 'inner' });
});

test('a feed that was cut off gives its whole items only', async () => {
  const feed = await feedOf(fixture('truncated.xml'));
  expect(feed.items.map((item) => item.title)).toEqual(['Whole']);
  expect(feed.refused).toMatchObject([{ reason: 'The document ends in the middle of it' }]);
});

test.each(['rss-2.0.xml', 'atom-1.0.xml', 'rss-1.0.rdf', 'json-1.1.json'])(
  '%s cut off anywhere gives the beginning of what it says whole, or a reason',
  async (name) => {
    const { bytes } = fixture(name);
    const whole = (await feedOf(documentOf(bytes))).items;
    for (let length = 0; length < bytes.length; length += 13) {
      const parsed = await parseFeed(documentOf(bytes.subarray(0, length)));
      if (parsed.kind === 'parsed') expect(parsed.feed.items).toEqual(whole.slice(0, parsed.feed.items.length));
      else expect(parsed.error).not.toBe('');
    }
  },
);

describe('size and depth cost time in proportion', { timeout: FEW_SECONDS }, () => {
  test('10,000 levels deep fail outside of items', async () => {
    const deep = rss(`<a>${'<a>'.repeat(10_000)}</a><item><title>t</title></item>`);
    expect(await failureOf(deep)).toBe('The document is nested more than 500 elements deep');
  });

  test('10,000 levels deep in an item cost that item alone, and those in one of its elements that element', async () => {
    const deep = '<a>'.repeat(10_000);
    const items = [
      '<item><title>One</title></item>',
      `<item><title>Two</title>${deep}</item>`,
      `<item><title>Three</title><description>Text ${deep} more</description><guid>3</guid></item>`,
      `<item><title>Four</title><x>${deep}</x><guid>4</guid></item>`,
      '<item><title>Five</title><description><![CDATA[<p>Body</p>]]></description></item>',
    ];
    const feed = await feedOf(rss(items.join('')));
    expect(feed.items.map(({ title, id, summary }) => [title, id, summary?.slice(0, 5)])).toEqual([
      ['One', null, undefined],
      ['Three', '3', 'Text '],
      ['Four', '4', undefined],
      ['Five', null, '<p>Bo'],
    ]);
    expect(feed.refused).toEqual([{ title: 'Two', reason: 'It is nested more than 500 elements deep' }]);
  });

  test('600 line breaks that never end nest nothing', async () => {
    const feed = await feedOf(
      rss(
        `<item><title>a</title><description>Start${'<br>'.repeat(600)}end</description></item><item><title>b</title></item>`,
      ),
    );
    expect(feed.items.map(({ title }) => title)).toEqual(['a', 'b']);
    expect(articleOf(feed.items[0]).summary).toBe('Start end');
  });

  test('600 paragraphs that never end cost their item no more than its body', async () => {
    const feed = await feedOf(
      rss(
        `<item><description>Start${'<p>'.repeat(600)}end</description><title>a</title></item><item><title>b</title></item>`,
      ),
    );
    expect(feed.items.map(({ title }) => title)).toEqual(['a', 'b']);
    expect(articleOf(feed.items[0])).toMatchObject({ title: 'a', summary: 'Start' });
  });

  test('a million levels deep fails as soon', async () => {
    expect(await failureOf(documentOf('<a>'.repeat(1_000_000)))).toContain('nested');
  });

  test('10,000 levels of HTML keep their text and lose their body', async () => {
    const feed = await feedOf(described(`Start ${'<b>'.repeat(10_000)}`));
    expect(articleOf(feed.items[0])).toMatchObject({ summary: 'Start', contentHtml: null });
  });

  test('a megabyte of opening brackets', async () => {
    expect(await failureOf(documentOf('<'.repeat(MEGABYTE)))).toContain('not a feed');
    expect((await feedOf(described('<'.repeat(MEGABYTE)))).items).toHaveLength(1);
  });

  test('a megabyte of tags that never end', async () => {
    const feed = await feedOf(described('a<p '.repeat(MEGABYTE / 4)));
    expect(articleOf(feed.items[0]).title).toBe('t');
  });

  test.each([
    ['ampersands', '&'.repeat(MEGABYTE)],
    ['half entities', '&#'.repeat(MEGABYTE / 2)],
    ['spaces', `<p>${' '.repeat(MEGABYTE)}</p>`],
    ['closing tags', '</x>'.repeat(MEGABYTE / 4)],
    ['paragraphs', '<p>x'.repeat(MEGABYTE / 4)],
    ['comments', '<!--'.repeat(MEGABYTE / 4)],
    ['attributes', `<a ${'b '.repeat(MEGABYTE / 2)}>x</a>`],
    ['links', '<a href="x">'.repeat(MEGABYTE / 12)],
    ['ends of elements that never end', `${'</p'.repeat(MEGABYTE / 3)}>`],
    ['sections', '<![CDATA['.repeat(MEGABYTE / 9)],
    ['document types', '<!DOCTYPE '.repeat(MEGABYTE / 10)],
    ['elements of others', '<a-b>'.repeat(MEGABYTE / 5)],
    ['brackets of persons', '(<'.repeat(MEGABYTE / 2)],
  ])('a megabyte of %s', async (_, html) => {
    const fields = ['title', 'description', 'author', 'pubDate', 'category']
      .map((name) => `<${name}><![CDATA[${html}]]></${name}>`)
      .join('');
    const feed = await feedOf(rss(`<item>${fields}<content>${html.replaceAll('<', '&lt;')}</content></item>`));
    expect(normalise({ ...feed.items[0], link: 'https://news.example/1' } as ParsedItem, context).kind).toBeTruthy();
  });

  test('namespaces by the ten thousand', async () => {
    const declared = Array.from({ length: 10_000 }, (_, n) => `xmlns:n${n}="urn:${n}"`).join(' ');
    const feed = await feedOf(documentOf(`<rss ${declared}>${'<item xmlns:y="z"/>'.repeat(4000)}</rss>`));
    expect(feed.items).toHaveLength(4000);
  });

  test('more items than any feed has are not read', async () => {
    const feed = await feedOf(rss('<item/>'.repeat(200_000)));
    expect(feed.items).toHaveLength(5000);
    expect(feed.refused).toEqual([{ title: null, reason: '195000 more items are not read: a document may have 5000' }]);
  });
});

test('control characters survive neither the feed nor the article', async () => {
  const feed = await feedOf(
    rss('<item><title>a\u0000b&#0;c&#x1F;d</title><description>e\u0007&amp;#1;f</description></item>'),
  );
  const article = articleOf(feed.items[0]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  expect(JSON.stringify(article)).not.toMatch(/\\u00[01]|[\u0000-\u001f]/);
  expect(article.title).toMatch(/^ab\ufffd?cd$/);
});

test('UTF-16 without a mark is read', async () => {
  const xml = '<?xml version="1.0" encoding="utf-16"?><rss><channel><title>Šiauliai</title></channel></rss>';
  expect((await feedOf(documentOf(Buffer.from(xml, 'utf16le')))).title).toBe('Šiauliai');
});

test.each(['rss-2.0.xml', 'atom-1.0.xml', 'rss-1.0.rdf', 'prototype-names.xml'])(
  'no damage to %s makes a stage throw',
  async (name) => {
    const { bytes } = fixture(name);
    const place = fc.nat(bytes.length - 1);
    const damage = fc.record({ from: place, length: fc.nat(40), put: fc.uint8Array({ maxLength: 8 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 6 }), async (damages) => {
        let damaged = Buffer.from(bytes);
        for (const { from, length, put } of damages) {
          damaged = Buffer.concat([damaged.subarray(0, from), put, damaged.subarray(from + length)]);
        }
        const parsed = await parseFeed(documentOf(damaged));
        if (parsed.kind === 'failed') return;
        for (const item of parsed.feed.items) normalise(item, context);
      }),
      { numRuns: 200 },
    );
  },
);
