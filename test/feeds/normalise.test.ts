import { describe, expect, test } from 'vitest';
import { type ArticleContext, normalise, type ReadArticle } from '../../src/feeds/normalise.js';
import type { ParsedItem } from '../../src/feeds/parsed-feed.js';

const SEEN_AT = new Date('2026-02-01T12:00:00Z');
const CONTEXT: ArticleContext = {
  feedUrl: 'https://news.example/feed.xml',
  feedLanguage: 'en_gb',
  licence: 'FULL',
  seenAt: SEEN_AT,
};
const ITEM: ParsedItem = {
  title: 'Poland orders <b>Apache</b>s &amp; more',
  link: 'https://news.example/1',
  id: 'news-1',
  date: '2026-01-31T08:00:00.000Z',
  summary: '<p>First.</p><p>Second.</p>',
  content: '<p>Body</p>',
  author: 'Anna Nowak',
  enclosure: null,
  tags: ['Poland', 'poland', ' ', 'Air <i>force</i>'],
};

function article(item: Partial<ParsedItem> = {}, context: Partial<ArticleContext> = {}): ReadArticle {
  const normalised = normalise({ ...ITEM, ...item }, { ...CONTEXT, ...context });
  if (normalised.kind === 'refused') throw new Error(normalised.reason);
  return normalised.article;
}

test('an item becomes an article in plain text and safe HTML', () => {
  expect(article()).toEqual({
    guid: 'news-1',
    url: 'https://news.example/1',
    title: 'Poland orders Apaches & more',
    author: 'Anna Nowak',
    summary: 'First. Second.',
    contentHtml: '<p>Body</p>',
    language: 'en-GB',
    tags: ['Poland', 'Air force'],
    image: null,
    publishedAt: new Date('2026-01-31T08:00:00Z'),
    statedDate: '2026-01-31T08:00:00.000Z',
    formerGuid: null,
    lost: null,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

describe('title and summary', () => {
  test('a missing title is the first words of the summary', () => {
    const summary = 'The ministry of defence signed a contract for ninety-six helicopters on Tuesday in Warsaw.';
    expect(article({ title: ' <br> ', summary }).title).toBe(
      'The ministry of defence signed a contract for ninety-six helicopters on Tuesday…',
    );
  });

  test('a missing summary is the start of the content, cut between words', () => {
    const { summary } = article({ summary: null, content: `<p>${'battalion '.repeat(100)}</p>` });
    expect(summary).toMatch(/^(battalion )+battalion…$/);
    expect(summary?.length).toBeLessThanOrEqual(500);
  });

  test('a cut never splits a character', () => {
    const { summary } = article({ summary: null, content: `x${'😀'.repeat(400)}` });
    expect(summary).toBe(`x${'😀'.repeat(249)}…`);
  });

  test('what is no tag is text', () => {
    expect(article({ title: 'Budget < 2 % & > 1 %' }).title).toBe('Budget < 2 % & > 1 %');
    expect(article({ title: 'The &lt;blink&gt; tag' }).title).toBe('The <blink> tag');
  });

  test('scripts and styles are not text', () => {
    expect(article({ summary: '<style>p{}</style>Seen<script>alert(1)</script>' }).summary).toBe('Seen');
  });
});

describe('the body', () => {
  test('keeps an allow-list of HTML', () => {
    const content =
      '<script>x()</script><iframe src="https://e.example">f</iframe><p onclick="x()" style="color:red" class="a">Hi' +
      '<a href="javascript:x()">bad</a><a href="data:text/html,x">bad</a></p><marquee>moves</marquee>';
    expect(article({ content }).contentHtml).toBe(
      '<p>Hi<a rel="noopener noreferrer nofollow">bad</a><a rel="noopener noreferrer nofollow">bad</a></p>moves',
    );
  });

  test('has absolute links without tracking parameters', () => {
    const content =
      '<a href="/b?utm_medium=x&id=2">b</a><img src="c.png" onerror="x()"><a href="//cdn.example/d?fbclid=1">d</a>';
    expect(article({ content, link: 'https://news.example/a/1' }).contentHtml).toBe(
      '<a href="https://news.example/b?id=2" rel="noopener noreferrer nofollow">b</a>' +
        '<img src="https://news.example/a/c.png" />' +
        '<a href="https://cdn.example/d" rel="noopener noreferrer nofollow">d</a>',
    );
  });

  test.each([
    '<img src="https://t.example/p.gif" width="1" height="1">',
    '<img src="https://t.example/p.gif" style="width: 1px; height: 1px">',
    '<img src="https://t.example/p.gif" style="display:none">',
    '<img src="data:image/gif;base64,R0lGOD">',
  ])('loses %s', (pixel) => {
    expect(article({ content: `<p>x</p>${pixel}` }).contentHtml).toBe('<p>x</p>');
  });

  test('is not kept where the licence allows a link only', () => {
    expect(article({}, { licence: 'LINK_ONLY' }).contentHtml).toBeNull();
  });

  test('is the summary when the feed has put the whole article there', () => {
    const summary = `<p>${'word '.repeat(200)}</p>`;
    expect(article({ summary, content: null }).contentHtml).toContain('word word');
    expect(article({ summary: 'Short', content: null }).contentHtml).toBeNull();
  });
});

describe('the address', () => {
  test('is resolved against the feed and loses what only tracks', () => {
    const link = '/a?utm_source=rss&x=1&FBCLID=2&gclid=3&y=%20z#part';
    expect(article({ link }).url).toBe('https://news.example/a?x=1&y=%20z#part');
  });

  test.each([
    ['javascript:alert(1)', 'Its link "javascript:alert(1)" is not an http or https address'],
    ['ftp://news.example/1', 'Its link "ftp://news.example/1" is not an http or https address'],
    ['http://', 'Its link "http://" is not an http or https address'],
  ])('%s is refused', (link, reason) => {
    expect(normalise({ ...ITEM, link }, CONTEXT)).toEqual({
      kind: 'refused',
      reason,
      title: 'Poland orders Apaches & more',
    });
  });
});

describe('an item without a link', () => {
  const address = (item: Partial<typeof ITEM>, context: Partial<typeof CONTEXT & { siteUrl: string | null }> = {}) => {
    const normalised = normalise({ ...ITEM, link: null, id: null, ...item }, { ...CONTEXT, ...context });
    return normalised.kind === 'article' ? normalised.article : normalised;
  };

  test('has its id for an address, where that is one', () => {
    expect(address({ id: 'https://news.example/1?utm_source=rss' })).toMatchObject({ url: 'https://news.example/1' });
  });

  test('is a part of its site, the same for as long as its id is', () => {
    const first = address({ id: 'tag:1' }, { siteUrl: 'https://news.example/desk' });
    expect(first).toMatchObject({
      url: expect.stringMatching(/^https:\/\/news\.example\/desk#item-[0-9a-f]{32}$/),
      guid: 'tag:1',
    });
    expect(address({ id: 'tag:1', title: 'Edited' }, { siteUrl: '/desk' })).toMatchObject({
      url: (first as { url: string }).url,
    });
    expect(address({ id: 'tag:2' }, { siteUrl: '/desk' })).not.toMatchObject({ url: (first as { url: string }).url });
  });

  test('is known by its title and date where it has no id, whatever the site is called', () => {
    const first = address({}, { siteUrl: 'https://news.example/' });
    const later = address({ summary: 'Edited' }, { siteUrl: 'https://www.news.example/' });
    expect(first).toHaveProperty('guid', (later as { guid: string }).guid);
    expect(first).not.toHaveProperty('guid', (address({ title: 'Other' }) as { guid: string }).guid);
  });

  test('is refused where its feed has no address either', () => {
    expect(address({}, { feedUrl: 'urn:file', siteUrl: null })).toMatchObject({
      kind: 'refused',
      reason: 'The item has no link, and its feed no address of which it could be a part',
    });
  });
});

test('an item that says nothing is refused', () => {
  expect(normalise({ ...ITEM, title: null, summary: null, content: null }, CONTEXT)).toEqual({
    kind: 'refused',
    reason: 'The item has neither a title nor a text',
    title: null,
  });
});

describe('the guid', () => {
  test('is the address for want of an id', () => {
    expect(article({ id: null, link: 'https://news.example/1?utm_source=a' }).guid).toBe('https://news.example/1');
  });

  test('is a digest when it is longer than 500 characters', () => {
    expect(article({ id: 'x'.repeat(500) }).guid).toBe('x'.repeat(500));
    expect(article({ id: 'x'.repeat(501) }).guid).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});

describe('the date', () => {
  test('is when the item was first seen if it has none', () => {
    expect(article({ date: null }).publishedAt).toEqual(SEEN_AT);
  });

  test('is when it was first seen if it lies more than five minutes ahead', () => {
    expect(article({ date: '2026-02-01T12:05:00Z' }).publishedAt).toEqual(new Date('2026-02-01T12:05:00Z'));
    expect(article({ date: '2026-02-01T12:05:01Z' }).publishedAt).toEqual(SEEN_AT);
  });
});

describe('the hash', () => {
  test('is the same whenever the item is seen', () => {
    const later = { seenAt: new Date('2026-02-02T12:00:00Z') };
    expect(article({ date: null }, later).hash).toBe(article({ date: null }).hash);
    expect(article({ date: '2030-01-01T00:00:00Z' }, later).hash).toBe(article({ date: '2030-01-01T00:00:00Z' }).hash);
  });

  test.each([{ title: 'Other' }, { summary: 'Other' }, { content: 'Other' }, { tags: [] }, { date: null }])(
    'changes with %o',
    (edit) => {
      expect(article(edit).hash).not.toBe(article().hash);
    },
  );
});

test('control characters survive in no field', () => {
  const dirty = 'a\u0000\u0001\u0085\ud800b';
  const found = article({
    title: dirty,
    id: dirty,
    summary: dirty,
    content: `<p title="&#1;">${dirty}&#0;&#2;</p>`,
    author: dirty,
    tags: [dirty],
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  expect(Object.values(found).join()).not.toMatch(/[\u0000-\u0008\u000b-\u001f]|\p{Surrogate}/u);
});
