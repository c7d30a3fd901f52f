// Adds a feed: check what was said of it, find it on the network, write it with the change to tell of.
import type { Database } from '../database/connect.js';
import type { FeedAnswer } from './feed-answer.js';
import { conflicts, wasTaken } from './feed-conflicts.js';
import { type CheckedInput, checkInput, type FeedInput, issue } from './feed-input.js';
import { freeSlug } from './feed-slug.js';
import { type FeedReader, type Finding, type FoundFeed, findFeed } from './find-feed.js';

/** A feed that is added disabled is taken as it is: nobody is asked for it. */
export async function addFeed(
  { prisma }: Pick<Database, 'prisma'>,
  reader: FeedReader,
  given: FeedInput,
): Promise<FeedAnswer> {
  const { input, issues } = checkInput(given);
  const { url: addresses, slug, publisher } = input;
  if (addresses == null) {
    const isMissing = issues.every(({ path }) => path[1] !== 'url');
    if (isMissing) issues.push(issue('url', 'is missing: give the address of a feed, or of a site that has one'));
    issues.push(...(await conflicts(prisma, { slug, publisher }, null)));
    return { kind: 'invalid', issues };
  }
  const known = await conflicts(prisma, { url: addresses[0], slug, publisher }, null);
  issues.push(...known);
  if (known.some(({ path }) => path[1] === 'url')) return { kind: 'invalid', issues };
  const finding: Finding = input.enabled === false ? asGiven(addresses[0]) : await findFeed(reader, addresses);
  if (finding.kind === 'none') issues.push(issue('url', finding.error));
  else if (finding.feed.url !== addresses[0])
    issues.push(...(await conflicts(prisma, { url: finding.feed.url }, null)));
  if (finding.kind === 'none' || issues.length > 0) return { kind: 'invalid', issues };
  return write(prisma, input, finding.feed);
}

function asGiven(url: string): Finding {
  return { kind: 'found', feed: { url, title: null, language: null, siteUrl: null } };
}

async function write(prisma: Database['prisma'], input: CheckedInput['input'], found: FoundFeed): Promise<FeedAnswer> {
  const title = input.title ?? found.title ?? new URL(found.url).hostname;
  const enabled = input.enabled ?? true;
  for (;;) {
    try {
      return await prisma.$transaction(async (tx) => {
        const slug =
          input.slug ?? (await freeSlug(tx, title, { url: found.url, language: input.language ?? found.language }));
        await tx.feed.create({
          data: {
            slug,
            title,
            url: found.url,
            siteUrl: found.siteUrl,
            language: input.language ?? found.language,
            publisherSlug: input.publisher ?? null,
            enabled,
            refreshRequestedAt: enabled ? new Date() : null,
          },
        });
        await tx.change.create({ data: { type: 'FEED', kind: 'CREATED', nodeId: slug } });
        return { kind: 'done', slug };
      });
    } catch (error) {
      if (!wasTaken(error)) throw error;
      // Another writer was first: it took the address or the slug, which is a mistake now, or a slug that was made here.
      const { slug, publisher } = input;
      const issues = await conflicts(prisma, { slug, publisher, url: found.url }, null);
      if (issues.length > 0) return { kind: 'invalid', issues };
    }
  }
}
