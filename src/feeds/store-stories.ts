// Writes which story an article belongs to, and keeps stories true to their articles.
import type { Sql } from '../database/sql.js';
import { asRows } from '../database/transaction.js';
import { type Linker, languageOf, sureRecords } from './linker.js';
import type { Placed } from './store-articles.js';
import { articlesToReplace, type PlacedArticle } from './story-articles.js';
import type { StoryDesk } from './story-desk.js';
import type { Placements } from './story-placing.js';

interface ToPlace {
  publisher: string;
  /** Not stored yet. */
  added: readonly Placed[];
  /** Identifiers of articles that were edited just now, and tied as they are now. */
  edited: readonly string[];
  linker: Linker;
}

/** What placing has decided, and what was edited. */
export interface Placing extends Placements {
  edited: readonly PlacedArticle[];
}

/** Says where new articles belong, and those that were edited. Needs `lockLinking`. */
export async function placeInStories(
  sql: Sql,
  desk: StoryDesk,
  { publisher, added, edited, linker }: ToPlace,
): Promise<Placing> {
  if (added.length + edited.length === 0) return { placements: [], founded: [], left: [], edited: [] };
  const articles = added.map(({ id, article }) => ({
    id,
    title: article.title,
    summary: article.summary,
    language: languageOf(article),
    publishedAt: article.publishedAt,
    feed: publisher,
    records: sureRecords(linker.links(article)),
    signature: linker.signature(article),
  }));
  const replaced = await articlesToReplace(sql, edited);
  return { ...(await desk.place(sql, { added: articles, replaced, isTold: 'ALL' })), edited: replaced };
}

/** Places articles anew whose ties have changed. Needs `lockLinking`. Returns those that belong elsewhere now. */
export async function placeAnew(sql: Sql, desk: StoryDesk, ids: readonly string[]): Promise<string[]> {
  const replaced = await articlesToReplace(sql, ids);
  if (replaced.length === 0) return [];
  const placing = await desk.place(sql, { added: [], replaced, isTold: 'MOVED' });
  if (placing.founded.length > 0) await sql.rows(foundStories('$1'), [placing.founded]);
  return keepPlaces(sql, { ...placing, edited: [] }, []);
}

/**
 * Writes what placing has changed of articles and stories that were stored before. Returns those articles.
 * @param added articles that were stored in their places
 */
export async function keepPlaces(
  sql: Sql,
  { placements, left, edited }: Placing,
  added: readonly string[],
): Promise<string[]> {
  const own = new Set(added);
  const moved = placements.filter(({ article }) => !own.has(article));
  if (moved.length > 0) await sql.rows(MOVE, [asRows(moved)]);
  // What was edited may have given its story another headline or another time.
  const stories = [...placements, ...edited].flatMap(({ story }) => (story === null ? [] : [story]));
  await recountStories(sql, [...stories, ...left]);
  await endStories(sql, left);
  return moved.map(({ article }) => article);
}

/** Begins the stories of that parameter. What there is to say of one follows once it has its articles. */
export const foundStories = (ids: string) => `
  insert into story (id, headline, first_published_at, last_published_at, independent_publishers)
  select id, '', now(), now(), 1 from unnest(${ids}::uuid[]) as id`;

const MOVE = `
  update article a set story_id = sent.story, copy_of = sent."copyOf"
  from json_to_recordset($1::json) as sent (article uuid, story uuid, "copyOf" uuid)
  where a.id = sent.article`;

/** Says of stories what their articles tell. */
export async function recountStories(sql: Sql, stories: readonly string[]): Promise<void> {
  if (stories.length === 0) return;
  const ids = [...new Set(stories)];
  await sql.rows(RECOUNT, [ids]);
}

/** A story whose articles are all gone has nothing left to tell, and goes. */
export async function endStories(sql: Sql, stories: readonly string[]): Promise<void> {
  if (stories.length > 0) await sql.rows(END, [[...new Set(stories)]]);
}

/** Each text counts for the publisher that brought it first, its copies for nobody. */
const RECOUNT = `
  with member as (
    select a.story_id, a.id, a.title, a.published_at, coalesce(a.copy_of, a.id) as text,
      a.copy_of is not null as is_copy, coalesce(f.publisher_slug, f.slug) as publisher
    from article a join feed f on f.slug = a.feed_slug where a.story_id = any($1::uuid[])
  ), told as (
    select distinct on (story_id, text) story_id, publisher from member
    order by story_id, text, is_copy, published_at, id
  ), counted as (select story_id, count(distinct publisher)::int as publishers from told group by story_id)
  update story s set independent_publishers = counted.publishers,
    first_published_at = (select min(m.published_at) from member m where m.story_id = s.id),
    last_published_at = (select max(m.published_at) from member m where m.story_id = s.id),
    headline = (select m.title from member m where m.story_id = s.id order by m.published_at, m.id limit 1)
  from counted where s.id = counted.story_id`;

const END =
  'delete from story s where s.id = any($1::uuid[]) and not exists (select from article a where a.story_id = s.id)';
