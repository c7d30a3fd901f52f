// Feeds as administrators keep them: added, changed, removed and fetched out of turn.
import { builder } from './builder.js';
import type { Context } from './context.js';
import { NotFoundErrorRef, notFoundError, ValidationErrorRef, validationError } from './errors.js';
import { FeedRef, type FeedRow, feedRow } from './feed.js';
import type { FeedAnswer } from './feed-keeper.js';

const FeedInput = builder.inputType('FeedInput', {
  description: 'A feed, or what changes of it: in a change, what is left out stays, and null removes.',
  fields: (t) => ({
    url: t.string({
      description:
        'Address of the feed, or of a site whose feed is looked for; without a scheme it is tried by https, then by http. Required for a new feed.',
    }),
    slug: t.string({ description: 'Its name, for ever; made from the title where none is given.' }),
    title: t.string({ description: 'Title to show; the feed’s own where none is given.' }),
    language: t.string({ description: 'Language, as a BCP 47 tag; null in a change removes it.' }),
    publisher: t.string({ description: 'Slug of the actor that publishes it; null in a change removes it.' }),
    enabled: t.boolean({
      description:
        'Whether the feed is fetched. One that is added disabled is not looked at; enabling one tries it anew.',
    }),
  }),
});

const FeedSuccess = builder.objectRef<{ __typename: 'FeedSuccess'; feed: FeedRow }>('FeedSuccess').implement({
  description: 'The wish was carried out.',
  fields: (t) => ({
    feed: t.field({
      type: FeedRef,
      description: 'The feed as it is now; as it was, where it was removed.',
      resolve: ({ feed }) => feed,
    }),
  }),
});

const FeedResult = builder.unionType('FeedResult', {
  description: 'What came of a wish about a feed.',
  types: [FeedSuccess, ValidationErrorRef, NotFoundErrorRef],
  resolveType: ({ __typename }) => __typename,
});

const RefreshFeedsSuccess = builder
  .objectRef<{ __typename: 'RefreshFeedsSuccess'; feeds: FeedRow[] }>('RefreshFeedsSuccess')
  .implement({
    description: 'The feeds will be fetched within seconds: watch `lastAttemptAt`.',
    fields: (t) => ({
      feeds: t.field({
        type: [FeedRef],
        description: 'The feeds that will be fetched. Disabled ones, and ones that are gone, are not among them.',
        resolve: ({ feeds }) => feeds,
      }),
    }),
  });

const RefreshFeedsResult = builder.unionType('RefreshFeedsResult', {
  description: 'What came of the wish to have feeds fetched.',
  types: [RefreshFeedsSuccess, NotFoundErrorRef],
  resolveType: ({ __typename }) => __typename,
});

const slugArgument = { required: true, description: 'Slug of the feed.' } as const;

builder.mutationFields((t) => ({
  addFeed: t.field({
    type: FeedResult,
    description:
      'Adds a feed and has it fetched. A site’s address will do: the feed that its page names, or one at a usual path. Role ADMIN.',
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: FeedInput, required: true, description: 'The feed.' }) },
    resolve: async (_root, { input }, context) => {
      return resultOf(context, await context.feeds.add(input));
    },
  }),
  updateFeed: t.field({
    type: FeedResult,
    description: 'Changes a feed. At a new address it is fetched as if it were new. Role ADMIN.',
    authScopes: { role: 'ADMIN' },
    args: {
      slug: t.arg.string(slugArgument),
      input: t.arg({ type: FeedInput, required: true, description: 'What changes.' }),
    },
    resolve: async (_root, { slug, input }, context) => {
      return resultOf(context, await context.feeds.update(slug, input));
    },
  }),
  removeFeed: t.field({
    type: FeedResult,
    description:
      'Removes a feed and the articles that it alone brought; one that another feed brought too belongs to that one. Role ADMIN.',
    authScopes: { role: 'ADMIN' },
    args: { slug: t.arg.string(slugArgument) },
    resolve: async (_root, { slug }, context) => {
      const feed = await feedRow(context.load, slug);
      const answer = await context.feeds.remove(slug);
      context.load.forget();
      if (answer.kind !== 'done' || feed === null) return refusalOf(answer, slug);
      return { __typename: 'FeedSuccess' as const, feed };
    },
  }),
  refreshFeeds: t.field({
    type: RefreshFeedsResult,
    description: 'Has feeds fetched now, due or not; all that are fetched at all where none is named. Role ADMIN.',
    authScopes: { role: 'ADMIN' },
    args: { slugs: t.arg.stringList({ description: 'Slugs of the feeds.' }) },
    resolve: async (_root, { slugs }, context) => {
      const answer = await context.feeds.refresh(slugs ?? null);
      if (answer.kind === 'unknown') return notFoundError(answer.message);
      context.load.forget();
      const feeds = await Promise.all(answer.slugs.map((slug) => feedRow(context.load, slug)));
      return { __typename: 'RefreshFeedsSuccess' as const, feeds: feeds.filter((feed) => feed !== null) };
    },
  }),
}));

async function resultOf(context: Context, answer: FeedAnswer) {
  if (answer.kind !== 'done') return refusalOf(answer, '');
  context.load.forget();
  const feed = await feedRow(context.load, answer.slug);
  // Another administrator may have removed it since.
  return feed === null ? refusalOf(answer, answer.slug) : { __typename: 'FeedSuccess' as const, feed };
}

function refusalOf(answer: FeedAnswer, slug: string) {
  if (answer.kind === 'invalid') return validationError(answer.issues);
  return notFoundError(answer.kind === 'unknown' ? answer.message : `no feed is called "${slug}"`);
}
