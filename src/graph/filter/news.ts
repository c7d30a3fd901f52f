// Filters of articles, feeds and sources.
import { builder } from '../builder.js';
import { feedStatus } from '../feed-status.js';
import { all, raw, sql } from '../fragment.js';
import { FeedStatusEnum } from '../vocabulary/news.js';
import { withoutRepeatedWords } from '../words.js';
import { type At, column, type Filter, filterOf, through } from './filter.js';
import { type ArticleFilter, ArticleFilterInput, type FeedFilter, type SourceFilter } from './inputs.js';
import { connected } from './record-inputs.js';
import {
  DateTimeFilterInput,
  instantCondition,
  listed,
  type StringFilter,
  StringFilterInput,
  storable,
  stringCondition,
  wordCondition,
} from './values.js';

ArticleFilterInput.implement({
  description: 'Which articles. Conditions side by side all hold.',
  fields: (t) => ({
    ...connected(t, ArticleFilterInput),
    text: t.string({
      description: 'All of these words stand in title or summary, whatever their case and accents.',
    }),
    feed: t.field({ type: StringFilterInput, description: 'By the slug of the feed that brought it.' }),
    language: t.field({ type: StringFilterInput, description: 'By its language, a BCP 47 tag.' }),
    tag: t.field({ type: StringFilterInput, description: "By one of the publisher's own tags." }),
    publishedAt: t.field({ type: DateTimeFilterInput, description: 'When it was published.' }),
    mentions: t.stringList({ description: 'Mentions all of these records, by slug; 20 at most.' }),
    mentionsAny: t.stringList({ description: 'Mentions one of these records at least, by slug.' }),
  }),
});

export const FeedFilterInput = builder.inputRef<FeedFilter>('FeedFilter').implement({
  description: 'Which feeds. Conditions side by side all hold.',
  fields: (t) => ({
    slug: t.field({ type: StringFilterInput, description: 'By slug.' }),
    status: t.field({ type: [FeedStatusEnum], description: 'Doing in one of these ways.' }),
    language: t.field({ type: StringFilterInput, description: 'By its language, a BCP 47 tag.' }),
  }),
});

export const SourceFilterInput = builder.inputRef<SourceFilter>('SourceFilter').implement({
  description: 'Which sources. Conditions side by side all hold.',
  fields: (t) => ({
    slug: t.field({ type: StringFilterInput, description: 'By slug.' }),
    publisher: t.field({ type: StringFilterInput, description: 'By who published it.' }),
    url: t.field({ type: StringFilterInput, description: 'By its address.' }),
  }),
});

const texts = (name: string) => (value: StringFilter, at: At) => stringCondition(column(at, name), value, at);

/** Ties that wait for a curator, and rejected ones, are no mentions here. */
const mention = (at: At, of: string) =>
  raw(`mention ${of} where ${of}.article_id = ${at.of}.id and ${of}.review in ('AUTO', 'ACCEPTED')`);

export const articleFilter: Filter<ArticleFilter> = filterOf({
  text: (words, at) =>
    storable(words) ? sql`${column(at, 'words')} @@ all_words(${withoutRepeatedWords(words)}::text)` : raw('false'),
  feed: texts('feed_slug'),
  language: texts('language'),
  tag: (value, at) => {
    if (value.contains == null && value.startsWith == null) {
      // An index on whole tags answers it.
      const among = (tags: string[]) => sql`${column(at, 'tags')} && ${tags}::text[]`;
      return stringCondition(column(at, 'tags'), value, at, { among });
    }
    const { of } = through(at);
    return sql`exists (select from unnest(${column(at, 'tags')}) as ${raw(`${of}(tag)`)} where ${stringCondition(raw(`${of}.tag`), value, at)})`;
  },
  publishedAt: (value, at) => instantCondition(column(at, 'published_at'), value),
  mentions: (slugs, at) =>
    all(
      [...new Set(listed(slugs, at.path, 20))].map((slug) => {
        if (!storable(slug)) return raw('false');
        const { of } = through(at);
        return sql`exists (select from ${mention(at, of)} and ${raw(of)}.record_slug = ${slug}::text)`;
      }),
    ),
  mentionsAny: (slugs, at) => {
    const { of } = through(at);
    const possible = [...listed(slugs, at.path)].filter(storable);
    return sql`exists (select from ${mention(at, of)} and ${raw(of)}.record_slug = any(${possible}::text[]))`;
  },
});

export const feedFilter: Filter<FeedFilter> = filterOf({
  slug: texts('slug'),
  status: (words, at) => wordCondition(raw(`(${feedStatus(at.of)})`), words, at),
  language: texts('language'),
});

export const sourceFilter: Filter<SourceFilter> = filterOf({
  slug: texts('slug'),
  publisher: texts('publisher'),
  url: texts('url'),
});
