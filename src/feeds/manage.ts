// Feeds as people keep them: what the graph has done to them, each wish answered with a value.
import { addFeed } from './add-feed.js';
import { type FeedAnswer, type Unknown, unknownFeeds } from './feed-answer.js';
import type { FeedInput } from './feed-input.js';
import type { Intake } from './ingest.js';
import { readyToReview } from './ready-to-review.js';
import type { Fetching } from './refresh.js';
import { removeFeed } from './remove-feed.js';
import { markAllRequested, markRequested, type RefreshRequests } from './requests.js';
import { updateFeed } from './update-feed.js';

export interface FeedWork {
  database: Intake['database'];
  lexicon: Intake['lexicon'];
  fetching: Fetching;
  parser: Intake['parser'];
  requests: Pick<RefreshRequests, 'wake'>;
}

export function keepFeeds({ database, lexicon, fetching, parser, requests }: FeedWork) {
  const reader = { ...fetching, parser };
  /** A feed that was added or moved asks to be fetched. */
  function woken(answer: FeedAnswer): FeedAnswer {
    if (answer.kind === 'done') requests.wake();
    return answer;
  }
  return {
    add: async (input: FeedInput) => woken(await addFeed(database, reader, input)),
    update: async (slug: string, input: FeedInput) => woken(await updateFeed(database, reader, { slug, input })),
    remove: (slug: string) => removeFeed(database, slug),
    /** All that are fetched where none is named; of those that are named, the ones that are fetched. */
    async refresh(slugs: readonly string[] | null): Promise<{ kind: 'accepted'; slugs: string[] } | Unknown> {
      const accepted =
        slugs === null ? await markAllRequested(database.prisma) : await markNamed(database, [...new Set(slugs)]);
      if (Array.isArray(accepted)) {
        requests.wake();
        return { kind: 'accepted', slugs: accepted };
      }
      return accepted;
    },
    readyToReview: () => readyToReview(database.sql, lexicon),
  };
}

async function markNamed({ prisma }: FeedWork['database'], slugs: string[]): Promise<string[] | Unknown> {
  return prisma.$transaction(async (tx) => {
    const rows = await tx.feed.findMany({
      where: { slug: { in: slugs.filter((slug) => !slug.includes('\0')) } },
      select: { slug: true },
    });
    const known = new Set(rows.map(({ slug }) => slug));
    const unknown = slugs.filter((slug) => !known.has(slug));
    return unknown.length > 0 ? unknownFeeds(unknown) : markRequested(tx, slugs);
  });
}
