import fc from 'fast-check';
import { expect, test } from 'vitest';
import { articleUrl } from '../../src/feeds/article-url.js';

const host = fc.oneof(
  fc.constantFrom('news.example', 'www.bbc.co.uk', 'a-b--c.example', 'NEWS.example', 'localhost', 'żółw.pl'),
  fc.constantFrom('1.2.3.4', '0x7f.1', 'a.0x1f', '1.com', 'xn--e1afmkfd.xn--p1ai', 'xn--a.com', 'a..com', 'a.com.'),
  fc.constantFrom('me:secret@news.example', 'news.example:443', '127.0.0.1:8080', 'a.com%41', 'a_b.com'),
  fc.string({ maxLength: 8 }),
);
const segment = fc.oneof(
  fc.constantFrom('', '.', '..', '2026', 'a.html', '.well-known', 'x.', '%2e', '%2E%2e', '%41', '%', '~u', 'a;b=c'),
  fc.constantFrom('a b', 'ą', "it's", 'a|b', 'a^b', '[x]', '{y}', '"q"', 'a\\b', '\t', '`', 'a:b@c'),
  fc.string({ maxLength: 6 }),
);
const query = fc.oneof(
  fc.constantFrom('', '', '?', '?a=1', '?utm_source=x', '?utm_source=x&a=2', '?a=2&UTM_medium=3&b', '?&', '?utm_x=1&'),
  fc.constantFrom("?a='b'", '?a=%20 b', '?x=ą', '?a?b', '??fbclid=1&b', '?fbclid=1&?b', '?a=1&&b=2', '?fbclid', '?[1]'),
  fc.string({ maxLength: 8 }).map((text) => `?${text}`),
);
const hash = fc.constantFrom('', '', '', '#', '#part', '#xtor=1');
const path = fc
  .tuple(fc.array(segment, { maxLength: 4 }), query, hash)
  .map(([segments, ...rest]) => `/${segments.join('/')}${rest.join('')}`);
const address = fc
  .tuple(fc.constantFrom('https://', 'http://', 'HTTPS://', '//', 'ftp://', ' https://', 'https:/', ''), host, path)
  .map((parts) => parts.join(''));
const base = fc.oneof(fc.constant(null), fc.constant('https://news.example/a/b?c#d'), address);

/** As the standard has it, step by step. */
function expected(value: string, from: string | null): string | null {
  const written = value.trim();
  if (written === '' || !URL.canParse(written, from ?? undefined)) return null;
  const url = new URL(written, from ?? undefined);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  url.username = '';
  url.password = '';
  const pairs = url.search.slice(1).split('&');
  const kept = pairs.filter((pair) => !/^(?:utm_.*|fbclid)$/i.test(pair.split('=')[0] ?? ''));
  if (kept.length < pairs.length) url.search = kept.join('&');
  if (url.hash.startsWith('#xtor=')) url.hash = '';
  return url.href;
}

test('any address is what the URL standard makes of it, without what only tracks readers', () => {
  fc.assert(
    fc.property(fc.oneof(address, path), base, (value, from) => {
      expect([value, from, articleUrl(value, from)]).toEqual([value, from, expected(value, from)]);
    }),
    { numRuns: 3000 },
  );
});
