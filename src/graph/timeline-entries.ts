// What stands in a timeline, kind by kind, as queries of at, type and key.
import { builder } from './builder.js';
import { type At, allOf } from './filter/filter.js';
import { states } from './filter/names.js';
import { incidentDateCondition, incidentStartOf } from './filter/records.js';
import { type DateFilter, DateFilterInput, dateCondition, daysOf } from './filter/values.js';
import { all, any, type Fragment, raw, sql } from './fragment.js';
import type { MergedRequest } from './merged.js';
import { vocabulary } from './vocabulary/vocabulary.js';

export type TimelineType = 'ARTICLE' | 'DEAL' | 'FUNDING' | 'INCIDENT';

export interface TimelineFilter {
  records?: string[] | null | undefined;
  countries?: string[] | null | undefined;
  types?: TimelineType[] | null | undefined;
  date?: DateFilter | null | undefined;
}

const TimelineTypeEnum = vocabulary<TimelineType>('TimelineType', 'What stands in a timeline.', {
  ARTICLE: 'Articles, when they were published.',
  DEAL: 'Steps in the life of deals.',
  FUNDING: 'Steps in the life of funding lines.',
  INCIDENT: 'Incidents, when they began.',
});

export const TimelineFilterInput = builder.inputRef<TimelineFilter>('TimelineFilter').implement({
  description: 'Which entries of a timeline. Conditions side by side all hold.',
  fields: (t) => ({
    records: t.stringList({
      description:
        'About one of these records, by slug, which must exist: the article mentions it; the deal, funding line or incident is it, or it has a part in them.',
    }),
    countries: t.stringList({
      description:
        'About one of these states, by slug or ISO 3166-1 alpha-2 code, which must exist: mentioned, a party, where it takes place, or affected.',
    }),
    types: t.field({ type: [TimelineTypeEnum], description: 'Of one of these types.' }),
    date: t.field({ type: DateFilterInput, description: 'In this stretch of days.' }),
  }),
});

type Entries = (filter: TimelineFilter, request: MergedRequest) => Fragment;

/** Where errors about the dates are told to be; the rest of it is of no use here. */
const AT: At = { of: '', path: 'filter.date', depth: 1, scope: { aliases: 0, conditions: 0, named: [] } };

const INSTANT = `to_char(a.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') collate "C"`;

/** The first instant of a year, month, day or instant. */
function startOf(at: string): Date {
  return new Date(at.includes('T') ? at : `${at}${'-01-01'.slice(at.length - 4)}T00:00:00Z`);
}

export const articleEntries: Entries = ({ records, countries, date }, { size, from }) => {
  const { first, last } = daysOf(date ?? {}, AT.path);
  const [at, type, key] = (from ?? []) as [string?, string?, string?];
  const limit = size + 1;
  // The same conditions on an article and on a mention, which carries its article's instant.
  const conditions = (instant: string, id: string) => [
    ...(first === null ? [] : [sql`${raw(instant)} >= ${startOf(first)}::timestamptz`]),
    ...(last === null ? [] : [sql`${raw(instant)} < ${startOf(last)}::timestamptz + interval '1 day'`]),
    ...(at === undefined
      ? []
      : [
          type === 'ARTICLE'
            ? sql`(${raw(`${instant}, ${id}`)}) < (${startOf(at)}::timestamptz, ${key}::uuid)`
            : sql`${raw(instant)} < ${startOf(at)}::timestamptz`,
        ]),
  ];
  const entry = raw(`select ${INSTANT} as at, 'ARTICLE' as type, a.id::text as key`);
  if (records == null && countries == null) {
    return sql`${entry} from article a where ${all(conditions('a.published_at', 'a.id'))}
      order by a.published_at desc, a.id desc limit ${limit}`;
  }
  // Each record's latest mentions come from its own stretch of an index.
  const named = records == null ? states(countries ?? []) : sql`${records}::text[]`;
  const ofCountry =
    records == null || countries == null
      ? []
      : [
          sql`exists (select from mention c where c.article_id = m.article_id and c.review in ('AUTO', 'ACCEPTED')
            and c.record_slug = any(${states(countries)}))`,
        ];
  return sql`${entry} from (
      select distinct latest.published_at, latest.article_id
      from unnest(${named}) as n(slug)
      cross join lateral (
        select distinct m.published_at, m.article_id from mention m
        where m.record_slug = n.slug and m.review in ('AUTO', 'ACCEPTED')
          and ${all([...conditions('m.published_at', 'm.article_id'), ...ofCountry])}
        order by m.published_at desc, m.article_id desc limit ${limit}
      ) latest
      order by latest.published_at desc, latest.article_id desc limit ${limit}
    ) t join article a on a.id = t.article_id`;
};

/** Dated entries from the cursor's date on; the exact place is found among them. */
function dated(day: string, inStretch: Fragment | null, { from }: MergedRequest): (Fragment | null)[] {
  return [
    sql`${raw(day)} is not null`,
    inStretch,
    ...(from === null ? [] : [sql`${raw(day)} collate "C" <= ${from[0]}::text`]),
  ];
}

const stepCondition = ({ date }: TimelineFilter) =>
  date ? dateCondition(raw('e.date'), raw('e.date'), date, AT) : null;

const among = (column: string, records: readonly string[]) => sql`${raw(column)} = any(${records}::text[])`;

const part = (table: string, tie: string, condition: Fragment) =>
  sql`exists (select from ${raw(`${table} p where p.${tie}`)} and ${condition})`;

export const dealEntries: Entries = (filter, request) => {
  const { records, countries } = filter;
  const tie = 'deal_slug = e.deal_slug';
  return sql`select e.date collate "C" as at, 'DEAL' as type, e.deal_slug || ' ' || e.position as key
    from deal_event e where ${allOf([
      ...dated('e.date', stepCondition(filter), request),
      ...(records == null
        ? []
        : [
            any([
              among('e.deal_slug', records),
              part('deal_party', tie, among('p.actor_slug', records)),
              part('deal_item', tie, among('p.system_slug', records)),
              part('funding_link', tie, among('p.funding_slug', records)),
            ]),
          ]),
      ...(countries == null
        ? []
        : [
            any([
              part('deal_party', tie, sql`p.actor_slug = any(${states(countries)})`),
              part('deal_country', tie, sql`p.actor_slug = any(${states(countries)})`),
            ]),
          ]),
    ])}`;
};

export const fundingEntries: Entries = (filter, request) => {
  const { records, countries } = filter;
  const tie = 'funding_slug = e.funding_slug';
  return sql`select e.date collate "C" as at, 'FUNDING' as type, e.funding_slug || ' ' || e.position as key
    from funding_event e where ${allOf([
      ...dated('e.date', stepCondition(filter), request),
      ...(records == null
        ? []
        : [
            any([
              among('e.funding_slug', records),
              part('funding_party', tie, among('p.actor_slug', records)),
              part('funding', 'slug = e.funding_slug', among('p.programme_slug', records)),
              part('funding_link', tie, among('p.deal_slug', records)),
            ]),
          ]),
      ...(countries == null ? [] : [part('funding_party', tie, sql`p.actor_slug = any(${states(countries)})`)]),
    ])}`;
};

export const incidentEntries: Entries = (filter, request) => {
  const { records, countries } = filter;
  const tie = 'incident_slug = i.slug';
  const day = incidentStartOf('i');
  return sql`select ${raw(day)} collate "C" as at, 'INCIDENT' as type, i.slug as key
    from incident i where ${allOf([
      ...dated(day, filter.date ? incidentDateCondition(filter.date, { ...AT, of: 'i' }) : null, request),
      ...(records == null
        ? []
        : [
            any([
              among('i.slug', records),
              part('incident_actor', tie, among('p.actor_slug', records)),
              part('incident_system', tie, among('p.system_slug', records)),
            ]),
          ]),
      ...(countries == null
        ? []
        : [
            any([
              sql`i.country_slug = any(${states(countries)})`,
              part('incident_actor', tie, sql`p.role = 'AFFECTED_STATE' and p.actor_slug = any(${states(countries)})`),
            ]),
          ]),
    ])}`;
};
