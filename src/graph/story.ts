// Stories: one event as several publishers report it.
import { Prisma, type Story } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import { ArticleConnection, ArticleRef, articlesOfStory } from './article.js';
import { builder } from './builder.js';
import { connectionOf, filteredArgs } from './connection.js';
import { filteredPage } from './filter/filter.js';
import { ArticleFilterInput } from './filter/inputs.js';
import { articleFilter } from './filter/news.js';
import { sql } from './fragment.js';
import type { Listing } from './listing.js';
import type { Lookup } from './loaders.js';
import { registerNode } from './node.js';

const storyColumns = columns(Prisma.StoryScalarFieldEnum, 's');

const storyById: Lookup<Story> = { text: `select ${storyColumns} from story s where s.id = any($1::uuid[])`, by: 'id' };
registerNode('Story', 'uuid', storyById);

const allStories: Listing<Story> = {
  from: 'story s',
  order: [
    { by: 's.last_published_at', type: 'timestamptz' },
    { by: 's.id', type: 'uuid' },
  ],
  direction: 'desc',
  columns: storyColumns,
};

const StoryRef = builder.prismaNode('Story', {
  id: { field: 'id', description: 'Global identifier.' },
  fields: (t) => ({
    headline: t.exposeString('headline'),
    firstPublishedAt: t.expose('firstPublishedAt', { type: 'DateTime' }),
    lastPublishedAt: t.expose('lastPublishedAt', { type: 'DateTime' }),
    independentPublishers: t.exposeInt('independentPublishers'),
    articles: t.field({
      type: ArticleConnection,
      description: 'The articles of the story, the newest first.',
      args: filteredArgs(t.arg, ArticleFilterInput),
      resolve: ({ id }, args, { load }) =>
        filteredPage(load, articlesOfStory, { key: id, args, rule: articleFilter, of: 'a' }),
    }),
  }),
});

const { connection: StoryConnection } = connectionOf(StoryRef, { of: 'stories', counted: false });

builder.objectField(ArticleRef, 'story', (t) =>
  t.field({
    type: StoryRef,
    nullable: true,
    description: 'The story that the article belongs to; null while it is the only one of its event.',
    resolve: ({ storyId }, _args, { load }) => (storyId === null ? null : load.existing(storyById, storyId)),
  }),
);

builder.queryField('stories', (t) =>
  t.field({
    type: StoryConnection,
    description: 'Stories with such an article at least, the one with the latest article first.',
    args: filteredArgs(t.arg, ArticleFilterInput),
    resolve: (_root, args, { load }) =>
      filteredPage(load, allStories, {
        key: '',
        args,
        rule: articleFilter,
        of: 'a',
        through: (condition) => sql`exists (select from article a where a.story_id = s.id and ${condition})`,
      }),
  }),
);
