// Changes what a curator says of a feed. A new address is looked at like that of a new feed.
import type { Database } from '../database/connect.js';
import type { Feed, Prisma } from '../database/generated/client.js';
import { type FeedAnswer, unknownFeeds } from './feed-answer.js';
import { conflicts, wasTaken } from './feed-conflicts.js';
import { type CheckedInput, checkInput, type FeedInput, type Issue, issue } from './feed-input.js';
import { type FeedReader, findFeed } from './find-feed.js';
import { endSubscription } from './websub/end-subscription.js';

export async function updateFeed(
  { prisma }: Pick<Database, 'prisma'>,
  reader: FeedReader,
  { slug, input: given }: { slug: string; input: FeedInput },
): Promise<FeedAnswer> {
  const { input, issues } = checkInput(given);
  const feed = slug.includes('\0') ? null : await prisma.feed.findUnique({ where: { slug } });
  if (feed === null) return unknownFeeds([slug]);
  if (input.slug != null && input.slug !== slug) {
    issues.push(issue('slug', `a slug never changes: leave it out, or give "${slug}"`));
  }
  for (const field of ['url', 'slug', 'title', 'enabled'] as const) {
    if (input[field] === null) issues.push(issue(field, 'a feed cannot be without it: leave it out to keep it'));
  }
  const { url: addresses, publisher } = input;
  const isSame = addresses == null || addresses.some((address) => isStored(address, feed));
  issues.push(...(await conflicts(prisma, { publisher, url: isSame ? undefined : addresses[0] }, slug)));
  const found = isSame ? { url: feed.url } : await addressOf(reader, addresses, input.enabled ?? feed.enabled);
  if ('mistake' in found) issues.push(found.mistake);
  else if (!isSame && found.url !== addresses[0]) issues.push(...(await conflicts(prisma, { url: found.url }, slug)));
  if ('mistake' in found || issues.length > 0) return { kind: 'invalid', issues };
  try {
    await write(prisma, feed, changesOf(feed, input, found.url));
    return { kind: 'done', slug };
  } catch (error) {
    if (!wasTaken(error)) throw error;
    return { kind: 'invalid', issues: await conflicts(prisma, { publisher, url: found.url }, slug) };
  }
}

/** Nobody is asked for a feed that is not fetched. */
async function addressOf(
  reader: FeedReader,
  addresses: [string, ...string[]],
  isFetched: boolean,
): Promise<{ url: string } | { mistake: Issue }> {
  if (!isFetched) return { url: addresses[0] };
  const finding = await findFeed(reader, addresses);
  return finding.kind === 'found' ? { url: finding.feed.url } : { mistake: issue('url', finding.error) };
}

function changesOf(feed: Feed, input: CheckedInput['input'], url: string): Prisma.FeedUncheckedUpdateInput {
  const changes: Prisma.FeedUncheckedUpdateInput = {};
  if (input.title != null && input.title !== feed.title) changes.title = input.title;
  if (input.language !== undefined && input.language !== feed.language) changes.language = input.language;
  if (input.publisher !== undefined && input.publisher !== feed.publisherSlug) changes.publisherSlug = input.publisher;
  if (input.enabled != null && input.enabled !== feed.enabled) changes.enabled = input.enabled;
  if (url !== feed.url) Object.assign(changes, { url, listedUrl: null, siteUrl: null, ...UNREAD });
  // Whoever enables a feed that was gone wants it to be tried again.
  else if (input.enabled === true && (!feed.enabled || feed.goneAt !== null)) Object.assign(changes, DUE);
  return changes;
}

const DUE = { goneAt: null, nextAttemptAt: null, lastError: null, consecutiveFailures: 0 };

/** Nothing that was learnt at the old address holds at the new one. */
const UNREAD = {
  ...DUE,
  lastAttemptAt: null,
  lastSuccessAt: null,
  etag: null,
  lastModified: null,
  bodyHash: null,
  movedTo: null,
  movedDays: 0,
  movedOn: null,
};

async function write(prisma: Database['prisma'], feed: Feed, changes: Prisma.FeedUncheckedUpdateInput): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  const { slug } = feed;
  const enabled = changes.enabled ?? feed.enabled;
  const due = enabled && 'nextAttemptAt' in changes;
  await prisma.$transaction(async (tx) => {
    await tx.feed.update({ where: { slug }, data: { ...changes, ...(due && { refreshRequestedAt: new Date() }) } });
    if (changes.url !== undefined || changes.enabled === false) await endSubscription(tx, slug);
    await tx.change.create({ data: { type: 'FEED', kind: 'UPDATED', nodeId: slug } });
  });
}

function isStored(address: string, { url }: Feed): boolean {
  return address === url || (URL.canParse(url) && new URL(url).href === address);
}
