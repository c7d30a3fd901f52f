// Mentions: why an article is tied to a record.
import type { MaybePromise } from '@pothos/core';
import { type Mention, Prisma } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import { ArticleRef, articleOf } from './article.js';
import { builder } from './builder.js';
import { connectionOf, pageArgs } from './connection.js';
import { type Listing, pageRequest } from './listing.js';
import type { Loaders, Lookup } from './loaders.js';
import { registerNode } from './node.js';
import { RecordRef, recordBehind } from './record.js';
import {
  ArticleFieldEnum,
  type EvidencePart,
  EvidencePartEnum,
  MentionMethodEnum,
  ReviewStatusEnum,
} from './vocabulary/news.js';

/** What nothing but the fields of these names reads; `publishedAt` is there for an index. */
const DETAILS = ['publishedAt', 'field', 'startOffset', 'endOffset', 'surface', 'score', 'method'];

const mentionColumns = columns(Prisma.MentionScalarFieldEnum, 'm', DETAILS);

const mentionById: Lookup<Mention> = {
  text: `select ${mentionColumns} from mention m where m.id = any($1::uuid[])`,
  by: 'id',
};
registerNode('Mention', 'uuid', mentionById);

export function mentionOf(load: Loaders, id: string): MaybePromise<Mention> {
  return load.existing(mentionById, id);
}

const mentionsOfArticle: Lookup<Mention> = {
  text: `
    select ${mentionColumns} from mention m where m.article_id = any($1::uuid[])
    order by m.article_id, m.field, m.start_offset nulls last, m.record_slug`,
  by: 'articleId',
};

const awaitingReview: Listing<Mention> = {
  from: 'mention m',
  where: "m.review = 'NEEDS_REVIEW'",
  order: [{ by: 'm.id', type: 'uuid' }],
  direction: 'desc',
  columns: mentionColumns,
};

/** As linking writes it into `parts`. */
interface Evidence {
  part: EvidencePart;
  what: string;
  weight: number;
}

const MentionEvidenceRef = builder.objectRef<Evidence>('MentionEvidence').implement({
  description: 'One thing in the article that speaks for an inferred tie.',
  fields: (t) => ({
    part: t.field({
      type: EvidencePartEnum,
      description: 'What kind of thing it is.',
      resolve: ({ part }) => part,
    }),
    what: t.exposeString('what', { description: 'Slugs of records, or the words or figures of the article.' }),
    weight: t.exposeFloat('weight', { description: 'What it adds to the score, which ends at 1.' }),
  }),
});

export const MentionRef = builder.prismaNode('Mention', {
  id: { field: 'id', description: 'Global identifier.' },
  fields: (t) => ({
    article: t.field({
      type: ArticleRef,
      description: 'The article.',
      resolve: ({ articleId }, _args, { load }) => articleOf(load, articleId),
    }),
    record: t.field({
      type: RecordRef,
      description: 'The record.',
      resolve: (row, _args, { load }, info) => recordBehind(load, row, info),
    }),
    field: t.expose('field', { type: ArticleFieldEnum }),
    start: t.exposeInt('startOffset', { nullable: true }),
    end: t.exposeInt('endOffset', { nullable: true }),
    surface: t.exposeString('surface', { nullable: true }),
    score: t.exposeFloat('score'),
    method: t.expose('method', { type: MentionMethodEnum }),
    review: t.expose('review', { type: ReviewStatusEnum }),
    evidence: t.field({
      type: [MentionEvidenceRef],
      description: 'What speaks for an inferred tie, part by part; empty where the name in the text does.',
      resolve: ({ parts }) => (parts ?? []) as unknown as Evidence[],
    }),
  }),
});

const { connection: MentionConnection } = connectionOf(MentionRef, { of: 'mentions' });

builder.objectField(ArticleRef, 'mentions', (t) =>
  t.field({
    type: [MentionRef],
    description:
      'Records that this article is tied to, each with the reason; unless asked otherwise, only ties that stand.',
    args: { reviewed: t.arg({ type: ReviewStatusEnum, description: 'Only ties in this state of review.' }) },
    resolve: async ({ id }, { reviewed }, { load }) => {
      const mentions = await load.many(mentionsOfArticle, id);
      return mentions.filter(({ review }) =>
        reviewed == null ? review === 'AUTO' || review === 'ACCEPTED' : review === reviewed,
      );
    },
  }),
);

builder.queryField('reviewQueue', (t) =>
  t.field({
    type: MentionConnection,
    description: 'Mentions that wait for a curator, the latest first.',
    args: pageArgs(t.arg),
    resolve: (_root, args, { load }) => load.page(awaitingReview, '', pageRequest(awaitingReview, args)),
  }),
);
