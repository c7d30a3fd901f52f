// Curators' word on mentions.
import { reviewMention } from '../record/review.js';
import { builder } from './builder.js';
import { NotFoundErrorRef, notFoundError, ValidationErrorRef, validationError } from './errors.js';
import { MentionRef, mentionOf } from './mention.js';
import { signature } from './saving/result.js';
import { ReviewStatusEnum } from './vocabulary/news.js';

const ReviewMentionSuccess = builder
  .objectRef<{ __typename: 'ReviewMentionSuccess'; id: string }>('ReviewMentionSuccess')
  .implement({
    description: 'The review is kept.',
    fields: (t) => ({
      mention: t.field({
        type: MentionRef,
        description: 'The mention as it is now.',
        resolve: ({ id }, _args, { load }) => mentionOf(load, id),
      }),
    }),
  });

const ReviewMentionResult = builder.unionType('ReviewMentionResult', {
  description: 'What came of a review.',
  types: [ReviewMentionSuccess, ValidationErrorRef, NotFoundErrorRef],
  resolveType: ({ __typename }) => __typename,
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

builder.mutationField('reviewMention', (t) =>
  t.field({
    type: ReviewMentionResult,
    description:
      'Says whether a tie stands. It holds for every place where this article has the same name of this record, and outlives the publisher’s edits. What is inferred of the article is judged anew at once: a rejected name speaks for nothing. Role EDITOR.',
    authScopes: { role: 'EDITOR' },
    args: {
      id: t.arg.globalID({ required: true, description: 'The mention.' }),
      review: t.arg({
        type: ReviewStatusEnum,
        required: true,
        description: 'ACCEPTED or REJECTED; AUTO and NEEDS_REVIEW leave it to linking again.',
      }),
      addAlias: t.arg.boolean({
        description:
          'Whether the name, as the article writes it, becomes one of the record’s in the article’s language, of the kind it is known as; with ACCEPTED only. Stored articles that have it are tied within seconds.',
      }),
    },
    resolve: async (_root, { id: { typename, id }, review, addAlias }, context) => {
      if (typename !== 'Mention' || !UUID.test(id)) return notFoundError('no mention has this id');
      const reason = signature(context, 'a name that an article uses');
      const help = await context.feeds.readyToReview();
      const wish = { ...reason, ...help, review, addAlias: addAlias ?? false };
      const outcome = await reviewMention(context.database, id, wish);
      context.load.forget();
      if (outcome.kind === 'unknown') return notFoundError(outcome.message);
      if (outcome.kind === 'invalid') return validationError(outcome.issues);
      return { __typename: 'ReviewMentionSuccess' as const, id: outcome.id };
    },
  }),
);
