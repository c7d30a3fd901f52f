// Writes which story an article belongs to, and keeps stories true to their articles.
import type { Sql } from '../database/sql.js';
import { asRows } from '../database/transaction.js';
import type { NewArticle } from './normalise.js';
import type { Placed } from './store-articles.js';
import type { LinkedArticle } from './store-mentions.js';
import type { StoryDesk } from './story-desk.js';

interface ToPlace {
  feed: string;
  added: readonly Placed[];
  edited: readonly Placed[];
  links: ReadonlyMap<string, LinkedArticle['links']>;
}

/** Needs `lockLinking`. Returns the articles that were stored before and belong to a story now. */
export async function placeInStories(
  sql: Sql,
  desk: StoryDesk,
  { feed, added, edited, links }: ToPlace,
): Promise<string[]> {
  if (added.length + edited.length === 0) return [];
  const [publisher] = await sql.rows<{ slug: string }>(PUBLISHER, [feed]);
  const { placements, founded } = await desk.place(
    sql,
    added.map(({ id, article }) => ({
      id,
      ...textOf(article),
      feed: publisher?.slug ?? feed,
      records: [...new Set((links.get(id) ?? []).flatMap(({ record, review }) => (review === 'AUTO' ? [record] : [])))],
    })),
  );
  const placed = placements.filter(({ story }) => story !== null);
  if (founded.length > 0) await sql.rows(FOUND, [founded]);
  if (placed.length > 0) await sql.rows(JOIN, [asRows(placed)]);
  const known = await sql.rows<{ story: string }>(STORIES_OF, [edited.map(({ id }) => id)]);
  await recountStories(sql, [
    ...placed.flatMap(({ story }) => (story === null ? [] : [story])),
    ...known.map(({ story }) => story),
  ]);
  const own = new Set(added.map(({ id }) => id));
  return placed.flatMap(({ article }) => (own.has(article) ? [] : [article]));
}

function textOf({ title, summary, language, publishedAt }: NewArticle) {
  return { title, summary, language: language?.split('-')[0]?.toLowerCase() ?? null, publishedAt };
}

const PUBLISHER = 'select coalesce(publisher_slug, slug) as slug from feed where slug = $1';

/** What there is to say of a story follows once it has its articles. */
const FOUND = `
  insert into story (id, headline, first_published_at, last_published_at, independent_publishers)
  select id, '', now(), now(), 1 from unnest($1::uuid[]) as id`;

const JOIN = `
  update article a set story_id = sent.story, copy_of = coalesce(sent."copyOf", a.copy_of)
  from json_to_recordset($1::json) as sent (article uuid, story uuid, "copyOf" uuid)
  where a.id = sent.article`;

const STORIES_OF =
  'select distinct story_id::text as story from article where id = any($1::uuid[]) and story_id is not null';

/** A story whose articles are all gone has nothing left to tell, and goes. */
export async function recountStories(sql: Sql, stories: readonly string[]): Promise<void> {
  if (stories.length === 0) return;
  const ids = [...new Set(stories)];
  await sql.rows(RECOUNT, [ids]);
  await sql.rows(END, [ids]);
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
