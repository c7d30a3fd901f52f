/** Documents whose structure is the attack: entities, depth, size, names and namespaces. */
import { atom, cdata, fill, item, items, LINK, MEGABYTE, type Row, rss } from './build.js';

export const STRUCTURE: Row[] = [
  // Document types and inclusion
  [
    'an entity repeated 100,000 times',
    1,
    () =>
      `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(100_000)}">]>${item(`<description>${fill('&a;', 0.3)}</description>`)}`,
  ],
  [
    'a parameter entity that loads a file',
    1,
    () => `<!DOCTYPE rss [<!ENTITY % f SYSTEM "file:///etc/passwd"> %f;]>${item('')}`,
  ],
  [
    'XInclude of a file',
    1,
    () => item('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'),
  ],
  ['a document type of 10 MB', 1, () => `<!DOCTYPE rss [${fill('<!ENTITY a "b">', 10)}]>${item('')}`],
  ['a document type that never ends', 'NOT_A_FEED', () => `<!DOCTYPE rss [${fill('[<!', 10)}`],
  ['a style sheet that loads itself', 1, () => `<?xml-stylesheet href="https://feeds.example/feed.xml"?>${item('')}`],

  // Depth
  ['XHTML nested 10,000 deep', 1, () => atom(`<content type="xhtml">${'<div>'.repeat(10_000)}</content>`)],
  [
    'HTML nested 40,000 deep in every item',
    100,
    () => items(100, () => `<title>t</title>${LINK}<description>${cdata('<i>'.repeat(40_000))}</description>`),
  ],
  ['feeds in feeds', 0, () => `${'<rss><channel>'.repeat(100)}<item><title>t</title>${LINK}</item>`],

  // Size
  ['50 MB', 'TOO_LARGE', () => Buffer.alloc(50 * MEGABYTE, 0x3c)],
  ['14 MB of opening brackets', 'NOT_A_FEED', () => fill('<', 14)],
  [
    '7 MB of honest items',
    5000,
    () =>
      items(
        5000,
        (n) =>
          `<title>t${n}</title><link>https://news.example/${n}</link><description>${'<p>word</p>'.repeat(100)}</description>`,
      ),
  ],
  ['a million tiny items', 0, () => rss('<item/>'.repeat(1_000_000))],
  ['a million closing tags', 1, () => item('</x>'.repeat(1_000_000))],
  ['a million elements in a title', 1, () => item(`<title>${'<b>x</b>'.repeat(1_000_000)}</title>`)],
  ['a million comments', 1, () => item('<!---->'.repeat(1_000_000))],
  ['a million processing instructions', 1, () => item('<?a b?>'.repeat(1_000_000))],
  ['a million CDATA sections', 1, () => item(`<description>${'<![CDATA[x]]>'.repeat(1_000_000)}</description>`)],
  ['10 MB of white space first', 1, () => fill(' \n', 10) + item('')],
  ['10 MB of byte order marks', 1, () => fill('\ufeff', 10).slice(0, MEGABYTE * 3) + item('')],

  // Attributes and names
  [
    'a million attributes',
    'TOO_LARGE',
    () => `<rss ${Array.from({ length: 1_000_000 }, (_, n) => `a${n}=""`).join(' ')}/>`,
  ],
  [
    'a million times the same attribute',
    1,
    () => rss(`<item ${'a="b" '.repeat(1_000_000)}><title>t</title>${LINK}</item>`),
  ],
  ['an attribute of 10 MB', 1, () => item(`<enclosure url="${fill('x&amp;', 10)}"/>`)],
  ['an attribute that never ends', 0, () => rss(`<item><link href="${fill('x', 10)}`)],
  ['an element name of 10 MB', 1, () => item(`<${fill('x', 10)}/>`)],
  ['an element with 10 MB of colons for a name', 1, () => item(`<a${fill(':', 10)}/>`)],
  [
    'a million attributes in a body',
    1,
    () => item(`<description>${cdata(`<p ${fill('b ', 0.9)}>x</p>`)}</description>`),
  ],
  [
    'names of prototypes as prefixes, attributes and namespaces',
    1,
    () =>
      `<rss xmlns:__proto__="urn:a" xmlns:constructor="http://purl.org/dc/elements/1.1/" __proto__="b" constructor="c" hasOwnProperty="d"><channel><item><title>t</title>${LINK}<constructor:creator>A</constructor:creator><__proto__:title toString="x" valueOf="y">u</__proto__:title></item></channel></rss>`,
  ],

  // Namespaces, bases and languages
  [
    'namespaces declared on 200,000 elements',
    1,
    () =>
      rss(
        `<item><title>t</title>${LINK}${'<x xmlns:y="z"/>'.repeat(200_000)}</item>`,
        ` ${Array.from({ length: 10_000 }, (_, n) => `xmlns:n${n}="urn:${n}"`).join(' ')}`,
      ),
  ],
  [
    'prefixes bound to each other',
    1,
    () => rss(`<item><title>t</title>${LINK}<a:b xmlns:a="b" xmlns:b="a"><b:a xmlns:a="a"/></a:b></item>`),
  ],
  ['a namespace of 10 MB', 1, () => rss(`<item xmlns:a="${fill('/', 10)}"><title>t</title>${LINK}</item>`)],
  [
    'bases that go in circles',
    1,
    () =>
      rss(
        `${'<x xml:base="../a/">'.repeat(200)}${'</x>'.repeat(200)}<item xml:base="./?a#b"><title>t</title>${LINK}</item>`,
      ),
  ],
  [
    'a base of 8,000 characters under 100,000 others',
    1,
    () =>
      rss(
        `<item xml:base="https://news.example/${'a/'.repeat(4000)}"><title>t</title>${LINK}${'<x xml:base="b"/>'.repeat(100_000)}</item>`,
      ),
  ],
  [
    'a base that is a script',
    1,
    () =>
      rss(
        `<item xml:base="javascript:alert(1)"><title>t</title>${LINK}<description>&lt;a href="x">y&lt;/a></description></item>`,
      ),
  ],
  ['a language of 10 MB', 1, () => rss(`<language>${fill('en-', 10)}</language><item><title>t</title>${LINK}</item>`)],

  // What ends too early, or not at all
  ['a CDATA section that never ends', 0, () => rss(`<item><title>${'<![CDATA['}${fill('x', 5)}`)],
  ['a comment that never ends', 0, () => rss(`<item><title>t</title><!-- ${fill('-', 5)}`)],
  ['a processing instruction that never ends', 'NOT_A_FEED', () => `<?xml ${fill('?', 5)}`],
  ['a tag that never ends', 'NOT_A_FEED', () => `<rss ${fill('a ', 5)}`.slice(0, 100_000)],
];
