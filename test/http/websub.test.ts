import { createHmac } from 'node:crypto';
import { request as send } from 'node:http';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import type { PushSubscription } from '../../src/database/generated/client.js';
import { refresh } from '../../src/feeds/refresh.js';
import { removeFeed } from '../../src/feeds/remove-feed.js';
import { updateFeed } from '../../src/feeds/update-feed.js';
import { keepSubscriptions } from '../../src/feeds/websub/upkeep.js';
import { type FeedServer, feedServer } from '../feeds/feed-server.js';
import { openDatabase } from '../support/database.js';
import { gatewayOn, type TestGateway } from '../support/gateway.js';
import { graphOn } from '../support/graph.js';

const DAY = 24 * 3_600_000;

let database: Database;
let gateway: TestGateway;
let publisher: FeedServer;
/** What the hub was asked, as the forms that it got. */
let asked: Record<string, string>[] = [];
/** How the hub behaves: what it answers, and whether and how it asks back. */
let hub: { status: number; question: Record<string, string> | null; beforeAnswer: boolean };
/** What the gateway answered to the hub's questions. */
let answers: { status: number; text: string; type: string | null; sniff: string | null }[] = [];
/** Requests to the hub that it has not ended, its questions included. */
let pending = 0;
let namesHub = true;
let items = ['one'];

const document = (titles: string[]) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>
${namesHub ? `<link rel="hub" href="${publisher.url}/hub"/><link rel="self" href="${publisher.url}/feed"/>` : ''}
${titles.map((title) => `<entry><id>${title}</id><title>${title}</title><link href="/${title}"/></entry>`).join('')}
</feed>`;

async function askBack(form: Record<string, string>): Promise<void> {
  if (hub.question === null) return;
  const url = new URL(form['hub.callback'] ?? '');
  const question = {
    'hub.mode': form['hub.mode'] ?? '',
    'hub.topic': form['hub.topic'] ?? '',
    'hub.challenge': 'challenge <b>&',
    'hub.lease_seconds': '864000',
    ...hub.question,
  };
  for (const [name, value] of Object.entries(question)) url.searchParams.set(name, value);
  const response = await fetch(url);
  answers.push({
    status: response.status,
    text: await response.text(),
    type: response.headers.get('content-type'),
    sniff: response.headers.get('x-content-type-options'),
  });
}

beforeAll(async () => {
  database = await openDatabase('empty');
  publisher = await feedServer(async (request, response) => {
    if (request.url !== '/hub') return void response.end(document(items));
    pending += 1;
    let body = '';
    for await (const chunk of request) body += chunk;
    const form = Object.fromEntries(new URLSearchParams(body));
    asked.push(form);
    const { status, beforeAnswer } = hub;
    if (beforeAnswer) await askBack(form);
    response.writeHead(status).end();
    if (!beforeAnswer) await askBack(form);
    pending -= 1;
  });
  gateway = await gatewayOn(database, { upkeepEveryMs: 50 });
});
afterAll(async () => {
  await gateway.close();
  await publisher.close();
  await database.close();
});

beforeEach(async () => {
  // What the test before has asked of the hub is not to be counted in this one.
  await database.prisma.pushSubscription.deleteMany();
  await eventually(() => expect(pending).toBe(0));
  [asked, answers, namesHub, items] = [[], [], true, ['one']];
  hub = { status: 202, question: {}, beforeAnswer: false };
  gateway.log.splice(0);
  await database.prisma.article.deleteMany();
  await database.prisma.feed.deleteMany();
  await database.prisma.feed.create({ data: { slug: 'feed', title: 'F', url: `${publisher.url}/feed` } });
});

async function fetchFeed(fetching: object = {}) {
  const feed = await database.prisma.feed.findUniqueOrThrow({ where: { slug: 'feed' } });
  return refresh(gateway.intake, { ...gateway.fetching, ...fetching }, feed);
}

const subscriptions = () => database.prisma.pushSubscription.findMany({ orderBy: { requestedAt: 'asc' } });
const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 15_000, interval: 25 });

async function only(state: PushSubscription['state']): Promise<PushSubscription> {
  const [subscription, ...others] = await subscriptions();
  expect(others).toEqual([]);
  expect(subscription?.state).toBe(state);
  return subscription as PushSubscription;
}

async function subscribed(): Promise<PushSubscription> {
  await fetchFeed();
  await eventually(async () => void (await only('ACTIVE')));
  await eventually(() => expect(pending).toBe(0));
  return only('ACTIVE');
}

const sign = (body: string, secret: string, method = 'sha256') =>
  `${method}=${createHmac(method, secret).update(body).digest('hex')}`;

async function deliver(
  { id, secret }: Pick<PushSubscription, 'id' | 'secret'>,
  body: string,
  signature = sign(body, secret),
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${gateway.url}/websub/${id}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/atom+xml',
      ...(signature !== '' && { 'x-hub-signature': signature }),
      ...headers,
    },
    body,
  });
  return response.status;
}

/** What the graph says of the hub. */
async function push(): Promise<{ realtime: boolean; realtimeError: string | null }> {
  const { data, errors } = await graphOn(database).raw('{ feed(slug: "feed") { realtime realtimeError } }');
  expect(errors).toBeUndefined();
  return data.feed;
}

const titles = async () =>
  (await database.prisma.article.findMany({ orderBy: { title: 'asc' } })).map(({ title }) => title);
const dropped = () => gateway.log.filter(({ msg }) => msg === 'a delivery was dropped').map(({ reason }) => reason);

describe('a feed that names a hub is subscribed to', () => {
  test.each([false, true])('and the hub is answered, though it may ask before it answers: %s', async (beforeAnswer) => {
    hub.beforeAnswer = beforeAnswer;
    const { id, secret, ...subscription } = await subscribed();
    expect(asked).toEqual([
      {
        'hub.callback': `${gateway.url}/websub/${id}`,
        'hub.mode': 'subscribe',
        'hub.topic': `${publisher.url}/feed`,
        'hub.secret': secret,
        'hub.lease_seconds': '864000',
      },
    ]);
    await eventually(() => expect(answers).toHaveLength(1));
    expect(answers).toEqual([
      { status: 200, text: 'challenge <b>&', type: 'text/plain; charset=utf-8', sniff: 'nosniff' },
    ]);
    expect(subscription).toMatchObject({ feedSlug: 'feed', failures: 0, lastError: null });
    expect(Number(subscription.leasedUntil) - Date.now()).toBeGreaterThan(9.9 * DAY);
    expect(Number(subscription.renewAt) - Date.now()).toBeLessThan(5.1 * DAY);
    // 128 bits and more, in 6 bits a character; WebSub §5.1: a secret has less than 200 bytes.
    expect(id.length).toBeGreaterThanOrEqual(22);
    expect(secret.length).toBeLessThan(200);
  });

  test('once, however often it is fetched', async () => {
    await subscribed();
    await fetchFeed();
    items = ['two'];
    await fetchFeed();
    await only('ACTIVE');
    expect(asked).toHaveLength(1);
  });

  test('not where hubs cannot reach the gateway', async () => {
    const { callbacks: _, ...unreachable } = gateway.fetching;
    const feed = await database.prisma.feed.findUniqueOrThrow({ where: { slug: 'feed' } });
    await refresh(gateway.intake, unreachable, feed);
    expect(await subscriptions()).toEqual([]);
  });

  test('with an address that nobody can guess', async () => {
    const { id } = await subscribed();
    for (const path of [id.slice(0, -1), `${id}x`, id.toLowerCase(), '', 'x', '%00', `${id}/`]) {
      const response = await fetch(`${gateway.url}/websub/${path}?hub.mode=subscribe&hub.challenge=x`);
      expect(response.status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('a hub that asks for something else gets nothing', () => {
  test.each([
    ['another topic', { 'hub.topic': 'https://evil.example/' }],
    ['a lease of 0', { 'hub.lease_seconds': '0' }],
    ['the end', { 'hub.mode': 'unsubscribe' }],
    ['no challenge', { 'hub.challenge': '' }],
  ])('%s', async (_name, question) => {
    hub.question = question;
    await fetchFeed();
    await eventually(() => expect(answers).toMatchObject([{ status: 404, text: 'not found\n', sniff: 'nosniff' }]));
    expect(await only('REQUESTED')).toMatchObject({ leasedUntil: null, verifiedAt: null });
  });

  test('a lease of a century is believed for two weeks', async () => {
    hub.question = { 'hub.lease_seconds': '3155760000' };
    const { leasedUntil } = await subscribed();
    expect(Number(leasedUntil) - Date.now()).toBeLessThan(14.1 * DAY);
  });
});

describe('a hub that refuses', () => {
  test.each([400, 500])('with %i is asked again later', async (status) => {
    hub = { ...hub, status, question: null };
    await fetchFeed();
    await eventually(async () => expect(await only('REQUESTED')).toMatchObject({ failures: 1 }));
    const { lastError, renewAt } = await only('REQUESTED');
    expect(lastError).toContain(`HTTP ${status}`);
    expect(Number(renewAt) - Date.now()).toBeGreaterThan(4 * 60_000);
    expect(asked).toHaveLength(1);
  });

  test('with 410 is not asked again', async () => {
    hub = { ...hub, status: 410, question: null };
    await fetchFeed();
    await eventually(async () => expect(await only('ENDED')).toMatchObject({ renewAt: null }));
    await fetchFeed();
    await only('ENDED');
    expect(asked).toHaveLength(1);
  });

  test('by a denial is left alone for a week, with its reason kept', async () => {
    hub.question = { 'hub.mode': 'denied', 'hub.reason': 'not for you' };
    await fetchFeed();
    await eventually(async () => void (await only('ENDED')));
    expect(await only('ENDED')).toMatchObject({ lastError: 'The hub denies the subscription: not for you' });
    await fetchFeed();
    expect(asked).toHaveLength(1);

    hub.question = {};
    await database.prisma.pushSubscription.updateMany({ data: { requestedAt: new Date(Date.now() - 8 * DAY) } });
    await fetchFeed();
    await eventually(async () => void (await only('ACTIVE')));
    expect(asked.map((form) => form['hub.mode'])).toEqual(['subscribe', 'subscribe']);
  });
});

/** Until the next poll, in the feed's own intervals. */
async function waitInIntervals(): Promise<number> {
  const { nextAttemptAt, interval } = await database.prisma.feed.findUniqueOrThrow({ where: { slug: 'feed' } });
  return (Number(nextAttemptAt) - Date.now()) / 1000 / interval;
}

describe('a delivery', () => {
  test('is in the graph at once, tied to its feed, and slows polling', async () => {
    const subscription = await subscribed();
    expect(await titles()).toEqual(['one']);
    expect(await deliver(subscription, document(['two', 'three']))).toBe(202);
    await eventually(async () => expect(await titles()).toEqual(['one', 'three', 'two']));
    const article = await database.prisma.article.findFirst({ where: { title: 'two' } });
    expect(article).toMatchObject({ feedSlug: 'feed', url: `${publisher.url}/two` });
    expect(await only('ACTIVE')).toMatchObject({ lastDeliveryAt: expect.any(Date) });

    await fetchFeed();
    expect(await waitInIntervals()).toBeGreaterThan(3.5);
    await database.prisma.pushSubscription.updateMany({ data: { leasedUntil: new Date() } });
    await fetchFeed();
    expect(await waitInIntervals()).toBeLessThan(1.5);
  });

  test('that is replayed, or comes many times at once, changes nothing more', async () => {
    const subscription = await subscribed();
    const body = document(['two']);
    await Promise.all([1, 2, 3, 4].map(() => deliver(subscription, body)));
    await eventually(async () => expect(await titles()).toEqual(['one', 'two']));
    const changes = await database.prisma.change.count();
    expect(await deliver(subscription, body)).toBe(202);
    await gatewayIsIdle();
    expect(await database.prisma.change.count()).toBe(changes);
    expect(await database.prisma.articleVersion.count()).toBe(0);
  });

  test.each([
    ['without a signature', () => ''],
    ['signed with sha1', (body: string, secret: string) => sign(body, secret, 'sha1')],
    ['signed with another secret', (body: string) => sign(body, 'other')],
    ['signed for another body', (body: string, secret: string) => sign(`${body} `, secret)],
  ])('%s is dropped, and whoever sent it learns nothing', async (_name, signature) => {
    const subscription = await subscribed();
    const body = document(['forged']);
    expect(await deliver(subscription, body, signature(body, subscription.secret))).toBe(202);
    await gatewayIsIdle();
    expect(await titles()).toEqual(['one']);
    expect(dropped()).toHaveLength(1);
    expect(await only('ACTIVE')).toMatchObject({ lastDeliveryAt: null });
  });

  test('before the hub has asked back is dropped', async () => {
    hub.question = null;
    await fetchFeed();
    expect(await deliver(await only('REQUESTED'), document(['early']))).toBe(202);
    expect(dropped()).toEqual(['the subscription is not active']);
  });

  test('that is no feed harms nothing', async () => {
    const subscription = await subscribed();
    expect(await deliver(subscription, '<html><body>Hub</body></html>')).toBe(202);
    await eventually(() => expect(dropped()).toEqual(['The document is an HTML page, not a feed']));
    expect(await database.prisma.feed.findUnique({ where: { slug: 'feed' } })).toMatchObject({
      lastError: null,
      consecutiveFailures: 0,
    });
  });

  test('of more than 15 MB is cut off', async () => {
    const { id } = await subscribed();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = send(`${gateway.url}/websub/${id}`, { method: 'POST' }, (response) => {
        resolve(response.statusCode);
        response.resume();
        request.destroy();
      });
      request.on('error', reject);
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      const more = () => {
        while (request.writable && request.write(chunk));
      };
      request.on('drain', more);
      more();
    });
    expect(status).toBe(413);
  });

  test.each([
    ['an unknown address', 404, () => ({ id: 'A'.repeat(43), secret: 's' })],
    [
      'an ended subscription',
      410,
      async () => {
        const subscription = await subscribed();
        await database.prisma.pushSubscription.updateMany({ data: { state: 'ENDED' } });
        return subscription;
      },
    ],
  ])('to %s is answered %i', async (_name, status, to) => {
    expect(await deliver(await to(), document(['late']))).toBe(status);
    expect(await titles()).not.toContain('late');
  });

  test.each(['PUT', 'DELETE', 'HEAD'])('by %s is answered 405', async (method) => {
    const { status, headers } = await fetch(`${gateway.url}/websub/${'A'.repeat(43)}`, { method });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  /** What was delivered before this has been read. */
  async function gatewayIsIdle() {
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
});

describe('a hub that fails is not healthy: its feed is polled as if it had none, and says why', () => {
  const HUB = /^The hub at 127\.0\.0\.1:\d+ delivers what is not taken: /;
  const bad: [string, (subscription: PushSubscription) => Promise<unknown>, RegExp][] = [
    [
      'signs with SHA-1',
      (to) => deliver(to, document(['x']), sign(document(['x']), to.secret, 'sha1')),
      /it is not signed with sha256, sha384, sha512, but with sha1$/,
    ],
    ['signs with a method that nobody knows', (to) => deliver(to, document(['x']), 'crc32=00'), /but with crc32$/],
    ['does not sign', (to) => deliver(to, document(['x']), ''), /it is not signed$/],
    [
      'signs with something else',
      (to) => deliver(to, document(['x']), 'let me in'),
      /not of the form method=hexadecimal$/,
    ],
    [
      'signs with another secret',
      (to) => deliver(to, document(['x']), sign(document(['x']), 'other')),
      /its sha256 signature is wrong: it was made with another secret or for another body$/,
    ],
    ['delivers a page', (to) => deliver(to, '<html><body>Hub</body></html>'), /is an HTML page, not a feed$/],
    ['delivers nothing', (to) => deliver(to, ''), /The document is empty$/],
    [
      'delivers another topic',
      (to) =>
        deliver(to, document(['x']), sign(document(['x']), to.secret), {
          link: `<${publisher.url}/hub>; rel="hub", <https://other.example/feed>; rel="self"`,
        }),
      /it is of another topic, "https:\/\/other\.example\/feed"$/,
    ],
  ];
  test.each(bad)('one that %s', async (_what, fail, reason) => {
    const subscription = await subscribed();
    expect(await push()).toEqual({ realtime: true, realtimeError: null });
    expect(await fail(subscription)).toBe(202);
    await eventually(async () => expect((await push()).realtime).toBe(false));
    const { realtimeError } = await push();
    expect(realtimeError).toMatch(HUB);
    expect(realtimeError).toMatch(reason);
    expect(await titles()).toEqual(['one']);
    await fetchFeed();
    expect(await waitInIntervals()).toBeLessThan(1.5);

    // A good delivery makes it healthy again.
    expect(await deliver(subscription, document(['good']))).toBe(202);
    await eventually(async () => expect(await push()).toEqual({ realtime: true, realtimeError: null }));
    await fetchFeed();
    expect(await waitInIntervals()).toBeGreaterThan(3.5);
  });

  test('one that names its topic otherwise, but the same, is healthy', async () => {
    const subscription = await subscribed();
    const body = document(['two']);
    const link = `<${publisher.url}/hub>; rel=hub, <${publisher.url}/feed/>; rel=self`;
    await deliver(subscription, body, sign(body, subscription.secret), { link });
    await eventually(async () => expect(await titles()).toEqual(['one', 'two']));
    expect(await push()).toEqual({ realtime: true, realtimeError: null });
  });

  test('a renewal does not heal one whose deliveries are not taken', async () => {
    const subscription = await subscribed();
    await deliver(subscription, document(['x']), '');
    const before = (await only('ACTIVE')).verifiedAt;
    await database.prisma.pushSubscription.updateMany({ data: { renewAt: new Date() } });
    await eventually(async () => expect((await only('ACTIVE')).verifiedAt).not.toEqual(before));
    expect((await push()).realtime).toBe(false);
  });

  test('one that never confirms', async () => {
    hub.question = null;
    await fetchFeed();
    expect(await push()).toEqual({ realtime: false, realtimeError: 'The hub has not confirmed the subscription yet' });
  });

  test('one that confirms another topic', async () => {
    hub.question = { 'hub.topic': 'https://evil.example/' };
    await fetchFeed();
    const realtimeError = 'The hub asks about another topic, so the subscription is not confirmed';
    await eventually(async () => expect(await push()).toEqual({ realtime: false, realtimeError }));
  });

  test('one that denies', async () => {
    hub.question = { 'hub.mode': 'denied', 'hub.reason': 'not for you' };
    await fetchFeed();
    const realtimeError = 'The hub denies the subscription: not for you';
    await eventually(async () => expect(await push()).toEqual({ realtime: false, realtimeError }));
  });

  test.each([400, 503])('one that answers %i at renewal', async (status) => {
    await subscribed();
    hub = { ...hub, status, question: null };
    await database.prisma.pushSubscription.updateMany({ data: { renewAt: new Date() } });
    await eventually(async () => expect((await push()).realtime).toBe(false));
    expect((await push()).realtimeError).toContain(`HTTP ${status}`);
    await fetchFeed();
    expect(await waitInIntervals()).toBeLessThan(1.5);
  });

  test('one whose lease has ended, or that has been silent for long', async () => {
    await subscribed();
    await database.prisma.pushSubscription.updateMany({ data: { leasedUntil: new Date() } });
    expect((await push()).realtimeError).toContain('The lease of the subscription has ended');
    const verifiedAt = new Date(Date.now() - 8 * DAY);
    await database.prisma.pushSubscription.updateMany({
      data: { leasedUntil: new Date(Date.now() + DAY), verifiedAt },
    });
    expect((await push()).realtimeError).toBe('The hub has been silent for seven days');
  });
});

describe('a subscription ends, and the hub is told and answered,', () => {
  const ends: [string, () => Promise<unknown>][] = [
    ['when its feed is removed', () => removeFeed(database, 'feed')],
    [
      'when its feed is disabled',
      () =>
        updateFeed(
          database,
          { ...gateway.fetching, parser: gateway.intake.parser },
          {
            slug: 'feed',
            input: { url: `${publisher.url}/feed`, enabled: false },
          },
        ),
    ],
    [
      'when its feed gets another address',
      () =>
        updateFeed(
          database,
          { ...gateway.fetching, parser: gateway.intake.parser },
          { slug: 'feed', input: { url: `${publisher.url}/other` } },
        ),
    ],
    [
      'when its feed names no hub any more',
      () => {
        namesHub = false;
        return fetchFeed();
      },
    ],
  ];
  test.each(ends)('%s', async (_when, end) => {
    const subscription = await subscribed();
    await end();
    await eventually(() => expect(answers).toHaveLength(2));
    expect(asked[1]).toEqual({
      'hub.callback': `${gateway.url}/websub/${subscription.id}`,
      'hub.mode': 'unsubscribe',
      'hub.topic': subscription.topic,
    });
    expect(answers[1]).toMatchObject({ status: 200, text: 'challenge <b>&' });
    expect(await database.prisma.pushSubscription.findUnique({ where: { id: subscription.id } })).toMatchObject({
      feedSlug: null,
      state: 'ENDED',
      renewAt: null,
    });
    expect(await deliver(subscription, document(['late']))).toBe(410);
  });

  test('and is forgotten when the hub can no longer deliver', async () => {
    await subscribed();
    await removeFeed(database, 'feed');
    await eventually(async () => expect(await only('ENDED')).toMatchObject({ renewAt: null }));
    await database.prisma.pushSubscription.updateMany({ data: { leasedUntil: new Date(Date.now() - 2 * DAY) } });
    await eventually(async () => expect(await subscriptions()).toEqual([]));
  });

  test('five times at most, where the hub does not ask back', async () => {
    await subscribed();
    hub.question = null;
    await removeFeed(database, 'feed');
    for (let said = 1; said <= 5; said++) {
      await eventually(async () => expect(await only('ENDED')).toMatchObject({ failures: said }));
      await database.prisma.pushSubscription.updateMany({
        where: { renewAt: { not: null } },
        data: { renewAt: new Date() },
      });
    }
    expect(await only('ENDED')).toMatchObject({ renewAt: null });
    expect(asked).toHaveLength(6);
  });
});

describe('a lease', () => {
  test('is renewed when half of it is over, once, however many processes look after it', async () => {
    await subscribed();
    const others = [1, 2].map(() =>
      keepSubscriptions(database, { ...gateway.fetching, lookEveryMs: 10 }, pino({ level: 'silent' })),
    );
    const due = new Date(Date.now() - 1000);
    await database.prisma.pushSubscription.updateMany({
      data: { renewAt: due, leasedUntil: new Date(Date.now() + DAY) },
    });
    await eventually(async () =>
      expect(Number((await only('ACTIVE')).leasedUntil) - Date.now()).toBeGreaterThan(2 * DAY),
    );
    await Promise.all(others.map((other) => other.stop()));
    expect(asked.map((form) => form['hub.mode'])).toEqual(['subscribe', 'subscribe']);
    expect(asked[1]?.['hub.secret']).toBe(asked[0]?.['hub.secret']);
  });

  test('that cannot be renewed stays until it ends', async () => {
    await subscribed();
    hub = { ...hub, status: 503, question: null };
    await database.prisma.pushSubscription.updateMany({ data: { renewAt: new Date() } });
    await eventually(async () => expect(await only('ACTIVE')).toMatchObject({ failures: 1 }));
    expect(await deliver(await only('ACTIVE'), document(['two']))).toBe(202);
    await eventually(async () => expect(await titles()).toContain('two'));
  });
});
