// The timeline: articles, steps of deals and funding, and incidents, the newest first, in one order.
import type { MaybePromise } from '@pothos/core';
import { ArticleRef, articleOf } from './article.js';
import { builder } from './builder.js';
import { DealEventRef, dealEventOf } from './deal-parts.js';
import { checkNames } from './filter/names.js';
import { FundingEventRef, fundingEventOf } from './funding.js';
import { IncidentRef, incidentOf } from './incident.js';
import { badArgument, isCursorOf, type Page } from './listing.js';
import type { Loaders } from './loaders.js';
import { type Merged, type MergedRequest, mergedPage, mergedQuery, mergedRequest } from './merged.js';
import {
  articleEntries,
  dealEntries,
  fundingEntries,
  incidentEntries,
  type TimelineFilter,
  TimelineFilterInput,
  type TimelineType,
} from './timeline-entries.js';

interface Entry {
  at: string;
  type: TimelineType;
  /** Slug or UUID; of a step, the slug and the step's position. */
  key: string;
}

const timeline: Merged = {
  order: [
    { name: 'at', type: 'text' },
    { name: 'type', type: 'text' },
    { name: 'key', type: 'text' },
  ],
  columns: 'null as nothing',
};

const KINDS = {
  ARTICLE: articleEntries,
  DEAL: dealEntries,
  FUNDING: fundingEntries,
  INCIDENT: incidentEntries,
} as const;

const TimelineEntry = builder.unionType('TimelineEntry', {
  description: 'What stands in a timeline.',
  types: [ArticleRef, DealEventRef, FundingEventRef, IncidentRef],
  resolveType: (row) => {
    if ('dealSlug' in row) return 'DealEvent';
    if ('fundingSlug' in row) return 'FundingEvent';
    return 'recordKind' in row ? 'Incident' : 'Article';
  },
});

function rowOf(load: Loaders, { type, key }: Entry): MaybePromise<object> {
  const [slug, position] = key.split(' ') as [string, string];
  if (type === 'ARTICLE') return articleOf(load, key);
  if (type === 'DEAL') return dealEventOf(load, slug, Number(position));
  return type === 'FUNDING' ? fundingEventOf(load, slug, Number(position)) : incidentOf(load, key);
}

const TimelineEdgeRef = builder.objectRef<{ cursor: string; node: Entry }>('TimelineEdge').implement({
  description: 'One entry of a timeline, with its place in it.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Place of the entry: give it to `after`.' }),
    at: t.string({
      description:
        'When it was: an RFC 3339 instant for an article, else a date as precise as its source (YYYY, YYYY-MM or YYYY-MM-DD).',
      resolve: ({ node }) => node.at,
    }),
    node: t.field({
      type: TimelineEntry,
      description: 'What happened or was published.',
      resolve: ({ node }, _args, { load }) => rowOf(load, node) as Promise<never>,
    }),
  }),
});

const TimelineConnectionRef = builder.objectRef<Page<Entry>>('TimelineConnection').implement({
  description: 'A page of a timeline.',
  fields: (t) => ({
    edges: t.field({
      type: [TimelineEdgeRef],
      description: 'The page, each entry with its cursor.',
      resolve: ({ edges }) => edges,
    }),
    nodes: t.field({
      type: [TimelineEntry],
      description: 'The entries of the page alone, as in `edges`.',
      resolve: ({ nodes }, _args, { load }) => nodes.map((node) => rowOf(load, node)) as Promise<never>[],
    }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      description: 'Where the page stands among all entries.',
      resolve: ({ pageInfo }) => pageInfo,
    }),
  }),
});

const INSTANT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A cursor at an article carries an instant and an identifier; a forged one must not reach the database. */
function isSound({ from }: MergedRequest): boolean {
  if (from === null) return true;
  const [at, type, key] = from as [string, string, string];
  if (type === 'ARTICLE') return INSTANT.test(at) && !Number.isNaN(Date.parse(at)) && isCursorOf(['uuid'], [key]);
  return type in KINDS && /^(?!0000)\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(at);
}

/** The conditions that there are: an empty list is none. Throws if a record or a state does not exist. */
async function checkedFilter(load: Loaders, filter: TimelineFilter | null | undefined): Promise<TimelineFilter> {
  const { records, countries, types, date } = filter ?? {};
  for (const [name, values] of Object.entries({ records, countries })) {
    if (values != null && values.length > 100) {
      throw badArgument(`filter.${name}`, `${values.length} values`, '100 values at most');
    }
  }
  const named = [
    ...(records ?? []).map((value) => ({ path: 'filter.records', value, what: 'record' as const })),
    ...(countries ?? []).map((value) => ({ path: 'filter.countries', value, what: 'state' as const })),
  ];
  if (named.length > 0) await checkNames(load, named);
  const given = <Value>(values: Value[] | null | undefined) => (values?.length ? [...new Set(values)] : null);
  return { records: given(records), countries: given(countries), types: given(types), date };
}

builder.queryField('timeline', (t) =>
  t.field({
    type: TimelineConnectionRef,
    description:
      'Articles, steps of deals and of funding, and incidents, the newest first, in one order. Within a day, what is known to the day comes after its articles, and a month or year after its days. What has no date has no place in it.',
    args: {
      filter: t.arg({ type: TimelineFilterInput, description: 'Which entries; all where none is given.' }),
      first: t.arg.int({ description: 'How many entries, 1 to 100; 20 where no size is given.' }),
      after: t.arg.string({ description: 'Cursor of the entry before the page.' }),
    },
    resolve: async (_root, { filter, ...args }, { load }) => {
      const asked = await checkedFilter(load, filter);
      const request = mergedRequest(timeline, args);
      if (!isSound(request)) throw badArgument('after', args.after, 'a cursor from an earlier page of this connection');
      const types = (Object.keys(KINDS) as TimelineType[]).filter((type) => asked.types?.includes(type) ?? true);
      const kinds = types.map((type) => KINDS[type](asked, request));
      const rows = await load.rows<Entry>(mergedQuery(timeline, request, kinds));
      return mergedPage(timeline, request, rows);
    },
  }),
);
