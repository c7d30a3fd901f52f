// Feeds that somebody asked for out of turn: marked in the database, and refreshed by this process within seconds.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Feed, Prisma } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import type { Logger } from '../log.js';
import type { Intake } from './ingest.js';
import { type Fetching, refresh } from './refresh.js';

/** Takes up what was marked. */
export interface RefreshRequests {
  /** Says that feeds were marked. */
  wake(): void;
  /** Ends after the refreshes under way. */
  stop(): Promise<void>;
}

/** Publishers tell of every article: what comes within this time is one refresh. */
const GATHER_MS = 200;
/** How soon to look again for a feed that another process has to itself. */
const LOOK_AGAIN_MS = 1000;
const AT_ONCE = 4;

/** Feeds that are fetched at all; only these can be asked for. */
const FETCHED = "f.enabled and f.gone_at is null and f.url !~ '^urn:'";

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

/** A claim is a lease: no other process takes the feed until it is given back, or this one has died. */
const CLAIM = `
  update feed f
  set refresh_requested_at = null, leased_until = now() + interval '5 minutes',
    next_attempt_at = now() + interval '5 minutes'
  where f.slug in (
    select f.slug from feed f
    where f.refresh_requested_at is not null and (f.leased_until is null or f.leased_until < now()) and ${FETCHED}
    order by f.refresh_requested_at limit $1
    for update skip locked
  )
  returning ${columns(Prisma.FeedScalarFieldEnum, 'f')}`;

/** Does nothing to what another process has taken since. */
const RELEASE = 'update feed set leased_until = null where slug = $1 and leased_until = $2';

const WAITING = `select f.slug from feed f where f.refresh_requested_at is not null and ${FETCHED} limit 1`;

/** Also takes up, at once, what an earlier process left. */
export function answerRequests(intake: Intake, fetching: Fetching, log: Logger): RefreshRequests {
  const { sql } = intake.database;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let woken = true;
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    while (woken && !stopping.signal.aborted) {
      woken = false;
      await pause(GATHER_MS);
      try {
        for (const feed of await sql.rows<Feed>(CLAIM, [AT_ONCE - running.size])) begin(feed);
        // What ends wakes this loop; only what another process has must be looked for.
        woken ||= running.size === 0 && (await sql.rows(WAITING)).length > 0;
      } catch (error) {
        log.error({ err: error }, 'requested feeds could not be looked for; they are looked for again');
        woken = true;
      }
      if (woken && running.size === 0) await pause(LOOK_AGAIN_MS);
    }
  }

  function begin(feed: Feed): void {
    const refreshing = refreshOne(feed).finally(() => {
      running.delete(refreshing);
      wake();
    });
    running.add(refreshing);
  }

  async function refreshOne(feed: Feed): Promise<void> {
    try {
      const refreshed = await refresh(intake, fetching, feed);
      const reason = refreshed.kind === 'failed' ? refreshed.error : undefined;
      log.info({ feed: feed.slug, outcome: refreshed.kind, reason }, 'feed refreshed on request');
    } catch (error) {
      // A bug in reading one feed must not keep the others from being read.
      log.error({ err: error, feed: feed.slug }, 'feed could not be refreshed');
    }
    // Where this fails, the lease runs out by itself.
    await sql
      .rows(RELEASE, [feed.slug, feed.leasedUntil])
      .catch((error: unknown) => log.warn({ err: error }, 'a feed was not given back'));
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
      await Promise.all(running);
    },
  };
}
