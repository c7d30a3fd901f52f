// Begins, renews and ends subscriptions as they fall due.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../database/connect.js';
import { Prisma, type PushSubscription } from '../../database/generated/client.js';
import { columns } from '../../database/sql.js';
import type { Logger } from '../../log.js';
import { askHub, type HubAnswer } from './ask-hub.js';
import { retryAt } from './lease.js';

export interface Upkeep {
  /** Ends after the requests under way. */
  stop(): Promise<void>;
}

export interface UpkeepOptions {
  userAgent: string;
  allowPrivate: boolean;
  /** Address under which hubs reach this gateway, with a slash at its end; a subscription's id follows. */
  callbacks: string;
  lookEveryMs?: number;
}

const LOOK_EVERY_MS = 15_000;
const AT_ONCE = 4;
/** So often a hub is told of an end that it does not ask back about. */
const MOST_FAREWELLS = 5;

/**
 * A claim sets the row's next turn, so that no other process takes it. A hub that accepts, and then never asks back, is
 * asked again then.
 */
const CLAIM = `
  update push_subscription s set requested_at = now(), renew_at = now() + interval '1 hour'
  where s.id in (
    select id from push_subscription where renew_at <= now() order by renew_at limit ${AT_ONCE}
    for update skip locked
  )
  returning ${columns(Prisma.PushSubscriptionScalarFieldEnum, 's')}`;

/** What ended is kept while its hub may deliver, to be answered 410. */
const FORGET = `
  delete from push_subscription
  where state = 'ENDED' and feed_slug is null and renew_at is null
    and coalesce(leased_until, requested_at) < now() - interval '1 day'`;

export function keepSubscriptions(database: Database, options: UpkeepOptions, log: Logger): Upkeep {
  const stopping = new AbortController();
  const { lookEveryMs = LOOK_EVERY_MS } = options;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const due = await database.sql.rows<PushSubscription>(CLAIM);
        await Promise.all(due.map((subscription) => attend(subscription)));
        if (due.length > 0) continue;
        await database.sql.rows(FORGET);
      } catch (error) {
        log.error({ err: error }, 'subscriptions could not be looked after; that goes on');
      }
      await sleep(lookEveryMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  }

  async function attend(subscription: PushSubscription): Promise<void> {
    const { id, state, feedSlug: feed, hub } = subscription;
    const mode = state === 'ENDED' ? 'unsubscribe' : 'subscribe';
    const { userAgent, allowPrivate, callbacks } = options;
    const answer = await askHub({ subscription, mode, callback: callbacks + id, userAgent, allowPrivate });
    if (answer.kind !== 'accepted') log.info({ feed, hub, mode, reason: answer.error }, 'a hub was asked in vain');
    // Not by the row's key alone: the hub may have asked back, or the feed been removed, before this is written.
    await database.prisma.pushSubscription.updateMany({
      where: { id, state, requestedAt: subscription.requestedAt },
      data: mode === 'subscribe' ? afterRequest(subscription, answer) : afterFarewell(subscription, answer),
    });
  }

  const done = run();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

type Changes = Prisma.PushSubscriptionUncheckedUpdateManyInput;

function afterRequest({ failures }: PushSubscription, answer: HubAnswer): Changes {
  if (answer.kind === 'accepted') return {};
  const { error: lastError } = answer;
  if (answer.kind === 'gone') return { state: 'ENDED', renewAt: null, lastError };
  return { failures: failures + 1, lastError, renewAt: retryAt(failures + 1, new Date()) };
}

function afterFarewell({ failures }: PushSubscription, answer: HubAnswer): Changes {
  const said = failures + 1;
  if (answer.kind === 'gone' || said >= MOST_FAREWELLS) return { failures: said, renewAt: null };
  return answer.kind === 'accepted' ? { failures: said } : { failures: said, renewAt: retryAt(said, new Date()) };
}
