// What a document says of its items, wherever the extensions that publishers use put it.
import { describe, expect, test } from 'vitest';
import type { ReadArticle } from '../../src/feeds/normalise.js';
import { readArticles } from '../../src/feeds/read-articles.js';

const CONTEXT = { feedLanguage: null, licence: 'FULL' as const, seenAt: new Date('2027-01-01T00:00:00Z') };
const CDN = 'https://cdn.example/feeds/all.xml';

async function read(xml: string, url = CDN, more: Partial<typeof CONTEXT | { feedLanguage: string }> = {}) {
  const result = await readArticles({ bytes: Buffer.from(xml), contentType: null, url }, { ...CONTEXT, ...more });
  if (result.kind === 'failed') throw new Error(result.error);
  return result.feed.items;
}

async function articles(xml: string, url?: string): Promise<ReadArticle[]> {
  return (await read(xml, url)).flatMap((item) => (item.kind === 'article' ? [item.article] : []));
}

const NAMESPACES = [
  'media="http://search.yahoo.com/mrss/"',
  'itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
  'googleplay="http://www.google.com/schemas/play-podcasts/1.0"',
  'dc="http://purl.org/dc/elements/1.1/"',
  'feedburner="http://rssnamespace.org/feedburner/ext/1.0"',
  'atom="http://www.w3.org/2005/Atom"',
  'content="http://purl.org/rss/1.0/modules/content/"',
]
  .map((one) => `xmlns:${one}`)
  .join(' ');
const rss = (items: string, channel = '<link>https://www.site.example/</link>') =>
  `<rss version="2.0" ${NAMESPACES}><channel><title>f</title>${channel}${items}</channel></rss>`;
const item = (inner: string, link = '<link>https://www.site.example/1</link>') => `<item>${link}${inner}</item>`;
const one = async (inner: string) => (await articles(rss(item(`<title>t</title>${inner}`))))[0];
const atom = (entry: string, feed = '', attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"${attributes}><title>f</title>${feed}<entry><id>urn:1</id><title>t</title>${entry}</entry></feed>`;

describe('a title is words', () => {
  test.each([
    ['&lt;![CDATA[Minister opens drone plant]]&gt;', 'Minister opens drone plant'],
    ['<![CDATA[<![CDATA[Minister opens plant]]]]><![CDATA[>]]>', 'Minister opens plant'],
    [
      'How the &lt;head&gt; of state uses &lt;Sting&gt; interceptors',
      'How the <head> of state uses <Sting> interceptors',
    ],
    ['Budgets: a &lt; b', 'Budgets: a < b'],
    ['We &lt;3 Kyiv', 'We <3 Kyiv'],
    ['Write to &lt;desk@news.example&gt; now', 'Write to <desk@news.example> now'],
    ['The &lt;object&gt; of the exercise', 'The <object> of the exercise'],
    ['Just in &lt;time&gt; delivery &lt;Geran-2&gt;', 'Just in <time> delivery <Geran-2>'],
    ['If &lt;b and c&gt; hold', 'If <b and c> hold'],
    ['Main &lt;!-- note --&gt; battle tank', 'Main battle tank'],
    ['What &lt;!-- never ends', 'What <!-- never ends'],
    ['Poland orders &lt;b&gt;Apache&lt;/b&gt;s&lt;br&gt;today', 'Poland orders Apaches today'],
    ['&lt;abbr title="a"&gt;NATO&lt;/abbr&gt; &lt;o:p&gt;x&lt;/o:p&gt; &lt;my-tag a="1"&gt;', 'NATO x'],
    ['&lt;Sting&gt;', '<Sting>'],
  ])('%s', async (title, words) => {
    expect(await articles(rss(item(`<title>${title}</title>`)))).toMatchObject([{ title: words }]);
  });

  test.each(['', ' type="text"', ' type="html"'])(
    'in Atom%s without the section that it was wrapped into',
    async (type) => {
      const title = `<title${type}>&lt;![CDATA[Minister opens drone plant]]&gt;</title>`;
      const feed = atom('<link href="https://www.site.example/1"/>').replace('<title>t</title>', title);
      expect(await articles(feed)).toMatchObject([{ title: 'Minister opens drone plant' }]);
    },
  );

  test('and so is what a body says between its tags', async () => {
    const body = '&lt;p&gt;The &lt;Sting&gt; &amp;amp; a &lt; b&lt;/p&gt;&lt;![CDATA[&lt;p&gt;more&lt;/p&gt;]]&gt;';
    expect((await one(`<content:encoded>${body}</content:encoded>`))?.contentHtml).toBe(
      '<p>The &lt;Sting&gt; &amp; a &lt; b</p><p>more</p>',
    );
  });

  test('a script stays out of it, whatever surrounds it', async () => {
    const body =
      '&lt;Sting&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; ok &lt;a&lt;script&gt;x';
    expect((await one(`<content:encoded>${body}</content:encoded>`))?.contentHtml).not.toMatch(
      /<script|<img[^>]*onerror/,
    );
  });
});

describe('a text is found', () => {
  test.each([
    ['<media:group><media:description>Found</media:description></media:group>'],
    [
      '<media:content url="https://x.example/v.mp4" type="video/mp4"><media:description>Found</media:description></media:content>',
    ],
    ['<itunes:summary>Found</itunes:summary>'],
    ['<itunes:subtitle>Found</itunes:subtitle>'],
    ['<googleplay:description>Found</googleplay:description>'],
    ['<dc:description>Found</dc:description>'],
    ['<content:encoded>Found</content:encoded>'],
    ['<atom:summary>Found</atom:summary>'],
    ['<subtitle>Other</subtitle><summary>Found</summary>'],
  ])('in %s', async (inner) => {
    expect((await one(inner))?.summary).toBe('Found');
  });

  test('in a media group of Atom', async () => {
    const group = '<media:group><media:title>t</media:title><media:description>Found</media:description></media:group>';
    expect(await articles(atom(`<link href="https://v.example/1"/>${group}`))).toMatchObject([{ summary: 'Found' }]);
  });
});

describe('tags', () => {
  test.each([
    [
      '<category>drones, air defence, Romania</category><category>NATO</category>',
      ['drones', 'air defence', 'Romania', 'NATO'],
    ],
    ['<category>drones; tanks | NATO</category>', ['drones', 'tanks', 'NATO']],
    ['<category>drones, NATO</category>', ['drones', 'NATO']],
    ['<category>Korea, Republic of</category>', ['Korea, Republic of']],
    ['<category>Washington, D.C.</category>', ['Washington, D.C.']],
    ['<category>Science, technology, and space</category>', ['Science, technology, and space']],
    ['<category>Defence, security and space</category>', ['Defence, security and space']],
    ['<category domain="urn:iptc">war, conflict, unrest</category>', ['war, conflict, unrest']],
    ['<itunes:keywords>NATO,Romania</itunes:keywords>', ['NATO', 'Romania']],
  ])('%s', async (inner, tags) => {
    expect((await one(inner))?.tags).toEqual(tags);
  });
});

describe('a date', () => {
  test.each([
    ['pubDate in Atom', atom('<link href="https://x.example/1"/><pubDate>Fri, 06 Nov 2026 08:00:00 GMT</pubDate>')],
    ['updated in RSS', rss(item('<title>t</title><updated>2026-11-06T08:00:00Z</updated>'))],
    ['dc:date', rss(item('<title>t</title><dc:date>2026-11-06T08:00:00Z</dc:date>'))],
    [
      'what is beside a placeholder',
      rss(
        item(
          '<title>t</title><pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate><dc:date>2026-11-06T08:00:00Z</dc:date>',
        ),
      ),
    ],
  ])('is read of %s', async (_, xml) => {
    expect(await articles(xml)).toMatchObject([{ publishedAt: new Date('2026-11-06T08:00:00Z') }]);
  });

  test('in a zone that is not known keeps its day', async () => {
    expect(await one('<pubDate>Fri, 06 Nov 2026 10:00:00 XYZ</pubDate>')).toMatchObject({
      statedDate: null,
      publishedAt: new Date('2026-11-06T12:00:00Z'),
    });
  });

  test.each([
    ['the item', '', '<dc:language>hr</dc:language>', '2026-10-06T00:00:00Z'],
    ['the feed, wherever it says so', '<language>pl</language>', '', '2026-11-06T00:00:00Z'],
  ])('means what it does in the language of %s', async (_, channel, inner, instant) => {
    const xml = rss(
      item(`<title>t</title><pubDate>6. listopada 2026</pubDate>${inner}`),
      `<link>https://x.example/</link>`,
    );
    expect(await articles(xml.replace('</channel>', `${channel}</channel>`))).toMatchObject([
      { publishedAt: new Date(instant) },
    ]);
  });
});

describe("an item's language", () => {
  test('is its own before that of its feed', async () => {
    const entry = (id: string, attributes: string, inner = '') =>
      `<entry${attributes}><id>urn:${id}</id><title>t</title><link href="https://x.example/${id}"/>${inner}</entry>`;
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="en">${[
      entry('1', ' xml:lang="uk"'),
      entry('2', ' xml:lang="ro"'),
      entry('3', ''),
      entry('4', '', '<dc:language>pl</dc:language>'),
      entry('5', '', '<summary xml:lang="lt">x</summary>'),
      entry('6', ' xml:lang="no language"'),
      entry('7', ' xml:lang="ua"'),
    ].join('')}</feed>`;
    expect((await articles(feed)).map(({ language }) => language)).toEqual(['uk', 'ro', 'en', 'pl', 'lt', 'en', 'uk']);
  });

  test('is read of JSON Feed', async () => {
    const items = [
      { id: '1', url: 'https://x.example/1', title: 'a', language: 'de', content_text: 'x' },
      { id: '2', url: 'https://x.example/2', title: 'b', content_text: 'x' },
    ];
    const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'f', language: 'en', items };
    expect((await articles(JSON.stringify(feed))).map(({ language }) => language)).toEqual(['de', 'en']);
  });

  test('of a channel is that of its items', async () => {
    const feed = rss(item('<title>t</title>')).replace('<channel>', '<channel xml:lang="et">');
    expect(await articles(feed)).toMatchObject([{ language: 'et' }]);
  });
});

describe('the link', () => {
  const links = async (xml: string, url?: string) => (await articles(xml, url)).map((article) => article.url);

  test.each(['http://www.iana.org/assignments/relation/alternate', 'ALTERNATE', 'alternate related'])(
    'has the relation %s',
    async (relation) => {
      const entry = `<link rel="enclosure" href="https://x.example/a.pdf"/><link rel="${relation}" href="https://x.example/a"/>`;
      expect(await links(atom(entry))).toEqual(['https://x.example/a']);
    },
  );

  test.each([
    ['the entry', '', ' xml:lang="uk"'],
    ['the feed', ' xml:lang="uk"', ''],
  ])('is the one in the language of %s', async (_, ofFeed, ofEntry) => {
    const entry =
      '<link rel="alternate" hreflang="en" href="https://x.example/en/1"/><link rel="alternate" hreflang="uk-UA" href="https://x.example/uk/1"/>';
    const feed = atom(entry, '', ofFeed).replace('<entry>', `<entry${ofEntry}>`);
    expect(await links(feed)).toEqual(['https://x.example/uk/1']);
  });

  test('leads from the site where the feed is served by another host, and so do its body and its picture', async () => {
    const inner =
      '<title>t</title><content:encoded>&lt;p&gt;&lt;a href="/more"&gt;x&lt;/a&gt;&lt;/p&gt;</content:encoded><media:thumbnail url="/p.jpg"/>';
    const [article] = await articles(rss(item(inner, '<link>/notice/77.html</link>')));
    expect(article).toMatchObject({
      url: 'https://www.site.example/notice/77.html',
      image: { url: 'https://www.site.example/p.jpg' },
    });
    expect(article?.contentHtml).toContain('href="https://www.site.example/more"');
  });

  test('leads from xml:base before that, and from the feed on the same host', async () => {
    const relative = item('<title>t</title>', '<link>a/7</link>');
    expect(await links(rss(relative), 'https://www.site.example/feeds/all.xml')).toEqual([
      'https://www.site.example/feeds/a/7',
    ]);
    expect(await links(rss(relative).replace('<item>', '<item xml:base="https://base.example/">'))).toEqual([
      'https://base.example/a/7',
    ]);
  });

  test('is the original where a service that counts clicks is beside it', async () => {
    const origin = '<feedburner:origLink>https://www.site.example/real</feedburner:origLink>';
    for (const inner of [
      `<title>t</title>${origin}`,
      '<title>t</title><feedburner:origLink>/no</feedburner:origLink>',
    ]) {
      const found = await links(rss(item(inner, '<link>https://counter.example/1</link>')));
      expect(found).toEqual([inner.includes('real') ? 'https://www.site.example/real' : 'https://counter.example/1']);
    }
  });

  test('may be written with an entity of the document', async () => {
    const declared = '<!DOCTYPE rss [<!ENTITY site "https://news.example.org"><!ENTITY who \'A &#38; B\'>]>';
    const [article] = await articles(declared + rss(item('<title>&who;</title>', '<link>&site;/a?x=1&amp;y=2</link>')));
    expect(article).toMatchObject({ url: 'https://news.example.org/a?x=1&y=2', title: 'A & B' });
  });

  test.each([
    ['with markup', '<!ENTITY x "<b>bold</b>">'],
    ['made of others', '<!ENTITY y "ha"><!ENTITY x "&y;&y;">'],
    ['from elsewhere', '<!ENTITY x SYSTEM "file:///etc/passwd">'],
    ['that is long', `<!ENTITY x "${'x'.repeat(2000)}">`],
    ['in a comment', '<!-- <!ENTITY x "no"> -->'],
  ])('an entity %s stays as it is written', async (_, declaration) => {
    const xml = `<!DOCTYPE rss [${declaration}]>${rss(item('<title>a &x; b</title>'))}`;
    expect(await articles(xml)).toMatchObject([{ title: 'a &x; b' }]);
  });

  test('a million references to an entity stop growing', async () => {
    const declared = `<!DOCTYPE rss [<!ENTITY x "${'x'.repeat(1000)}">]>`;
    const [article] = await articles(
      declared + rss(item(`<title>t</title><description>${'&x;'.repeat(1_000_000)}</description>`)),
    );
    expect(article?.title).toBe('t');
  });
});

describe('the picture', () => {
  const image = async (inner: string) => (await one(inner))?.image ?? null;
  const picture = (url: string, more = {}) => ({
    url,
    alt: null,
    credit: null,
    photographer: null,
    agency: null,
    ...more,
  });
  const P = 'https://img.example/p.jpg';

  test.each([
    ['media:content', `<media:content url="${P}" medium="image"/>`],
    [
      'the widest',
      `<media:content url="https://img.example/s.jpg" type="image/jpeg" width="140"/><media:content url="${P}" type="image/jpeg" width="1200"/>`,
    ],
    ['no film', `<media:content url="https://img.example/v.mp4" type="video/mp4"/><media:thumbnail url="${P}"/>`],
    [
      'no icon',
      `<media:content url="https://img.example/i.png" type="image/png" width="32"/><media:thumbnail url="${P}" width="640"/>`,
    ],
    ['a thumbnail', `<media:thumbnail url="${P}"/>`],
    ['a thumbnail in a group', `<media:group><media:thumbnail url="${P}"/></media:group>`],
    ['an enclosure', `<enclosure url="${P}" type="image/jpeg" length="1"/>`],
    ['an enclosure of Atom', `<atom:link rel="enclosure" type="image/png" href="${P}"/>`],
    ['that of a podcast', `<itunes:image href="${P}"/>`],
    ['an image as of a channel', `<image><url>${P}</url><title>x</title></image>`],
    [
      'the first of the body that is no icon',
      `<content:encoded>&lt;img src="https://img.example/i.png" width="16"&gt;&lt;img src="${P}"&gt;</content:encoded>`,
    ],
    ['the first of the summary', `<description>&lt;img src="${P}"&gt; Text</description>`],
  ])('is %s', async (_, inner) => {
    expect(await image(inner)).toEqual(picture(P));
  });

  test.each([
    ['no picture', '<enclosure url="https://x.example/a.mp3" type="audio/mpeg"/>'],
    ['a script', '<media:thumbnail url="javascript:alert(1)"/>'],
    [
      'a tracking pixel',
      '<content:encoded>&lt;img src="https://t.example/p.gif" width="1" height="1"&gt;</content:encoded>',
    ],
  ])('is none of %s', async (_, inner) => {
    expect(await image(inner)).toBeNull();
  });

  test('has its credits as stated, and who is named as what', async () => {
    const credits =
      '<media:credit role="photographer">Anna Nowak</media:credit><media:credit role="news agency">PAP</media:credit>';
    expect(
      await image(
        `<media:content url="${P}" medium="image"><media:description>A &amp;lt;tank&amp;gt;</media:description>${credits}</media:content>`,
      ),
    ).toEqual(picture(P, { alt: 'A <tank>', credit: 'Anna Nowak, PAP', photographer: 'Anna Nowak', agency: 'PAP' }));
    expect(
      await image(
        `<media:content url="${P}" medium="image"/><media:credit scheme="urn:ebu">Photograph: A/Reuters</media:credit>`,
      ),
    ).toEqual(picture(P, { credit: 'Photograph: A/Reuters' }));
  });

  test('has the words of the body for it', async () => {
    expect(
      await image(
        `<enclosure url="${P}" type="image/jpeg"/><content:encoded>&lt;img src="${P}" alt="A bridge"&gt;</content:encoded>`,
      ),
    ).toEqual(picture(P, { alt: 'A bridge' }));
  });

  test('is read of JSON Feed', async () => {
    const items = [{ id: '1', url: 'https://x.example/1', title: 'a', image: P, content_text: 'x' }];
    const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'f', items };
    expect(await articles(JSON.stringify(feed))).toMatchObject([{ image: picture(P) }]);
  });
});

describe('what is not kept is said', () => {
  test('of a body, of tags and of an item', async () => {
    const items = await read(
      rss(
        item(`<title>deep</title><content:encoded>a${'&lt;b&gt;'.repeat(600)}</content:encoded>`) +
          item(`<title>tagged</title>${Array.from({ length: 60 }, (_, n) => `<category>t${n}</category>`).join('')}`) +
          item('', '<link>ftp://x.example/</link>') +
          item('<title>JSON in depth</title>'),
      ),
    );
    expect(items).toMatchObject([
      { article: { lost: 'Its body is too long or nested too deep to be kept' } },
      { article: { lost: 'Of its 60 tags 50 are kept' } },
      { kind: 'refused' },
      { article: { lost: null } },
    ]);
  });

  test('one item of JSON that is nested too deep costs itself alone', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const feed = `{"version":"https://jsonfeed.org/version/1.1","title":"f","items":[{"id":"1","url":"https://x.example/1","title":"a","tags":${deep}},{"id":"2","url":"https://x.example/2","title":"b"}]}`;
    expect((await articles(feed)).map(({ title }) => title)).toEqual(['a', 'b']);
  });
});
