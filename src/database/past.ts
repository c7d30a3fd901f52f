// Flat SQL as of an instant: the same statements, over the tables as they were then. The one place that knows how.
import { Prisma } from './generated/client.js';
import { type Sql, snakeCase } from './sql.js';

/** Tables whose rows the database keeps with the time in which they held: see the migration `history`. */
export const TRACKED = [
  'record',
  'source',
  'actor',
  'system',
  'deal',
  'funding',
  'incident',
  'alias',
  'record_source',
  'claim',
  'role',
  'operation',
  'membership',
  'system_maker',
  'system_origin',
  'deal_event',
  'deal_event_source',
  'deal_party',
  'deal_item',
  'deal_value',
  'deal_country',
  'funding_link',
  'funding_event',
  'funding_event_source',
  'funding_party',
  'incident_count',
  'incident_actor',
  'incident_system',
] as const;

const mentionColumns = (of: string) =>
  Object.values(Prisma.MentionScalarFieldEnum)
    .map((field) => `${of}.${snakeCase(field)}`)
    .join(', ');

/** What stands for a table, given the parameter that holds the instant. News is known from when it was first seen. */
const THEN: Record<string, (at: string) => string> = {
  ...Object.fromEntries(
    TRACKED.map((table) => [
      table,
      (at: string) => `(select * from history.${table} h where h.valid_from <= ${at} and h.valid_to > ${at})`,
    ]),
  ),
  // The article that a source arrived as is no part of its history.
  source: (at) => `(
    select h.*, now_s.article_id from (
      select ${sourceColumns} from history.source h where h.valid_from <= ${at} and h.valid_to > ${at}
    ) h left join source now_s on now_s.slug = h.slug
  )`,
  revision: (at) => `(select * from revision r where r.at <= ${at})`,
  change: (at) => `(select * from change c where c.at <= ${at})`,
  article: (at) => `(select * from article a where a.first_seen_at <= ${at})`,
  appearance: (at) => `(select * from appearance a where a.first_seen_at <= ${at})`,
  story: (at) => `(
    select * from story s where exists (select from article a where a.story_id = s.id and a.first_seen_at <= ${at})
  )`,
  // How many articles a record had then is counted anew, once for all that are asked for.
  coverage: (at) => `(
    select r.slug as record_slug, r.kind as record_kind, coalesce(n.articles, 0) as articles
    from record r left join (
      select m.record_slug, count(distinct m.article_id)::int as articles from ${mentionsThen(at)} m
      where m.review in ('AUTO', 'ACCEPTED') group by m.record_slug
    ) n on n.record_slug = r.slug
  )`,
  mention: mentionsThen,
};

/** The mentions of a record that is gone are kept; those of one that was merged have moved since. */
function mentionsThen(at: string): string {
  return `(
    select ${mentionColumns('m')} from mention m join article a on a.id = m.article_id
    where a.first_seen_at <= ${at}
      and not exists (select from history.mention moved where moved.id = m.id and moved.valid_to > ${at})
    union all
    select ${mentionColumns('m')} from history.mention m join article a on a.id = m.article_id
    where a.first_seen_at <= ${at} and m.valid_to > ${at}
  )`;
}

const sourceColumns = Object.values(Prisma.SourceScalarFieldEnum)
  .filter((field) => field !== 'articleId')
  .map((field) => `h.${snakeCase(field)}`)
  .join(', ');

/** Statements as of the instant. A moment in the future is as now: nothing is known of it yet. */
export function pastSql(sql: Sql, at: Date): Sql {
  return {
    rows: (text, parameters = []) => {
      const then = pastText(text);
      return sql.rows(then.text, then.dated ? [...parameters, at] : parameters);
    },
  };
}

interface PastText {
  text: string;
  /** Whether the statement takes the instant, as its last parameter. */
  dated: boolean;
}

const texts = new Map<string, PastText>();
/** Filters come in any number of shapes. */
const MOST_TEXTS = 1000;

/** By convention a statement names each table right after `from` or `join`. */
export function pastText(text: string): PastText {
  const known = texts.get(text);
  if (known !== undefined) return known;
  const last = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
  const at = `$${last + 1}::timestamptz`;
  let dated = false;
  const replaced = text.replace(TABLE, (whole, keyword: string, table: string, next: string | undefined) => {
    const then = THEN[table.toLowerCase()];
    if (then === undefined) return whole;
    dated = true;
    const alias = next === undefined || NO_ALIAS.has(next.toLowerCase()) ? ` ${table}` : '';
    return `${keyword} ${then(at)}${alias}${next === undefined ? '' : ` ${next}`}`;
  });
  const result = { text: replaced, dated };
  if (texts.size < MOST_TEXTS) texts.set(text, result);
  return result;
}

/** A table after its keyword, and the word that follows: its alias, or the next keyword. */
const TABLE = /\b(from|join)\s+([a-z_]+)\b(?!\s*[.(])(?:\s+(?:as\s+)?([a-z_]\w*))?/gi;

const NO_ALIAS = new Set(
  'where join on left right full inner outer cross natural using group order having limit offset fetch for union except intersect window lateral when then else end and or as'.split(
    ' ',
  ),
);
