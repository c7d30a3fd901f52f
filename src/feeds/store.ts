// Writes what a feed brought: articles, their ties and the changes to tell of, in one transaction or not at all.
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../database/connect.js';
import type { Prisma } from '../database/generated/client.js';
import type { Match } from '../linking/match.js';
import type { KnownArticle } from './dedupe.js';
import type { NewArticle } from './normalise.js';

export interface LinkedArticle {
  article: NewArticle;
  /** Set where the article is known and was edited. */
  known: KnownArticle | null;
  matches: Match[];
}

export interface StoreRequest {
  feed: string;
  articles: readonly LinkedArticle[];
  seenAt: Date;
  /** What the attempt says of the feed itself. */
  outcome: Prisma.FeedUpdateInput;
}

export async function store(prisma: Database['prisma'], request: StoreRequest): Promise<void> {
  const { feed, articles, seenAt, outcome } = request;
  const added = articles.filter(({ known }) => known === null).map((linked) => ({ ...linked, id: uuidv7() }));
  const edited = articles.flatMap((linked) => (linked.known === null ? [] : [{ ...linked, id: linked.known.id }]));
  await prisma.$transaction(
    async (tx) => {
      await tx.article.createMany({
        data: added.map(({ id, article: { guid: _guid, hash: _hash, ...text } }) => ({
          id,
          feedSlug: feed,
          firstSeenAt: seenAt,
          updatedAt: seenAt,
          ...text,
        })),
      });
      await tx.appearance.createMany({
        data: added.map(({ id, article: { guid, hash } }) => ({
          feedSlug: feed,
          guid,
          hash,
          articleId: id,
          firstSeenAt: seenAt,
        })),
      });
      await keepVersions(tx, edited, seenAt);
      for (const { id, article } of edited) await edit(tx, feed, id, article, seenAt);
      await tie(tx, added, edited);
      await tx.change.createMany({
        data: [
          ...added.map(({ id }) => ({ type: 'ARTICLE' as const, kind: 'CREATED' as const, nodeId: id, at: seenAt })),
          ...edited.map(({ id }) => ({ type: 'ARTICLE' as const, kind: 'UPDATED' as const, nodeId: id, at: seenAt })),
        ],
      });
      await tx.feed.update({ where: { slug: feed }, data: outcome });
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}

/** What an edit replaces stays readable. */
async function keepVersions(tx: Prisma.TransactionClient, edited: Stored[], replacedAt: Date): Promise<void> {
  const before = await tx.article.findMany({
    where: { id: { in: edited.map(({ id }) => id) } },
    select: { id: true, url: true, title: true, author: true, summary: true, contentHtml: true },
  });
  await tx.articleVersion.createMany({
    data: before.map(({ id, ...text }) => ({ articleId: id, replacedAt, ...text })),
  });
}

/** An article without a date keeps the one it was given when it was first seen. */
async function edit(
  tx: Prisma.TransactionClient,
  feed: string,
  id: string,
  { publishedAt, guid, hash, ...text }: NewArticle,
  seenAt: Date,
): Promise<void> {
  const dated = publishedAt.getTime() !== seenAt.getTime();
  await tx.appearance.update({ where: { feedSlug_guid: { feedSlug: feed, guid } }, data: { hash } });
  await tx.article.update({ where: { id }, data: { ...text, updatedAt: seenAt, ...(dated ? { publishedAt } : {}) } });
}

type Stored = LinkedArticle & { id: string };

/** A curator's word on a tie outlives the publisher's edits: what was accepted or rejected is left as it is. */
async function tie(tx: Prisma.TransactionClient, added: Stored[], edited: Stored[]): Promise<void> {
  const ids = edited.map(({ id }) => id);
  await tx.mention.deleteMany({ where: { articleId: { in: ids }, review: { in: ['AUTO', 'NEEDS_REVIEW'] } } });
  const reviewed = await tx.mention.findMany({
    where: { articleId: { in: ids } },
    select: { articleId: true, recordSlug: true, surface: true },
  });
  const decided = new Set(
    reviewed.map(({ articleId, recordSlug, surface }) => `${articleId} ${recordSlug} ${surface}`),
  );
  const dates = await tx.article.findMany({ where: { id: { in: ids } }, select: { id: true, publishedAt: true } });
  const dateOf = new Map(dates.map(({ id, publishedAt }) => [id, publishedAt]));
  await tx.mention.createMany({
    data: [...added, ...edited].flatMap(({ id, article, matches }) =>
      matches
        .filter(({ record, surface }) => !decided.has(`${id} ${record} ${surface}`))
        .map(({ record, recordKind, field, start, end, surface, score, method, review }) => ({
          id: uuidv7(),
          articleId: id,
          publishedAt: dateOf.get(id) ?? article.publishedAt,
          recordSlug: record,
          recordKind,
          field,
          startOffset: start,
          endOffset: end,
          surface,
          score,
          method,
          review,
        })),
    ),
  });
}
