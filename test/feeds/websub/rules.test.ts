import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { PushSubscription } from '../../../src/database/generated/client.js';
import { answerIntent } from '../../../src/feeds/websub/intent.js';
import { leaseOf, retryAt } from '../../../src/feeds/websub/lease.js';
import { pollingFactor } from '../../../src/feeds/websub/polling-factor.js';
import { signatureMistake } from '../../../src/feeds/websub/signature.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const from = (ms: number) => new Date(NOW.getTime() + ms);

describe('a signature', () => {
  const body = Buffer.from('<rss/>');
  const sign = (method: string, secret = 's3cret', text: Buffer = body) =>
    `${method}=${createHmac(method, secret).update(text).digest('hex')}`;

  test.each(['sha256', 'sha384', 'sha512'])('with %s holds', (method) => {
    expect(signatureMistake(body, sign(method), 's3cret')).toBeNull();
    expect(signatureMistake(body, sign(method).toUpperCase(), 's3cret')).toBeNull();
  });

  test.each([
    ['of another secret', sign('sha256', 'other'), 'wrong'],
    ['of another body', sign('sha256', 's3cret', Buffer.from('<rss />')), 'wrong'],
    ['with sha1', sign('sha1'), 'not signed with sha256, sha384, sha512, but with sha1'],
    ['with md5', sign('md5'), 'but with md5'],
    ['with a method that nobody knows', 'sha3-256=00', 'but with sha3-256'],
    ['of another method’s length', `sha256=${sign('sha512').slice(7)}`, 'wrong'],
    ['cut short', sign('sha256').slice(0, -2), 'wrong'],
    ['that is empty', 'sha256=', 'not signed with'],
    ['with something after it', `${sign('sha256')} x`, 'not signed with'],
    ['that is none', '', 'it is not signed'],
    ['that is missing', undefined, 'it is not signed'],
  ])('%s does not hold', (_name, header, mistake) => {
    expect(signatureMistake(body, header, 's3cret')).toContain(mistake);
  });
});

describe('a lease', () => {
  test.each([
    ['864000', 10 * DAY, 5 * DAY],
    ['3600', HOUR, HOUR / 2],
    ['1', 1000, 5 * 60_000],
    ['3155760000', 14 * DAY, 7 * DAY], // a century
    ['999999999999999', 14 * DAY, 7 * DAY],
  ])('of %s seconds ends, and is renewed before', (seconds, lease, renewal) => {
    expect(leaseOf(seconds, NOW)).toEqual({ leasedUntil: from(lease), renewAt: from(renewal) });
  });

  test.each([null, '', '0', '-1', '1.5', '1e9', 'forever', '9'.repeat(16)])('of %j seconds is none', (seconds) => {
    expect(leaseOf(seconds, NOW)).toBeNull();
  });

  test('that failed is asked for again later and later, once a day at least', () => {
    expect([1, 2, 3, 9, 50].map((failures) => retryAt(failures, NOW).getTime() - NOW.getTime())).toEqual(
      [5, 10, 20, 1280, 1440].map((minutes) => minutes * 60_000),
    );
  });
});

describe('polling is slowed while push is healthy', () => {
  const healthy = {
    state: 'ACTIVE',
    leasedUntil: from(DAY),
    verifiedAt: from(-DAY),
    lastDeliveryAt: null,
    failures: 0,
    deliveryError: null,
  } as const;
  test.each([
    ['verified lately', {}, 4],
    ['delivered lately', { verifiedAt: from(-30 * DAY), lastDeliveryAt: from(-HOUR) }, 4],
    ['silent for longer than a lease is renewed', { verifiedAt: from(-8 * DAY) }, 1],
    ['silent from the start', { verifiedAt: null }, 1],
    ['whose last delivery was not taken', { lastDeliveryAt: from(-HOUR), deliveryError: 'not signed' }, 1],
    ['whose hub was asked in vain', { failures: 1 }, 1],
    ['past its lease', { leasedUntil: from(-1) }, 1],
    ['without a lease', { leasedUntil: null }, 1],
    ['asked for only', { state: 'REQUESTED' as const }, 1],
    ['ended', { state: 'ENDED' as const }, 1],
  ])('%s', (_name, more, factor) => {
    expect(pollingFactor({ ...healthy, ...more }, NOW)).toBe(factor);
  });

  test('and is usual without a subscription', () => {
    expect(pollingFactor(null, NOW)).toBe(1);
  });
});

describe('a hub’s question', () => {
  const subscription: PushSubscription = {
    id: 'id',
    feedSlug: 'feed',
    hub: 'https://hub.example/',
    topic: 'https://news.example/feed',
    secret: 's',
    state: 'REQUESTED',
    requestedAt: NOW,
    verifiedAt: null,
    leasedUntil: null,
    renewAt: null,
    lastDeliveryAt: null,
    deliveryError: null,
    failures: 2,
    lastError: 'x',
  };
  const question = {
    'hub.mode': 'subscribe',
    'hub.topic': subscription.topic,
    'hub.challenge': 'c',
    'hub.lease_seconds': '3600',
  };
  const ask = (more: Record<string, string>, state: PushSubscription['state'] = 'REQUESTED') =>
    answerIntent({ ...subscription, state }, new URLSearchParams({ ...question, ...more }), NOW);

  test.each(['REQUESTED', 'ACTIVE'] as const)('about a subscription that is %s is confirmed', (state) => {
    expect(ask({}, state)).toEqual({
      challenge: 'c',
      changes: {
        state: 'ACTIVE',
        verifiedAt: NOW,
        leasedUntil: from(HOUR),
        renewAt: from(HOUR / 2),
        failures: 0,
        lastError: null,
      },
    });
  });

  test('about an end that was asked for is confirmed', () => {
    expect(ask({ 'hub.mode': 'unsubscribe' }, 'ENDED')).toEqual({ challenge: 'c', changes: { renewAt: null } });
  });

  test('that is a denial is kept with its reason, on one line', () => {
    expect(ask({ 'hub.mode': 'denied', 'hub.reason': 'not\n\u0000 you' }, 'ACTIVE')).toEqual({
      challenge: '',
      changes: { state: 'ENDED', renewAt: null, lastError: 'The hub denies the subscription: not you' },
    });
    expect(ask({ 'hub.mode': 'denied' }, 'ENDED')).toEqual({ challenge: '', changes: null });
  });

  test.each([
    ['of another topic', { 'hub.topic': 'https://evil.example/feed' }, 'REQUESTED'],
    ['of a topic that only begins so', { 'hub.topic': `${subscription.topic}/` }, 'ACTIVE'],
    ['of another mode', { 'hub.mode': 'publish' }, 'ACTIVE'],
    ['without a mode', { 'hub.mode': '' }, 'ACTIVE'],
    ['without a challenge', { 'hub.challenge': '' }, 'REQUESTED'],
    ['with a lease of 0', { 'hub.lease_seconds': '0' }, 'REQUESTED'],
    ['about an end that nobody asked for', { 'hub.mode': 'unsubscribe' }, 'ACTIVE'],
    ['about a beginning after the end', {}, 'ENDED'],
    ['that denies another topic', { 'hub.mode': 'denied', 'hub.topic': 'x' }, 'ACTIVE'],
  ] as const)('%s is not meant', (_name, more, state) => {
    const { challenge, changes } = ask(more, state);
    expect(challenge).toBeNull();
    // A subscription that is asked for says what keeps it from being confirmed.
    const reason = expect.stringMatching(/^The hub asks .*, so the subscription is not confirmed$/);
    expect(changes).toEqual(state === 'REQUESTED' ? { lastError: reason } : null);
  });
});
