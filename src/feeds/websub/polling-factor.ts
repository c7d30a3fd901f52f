// How much less often a feed is polled while its hub pushes.
import type { PushSubscription } from '../../database/generated/client.js';

const SLOWED = 4;
/** A hub that has neither delivered nor asked back for longer may have forgotten us. Leases are renewed in half of it. */
const SIGN_OF_LIFE_MS = 7 * 24 * 60 * 60_000;

/** What tells how a subscription is doing. */
export type Standing = Pick<
  PushSubscription,
  'state' | 'leasedUntil' | 'verifiedAt' | 'lastDeliveryAt' | 'failures' | 'deliveryError'
>;

/**
 * What the usual interval is multiplied by: 4 while push is healthy, else 1. The caller keeps the result within a day.
 * `Feed.realtime` states the same rule in SQL.
 */
export function pollingFactor(subscription: Standing | null, now: Date): number {
  if (subscription === null || subscription.state !== 'ACTIVE') return 1;
  const { leasedUntil, verifiedAt, lastDeliveryAt, failures, deliveryError } = subscription;
  if (failures > 0 || deliveryError !== null) return 1;
  const lastSign = Math.max(verifiedAt?.getTime() ?? 0, lastDeliveryAt?.getTime() ?? 0);
  const isHealthy = leasedUntil !== null && leasedUntil > now && lastSign > now.getTime() - SIGN_OF_LIFE_MS;
  return isHealthy ? SLOWED : 1;
}
