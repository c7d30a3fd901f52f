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
  added: readonly Placed[];
  linker: Linker;
}

/**
 * Places articles that were stored just now, and anew those that were edited. Needs `lockLinking`. Returns the articles
 * that were stored before and belong elsewhere now.
 */
export async function placeInStories(
  sql: Sql,
  desk: StoryDesk,
  { publisher, added, edited, linker }: ToPlace & { edited: readonly string[] },
): Promise<string[]> {
  if (added.length + edited.length === 0) return [];
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
  const moved = await keepPlacements(
    sql,
    await desk.place(sql, { added: articles, replaced, isTold: 'ALL' }),
    replaced,
  );
  const own = new Set(added.map(({ id }) => id));
  return moved.filter((id) => !own.has(id));
}

/** Places articles anew whose ties have changed. Needs `lockLinking`. Returns those that belong elsewhere now. */
export async function placeAnew(sql: Sql, desk: StoryDesk, ids: readonly string[]): Promise<string[]> {
  const replaced = await articlesToReplace(sql, ids);
  if (replaced.length === 0) return [];
  return keepPlacements(sql, await desk.place(sql, { added: [], replaced, isTold: 'MOVED' }), []);
}

/** @param edited whose stories may have another headline or another time now */
async function keepPlacements(
  sql: Sql,
  { placements, founded, left }: Placements,
  edited: readonly PlacedArticle[],
): Promise<string[]> {
  if (founded.length > 0) await sql.rows(FOUND, [founded]);
  if (placements.length > 0) await sql.rows(JOIN, [asRows(placements)]);
  const stories = [...placements, ...edited].flatMap(({ story }) => (story === null ? [] : [story]));
  await recountStories(sql, [...stories, ...left]);
  await endStories(sql, left);
  return placements.map(({ article }) => article);
}

/** What there is to say of a story follows once it has its articles. */
const FOUND = `
  insert into story (id, headline, first_published_at, last_published_at, independent_publishers)
  select id, '', now(), now(), 1 from unnest($1::uuid[]) as id`;

const JOIN = `
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
