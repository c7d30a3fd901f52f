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
  '/zstd': compressed('zstd', Buffer.from(FEED)),
  '/bomb': compressed('gzip', gzipSync(Buffer.alloc(64 * 1024 * 1024))),
  '/moved': redirect('/feed'),
  '/loop': redirect('/loop'),
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
    ['/gzip-false', 'its compressed body is damaged'],
    ['/zstd', 'compressed as zstd'],
    ['/bomb', 'larger than 1 MB'],
    ['/endless', 'larger than 1 MB'],
    ['/loop', 'redirects more than 5 times'],
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
