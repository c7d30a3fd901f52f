import { describe, expect, test } from 'vitest';
import { addressKey, readAddress } from '../../src/feeds/typed-address.js';

const both = (rest: string) => [`https://${rest}`, `http://${rest}`];

describe('an address is read as people type it', () => {
  test.each<[string, string[]]>([
    ['https://news.example/feed', ['https://news.example/feed']],
    ['HTTP://News.Example:80/feed#top', ['http://news.example/feed']],
    ['https:/news.example/feed', ['https://news.example/feed']],
    ['news.example', both('news.example/')],
    ['www.news.example/feed?x=1', both('www.news.example/feed?x=1')],
    ['//news.example/feed', both('news.example/feed')],
    ['news.example:8080/feed', ['https://news.example:8080/feed', 'http://news.example:8080/feed']],
    ['localhost:4000', ['https://localhost:4000/', 'http://localhost:4000/']],
    ['[::1]:4000/feed', ['https://[::1]:4000/feed', 'http://[::1]:4000/feed']],
    ['intranet/feed', both('intranet/feed')],
    ['новини.укр/стрічка', both('xn--b1amarcd.xn--j1amh/%D1%81%D1%82%D1%80%D1%96%D1%87%D0%BA%D0%B0')],
    ['feed://news.example/rss', both('news.example/rss')],
    ['feeds://news.example/rss', both('news.example/rss')],
    ['feed:news.example/rss', both('news.example/rss')],
    ['feed:https://news.example/rss', ['https://news.example/rss']],
    ['FEED://https://news.example/rss', ['https://news.example/rss']],
    ['feed:feed://news.example/rss', both('news.example/rss')],
    ['\u00a0 \n news.example/feed\u200b\ufeff', both('news.example/feed')],
    ['<https://news.example/feed>', ['https://news.example/feed']],
    ['“news.example/feed”', both('news.example/feed')],
  ])('%j', (typed, addresses) => {
    expect(readAddress(typed)).toEqual({ addresses });
  });
});

describe('what is no address is refused in words, with its value and what is allowed', () => {
  test.each([
    ['', 'must not be blank: give an http or https address'],
    ['ftp://news.example/', '"ftp://news.example/" begins with ftp:, which is not fetched: give an http'],
    ['javascript:alert(1)', 'begins with javascript:'],
    ['file:///etc/passwd', 'begins with file:'],
    ['data:text/xml,<rss/>', 'begins with data:'],
    ['mailto:desk@news.example', 'begins with mailto:'],
    ['C:\\feeds\\one.xml', 'begins with c:'],
    ['romania', '"romania" is not the address of a feed: give'],
    ['two words', 'is not the address of a feed'],
    ['/var/feeds/one.xml', 'is not the address of a feed'],
    ['./feed', 'is not the address of a feed'],
    ['?page=1', 'is not the address of a feed'],
    ['https://', '"https://" is not an address'],
    ['news.example:99999/feed', 'is not an address'],
    ['https://xn--a.example/', 'is not an address'],
    ['https://a.example/ https://b.example/', 'is more than one address: give one'],
    [`https://news.example/${'x'.repeat(2000)}`, 'must have 2000 characters or fewer'],
    [`news.example/${'ї'.repeat(500)}`, 'must have 2000 characters or fewer'],
  ])('%j', (typed, mistake) => {
    expect(readAddress(typed)).toEqual({ mistake: expect.stringContaining(mistake) });
  });

  test.each([
    'https://user:secret@news.example/',
    'user:secret@news.example/feed',
    'desk@news.example',
    'feed://user:secret@x.example/',
  ])('%s, without showing it', (typed) => {
    expect(readAddress(typed)).toEqual({ mistake: 'must not contain a user name or a password' });
  });
});

test('one feed has one key, however its address is written', () => {
  const keys = [
    'https://news.example/~desk/rss',
    'http://news.example/~desk/rss',
    'https://NEWS.example:443/%7Edesk/rss/',
    'http://news.example.:80/~desk/rss//',
  ].map(addressKey);
  expect(new Set(keys).size).toBe(1);
  const others = [
    'https://www.news.example/rss',
    'https://news.example:8443/rss',
    'https://news.example/rss?x',
    'https://news.example/RSS',
    'https://news.example/rss',
  ];
  expect(new Set(others.map(addressKey)).size).toBe(others.length);
});
