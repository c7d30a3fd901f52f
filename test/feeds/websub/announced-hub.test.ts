import { describe, expect, test } from 'vitest';
import { announcedHub } from '../../../src/feeds/websub/announced-hub.js';
import { readLinks } from '../../../src/feeds/websub/link-header.js';

const URL_OF_FEED = 'https://news.example/feeds/all?x=1';
const HUB = 'https://hub.example/';
const SELF = 'https://news.example/feed';

const announced = (text: string, link?: string, url = URL_OF_FEED) =>
  announcedHub({ bytes: Buffer.from(text), contentType: null, url, ...(link !== undefined && { link }) });

const atom = (links: string, more = '') =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">${links}<entry><id>1</id>${more}</entry></feed>`;
const rss = (links: string) =>
  `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:a10="http://www.w3.org/2005/Atom"><channel>
   <link>https://news.example/</link>${links}<item><title>x</title></item></channel></rss>`;

describe('Link headers', () => {
  test.each([
    ['<https://hub.example/>; rel="hub"', [['https://hub.example/', 'hub']]],
    [
      '<a>;rel=hub,<b>; REL="Self"',
      [
        ['a', 'hub'],
        ['b', 'self'],
      ],
    ],
    [
      '<a>; title="a, b; c=\\"d\\""; rel="self  alternate", <b>; rel=hub',
      [
        ['a', 'self alternate'],
        ['b', 'hub'],
      ],
    ],
    ['<a,b;c>; rel=hub', [['a,b;c', 'hub']]],
    ['<a>; rel=self; rel=hub', [['a', 'self']]],
    ['<a>', [['a', '']]],
    ['<a>; crossorigin; rel="hub"', [['a', 'hub']]],
    ['nonsense, <>; rel=hub', [['', 'hub']]],
    ['', []],
    [',,;;<', []],
  ])('%s', (header, links) => {
    expect(readLinks(header).map(({ href, rels }) => [href, rels.join(' ')])).toEqual(links);
  });

  test.each(['<a>; '.repeat(3000), '<'.repeat(16_000), `<a>; x="${'\\'.repeat(16_000)}`, '<a>;;;'.repeat(3000)])(
    'of %.10s… are read in no time',
    (header) => {
      const started = performance.now();
      readLinks(header);
      expect(performance.now() - started).toBeLessThan(500);
    },
  );
});

describe('a hub is named', () => {
  const bothInHeader = `<${HUB}>; rel="hub", <${SELF}>; rel="self"`;
  test.each([
    ['in headers', 'anything', bothInHeader],
    ['in Atom', atom(`<link rel="self" href="${SELF}"/><link rel="hub" href="${HUB}"/>`)],
    ['in RSS', rss(`<atom:link rel="hub" href="${HUB}"/><a10:link rel="self" href="${SELF}"/>`)],
    ['by one link for both', atom(`<link rel="self" href="/feed"/><link rel="alternate HUB" href="${HUB}"/>`)],
    ['relative to the feed', atom('<link rel="self" href="/feed"/><link rel="hub" href="//hub.example"/>')],
    [
      'in JSON Feed',
      JSON.stringify({
        feed_url: SELF,
        hubs: [
          { type: 'rssCloud', url: 'x:' },
          { type: 'WebSub', url: HUB },
        ],
      }),
    ],
    [
      'in the header alone, the address in the document',
      atom(`<link rel="self" href="${SELF}"/>`),
      `<${HUB}>; rel=hub, <${SELF}>; rel=self`,
    ],
    ['in both, and the header counts', atom('<link rel="hub" href="https://other.example/"/>'), bothInHeader],
    [
      'in the document, after a header about the address',
      atom(`<link rel="hub" href="${HUB}"/>`),
      `<${SELF}>; rel=self`,
    ],
    [
      'with an address that is no web address before it',
      atom(`<link rel="hub" href="ftp://x/"/><link rel="hub" href="${HUB}"/><link rel="self" href="${SELF}"/>`),
    ],
  ])('%s', (_where, text, link?: string) => {
    expect(announced(text, link)).toEqual({ hub: HUB, topic: SELF });
  });

  test('and a feed that does not say its address has its own', () => {
    expect(announced(atom(`<link rel="hub" href="${HUB}"/>`))).toEqual({ hub: HUB, topic: URL_OF_FEED });
  });
});

describe('no hub is named', () => {
  test.each([
    ['where there is none', atom(`<link rel="self" href="${SELF}"/>`)],
    ['by an entry', atom('', `<link rel="hub" href="${HUB}"/>`)],
    ['by text', rss(`<description>&lt;link rel="hub" href="${HUB}"/></description>`)],
    ['by an address with a password', atom('<link rel="hub" href="https://a:b@hub.example/"/>')],
    ['by an address that is endless', atom(`<link rel="hub" href="https://hub.example/${'x'.repeat(5000)}"/>`)],
    ['by a link without an address', atom('<link rel="hub"/>')],
    ['by damaged JSON', '{"hubs": ['],
    ['by JSON of another form', '{"hubs": [null, 1, {"type": 1}], "feed_url": {}}'],
    ['by nothing', ''],
    ['beyond the beginning', atom(`<!-- ${'x'.repeat(300_000)} --><link rel="hub" href="${HUB}"/>`)],
    ['at an abysmal depth', `${'<a>'.repeat(80_000)}<link rel="hub" href="${HUB}"/>`],
  ])('%s', (_where, text) => {
    const started = performance.now();
    expect(announced(text)).toBeNull();
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
