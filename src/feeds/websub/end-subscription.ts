// Ends the subscription of a feed that is not wanted any more, or not from there.
import type { Prisma } from '../../database/generated/client.js';

/**
 * The row outlives the feed's tie to it: the hub is told when the row falls due, asks back whether that is meant, and is
 * answered 410 where it delivers after all. A subscription that the hub has denied needs no word.
 */
export async function endSubscription(client: Prisma.TransactionClient, feedSlug: string): Promise<void> {
  await client.pushSubscription.updateMany({ where: { feedSlug, state: 'ENDED' }, data: { feedSlug: null } });
  await client.pushSubscription.updateMany({
    where: { feedSlug },
    data: { feedSlug: null, state: 'ENDED', renewAt: new Date(), failures: 0, lastError: null },
  });
}
