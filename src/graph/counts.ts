// How many incidents and articles there are, by group.
import { builder } from './builder.js';
import { filtered } from './filter/filter.js';
import { ArticleFilterInput, IncidentFilterInput } from './filter/inputs.js';
import { articleFilter } from './filter/news.js';
import { incidentFilter, incidentStartOf } from './filter/records.js';
import { raw, sql } from './fragment.js';
import {
  CountTotalRef,
  checkGroups,
  type Group,
  type Grouped,
  groupColumns,
  grouped,
  groupOrder,
  keysOf,
} from './total.js';
import { vocabulary } from './vocabulary/vocabulary.js';

type IncidentGroup = 'KIND' | 'COUNTRY' | 'YEAR' | 'MONTH' | 'ATTRIBUTION';

const IncidentGroupEnum = vocabulary<IncidentGroup>('IncidentGroup', 'By what incidents are grouped.', {
  KIND: 'By what kind of event it is.',
  COUNTRY: 'By the state where it happened.',
  YEAR: 'By the year in which it began.',
  MONTH: 'By the month in which it began, as YYYY-MM; none where only the year is known.',
  ATTRIBUTION: 'By who is held responsible, and by whom.',
});

const date = incidentStartOf('i');

const incidentGroups: Record<IncidentGroup, Group> = {
  KIND: { by: 'i.kind::text' },
  COUNTRY: { by: 'i.country_slug', record: 'ACTOR' },
  YEAR: { by: `left(${date}, 4)` },
  MONTH: { by: `case when length(${date}) >= 7 then left(${date}, 7) end` },
  ATTRIBUTION: { by: 'i.attribution::text' },
};

type ArticleGroup = 'FEED' | 'LANGUAGE' | 'DAY' | 'MONTH' | 'RECORD';

const ArticleGroupEnum = vocabulary<ArticleGroup>('ArticleGroup', 'By what articles are grouped.', {
  FEED: 'By the feed that brought it, by slug.',
  LANGUAGE: 'By its language, a BCP 47 tag.',
  DAY: 'By the day on which it was published, in UTC.',
  MONTH: 'By the month in which it was published, in UTC, as YYYY-MM.',
  RECORD: 'By the records it mentions; an article is in the group of each, once.',
});

const articleGroups: Record<ArticleGroup, Group> = {
  FEED: { by: 'a.feed_slug' },
  LANGUAGE: { by: 'a.language' },
  DAY: { by: "to_char(a.published_at at time zone 'UTC', 'YYYY-MM-DD')" },
  MONTH: { by: "to_char(a.published_at at time zone 'UTC', 'YYYY-MM')" },
  RECORD: {
    by: 'tie.record_slug',
    join: "left join mention tie on tie.article_id = a.id and tie.review in ('AUTO', 'ACCEPTED')",
    record: 'ANY',
  },
};

interface Count extends Grouped {
  count: number;
  aggregates: number;
}

builder.queryFields((t) => ({
  incidentCounts: t.field({
    type: [CountTotalRef],
    description:
      'Incidents by one or two groups, the largest groups first, 1,000 at most. Aggregates are counted apart; retracted incidents count unless a filter leaves them out.',
    args: {
      filter: t.arg({ type: IncidentFilterInput, description: 'Which incidents; all where none is given.' }),
      groupBy: t.arg({ type: [IncidentGroupEnum], required: true, description: 'One or two groups.' }),
    },
    resolve: async (_root, { filter, groupBy }, { load }) => {
      checkGroups(groupBy);
      const condition = await filtered(load, { rule: incidentFilter, value: filter, of: 'i' }, (found) => found);
      const rows = grouped({
        groupBy,
        groups: incidentGroups,
        from: 'incident i',
        unique: 'i.slug',
        columns: 'i.aggregate',
        filter: condition,
      });
      const columns = raw(groupColumns(groupBy));
      const counts = await load.rows<Count>(sql`
        with part as (${rows})
        select ${columns}, count(*) filter (where not aggregate)::int as count,
          count(*) filter (where aggregate)::int as aggregates
        from part group by ${columns} order by ${raw(groupOrder(groupBy, 'count(*)'))} limit 1000`);
      return counts.map((count) => ({ ...count, keys: keysOf(groupBy, incidentGroups, count) }));
    },
  }),
  articleCounts: t.field({
    type: [CountTotalRef],
    description: 'Articles by one or two groups, the largest groups first, 1,000 at most.',
    args: {
      filter: t.arg({ type: ArticleFilterInput, description: 'Which articles; all where none is given.' }),
      groupBy: t.arg({ type: [ArticleGroupEnum], required: true, description: 'One or two groups.' }),
    },
    resolve: async (_root, { filter, groupBy }, { load }) => {
      checkGroups(groupBy);
      const condition = await filtered(load, { rule: articleFilter, value: filter, of: 'a' }, (found) => found);
      const rows = grouped({
        groupBy,
        groups: articleGroups,
        from: 'article a',
        unique: 'a.id',
        filter: condition,
      });
      const columns = raw(groupColumns(groupBy));
      const counts = await load.rows<Count>(sql`
        with part as (${rows})
        select ${columns}, count(*)::int as count, 0 as aggregates
        from part group by ${columns} order by ${raw(groupOrder(groupBy, 'count(*)'))} limit 1000`);
      return counts.map((count) => ({ ...count, keys: keysOf(groupBy, articleGroups, count) }));
    },
  }),
}));
