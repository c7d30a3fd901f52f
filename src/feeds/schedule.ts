// Keeps feeds fresh: claims those that are due, for this process alone, and refreshes a few at a time.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Feed, Prisma } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import type { Logger } from '../log.js';
import type { Intake } from './ingest.js';
import { type Fetching, refresh } from './refresh.js';

const LOOK_EVERY_MS = 15_000;
const AT_ONCE = 4;

/**
 * A claim is a lease: it sets the feed's next attempt, so that no other process takes it, and a process that dies
 * holding it only delays the feed by that much.
 */
const CLAIM = `
  update feed f set next_attempt_at = now() + interval '5 minutes'
  where f.slug in (
    select slug from feed
    where enabled and gone_at is null and url !~ '^urn:' and (next_attempt_at is null or next_attempt_at <= now())
    order by next_attempt_at nulls first limit ${AT_ONCE}
    for update skip locked
  )
  returning ${columns(Prisma.FeedScalarFieldEnum, 'f')}`;

export interface Polling {
  /** Ends after the refreshes under way. */
  stop(): Promise<void>;
}

export function startPolling(intake: Intake, fetching: Fetching, log: Logger): Polling {
  const stopping = new AbortController();
  const done = poll(intake, fetching, log, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

async function poll(intake: Intake, fetching: Fetching, log: Logger, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      const due = await intake.database.sql.rows<Feed>(CLAIM);
      await Promise.all(due.map((feed) => refreshOne(intake, fetching, log, feed)));
      if (due.length > 0) continue;
    } catch (error) {
      log.error({ err: error }, 'polling failed; it goes on');
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal: stop, ref: false }).catch(() => {});
  }
}

async function refreshOne(intake: Intake, fetching: Fetching, log: Logger, feed: Feed): Promise<void> {
  try {
    const refreshed = await refresh(intake, fetching, feed);
    if (refreshed.kind === 'failed') log.info({ feed: feed.slug, reason: refreshed.error }, 'feed failed');
    if (refreshed.kind === 'ingested') {
      const fresh = refreshed.items.filter(({ outcome }) => outcome === 'new').length;
      log.info({ feed: feed.slug, new: fresh }, 'feed refreshed');
    }
  } catch (error) {
    // A bug in reading one feed must not keep the others from being read.
    log.error({ err: error, feed: feed.slug }, 'feed could not be refreshed');
  }
}
