import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { askHub } from '../../../src/feeds/websub/ask-hub.js';
import { type FeedServer, feedServer } from '../feed-server.js';

// The test's own server stands for a public one, for one connection; every other address is judged as always.
const exempt = vi.hoisted(() => new Set<string>());
vi.mock('../../../src/feeds/public-address.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../../src/feeds/public-address.js')>();
  return { isPublicAddress: (address: string) => exempt.delete(address) || original.isPublicAddress(address) };
});

let hub: FeedServer;
let internal: FeedServer;
let asked: { path: string; type: string | undefined; form: Record<string, string> }[] = [];

beforeAll(async () => {
  internal = await feedServer((_, response) => void response.end());
  hub = await feedServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const path = decodeURIComponent(request.url ?? '');
    asked.push({ path, type: request.headers['content-type'], form: Object.fromEntries(new URLSearchParams(body)) });
    if (path === '/loop') return void response.writeHead(307, { location: '/loop' }).end();
    const [, status = '202', location = ''] = /^\/(\d{3})(?: (.*))?$/.exec(path) ?? [];
    const to = location.replace('INTERNAL', internal.url);
    response.writeHead(Number(status), to === '' ? {} : { location: to }).end('a long explanation');
  });
});
afterAll(() => Promise.all([hub.close(), internal.close()]));
beforeEach(() => {
  asked = [];
  exempt.clear();
});

const ask = (path: string, mode: 'subscribe' | 'unsubscribe' = 'subscribe', allowPrivate = true) =>
  askHub({
    subscription: {
      hub: `${hub.url}/${encodeURIComponent(path)}`,
      topic: 'https://news.example/feed?a=1&b=ü',
      secret: 's',
    },
    mode,
    callback: 'https://flankwatch.example/websub/abc',
    userAgent: 'Test/1',
    allowPrivate,
  });

test('a subscription is asked for with a form', async () => {
  expect(await ask('202')).toEqual({ kind: 'accepted' });
  expect(asked).toEqual([
    {
      path: '/202',
      type: 'application/x-www-form-urlencoded',
      form: {
        'hub.callback': 'https://flankwatch.example/websub/abc',
        'hub.mode': 'subscribe',
        'hub.topic': 'https://news.example/feed?a=1&b=ü',
        'hub.secret': 's',
        'hub.lease_seconds': '864000',
      },
    },
  ]);
});

test('an end is asked for without the secret', async () => {
  await ask('204', 'unsubscribe');
  expect(Object.keys(asked[0]?.form ?? {})).toEqual(['hub.callback', 'hub.mode', 'hub.topic']);
});

test.each(['307', '308'])('a %s is followed, with the form', async (status) => {
  expect(await ask(`${status} /202`)).toEqual({ kind: 'accepted' });
  expect(asked.map(({ path, form }) => [path, form['hub.mode']])).toEqual([
    [`/${status} /202`, 'subscribe'],
    ['/202', 'subscribe'],
  ]);
});

describe('what a hub does is a value', () => {
  test.each([
    ['410', 'gone', 'is gone for good (HTTP 410)'],
    ['400', 'failed', 'refuses the request (HTTP 400)'],
    ['500', 'failed', 'refuses the request (HTTP 500)'],
    ['302 /202', 'failed', 'refuses the request (HTTP 302)'],
    ['307', 'failed', 'refuses the request (HTTP 307)'],
    ['307 http://[', 'failed', 'redirects to what is no address'],
    ['307 file:///etc/passwd', 'failed', 'redirects to file:'],
    ['307 http://127.0.0.1:1/', 'failed', 'refuses connections'],
  ])('%s', async (path, kind, error) => {
    expect(await ask(path)).toEqual({ kind, error: expect.stringContaining(error) });
  });

  test('a loop', async () => {
    expect(await ask('loop')).toEqual({ kind: 'failed', error: 'The hub redirects more than 3 times' });
    expect(asked).toHaveLength(4);
  });
});

test.each(['202', '307 INTERNAL/', '308 http://169.254.169.254/'])(
  'neither a hub nor its redirect leads to a private address: %s',
  async (path) => {
    if (path !== '202') exempt.add('127.0.0.1');
    expect(await ask(path, 'subscribe', false)).toEqual({
      kind: 'failed',
      error: expect.stringContaining('not a public address'),
    });
    expect(internal.requests()).toBe(0);
  },
);
