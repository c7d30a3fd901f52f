// Feeds: where news comes from, and how each feed is doing.
import type { MaybePromise } from '@pothos/core';
import { type Feed, Prisma } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import { ActorRef, actorNamed } from './actor.js';
import { builder } from './builder.js';
import { connectionOf, filteredArgs } from './connection.js';
import { feedRealtime, feedRealtimeError, feedStatus } from './feed-status.js';
import { filteredPage } from './filter/filter.js';
import { FeedFilterInput, feedFilter } from './filter/news.js';
import type { Listing } from './listing.js';
import type { Loaders, Lookup } from './loaders.js';
import { registerNode } from './node.js';
import { FeedAttestationEnum, FeedKindEnum, type FeedStatus, FeedStatusEnum } from './vocabulary/news.js';

export type FeedRow = Feed & {
  status: FeedStatus;
  realtime: boolean;
  realtimeError: string | null;
  triedNextAt: Date | null;
};

const feedColumns = (of: string) => `${columns(Prisma.FeedScalarFieldEnum, of)},
  ${feedStatus(of)} as status,
  case
    when ${of}.enabled and ${of}.gone_at is null and url_host(${of}.url) is not null then greatest(
      case when ${of}.refresh_requested_at is null then ${of}.next_attempt_at
        else least(${of}.next_attempt_at, coalesce(${of}.last_attempt_at + make_interval(secs => ${of}.request_pause), now())) end,
      (select h.free_at from feed_host h where h.host = url_host(${of}.url) and ${of}.leased_until is null),
      now()
    )
  end as "triedNextAt",
  ${feedRealtime(of)} as realtime, ${feedRealtimeError(of)} as "realtimeError"`;

const feedBySlug: Lookup<FeedRow> = {
  text: `select ${feedColumns('f')} from feed f where f.slug = any($1::text[])`,
  by: 'slug',
};
registerNode('Feed', 'slug', feedBySlug);

/** Null where the slug is unknown. */
export function feedRow(load: Loaders, slug: string): Promise<FeedRow | null> {
  return load.one(feedBySlug, slug);
}

export function feedOf(load: Loaders, slug: string): MaybePromise<Feed> {
  return load.existing(feedBySlug, slug);
}

const allFeeds: Listing<FeedRow> = {
  from: 'feed f',
  order: [{ by: 'f.slug', type: 'text' }],
  direction: 'asc',
  columns: feedColumns('f'),
};

export const FeedRef = builder.prismaNode('Feed', {
  id: { field: 'slug', description: 'Global identifier.' },
  fields: (t) => ({
    slug: t.exposeString('slug'),
    title: t.exposeString('title'),
    url: t.expose('url', { type: 'URL' }),
    siteUrl: t.expose('siteUrl', { type: 'URL', nullable: true }),
    language: t.exposeString('language', { nullable: true }),
    publisher: t.field({
      type: ActorRef,
      nullable: true,
      description: 'The publisher; null if the record does not know it.',
      // Under `asOf` feeds are as they are, and the publisher may not have been in the record yet.
      resolve: ({ publisherSlug }, _args, { load }) =>
        publisherSlug === null ? null : actorNamed(load, publisherSlug),
    }),
    kind: t.expose('kind', { type: FeedKindEnum }),
    attestation: t.expose('attestation', { type: FeedAttestationEnum, nullable: true }),
    note: t.exposeString('note', { nullable: true }),
    enabled: t.exposeBoolean('enabled'),
    status: t.field({
      type: FeedStatusEnum,
      description: 'How the feed is doing.',
      resolve: (feed) => (feed as FeedRow).status,
    }),
    lastAttemptAt: t.expose('lastAttemptAt', { type: 'DateTime', nullable: true }),
    lastSuccessAt: t.expose('lastSuccessAt', { type: 'DateTime', nullable: true }),
    nextAttemptAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When the feed will be tried next: now where it is overdue, asked for or being tried, later where its server asks to be left alone; null where it is not fetched.',
      resolve: (feed) => (feed as FeedRow).triedNextAt,
    }),
    lastError: t.exposeString('lastError', { nullable: true }),
    consecutiveFailures: t.exposeInt('consecutiveFailures'),
    realtime: t.boolean({
      description:
        'Whether the publisher pushes through WebSub: its hub has confirmed, and its last delivery was taken.',
      resolve: (feed) => (feed as FeedRow).realtime,
    }),
    realtimeError: t.string({
      nullable: true,
      description:
        'Why the hub that the feed names does not push it, in plain words: it is polled meanwhile. Null if it does, or the feed names none.',
      resolve: (feed) => (feed as FeedRow).realtimeError,
    }),
  }),
});

const { connection: FeedConnection } = connectionOf(FeedRef, { of: 'feeds' });

builder.queryFields((t) => ({
  feed: t.field({
    type: FeedRef,
    nullable: true,
    description: 'One feed; null where the slug is unknown.',
    args: { slug: t.arg.string({ required: true, description: 'Slug of the feed.' }) },
    resolve: (_root, { slug }, { load }) => feedRow(load, slug),
  }),
  feeds: t.field({
    type: FeedConnection,
    description: 'Feeds, by slug.',
    args: filteredArgs(t.arg, FeedFilterInput),
    resolve: (_root, args, { load }) => filteredPage(load, allFeeds, { key: '', args, rule: feedFilter, of: 'f' }),
  }),
}));
