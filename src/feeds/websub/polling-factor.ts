// How much less often a feed is polled while its hub pushes.
import type { Database } from '../../database/connect.js';
import type { PushSubscription } from '../../database/generated/client.js';

const SLOWED = 4;
/** A hub that has neither delivered nor asked back for longer may have forgotten us. Leases are renewed in half of it. */
const SIGN_OF_LIFE_MS = 7 * 24 * 60 * 60_000;

type Standing = Pick<PushSubscription, 'state' | 'leasedUntil' | 'verifiedAt' | 'lastDeliveryAt'>;

/** What the usual interval is multiplied by: 4 while push is healthy, else 1. The caller keeps the result within a day. */
export function pollingFactor(subscription: Standing | null, now: Date): number {
  if (subscription === null || subscription.state !== 'ACTIVE') return 1;
  const { leasedUntil, verifiedAt, lastDeliveryAt } = subscription;
  const lastSign = Math.max(verifiedAt?.getTime() ?? 0, lastDeliveryAt?.getTime() ?? 0);
  const isHealthy = leasedUntil !== null && leasedUntil > now && lastSign > now.getTime() - SIGN_OF_LIFE_MS;
  return isHealthy ? SLOWED : 1;
}

export async function pollingFactorOf({ sql }: Pick<Database, 'sql'>, feedSlug: string, now: Date): Promise<number> {
  const [subscription] = await sql.rows<Standing>(STANDING, [feedSlug]);
  return pollingFactor(subscription ?? null, now);
}

const STANDING = `
  select state, leased_until as "leasedUntil", verified_at as "verifiedAt", last_delivery_at as "lastDeliveryAt"
  from push_subscription where feed_slug = $1`;
