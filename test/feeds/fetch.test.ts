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
      .writeHead(200, { 'content-type': 'text/xml', etag: 'W/"a b"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' })
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
  server = await feedServer((request, response) => ANSWERS[request.url ?? '']?.(response, request));
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

test('304 is unchanged, 410 is gone', async () => {
  expect(await fetched('/304')).toEqual({ kind: 'unchanged' });
  expect(await fetched('/410')).toEqual({ kind: 'gone', error: expect.stringContaining('gone for good') });
});

test('a redirect is followed, and the document is where it led', async () => {
  expect(await fetched('/moved')).toMatchObject({ kind: 'document', document: { url: `${server.url}/feed` } });
});

test.each(['/gzip', '/br', '/deflate', '/deflate-raw', '/gzip-cut'])('%s is decompressed', async (path) => {
  expect(await textOf(path)).toBe(FEED);
});

describe('failures are values in plain words', () => {
  test.each([
    ['/404', 'has no feed at this address (HTTP 404)'],
    ['/503', 'is in trouble (HTTP 503)'],
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
