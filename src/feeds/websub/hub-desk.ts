// What hubs say at a subscription's callback: questions whether it is meant, and deliveries.
import type { PushSubscription } from '../../database/generated/client.js';
import type { Logger } from '../../log.js';
import { withoutControls } from '../control-characters.js';
import { bodyHash, type FeedDocument } from '../document.js';
import { type Intake, ingest } from '../ingest.js';
import { addressKey } from '../typed-address.js';
import { answerIntent } from './intent.js';
import { readLinks } from './link-header.js';
import { signatureMistake } from './signature.js';

export interface Delivery {
  bytes: Uint8Array;
  contentType: string | null;
  signature: string | undefined;
  /** The `Link` headers; null where there are none. */
  link: string | null;
}

/** Documents that wait to be read are in memory: a hub that sends more is told to come again. */
const MOST_WAITING = 16;
const LONGEST_REASON = 500;

export function answerHubs(intake: Intake, log: Logger) {
  const { prisma } = intake.database;
  /** Of each feed the end of what was delivered: one document after the other, in the order in which they came. */
  const queues = new Map<string, Promise<void>>();
  let waiting = 0;

  const find = (id: string) => prisma.pushSubscription.findUnique({ where: { id } });

  /** A hub whose deliveries are not taken is not healthy: its feed is polled as if it had none. */
  async function fail({ id, feedSlug: feed, hub }: PushSubscription, reason: string): Promise<void> {
    log.warn({ feed, hub, reason }, 'a delivery was dropped');
    const deliveryError = `The hub at ${hostOf(hub)} delivers what is not taken: ${withoutControls(reason)}`.slice(
      0,
      LONGEST_REASON,
    );
    await prisma.pushSubscription.updateMany({ where: { id }, data: { deliveryError } });
  }

  function enqueue(subscription: PushSubscription, slug: string, document: FeedDocument): void {
    waiting += 1;
    const done = (queues.get(slug) ?? Promise.resolve())
      .then(() => read(subscription, slug, document))
      .catch((error: unknown) => log.error({ err: error, feed: slug }, 'a delivery could not be read'))
      .finally(() => {
        waiting -= 1;
        if (queues.get(slug) === done) queues.delete(slug);
      });
    queues.set(slug, done);
  }

  async function read(
    subscription: PushSubscription,
    slug: string,
    document: FeedDocument,
    isSecondTry = false,
  ): Promise<void> {
    const feed = await prisma.feed.findUnique({ where: { slug } });
    if (feed === null || !feed.enabled) return;
    const hash = bodyHash(document);
    if (hash === feed.bodyHash) return taken(subscription);
    try {
      const ingested = await ingest(intake, feed, { ...document, url: feed.url }, () => ({ bodyHash: hash }));
      if (ingested.kind === 'failed') return await fail(subscription, ingested.error);
      const fresh = ingested.items.filter(({ outcome }) => outcome === 'new').length;
      log.info({ feed: slug, new: fresh }, 'feed was pushed');
      await taken(subscription);
    } catch (error) {
      // The feed was being fetched at the same moment, and its articles were written first (P2002).
      if (isSecondTry || !(error instanceof Error && 'code' in error && error.code === 'P2002')) throw error;
      await read(subscription, slug, document, true);
    }
  }

  async function taken({ id }: PushSubscription): Promise<void> {
    const data = { lastDeliveryAt: new Date(), deliveryError: null };
    await prisma.pushSubscription.updateMany({ where: { id }, data });
  }

  return {
    /** Where a callback stands, to be known before a body is read. */
    async standing(id: string): Promise<'OPEN' | 'ENDED' | 'UNKNOWN' | 'BUSY'> {
      const subscription = await find(id);
      if (subscription === null) return 'UNKNOWN';
      if (subscription.state === 'ENDED') return 'ENDED';
      return waiting < MOST_WAITING ? 'OPEN' : 'BUSY';
    },

    /** The challenge to echo; null where the subscription is not meant. */
    async verify(id: string, query: URLSearchParams): Promise<string | null> {
      const subscription = await find(id);
      if (subscription === null) return null;
      const { challenge, changes } = answerIntent(subscription, query, new Date());
      const { feedSlug: feed, hub } = subscription;
      const mode = query.get('hub.mode');
      if (challenge === null) log.info({ feed, hub, mode }, 'a hub asked about a subscription that is not meant');
      // The state is part of the condition: a feed that is removed at this moment stays so.
      const where = { id, state: subscription.state };
      if (changes !== null && (await prisma.pushSubscription.updateMany({ where, data: changes })).count === 0)
        return null;
      return challenge;
    },

    /** What is not to be trusted is dropped; its sender learns nothing of that, and the feed says why. */
    async deliver(id: string, { bytes, contentType, signature, link }: Delivery): Promise<void> {
      const subscription = await find(id);
      const feed = subscription?.feedSlug ?? null;
      if (subscription === null || feed === null) {
        return void log.warn({ feed, reason: 'the subscription has ended' }, 'a delivery was dropped');
      }
      const mistake = refusal(subscription, bytes, signature) ?? otherTopic(subscription, link);
      if (mistake !== null) return fail(subscription, mistake);
      enqueue(subscription, feed, { bytes, contentType, url: '' });
    },

    /** A delivery that is not read to its end. */
    async refuse(id: string, reason: string): Promise<void> {
      const subscription = await find(id);
      if (subscription !== null) await fail(subscription, reason);
    },

    /** Ends after what was delivered has been read. */
    async stop(): Promise<void> {
      await Promise.all(queues.values());
    },
  };
}

/** WebSub §7: a delivery's headers name its topic. Null where it is the subscription's, or none is named. */
function otherTopic({ topic, hub }: PushSubscription, link: string | null): string | null {
  const topics = readLinks(link ?? '').filter(({ rels }) => rels.includes('self'));
  const [first] = topics;
  if (first === undefined || topics.some(({ href }) => addressKey(absolute(href, hub)) === addressKey(topic)))
    return null;
  return `it is of another topic, ${JSON.stringify(first.href.slice(0, 200))}`;
}

function absolute(href: string, base: string): string {
  return URL.canParse(href, base) ? new URL(href, base).href : href;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

function refusal({ state, secret }: PushSubscription, bytes: Uint8Array, signature: string | undefined): string | null {
  return state === 'ACTIVE' ? signatureMistake(bytes, signature, secret) : 'the subscription is not active';
}
