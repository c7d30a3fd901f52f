// Brings one feed up to date: fetch, then what `ingest` does. Whatever goes wrong is kept on the feed.
import type { LookupFunction } from 'node:net';
import type { Feed } from '../database/generated/client.js';
import type { Sql } from '../database/sql.js';
import { bodyHash, type FeedDocument } from './document.js';
import { type Fetched, type FetchLimits, type FetchRequest, fetchFeed } from './fetch.js';
import { type Hints, hintsOf } from './hints.js';
import { type Ingested, type Intake, ingest } from './ingest.js';
import { backoff, intervalOf, LONGEST_INTERVAL, later, outsideSkips, rhythm } from './interval.js';
import { followMove, moveAfter } from './moves.js';
import { paceOf } from './pace.js';
import { type FeedChanges, saveFeed } from './save-feed.js';
import type { AnnouncedHub } from './websub/announced-hub.js';
import { noticeHub } from './websub/notice-hub.js';
import { pollingFactor } from './websub/polling-factor.js';

export interface Fetching {
  userAgent: string;
  allowPrivate: boolean;
  /** Where hubs reach this gateway, with a slash at its end; absent where they cannot. */
  callbacks?: string;
  /** Says what keeps us from the server that a redirect leads to; null once we may ask it. */
  enter?: FetchRequest['enter'];
  /** For tests. */
  limits?: FetchLimits;
  lookup?: LookupFunction;
  clock?: () => Date;
}

export type Refreshed =
  | Extract<Ingested, { kind: 'ingested' }>
  | { kind: 'unchanged' }
  // `waitUntil` is when the server wants to be asked again, for any of its feeds; `cause` is the network's code.
  | { kind: 'failed'; error: string; waitUntil?: Date; cause?: string };

/** Throws the signal's reason where that ends it; the feed is then as it was. */
export async function refresh(
  intake: Intake,
  fetching: Fetching,
  feed: Feed,
  signal?: AbortSignal,
): Promise<Refreshed> {
  const now = fetching.clock?.() ?? new Date();
  const { slug, url, etag, lastModified } = feed;
  const { userAgent, allowPrivate, lookup, limits, enter } = fetching;
  const request = { url, etag, lastModified, userAgent, allowPrivate, lookup, enter, signal, now };
  const fetched = await fetchFeed(request, limits);
  switch (fetched.kind) {
    case 'document': {
      const { document } = fetched;
      // Before the document is read, which takes its bytes to another thread.
      const hub = fetching.callbacks === undefined ? undefined : await intake.parser.hub(document);
      const hash = bodyHash(document);
      return hash === feed.bodyHash ? unchanged(fetched, hub) : ingested({ document, hash, success: fetched, hub });
    }
    case 'unchanged':
      return unchanged(fetched);
    case 'gone':
      return failed(fetched.error, { goneAt: now, nextAttemptAt: null });
    case 'failed': {
      const { retryAfter, refused, cause } = fetched;
      const move = refused ? moveAfter(feed, null, now) : {};
      const result = await failed(fetched.error, move, retryAfter);
      return { ...result, ...(retryAfter && { waitUntil: retryAfter }), ...(cause !== undefined && { cause }) };
    }
  }

  function answered({ etag, lastModified, movedTo }: Success) {
    return { lastAttemptAt: now, goneAt: null, etag, lastModified, ...moveAfter(feed, movedTo, now) };
  }

  /** `hub` is null where the document names none, and undefined where that is not known or hubs cannot reach us. */
  async function unchanged(success: Success, hub?: AnnouncedHub | null): Promise<Refreshed> {
    const recovered = { lastSuccessAt: now, lastError: null, consecutiveFailures: 0 };
    const next = await nextAttempt(intake.database.sql, feed, success);
    await save({ ...answered(success), ...recovered, ...next });
    await followMove(intake.database.sql, slug, moveAfter(feed, success.movedTo, now));
    await noticeHub(intake.database, feed, hub);
    return { kind: 'unchanged' };
  }

  async function ingested({ document, hash, success, hub }: Arrived): Promise<Refreshed> {
    const hints = hintsOf(document);
    // The feed's rhythm is told by what has just been stored.
    const result = await ingest(intake, feed, document, async (sql) => ({
      ...answered(success),
      ...hints,
      ...(await nextAttempt(sql, { ...feed, ...hints }, success)),
      bodyHash: hash,
    }));
    if (result.kind === 'failed') return failed(result.error);
    await followMove(intake.database.sql, slug, moveAfter(feed, success.movedTo, now));
    await noticeHub(intake.database, feed, hub);
    return result;
  }

  async function nextAttempt(sql: Sql, hints: Hints, { freshSeconds }: Success) {
    const { published, push } = await paceOf(sql, slug);
    const interval = intervalOf(rhythm(published, now), hints.documentTtl, freshSeconds);
    // A feed that is pushed is only looked after.
    const wait = Math.min(interval * pollingFactor(push, now), LONGEST_INTERVAL);
    return { interval, nextAttemptAt: outsideSkips(later(now, wait), hints) };
  }

  async function failed(error: string, outcome: FeedChanges = {}, retryAfter = now) {
    const failures = feed.consecutiveFailures + 1;
    const due = later(now, backoff(feed.interval, failures)).getTime();
    await save({
      lastAttemptAt: now,
      nextAttemptAt: new Date(Math.max(due, retryAfter.getTime())),
      ...outcome,
      lastError: error,
      consecutiveFailures: failures,
    });
    return { kind: 'failed' as const, error };
  }

  async function save(data: FeedChanges): Promise<void> {
    await saveFeed(intake.database.sql, slug, data);
  }
}

type Success = Extract<Fetched, { kind: 'document' | 'unchanged' }>;

interface Arrived {
  document: FeedDocument;
  hash: string;
  success: Success;
  hub: AnnouncedHub | null | undefined;
}
