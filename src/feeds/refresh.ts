// Brings one feed up to date: fetch, then what `ingest` does. Whatever goes wrong is kept on the feed.
import type { Feed } from '../database/generated/client.js';
import { bodyHash } from './document.js';
import { fetchFeed } from './fetch.js';
import { type Ingested, type Intake, ingest } from './ingest.js';
import { announcedHub } from './websub/announced-hub.js';
import { noticeHub } from './websub/notice-hub.js';
import { pollingFactorOf } from './websub/polling-factor.js';

export interface Fetching {
  userAgent: string;
  allowPrivate: boolean;
  /** Where hubs reach this gateway, with a slash at its end; absent where they cannot. */
  callbacks?: string;
}

export type Refreshed = Ingested | { kind: 'unchanged' };

/** How long a feed that answers is left alone, and by how much that varies so that feeds do not fall due together. */
const INTERVAL_MS = 30 * 60_000;
const A_DAY_MS = 24 * 60 * 60_000;
const JITTER = 0.2;
const LONGEST_BACKOFF_MS = 3 * 24 * 60 * 60_000;

export async function refresh(intake: Intake, fetching: Fetching, feed: Feed): Promise<Refreshed> {
  const now = new Date();
  const { slug, url, etag, lastModified } = feed;
  const interval = Math.min(INTERVAL_MS * (await pollingFactorOf(intake.database, slug, now)), A_DAY_MS);
  const answered = { lastAttemptAt: now, nextAttemptAt: after(now, interval) };
  const fetched = await fetchFeed({ url, etag, lastModified, ...fetching });
  switch (fetched.kind) {
    case 'document': {
      const announced = fetching.callbacks === undefined ? undefined : announcedHub(fetched.document);
      const validators = { etag: fetched.etag, lastModified: fetched.lastModified };
      if (bodyHash(fetched.document) === feed.bodyHash) {
        await noticeHub(intake.database, feed, announced);
        return unchanged({ ...answered, ...validators });
      }
      const ingested = await ingest(intake, feed, fetched.document, { ...answered, ...validators });
      if (ingested.kind === 'failed') return failed(ingested.error);
      await noticeHub(intake.database, feed, announced);
      return ingested;
    }
    case 'unchanged':
      return unchanged(answered);
    case 'gone':
      return failed(fetched.error, { goneAt: now });
    case 'failed':
      return failed(fetched.error);
  }

  async function unchanged(outcome: object): Promise<Refreshed> {
    await intake.database.prisma.feed.update({
      where: { slug },
      data: { ...outcome, lastSuccessAt: now, lastError: null, consecutiveFailures: 0 },
    });
    return { kind: 'unchanged' };
  }

  async function failed(error: string, outcome: object = {}): Promise<Refreshed> {
    const failures = feed.consecutiveFailures + 1;
    const backoff = Math.min(INTERVAL_MS * 2 ** Math.min(failures, 10), LONGEST_BACKOFF_MS);
    await intake.database.prisma.feed.update({
      where: { slug },
      data: {
        ...outcome,
        lastAttemptAt: now,
        nextAttemptAt: after(now, backoff),
        lastError: error,
        consecutiveFailures: failures,
      },
    });
    return { kind: 'failed', error };
  }
}

function after(instant: Date, wait: number): Date {
  return new Date(instant.getTime() + wait * (1 - JITTER + 2 * JITTER * Math.random()));
}
