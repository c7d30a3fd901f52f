// Answers a hub that asks whether a subscription is meant, or says that it refuses (WebSub, sections 5.2 and 5.3).
import type { Prisma, PushSubscription } from '../../database/generated/client.js';
import { type Lease, leaseOf } from './lease.js';

/** `challenge` is echoed; null is 404, which tells the hub to leave it. `changes` is what the subscription is from then on. */
export interface IntentAnswer {
  challenge: string | null;
  changes: Prisma.PushSubscriptionUncheckedUpdateInput | null;
}

const NOT_MEANT: IntentAnswer = { challenge: null, changes: null };
const LONGEST_REASON = 500;

/** Only what was asked of the hub is confirmed: this topic, and the mode that the subscription's state calls for. */
export function answerIntent(subscription: PushSubscription, query: URLSearchParams, now: Date): IntentAnswer {
  if (query.get('hub.topic') !== subscription.topic) return NOT_MEANT;
  const challenge = query.get('hub.challenge') || null;
  const isWanted = subscription.state !== 'ENDED';
  switch (query.get('hub.mode')) {
    case 'subscribe': {
      const lease = leaseOf(query.get('hub.lease_seconds'), now);
      return isWanted && challenge !== null && lease !== null ? confirmed(challenge, lease, now) : NOT_MEANT;
    }
    case 'unsubscribe':
      return isWanted || challenge === null ? NOT_MEANT : { challenge, changes: { renewAt: null } };
    case 'denied':
      return { challenge: '', changes: isWanted ? denied(query.get('hub.reason')) : null };
    default:
      return NOT_MEANT;
  }
}

function confirmed(challenge: string, lease: Lease, now: Date): IntentAnswer {
  return { challenge, changes: { state: 'ACTIVE', verifiedAt: now, failures: 0, lastError: null, ...lease } };
}

function denied(reason: string | null): IntentAnswer['changes'] {
  const words = (reason ?? '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_REASON);
  return { state: 'ENDED', renewAt: null, lastError: `The hub denies the subscription: ${words || 'it says no why'}` };
}
