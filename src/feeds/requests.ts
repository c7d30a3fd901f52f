// Feeds that somebody asked for out of turn: marked in the database, and refreshed by this process within seconds.
import { setTimeout as sleep } from 'node:timers/promises';
import { Prisma } from '../database/generated/client.js';
import type { Logger } from '../log.js';
import { attempt } from './attempt.js';
import { type Claim, claimRequested, FETCHED, isAnyRequested } from './claim.js';
import { createFailureLog } from './failure-log.js';
import type { Intake } from './ingest.js';
import type { Fetching } from './refresh.js';
import { PACE, type Pace } from './schedule.js';

/** Takes up what was marked. */
export interface RefreshRequests {
  /** Says that feeds were marked. */
  wake(): void;
  /** Ends after the refreshes under way; those that take long are cut off. */
  stop(): Promise<void>;
}

/** Publishers tell of every article: what comes within this time is one refresh. */
const GATHER_MS = 200;
/** How soon to look again for a feed that another process has to itself. */
const LOOK_AGAIN_MS = 1000;

/** The slugs that were marked; a feed that is not fetched is left out. */
export async function markRequested(client: Prisma.TransactionClient, slugs: readonly string[]): Promise<string[]> {
  const rows = await client.$queryRaw<{ slug: string }[]>`
    update feed f set refresh_requested_at = now()
    where f.slug = any(${slugs}::text[]) and ${Prisma.raw(FETCHED)} returning f.slug`;
  return rows.map(({ slug }) => slug).sort();
}

export async function markAllRequested(client: Prisma.TransactionClient): Promise<string[]> {
  const rows = await client.$queryRaw<{ slug: string }[]>`
    update feed f set refresh_requested_at = now() where ${Prisma.raw(FETCHED)} returning f.slug`;
  return rows.map(({ slug }) => slug).sort();
}

/** Also takes up, at once, what an earlier process left. */
export function answerRequests(intake: Intake, fetching: Fetching, log: Logger, pace: Pace = PACE): RefreshRequests {
  const { sql } = intake.database;
  const stopping = new AbortController();
  const cutting = new AbortController();
  const running = new Set<Promise<void>>();
  const failures = createFailureLog(log);
  let woken = true;
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    while (woken && !stopping.signal.aborted) {
      woken = false;
      await pause(GATHER_MS);
      try {
        while (running.size < pace.atOnce && !stopping.signal.aborted) {
          const claim = await claimRequested(sql, pace.leaseMs);
          if (claim === null) break;
          begin(claim);
        }
        // What ends wakes this loop; only what waits for another process or for its server must be looked for.
        woken ||= running.size === 0 && (await isAnyRequested(sql));
      } catch (error) {
        log.error({ err: error }, 'requested feeds could not be looked for; they are looked for again');
        woken = true;
      }
      if (woken && running.size === 0) await pause(LOOK_AGAIN_MS);
    }
  }

  function begin(claim: Claim): void {
    const refreshing = refreshOne(claim).finally(() => {
      running.delete(refreshing);
      wake();
    });
    running.add(refreshing);
  }

  async function refreshOne(claim: Claim): Promise<void> {
    const { slug } = claim.feed;
    const onBug = (error: unknown) => log.error({ err: error, feed: slug }, 'feed could not be refreshed');
    const { pauseMs, leaseMs } = pace;
    const work = { intake, fetching, pauseMs, leaseMs, signal: cutting.signal, onBug };
    const refreshed = await attempt(work, claim).catch(onBug);
    if (refreshed === undefined) return;
    if (refreshed.kind === 'failed' && refreshed.cause !== undefined) {
      return failures.failed(slug, { cause: refreshed.cause, error: refreshed.error });
    }
    if (refreshed.kind !== 'aborted') failures.reached(slug);
    const reason = refreshed.kind === 'failed' ? refreshed.error : undefined;
    log.info({ feed: slug, outcome: refreshed.kind, reason }, 'feed refreshed on request');
  }

  function pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
  }

  function wake(): void {
    woken = true;
    if (stopping.signal.aborted) return;
    looking ??= look().finally(() => {
      looking = null;
      // Woken between the last look and here.
      if (woken) wake();
    });
  }

  wake();
  return {
    wake,
    async stop() {
      stopping.abort();
      await looking;
      const cut = setTimeout(() => cutting.abort(), pace.graceMs);
      await Promise.all(running);
      clearTimeout(cut);
      failures.stop();
    },
  };
}
