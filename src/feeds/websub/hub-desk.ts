// What hubs say at a subscription's callback: questions whether it is meant, and deliveries.
import type { PushSubscription } from '../../database/generated/client.js';
import type { Logger } from '../../log.js';
import { bodyHash, type FeedDocument } from '../document.js';
import { type Intake, ingest } from '../ingest.js';
import { answerIntent } from './intent.js';
import { signatureMistake } from './signature.js';

export interface Delivery {
  bytes: Uint8Array;
  contentType: string | null;
  signature: string | undefined;
}

/** Documents that wait to be read are in memory: a hub that sends more is told to come again. */
const MOST_WAITING = 16;

export function answerHubs(intake: Intake, log: Logger) {
  const { prisma } = intake.database;
  /** Of each feed the end of what was delivered: one document after the other, in the order in which they came. */
  const queues = new Map<string, Promise<void>>();
  let waiting = 0;

  const find = (id: string) => prisma.pushSubscription.findUnique({ where: { id } });

  function enqueue(slug: string, document: FeedDocument): void {
    waiting += 1;
    const done = (queues.get(slug) ?? Promise.resolve())
      .then(() => read(slug, document))
      .catch((error: unknown) => log.error({ err: error, feed: slug }, 'a delivery could not be read'))
      .finally(() => {
        waiting -= 1;
        if (queues.get(slug) === done) queues.delete(slug);
      });
    queues.set(slug, done);
  }

  async function read(slug: string, document: FeedDocument, isSecondTry = false): Promise<void> {
    const feed = await prisma.feed.findUnique({ where: { slug } });
    const hash = bodyHash(document);
    if (feed === null || !feed.enabled || hash === feed.bodyHash) return;
    try {
      const ingested = await ingest(intake, feed, { ...document, url: feed.url }, () => ({ bodyHash: hash }));
      if (ingested.kind === 'failed')
        return void log.info({ feed: slug, reason: ingested.error }, 'delivery is no feed');
      const fresh = ingested.items.filter(({ outcome }) => outcome === 'new').length;
      log.info({ feed: slug, new: fresh }, 'feed was pushed');
    } catch (error) {
      // The feed was being fetched at the same moment, and its articles were written first (P2002).
      if (isSecondTry || !(error instanceof Error && 'code' in error && error.code === 'P2002')) throw error;
      await read(slug, document, true);
    }
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

    /** What is not to be trusted is dropped; whoever sent it learns nothing of that. */
    async deliver(id: string, { bytes, contentType, signature }: Delivery): Promise<void> {
      const subscription = await find(id);
      const mistake = subscription === null ? 'the subscription has ended' : refusal(subscription, bytes, signature);
      const feed = subscription?.feedSlug ?? null;
      if (mistake !== null || feed === null) return void log.warn({ feed, reason: mistake }, 'a delivery was dropped');
      await prisma.pushSubscription.updateMany({ where: { id }, data: { lastDeliveryAt: new Date() } });
      enqueue(feed, { bytes, contentType, url: '' });
    },

    /** Ends after what was delivered has been read. */
    async stop(): Promise<void> {
      await Promise.all(queues.values());
    },
  };
}

function refusal({ state, secret }: PushSubscription, bytes: Uint8Array, signature: string | undefined): string | null {
  return state === 'ACTIVE' ? signatureMistake(bytes, signature, secret) : 'the subscription is not active';
}
