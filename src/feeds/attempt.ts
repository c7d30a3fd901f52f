// Refreshes a feed that this process has claimed, and lets go of it whatever happens.
import { changeServer } from './change-server.js';
import { type Claim, release } from './claim.js';
import type { Intake } from './ingest.js';
import { backoff, later } from './interval.js';
import { type Fetching, type Refreshed, refresh } from './refresh.js';
import { saveFeed } from './save-feed.js';

export interface Attempt {
  intake: Intake;
  fetching: Fetching;
  /** Between two requests to one server. */
  pauseMs: number;
  leaseMs: number;
  /** Ends the attempt; the feed is then due as it was. */
  signal?: AbortSignal;
  /** Hears of a bug; the attempt counts as failed. */
  onBug(error: unknown): void;
}

const INTERNAL_ERROR = 'The feed could not be read: internal error, see the log';

export async function attempt(work: Attempt, claim: Claim): Promise<Refreshed | { kind: 'aborted' }> {
  const { intake, fetching, signal, pauseMs, leaseMs } = work;
  let refreshed: Refreshed | { kind: 'aborted' } = { kind: 'aborted' };
  try {
    const enter = (url: URL) => changeServer({ sql: intake.database.sql, claim, pauseMs, signal }, url);
    refreshed = await refresh(intake, { ...fetching, enter }, claim.feed, signal);
  } catch (error) {
    if (signal?.aborted !== true) {
      work.onBug(error);
      refreshed = await keepBug(intake, claim);
    }
  } finally {
    const waitUntil = refreshed.kind === 'failed' ? refreshed.waitUntil : undefined;
    const attempted = refreshed.kind !== 'aborted';
    // Where even this fails the lease ends by itself.
    await release(intake.database.sql, claim, { pauseMs, leaseMs, waitUntil, attempted }).catch(work.onBug);
  }
  return refreshed;
}

/** A feed that we cannot read backs off like one that cannot be had: else it would be tried again and again. */
async function keepBug({ database }: Intake, { feed }: Claim): Promise<Refreshed> {
  const now = new Date();
  const failures = feed.consecutiveFailures + 1;
  await saveFeed(database.sql, feed.slug, {
    lastAttemptAt: now,
    nextAttemptAt: later(now, backoff(feed.interval, failures)),
    lastError: INTERNAL_ERROR,
    consecutiveFailures: failures,
  });
  return { kind: 'failed', error: INTERNAL_ERROR };
}
