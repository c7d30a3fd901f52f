import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FETCH_LIMITS, type Fetched, type FetchRequest, fetchFeed } from '../../src/feeds/fetch.js';
import { type FeedServer, feedServer } from './feed-server.js';

const FEED = '<rss version="2.0"><channel><title>Feed</title></channel></rss>';
const LIMITS = { ...FETCH_LIMITS, totalMs: 1000, bytes: 1024 * 1024 };

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const compressed =
  (encoding: string, body: Buffer): Answer =>
  (response) =>
    void response.writeHead(200, { 'content-encoding': encoding }).end(body);
const redirect =
  (location: string): Answer =>
  (response) =>
    void response.writeHead(302, { location }).end();
const status =
  (code: number): Answer =>
  (response) =>
    void response.writeHead(code).end('no feed');

const ANSWERS: Record<string, Answer> = {
  '/feed': (response) =>
    void response
      .writeHead(200, {
        'content-type': 'text/xml',
        etag: 'W/"a b"',
        'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
        'cache-control': 'public, max-age=600',
      })
      .end(FEED),
  '/echo': (response, request) => void response.end(JSON.stringify(request.headers)),
  '/304': status(304),
  '/404': status(404),
  '/410': status(410),
  '/503': status(503),
  '/gzip': compressed('gzip', gzipSync(FEED)),
  '/br': compressed('br', brotliCompressSync(FEED)),
  '/deflate': compressed('deflate', deflateSync(FEED)),
  '/deflate-raw': compressed('deflate', deflateRawSync(FEED)),
  '/gzip-cut': compressed('gzip', gzipSync(FEED).subarray(0, -8)),
  '/gzip-false': compressed('gzip', Buffer.from(FEED)),
  '/damaged': compressed('gzip', Buffer.concat([gzipSync(FEED).subarray(0, 10), Buffer.alloc(40, 0xff)])),
  '/zstd': compressed('zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 1, 2, 3])),
  '/bomb': compressed('gzip', gzipSync(Buffer.alloc(64 * 1024 * 1024))),
  '/moved': redirect('/feed'),
  '/loop': redirect('/loop'),
  '/around': redirect('/around/2'),
  '/around/2': redirect('/around'),
  '/nowhere': (response) => void response.writeHead(301).end(),
  '/to-file': redirect('file:///etc/passwd'),
  '/to-password': redirect('http://user:secret@news.example/'),
  '/endless': (response) => {
    const more = () => {
      while (response.writable && response.write(Buffer.alloc(65_536, 'x')));
    };
    response.on('drain', more);
    more();
  },
  '/silent': () => undefined,
  '/drip': (response) => {
    const drip = setInterval(() => response.write('<rss>'), 50);
    response.on('close', () => clearInterval(drip));
  },
  '/broken-off': (response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('<rss>');
    setTimeout(() => response.destroy(), 20);
  },
};

let server: FeedServer;
beforeAll(async () => {
  server = await feedServer((request, response) => {
    const [, kind, first = '', ...rest] = decodeURIComponent(request.url ?? '').split('/');
    if (kind === 'wait') response.writeHead(Number(first), { 'retry-after': rest.join('/') }).end();
    else if (kind === 'chain') {
      const location = rest.length > 0 ? `/chain/${rest.join('/')}` : '/feed';
      response.writeHead(Number(first), { location }).end();
    } else ANSWERS[request.url ?? '']?.(response, request);
  });
});
afterAll(() => server.close());

function fetched(path: string, more: Partial<FetchRequest> = {}): Promise<Fetched> {
  const url = path.startsWith('/') ? server.url + path : path;
  return fetchFeed({ url, etag: null, lastModified: null, userAgent: 'Test/1', allowPrivate: true, ...more }, LIMITS);
}

async function textOf(path: string, more?: Partial<FetchRequest>): Promise<string> {
  const result = await fetched(path, more);
  return result.kind === 'document' ? Buffer.from(result.document.bytes).toString() : JSON.stringify(result);
}

async function failure(path: string): Promise<string> {
  const result = await fetched(path);
  return result.kind === 'failed' ? result.error : `${result.kind}, not failed`;
}

test('a document comes with what the next request needs', async () => {
  expect(await fetched('/feed')).toEqual({
    kind: 'document',
    document: { bytes: Buffer.from(FEED), contentType: 'text/xml', url: `${server.url}/feed` },
    etag: 'W/"a b"',
    lastModified: 'Thu, 01 Jan 2026 00:00:00 GMT',
    freshSeconds: 600,
    movedTo: null,
  });
});

test('validators go back exactly as they were stored', async () => {
  const headers = JSON.parse(await textOf('/echo', { etag: 'W/"a b"', lastModified: 'yesterday-ish' }));
  expect(headers).toMatchObject({
    'user-agent': 'Test/1',
    'if-none-match': 'W/"a b"',
    'if-modified-since': 'yesterday-ish',
  });
  expect(JSON.parse(await textOf('/echo'))).not.toHaveProperty('if-none-match');
});

test('304 is unchanged and keeps the validators, 410 is gone', async () => {
  const validators = { etag: '"a"', lastModified: 'yesterday' };
  expect(await fetched('/304', validators)).toMatchObject({ kind: 'unchanged', ...validators });
  expect(await fetched('/410')).toEqual({ kind: 'gone', error: expect.stringContaining('gone for good') });
});

test('200 with the entity tag that we have is unchanged', async () => {
  expect(await fetched('/feed', { etag: 'W/"a b"' })).toMatchObject({ kind: 'unchanged', etag: 'W/"a b"' });
});

describe('a server that asks us to wait', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  test.each([
    ['429', '120', '2026-11-24T12:02:00Z'],
    ['503', 'Tue, 24 Nov 2026 13:00:00 GMT', '2026-11-24T13:00:00Z'],
    ['429', 'Sat, 28 Nov 2026 13:00:00 GMT', '2026-11-25T12:00:00Z'],
    ['503', '99999999999999999999', '2026-11-25T12:00:00Z'],
  ])('%s, Retry-After: %s: until %s', async (code, value, until) => {
    const answer = await fetched(`/wait/${code}/${encodeURIComponent(value)}`, { now });
    const shown = until.slice(0, 16).replace('T', ' ');
    expect(answer).toEqual({
      kind: 'failed',
      error: `The server asks us to wait until ${shown} UTC (${code})`,
      retryAfter: new Date(until),
    });
  });

  test.each(['soon', '0', '-5', 'Tue, 24 Nov 2026 11:00:00 GMT'])('Retry-After: %s says nothing', async (value) => {
    const answer = await fetched(`/wait/429/${encodeURIComponent(value)}`, { now });
    expect(answer).toEqual({ kind: 'failed', error: 'The server asks us to come less often (429)' });
  });
});

describe('redirects', () => {
  test.each([
    ['/chain/301/308', '/feed'],
    ['/chain/301/302', '/chain/302'],
    ['/chain/302/301', null],
    ['/chain/307', null],
  ])('%s has moved to %s', async (path, movedTo) => {
    const answer = await fetched(path);
    expect(answer).toMatchObject({ kind: 'document', movedTo: movedTo && server.url + movedTo });
  });
});

test('a fetch that is cut off throws', async () => {
  const cut = new AbortController();
  setTimeout(() => cut.abort(new Error('cut off')), 50);
  await expect(fetched('/silent', { signal: cut.signal })).rejects.toThrow('cut off');
});

test('a redirect is followed, and the document is where it led', async () => {
  expect(await fetched('/moved')).toMatchObject({ kind: 'document', document: { url: `${server.url}/feed` } });
});

test.each(['/gzip', '/br', '/deflate', '/deflate-raw', '/gzip-cut'])('%s is decompressed', async (path) => {
  expect(await textOf(path)).toBe(FEED);
});

describe('failures are values in plain words', () => {
  test.each([
    ['/404', 'The server does not know this page (404)'],
    ['/503', 'The server is not available just now (503)'],
    ['/304', 'nothing has changed, though there was nothing to compare (304)'],
    ['/damaged', 'its compressed body is damaged'],
    ['/zstd', 'compressed as zstd'],
    ['/bomb', 'larger than 1 MB'],
    ['/endless', 'larger than 1 MB'],
    ['/loop', 'redirects in a circle, back to http://127.0.0.1'],
    ['/around', '/around'],
    [`/chain/${'302/'.repeat(12)}302`, 'redirects more than 10 times'],
    ['/nowhere', 'redirects, and does not say where to (301)'],
    ['/to-file', 'redirects to file:, but only http: and https: are fetched'],
    ['/silent', 'did not finish its answer in time'],
    ['/drip', 'did not finish its answer in time'],
    ['/broken-off', 'the server broke the connection off'],
    ['ftp://news.example/feed', 'only http: and https: are fetched'],
    ['not an address', '"not an address" is not an address'],
    ['http://127.0.0.1:1/', 'the server refuses connections'],
    ['http://does-not-exist.invalid/', 'does-not-exist.invalid could not be read'],
  ])('%s', async (path, error) => {
    expect(await failure(path)).toContain(error);
  });

  test.each(['http://user:secret@news.example/', '/to-password'])(
    'a password in %s is refused and not shown',
    async (path) => {
      const error = await failure(path);
      expect(error).toContain('which is not allowed');
      expect(error).not.toContain('secret');
    },
  );

  test('validators that cannot be sent', async () => {
    expect(await fetched('/feed', { etag: 'a\r\nhost: evil' })).toMatchObject({ kind: 'failed' });
  });
});

/** A server for one test, closed after it. */
async function serving(answer: Answer, check: (url: string) => Promise<void>): Promise<void> {
  const own = await feedServer((request, response) => answer(response, request));
  try {
    await check(own.url);
  } finally {
    await own.close();
  }
}

describe('a body is read by its bytes, whatever its label', () => {
  const text = Buffer.from(`<?xml version="1.0"?>${FEED}`);
  const long = Buffer.from(
    `<rss version="2.0"><channel>${'<item><title>é</title></item>'.repeat(500)}</channel></rss>`,
  );
  const utf16 = Buffer.from(`\ufeff${FEED}`, 'utf16le');
  test.each<[string, string, Buffer, Buffer]>([
    ['a charset', 'utf-8', text, text],
    ['no coding', 'none, binary', text, text],
    ['identity', 'identity', text, text],
    ['a coding with a parameter, in capitals', 'GZIP;q=1', gzipSync(text), text],
    ['a charset and a coding', 'utf-8, gzip', gzipSync(text), text],
    ['aws-chunked and gzip', 'aws-chunked,gzip', gzipSync(text), text],
    ['gzip, and it is plain', 'gzip', text, text],
    ['br, and it is plain', 'br', text, text],
    ['deflate, and it is plain', 'deflate', text, text],
    ['zstd, and it is plain', 'zstd', text, text],
    ['gzip, and it is plain UTF-16', 'gzip', utf16, utf16],
    ['gzip, and it is plain JSON', 'gzip', Buffer.from('{"items": []}'), Buffer.from('{"items": []}')],
    ['gzip, and it is empty', 'gzip', Buffer.alloc(0), Buffer.alloc(0)],
    ['gzip, and it is deflate', 'gzip', deflateSync(text), text],
    ['deflate, and it is gzip', 'deflate', gzipSync(text), text],
    ['nothing, and it is gzip', '', gzipSync(text), text],
    ['gzip, and it is twice', 'gzip', gzipSync(gzipSync(text)), text],
    ['gzip twice', 'gzip, gzip', gzipSync(gzipSync(text)), text],
    ['gzip twice, and it is once', 'gzip, gzip', gzipSync(text), text],
    ['gzip, then br', 'gzip, br', brotliCompressSync(gzipSync(text)), text],
    ['gzip in two members', 'gzip', Buffer.concat([gzipSync(text.subarray(0, 20)), gzipSync(text.subarray(20))]), text],
    ['gzip with something after it', 'gzip', Buffer.concat([gzipSync(text), Buffer.from('\r\n')]), text],
    ['gzip with a wrong check sum', 'gzip', Buffer.concat([gzipSync(text).subarray(0, -8), Buffer.alloc(8, 7)]), text],
    ['raw deflate, long', 'deflate', deflateRawSync(long), long],
  ])('labelled with %s', async (_name, coding, sent, read) => {
    await serving(
      (response) => void response.writeHead(200, { ...(coding !== '' && { 'content-encoding': coding }) }).end(sent),
      async (url) => expect(await textOf(url)).toBe(read.toString()),
    );
  });

  test('as a mere string of codings it is refused', async () => {
    await serving(compressed(Array(6).fill('gzip').join(), gzipSync(text)), async (url) => {
      expect(await failure(url)).toContain('compressed 6 times, and 5 times at most is read');
    });
  });

  test('a bomb in a bomb is refused by what comes out', async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
    await serving(compressed('gzip', bomb), async (url) => expect(await failure(url)).toContain('larger than 1 MB'));
  });

  test.each<[string, Buffer]>([
    ['gzip', gzipSync(long)],
    ['br', brotliCompressSync(long)],
    ['deflate', deflateSync(long)],
  ])('%s that ends early is read as far as it goes, without validators', async (coding, sent) => {
    const headers = { 'content-encoding': coding, etag: '"a"', 'last-modified': 'yesterday' };
    await serving(
      (response) => void response.writeHead(200, headers).end(sent.subarray(0, -12)),
      async (url) => {
        expect(await fetched(url)).toMatchObject({ kind: 'document', etag: null, lastModified: null });
        expect(long.toString().startsWith(await textOf(url))).toBe(true);
        expect((await textOf(url)).length).toBeGreaterThan(20);
      },
    );
  });

  test.each<[string, Buffer, string, string | null]>([
    ['a whole document is read', text, '', null],
    ['a whole compressed document is read', gzipSync(text), 'gzip', null],
    ['a whole JSON document is read', Buffer.from('{"items": [{}]}'), '', null],
    ['a cut document fails', text.subarray(0, -9), '', 'broke the connection off'],
    ['a cut JSON document fails', Buffer.from('{"items": [{}'), '', 'broke the connection off'],
  ])('with a Content-Length that is too large, %s', async (_name, sent, coding, error) => {
    const headers = { 'content-length': sent.length + 100, ...(coding !== '' && { 'content-encoding': coding }) };
    await serving(
      (response) => {
        response.writeHead(200, headers).write(sent);
        setTimeout(() => response.destroy(), 20);
      },
      async (url) => {
        if (error === null) expect(await fetched(url)).toMatchObject({ kind: 'document', etag: null });
        else expect(await failure(url)).toContain(error);
      },
    );
  });
});

describe('cookies', () => {
  test('of a redirect to itself are sent back, and forgotten with the fetch', async () => {
    let visits = 0;
    const answer: Answer = (response, request) => {
      visits += 1;
      if (request.headers.cookie?.includes('seen=1')) return void response.end(FEED);
      response.writeHead(302, { location: '', 'set-cookie': ['seen=1; Path=/', 'other=2; HttpOnly'] }).end();
    };
    await serving(answer, async (url) => {
      expect(await textOf(`${url}/feed`)).toBe(FEED);
      expect(await textOf(`${url}/feed`)).toBe(FEED);
      expect(visits).toBe(4);
    });
  });

  test('that lead through several steps are kept along the way', async () => {
    const answer: Answer = (response, request) => {
      const cookies = request.headers.cookie ?? '';
      if (cookies.includes('b=2')) response.end(FEED);
      else if (request.url === '/wall')
        response.writeHead(303, { location: '/feed', 'set-cookie': 'b=2; Path=/' }).end();
      else response.writeHead(307, { location: '/wall', 'set-cookie': 'a=1' }).end();
    };
    await serving(answer, async (url) => expect(await textOf(`${url}/feed`)).toBe(FEED));
  });

  test('never go to another host or port, to another path, or without TLS where they are for TLS', async () => {
    const told: (string | undefined)[] = [];
    const hear: Answer = (response, request) => {
      told.push(request.headers.cookie);
      response.end(FEED);
    };
    await serving(hear, async (other) => {
      const { port } = new URL(other);
      for (const to of [other, `http://127.0.0.2:${port}/`, `http://localhost:${port}/`]) {
        const cookies = ['a=1; Path=/', `b=2; Domain=localhost`, 'c=3; Domain=127.0.0.2'];
        const answer: Answer = (response) =>
          void response.writeHead(302, { location: to, 'set-cookie': cookies }).end();
        await serving(answer, async (url) => void (await fetched(url)));
      }
    });
    expect(told.filter((cookie) => cookie !== undefined)).toEqual([]);
    const answer: Answer = (response, request) => {
      if (request.url === '/other') hear(response, request);
      else
        response
          .writeHead(302, {
            location: '/other',
            'set-cookie': ['d=4; Path=/feed', 'e=5; Secure; Path=/', 'f=6; Path=/'],
          })
          .end();
    };
    await serving(answer, async (url) => expect(await textOf(`${url}/feed`)).toBe(FEED));
    expect(told.at(-1)).toBe('f=6');
  });
});

describe('a Location', () => {
  test.each([
    ['with spaces', '/a b/c d?x=y z', '/a%20b/c%20d?x=y%20z'],
    ['with space around it', ' /feed ', '/feed'],
    ['in UTF-8', Buffer.from('/łódź?q=é').toString('latin1'), '/%C5%82%C3%B3d%C5%BA?q=%C3%A9'],
    ['in Latin-1', '/caf\xe9', '/caf%E9'],
    ['without a scheme', '//127.0.0.1:PORT/feed', '/feed'],
    ['relative to the path', '../other/feed', '/other/feed'],
    ['with a query alone', '?page=2', '/one/two?page=2'],
  ])('%s is followed', async (_name, location, path) => {
    const seen: (string | undefined)[] = [];
    await serving(
      (response, request) => {
        seen.push(request.url);
        if (seen.length > 1) return void response.end(FEED);
        const port = request.headers.host?.split(':')[1] ?? '';
        response.writeHead(308, { location: location.replace('PORT', port) }).end();
      },
      async (url) => {
        expect(await textOf(`${url}/one/two`)).toBe(FEED);
        expect(seen[1]).toBe(path);
      },
    );
  });

  test('of 300 is the preferred choice; without one, the body is read', async () => {
    const to = { location: '/feed' };
    await serving(
      (response, request) =>
        request.url === '/feed' ? void response.end(FEED) : void response.writeHead(300, to).end('<a href="/x">x</a>'),
      async (url) => expect(await textOf(`${url}/choices`)).toBe(FEED),
    );
    await serving(
      (response) => void response.writeHead(300).end('<html><a href="/x">x</a>'),
      async (url) => expect(await textOf(url)).toBe('<html><a href="/x">x</a>'),
    );
  });
});

describe('a page that leads on', () => {
  const page = (head: string) => `<!DOCTYPE html><html><head>${head}</head><body>Moved</body></html>`;
  test.each([
    ['<meta http-equiv="refresh" content="0; url=/feed">'],
    ['<META HTTP-EQUIV=Refresh CONTENT=\'5;URL="/feed"\'>'],
    ['<meta content="0,/feed" http-equiv=" refresh ">'],
    ['<base href="/deep/"><meta http-equiv=refresh content="0;url=../feed">'],
    ['<meta http-equiv="refresh" content="0; url=/page-2">'],
    ['<noscript><meta http-equiv="refresh" content="1 url=/feed"></noscript>'],
  ])('%s', async (head) => {
    const answer: Answer = (response, { url }) => {
      if (url === '/feed') return void response.end(FEED);
      const next = url === '/page-2' ? '<meta http-equiv="refresh" content="0;/feed">' : head;
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(next));
    };
    await serving(answer, async (url) => {
      const moved = { kind: 'document', pageLedTo: `${url}/feed`, movedTo: null, document: { url: `${url}/feed` } };
      expect(await fetched(`${url}/page`)).toMatchObject(moved);
    });
  });

  test('by the Refresh header', async () => {
    const answer: Answer = (response, { url }) =>
      url === '/feed'
        ? void response.end(FEED)
        : void response.writeHead(200, { refresh: '0;url=/feed' }).end(page(''));
    await serving(answer, async (url) => expect(await textOf(`${url}/page`)).toBe(FEED));
  });

  test.each([
    ['a page that reloads itself', '<meta http-equiv="refresh" content="300">'],
    ['a page that reloads its own address', '<meta http-equiv="refresh" content="300; url=/page#top">'],
    [
      'a page that names a feed',
      '<link rel="alternate" type="application/rss+xml" href="/rss"><meta http-equiv="refresh" content="9;url=/feed">',
    ],
    ['a comment', '<!-- <meta http-equiv="refresh" content="0; url=/feed"> -->'],
    ['a script', '<meta http-equiv="refresh" content="0; url=javascript:alert(1)">'],
    ['a file', '<meta http-equiv="refresh" content="0; url=file:///etc/passwd">'],
  ])('is not %s', async (_name, head) => {
    await serving(
      (response) => void response.end(page(head)),
      async (url) => expect(await textOf(`${url}/page`)).toBe(page(head)),
    );
  });

  test('in a circle is refused', async () => {
    const to = (url: string) => page(`<meta http-equiv="refresh" content="0;url=${url}">`);
    await serving(
      (response, { url }) => void response.end(to(url === '/a' ? '/b' : '/a')),
      async (url) => expect(await failure(`${url}/a`)).toContain('redirects in a circle'),
    );
  });

  test('is not looked for in a feed', async () => {
    const feed = `<rss version="2.0"><channel><description>&lt;meta http-equiv="refresh" content="0;url=/x"&gt;</description></channel></rss>`;
    await serving(
      (response) => void response.end(feed),
      async (url) => expect(await textOf(url)).toBe(feed),
    );
  });
});
