// Removes a feed, and with it the articles that no other feed brought.
import type { Database } from '../database/connect.js';
import type { Prisma } from '../database/generated/client.js';
import { lockLinking } from '../database/locks.js';
import { sqlIn } from '../database/transaction.js';
import { type FeedAnswer, unknownFeeds } from './feed-answer.js';
import { endStories, recountStories } from './store-stories.js';
import { endSubscription } from './websub/end-subscription.js';

export async function removeFeed({ prisma }: Pick<Database, 'prisma'>, slug: string): Promise<FeedAnswer> {
  if (slug.includes('\0')) return unknownFeeds([slug]);
  return prisma.$transaction(
    async (tx): Promise<FeedAnswer> => {
      // Whoever is storing what this feed brought is waited for; whoever comes later finds no feed.
      const locked = await tx.$queryRaw<object[]>`select slug from feed where slug = ${slug} for update`;
      if (locked.length === 0) return unknownFeeds([slug]);
      await lockLinking(sqlIn(tx));
      await passOn(tx, slug);
      await removeArticles(tx, slug);
      await endSubscription(tx, slug);
      await tx.feed.delete({ where: { slug } });
      await tx.change.create({ data: { type: 'FEED', kind: 'DELETED', nodeId: slug } });
      return { kind: 'done', slug };
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}

/** An article that another feed also brought belongs to the one of these that brought it first. */
async function passOn(tx: Prisma.TransactionClient, slug: string): Promise<void> {
  await tx.$executeRaw`
    with heir as (
      select distinct on (p.article_id) p.article_id, p.feed_slug
      from appearance p join article a on a.id = p.article_id
      where a.feed_slug = ${slug} and p.feed_slug <> ${slug}
      order by p.article_id, p.first_seen_at, p.feed_slug
    ), passed as (
      update article a set feed_slug = heir.feed_slug from heir where a.id = heir.article_id returning a.id
    )
    insert into change (type, kind, node_id) select 'ARTICLE', 'UPDATED', id::text from passed`;
}

async function removeArticles(tx: Prisma.TransactionClient, slug: string): Promise<void> {
  const stories = await tx.$queryRaw<{ id: string }[]>`
    select distinct a.story_id::text as id from appearance p join article a on a.id = p.article_id
    where p.feed_slug = ${slug} and a.story_id is not null`;
  await tx.$executeRaw`
    with removed as (delete from article where feed_slug = ${slug} returning id)
    insert into change (type, kind, node_id) select 'ARTICLE', 'DELETED', id::text from removed`;
  const ids = stories.map(({ id }) => id);
  await recountStories(sqlIn(tx), ids);
  await endStories(sqlIn(tx), ids);
}
