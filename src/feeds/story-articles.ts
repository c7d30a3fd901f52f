// Reads articles as stories compare them.
import type { Sql } from '../database/sql.js';
import type { StoryArticle } from '../linking/signature.js';

export interface PlacedArticle extends StoryArticle {
  story: string | null;
  copyOf: string | null;
  /** Whether its text was edited since it was stored. */
  isEdited: boolean;
}

/** `feed` is the publisher where the feed has one: two feeds of one house are one voice. */
const ARTICLE = `
  select a.id::text as id, a.title, a.summary, lower(split_part(a.language, '-', 1)) as language,
    a.published_at as "publishedAt", a.story_id::text as story, a.copy_of::text as "copyOf",
    a.updated_at > a.first_seen_at as "isEdited", coalesce(f.publisher_slug, f.slug) as feed,
    array(
      select distinct m.record_slug from mention m where m.article_id = a.id and m.review in ('AUTO', 'ACCEPTED')
    ) as records
  from article a join feed f on f.slug = a.feed_slug`;

/** The latest by publication, oldest first. */
export async function latestArticles(sql: Sql, most: number): Promise<PlacedArticle[]> {
  const rows = await sql.rows<PlacedArticle>(LATEST_ARTICLES, [most]);
  return rows.reverse();
}

const LATEST_ARTICLES = `${ARTICLE} order by a.published_at desc, a.id desc limit $1`;

/** An article that was stored before and is to be placed anew, and what it may leave. */
export interface Replaced extends PlacedArticle {
  /** Other articles of its story: those published next to it, and its copies; the oldest first. */
  others: PlacedArticle[];
}

/** Articles as they are stored now, the oldest first. */
export async function articlesToReplace(sql: Sql, ids: readonly string[]): Promise<Replaced[]> {
  if (ids.length === 0) return [];
  const articles = await sql.rows<PlacedArticle>(BY_ID, [ids]);
  const pairs = await sql.rows<{ article: string; other: string }>(OTHERS, [ids, MOST_OTHERS]);
  const others = await sql.rows<PlacedArticle>(BY_ID, [[...new Set(pairs.map(({ other }) => other))]]);
  const known = new Set(pairs.map(({ article, other }) => `${article} ${other}`));
  return articles.map((article) => ({
    ...article,
    others: others.filter(({ id }) => known.has(`${article.id} ${id}`)),
  }));
}

const BY_ID = `${ARTICLE} where a.id = any($1::uuid[]) order by a.published_at, a.id`;

/** As many of a story say whether one fits. */
const MOST_OTHERS = 20;

const OTHERS = `
  select e.id::text as article, o.id::text as other
  from article e cross join lateral (
    (select id from article where story_id = e.story_id and id <> e.id
      order by abs(extract(epoch from published_at - e.published_at)), id limit $2)
    union select id from article where story_id = e.story_id and copy_of = e.id and id <> e.id
  ) o
  where e.id = any($1::uuid[])`;

export async function latestChange(sql: Sql): Promise<string> {
  const [latest] = await sql.rows<{ upTo: string }>(LATEST);
  return latest?.upTo ?? '0';
}

const LATEST = `select coalesce(max(seq), 0)::text as "upTo" from change where type = 'ARTICLE'`;

interface Told {
  id: string;
  upTo: string;
  /** How often since. */
  times: number;
}

/** What the outbox has told of articles since. */
export function articlesTold(sql: Sql, since: string): Promise<Told[]> {
  return sql.rows<Told>(TOLD, [since]);
}

const TOLD = `
  select c.node_id as id, count(*)::int as times, (max(max(c.seq)) over ())::text as "upTo"
  from change c where c.type = 'ARTICLE' and c.seq > $1::bigint group by c.node_id`;

/** As they are now; those that are gone are missing. */
export async function articlesById(sql: Sql, ids: readonly string[]): Promise<PlacedArticle[]> {
  return ids.length === 0
    ? []
    : sql.rows<PlacedArticle>(`${ARTICLE} where a.id = any($1::uuid[]) order by a.id`, [ids]);
}
