// Keeps a feed's subscription in step with the hub that its document names. The hub itself is asked later, by `upkeep`.
import { randomBytes } from 'node:crypto';
import type { Database } from '../../database/connect.js';
import type { Feed, PushSubscription } from '../../database/generated/client.js';
import type { AnnouncedHub } from './announced-hub.js';
import { endSubscription } from './end-subscription.js';

/** After this a hub that has denied a subscription is asked once more. */
const DENIAL_LASTS_MS = 7 * 24 * 60 * 60_000;

/** `named` is null where the document names no hub, and undefined where that is not known or hubs cannot reach this gateway. */
export async function noticeHub(
  { prisma }: Pick<Database, 'prisma'>,
  feed: Feed,
  named: AnnouncedHub | null | undefined,
): Promise<void> {
  if (named === undefined) return;
  const announced = feed.enabled ? named : null;
  const current = await prisma.pushSubscription.findUnique({ where: { feedSlug: feed.slug } });
  if (isInStep(current, announced)) return;
  try {
    await prisma.$transaction(async (tx) => {
      if (current !== null) await endSubscription(tx, feed.slug);
      if (announced !== null) await tx.pushSubscription.create({ data: newSubscription(feed.slug, announced) });
    });
  } catch (error) {
    // Another process noticed the same first (P2002), or the feed was removed meanwhile (P2003).
    if (!(error instanceof Error && 'code' in error && /^P200[23]$/.test(String(error.code)))) throw error;
  }
}

function isInStep(current: PushSubscription | null, announced: AnnouncedHub | null): boolean {
  if (current === null || announced === null) return current === null && announced === null;
  if (current.hub !== announced.hub || current.topic !== announced.topic) return false;
  return current.state !== 'ENDED' || current.requestedAt.getTime() > Date.now() - DENIAL_LASTS_MS;
}

function newSubscription(feedSlug: string, { hub, topic }: AnnouncedHub) {
  const now = new Date();
  return {
    id: randomBytes(32).toString('base64url'),
    feedSlug,
    hub,
    topic,
    // WebSub §5.1: less than 200 bytes.
    secret: randomBytes(32).toString('hex'),
    requestedAt: now,
    renewAt: now,
  };
}
