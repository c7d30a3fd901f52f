import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { fetchFeed } from '../../src/feeds/fetch.js';
import { type FeedServer, feedServer } from './feed-server.js';

// The test's own server stands for a public one, for one connection; every other address is judged as always.
const exempt = vi.hoisted(() => new Set<string>());
vi.mock('../../src/feeds/public-address.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/feeds/public-address.js')>();
  return { isPublicAddress: (address: string) => exempt.delete(address) || original.isPublicAddress(address) };
});

let publisher: FeedServer;
let internal: FeedServer;
beforeAll(async () => {
  internal = await feedServer((_, response) => void response.end('secret'));
  const port = new URL(internal.url).port;
  publisher = await feedServer((request, response) => {
    const location = decodeURIComponent(request.url?.slice(1) ?? '').replace('PORT', port);
    response.writeHead(302, { location }).end();
  });
});
afterAll(() => Promise.all([publisher.close(), internal.close()]));
beforeEach(() => exempt.clear());

const fetched = (url: string) =>
  fetchFeed({ url, etag: null, lastModified: null, userAgent: 'Test/1', allowPrivate: false });

test.each([
  'http://127.0.0.1:PORT/',
  'http://localhost:PORT/',
  'http://2130706433:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:10.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://0.0.0.0:PORT/',
])('neither an address nor a redirect leads to %s', async (target) => {
  const refused = { kind: 'failed', error: expect.stringContaining('not a public address') };
  expect(await fetched(target.replace('PORT', new URL(internal.url).port))).toEqual(refused);
  exempt.add('127.0.0.1');
  expect(await fetched(`${publisher.url}/${encodeURIComponent(target)}`)).toEqual(refused);
  expect(exempt.size).toBe(0);
  expect(internal.requests()).toBe(0);
});
