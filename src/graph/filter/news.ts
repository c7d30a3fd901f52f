// Filters of articles, feeds and sources.
import { builder } from '../builder.js';
import { feedStatus } from '../feed-status.js';
import { raw, sql } from '../fragment.js';
import { FeedStatusEnum } from '../vocabulary/news.js';
import { type At, allOf, column, type Filter, filterOf, through } from './filter.js';
import { type ArticleFilter, ArticleFilterInput, type FeedFilter, type SourceFilter } from './inputs.js';
import { connected } from './record-inputs.js';
import {
  caselessCondition,
  DateTimeFilterInput,
  instantCondition,
  listed,
  lowered,
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
    language: t.field({ type: StringFilterInput, description: 'By its language, a BCP 47 tag, whatever its case.' }),
    tag: t.field({ type: StringFilterInput, description: "By one of the publisher's own tags, whatever its case." }),
    publishedAt: t.field({ type: DateTimeFilterInput, description: 'When it was published.' }),
    mentions: t.stringList({
      description: 'Mentions all of these records, by slug; 20 at most. An unknown slug is BAD_USER_INPUT.',
    }),
    mentionsAny: t.stringList({
      description: 'Mentions one of these records at least, by slug. An unknown slug is BAD_USER_INPUT.',
    }),
  }),
});

export const FeedFilterInput = builder.inputRef<FeedFilter>('FeedFilter').implement({
  description: 'Which feeds. Conditions side by side all hold.',
  fields: (t) => ({
    slug: t.field({ type: StringFilterInput, description: 'By slug.' }),
    status: t.field({ type: [FeedStatusEnum], description: 'Doing in one of these ways.' }),
    language: t.field({ type: StringFilterInput, description: 'By its language, a BCP 47 tag, whatever its case.' }),
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

const caseless = (name: string) => (value: StringFilter, at: At) => caselessCondition(column(at, name), value, at);

/** The slugs of a list, each of which must be that of a record. */
function recordsOf(slugs: readonly string[], at: At, most: number): string[] {
  const unique = [...new Set(listed(slugs, at.path, most))];
  for (const value of unique) at.scope.named.push({ path: at.path, value, what: 'record' });
  return unique;
}

/** Ties that wait for a curator, and rejected ones, are no mentions here. */
const mention = (at: At, of: string) =>
  raw(`mention ${of} where ${of}.article_id = ${at.of}.id and ${of}.review in ('AUTO', 'ACCEPTED')`);

export const articleFilter: Filter<ArticleFilter> = filterOf({
  text: (words, at) => {
    if (words.trim() === '') return null; // what is empty is no condition
    return storable(words) ? sql`${column(at, 'words')} @@ all_words(${words}::text)` : raw('false');
  },
  feed: texts('feed_slug'),
  language: caseless('language'),
  tag: (value, at) => {
    if (!value.contains && !value.startsWith) {
      // An index on whole tags answers it.
      const among = (tags: string[]) => sql`lower_texts(${column(at, 'tags')}) && ${lowered(tags)}`;
      return stringCondition(column(at, 'tags'), value, at, { among });
    }
    const { of } = through(at);
    const condition = caselessCondition(raw(`${of}.tag`), value, at);
    return (
      condition && sql`exists (select from unnest(${column(at, 'tags')}) as ${raw(`${of}(tag)`)} where ${condition})`
    );
  },
  publishedAt: (value, at) => instantCondition(column(at, 'published_at'), value),
  mentions: (slugs, at) =>
    allOf(
      recordsOf(slugs, at, 20).map((slug) => {
        const { of } = through(at);
        return sql`exists (select from ${mention(at, of)} and ${raw(of)}.record_slug = ${slug}::text)`;
      }),
    ),
  mentionsAny: (slugs, at) => {
    const records = recordsOf(slugs, at, 1000);
    if (records.length === 0) return null;
    const { of } = through(at);
    return sql`exists (select from ${mention(at, of)} and ${raw(of)}.record_slug = any(${records}::text[]))`;
  },
});

export const feedFilter: Filter<FeedFilter> = filterOf({
  slug: texts('slug'),
  status: (words, at) => wordCondition(raw(`(${feedStatus(at.of)})`), words, at),
  language: caseless('language'),
});

export const sourceFilter: Filter<SourceFilter> = filterOf({
  slug: texts('slug'),
  publisher: texts('publisher'),
  url: texts('url'),
});
