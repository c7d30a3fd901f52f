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
  if (query.get('hub.topic') !== subscription.topic) return notMeant(subscription, 'about another topic');
  const challenge = query.get('hub.challenge') || null;
  const isWanted = subscription.state !== 'ENDED';
  switch (query.get('hub.mode')) {
    case 'subscribe': {
      const lease = leaseOf(query.get('hub.lease_seconds'), now);
      if (!isWanted) return NOT_MEANT;
      if (challenge === null) return notMeant(subscription, 'without a challenge');
      return lease === null ? notMeant(subscription, 'without a lease') : confirmed(challenge, lease, now);
    }
    case 'unsubscribe':
      return isWanted || challenge === null ? NOT_MEANT : { challenge, changes: { renewAt: null } };
    case 'denied':
      return { challenge: '', changes: isWanted ? denied(query.get('hub.reason')) : null };
    default:
      return NOT_MEANT;
  }
}

/** Only who was asked knows the callback: a question that is wrong is the hub's mistake, and keeps it from delivering. */
function notMeant({ state }: PushSubscription, how: string): IntentAnswer {
  if (state !== 'REQUESTED') return NOT_MEANT;
  return { challenge: null, changes: { lastError: `The hub asks ${how}, so the subscription is not confirmed` } };
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
