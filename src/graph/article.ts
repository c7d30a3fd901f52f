// Articles: the news, and a record's or a feed's share of it.
import type { MaybePromise } from '@pothos/core';
import { type Article, Prisma } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import { builder } from './builder.js';
import { connectionOf, filteredArgs, listArgs } from './connection.js';
import { FeedRef, feedOf } from './feed.js';
import { filteredPage } from './filter/filter.js';
import { ArticleFilterInput } from './filter/inputs.js';
import { articleFilter } from './filter/news.js';
import { sql } from './fragment.js';
import type { Listing } from './listing.js';
import type { Loaders, Lookup } from './loaders.js';
import { registerNode } from './node.js';
import { by, orderInput, orders } from './order.js';
import { RecordRef } from './record.js';
import { SourceRef } from './source.js';

/** What nothing but the fields of these names reads; a body is long. */
const DETAILS = ['author', 'summary', 'contentHtml', 'language', 'tags', 'firstSeenAt', 'updatedAt'];

const articleColumns = (of: string) => columns(Prisma.ArticleScalarFieldEnum, of, DETAILS);

const articleById: Lookup<Article> = {
  text: `select ${articleColumns('a')} from article a where a.id = any($1::uuid[])`,
  by: 'id',
};
registerNode('Article', 'uuid', articleById);

export function articleOf(load: Loaders, id: string): MaybePromise<Article> {
  return load.existing(articleById, id);
}

/** Two feeds may bring one address; the first that did is the article. */
const articleByUrl: Lookup<Article> = {
  text: `
    select distinct on (a.url) ${articleColumns('a')} from article a
    where a.url = any($1::text[]) order by a.url, a.id`,
  by: 'url',
};

const newest = {
  order: [
    { by: 'a.published_at', type: 'timestamptz' },
    { by: 'a.id', type: 'uuid' },
  ],
  direction: 'desc',
  columns: articleColumns('a'),
} as const;

const allArticles: Listing<Article> = { from: 'article a', ...newest };

const ArticleOrderInput = orderInput('Article', 'articles', {
  PUBLISHED_AT: 'By when it was published.',
  FIRST_SEEN_AT: 'By when Flankwatch first saw it.',
});

const articlesIn = orders(allArticles, {
  PUBLISHED_AT: by(...newest.order),
  FIRST_SEEN_AT: by({ by: 'a.first_seen_at', type: 'timestamptz' }, { by: 'a.id', type: 'uuid' }),
});

const articlesOfFeed: Listing<Article> = {
  from: 'appearance s',
  where: 's.feed_slug = k.key',
  order: [
    { by: 's.published_at', type: 'timestamptz' },
    { by: 's.article_id', type: 'uuid' },
  ],
  direction: 'desc',
  join: 'join article a on a.id = p."~1"',
  columns: newest.columns,
};

export const articlesOfStory: Listing<Article> = { from: 'article a', where: 'a.story_id = k.key::uuid', ...newest };

/** Ties that wait for a curator, and rejected ones, are no coverage. */
const coverage: Listing<Article> = {
  from: 'mention m',
  where: "m.record_slug = k.key and m.review in ('AUTO', 'ACCEPTED')",
  order: [
    { by: 'm.published_at', type: 'timestamptz' },
    { by: 'm.article_id', type: 'uuid' },
  ],
  direction: 'desc',
  distinct: true,
  join: 'join article a on a.id = p."~1"',
  columns: articleColumns('a'),
};

export const ArticleRef = builder.prismaNode('Article', {
  id: { field: 'id', description: 'Global identifier.' },
  fields: (t) => ({
    title: t.exposeString('title'),
    url: t.expose('url', { type: 'URL' }),
    author: t.exposeString('author', { nullable: true }),
    summary: t.exposeString('summary', { nullable: true }),
    contentHtml: t.exposeString('contentHtml', { nullable: true }),
    language: t.exposeString('language', { nullable: true }),
    tags: t.exposeStringList('tags'),
    publishedAt: t.expose('publishedAt', { type: 'DateTime' }),
    firstSeenAt: t.expose('firstSeenAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    feed: t.field({
      type: FeedRef,
      description: 'The feed that brought it.',
      resolve: ({ feedSlug }, _args, { load }) => feedOf(load, feedSlug),
    }),
  }),
});

export const { connection: ArticleConnection } = connectionOf(ArticleRef, { of: 'articles' });

builder.interfaceField(RecordRef, 'articles', (t) =>
  t.field({
    type: ArticleConnection,
    description: 'The coverage: articles that mention this record, the newest first.',
    args: filteredArgs(t.arg, ArticleFilterInput),
    resolve: ({ slug }, args, { load }) =>
      filteredPage(load, coverage, {
        key: slug,
        args,
        rule: articleFilter,
        of: 'a',
        through: (condition) => sql`exists (select from article a where a.id = m.article_id and ${condition})`,
      }),
  }),
);

builder.objectField(FeedRef, 'articles', (t) =>
  t.field({
    type: ArticleConnection,
    description:
      'Articles that appeared in this feed, the newest first; of those that several feeds bring, `Article.feed` is the one that did so first.',
    args: filteredArgs(t.arg, ArticleFilterInput),
    resolve: ({ slug }, args, { load }) =>
      filteredPage(load, articlesOfFeed, {
        key: slug,
        args,
        rule: articleFilter,
        of: 'a',
        through: (condition) => sql`exists (select from article a where a.id = s.article_id and ${condition})`,
      }),
  }),
);

builder.objectField(SourceRef, 'article', (t) =>
  t.field({
    type: ArticleRef,
    nullable: true,
    description: 'The article, where the text arrived through a feed.',
    resolve: ({ articleId }, _args, { load }) => (articleId === null ? null : articleOf(load, articleId)),
  }),
);

builder.queryFields((t) => ({
  article: t.field({
    type: ArticleRef,
    nullable: true,
    description: 'The article at an address; null where no feed brought it.',
    args: { url: t.arg({ type: 'URL', required: true, description: 'Address of the article.' }) },
    resolve: (_root, { url }, { load }) => load.one(articleByUrl, url),
  }),
  articles: t.field({
    type: ArticleConnection,
    description: 'Articles; all of them, the newest first, where nothing else is asked for.',
    args: listArgs(t.arg, ArticleFilterInput, ArticleOrderInput),
    resolve: (_root, { orderBy, ...args }, { load }) => {
      const listing = articlesIn(orderBy);
      return filteredPage(load, listing, { key: '', args, rule: articleFilter, of: 'a' });
    },
  }),
}));
