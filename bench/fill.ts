// Articles by the million, made by the database itself.
import type { Database } from '../src/database/connect.js';

/** Adds articles with an appearance and a tie each, until there are so many. */
export async function fill({ sql, script }: Database, upTo: number): Promise<void> {
  const [{ count } = { count: 0 }] = await sql.rows<{ count: number }>('select count(*)::int as count from article');
  const missing = upTo - count;
  if (missing <= 0) return;
  await script(`
    insert into article (id, feed_slug, url, title, summary, language, tags, published_at, first_seen_at, updated_at)
    select gen_random_uuid(), 'feed-' || n % 200, 'https://old.example/' || n || '/' || ${count}, 'Old news ' || n,
      'Nothing new about number ' || n, 'en', array['Old', 'Tag ' || n % 1000], at, at, at
    from generate_series(1, ${missing}) as n, lateral (select now() - n * interval '1 minute' - interval '1 day' as at) as t;
    insert into appearance (feed_slug, guid, article_id, hash, first_seen_at, published_at)
    select feed_slug, id::text, id, 'x', first_seen_at, published_at from article a
    where not exists (select from appearance p where p.article_id = a.id);
    insert into mention (id, article_id, published_at, record_slug, record_kind, field, start_offset, end_offset, surface,
      score, method)
    select gen_random_uuid(), a.id, a.published_at, r.slug, r.kind, 'TITLE', r.n, r.n + 3, 'Old', 0.9, 'ALIAS'
    from article a join (select slug, kind, row_number() over (order by slug) as n from record limit 1) r on true
    where a.url like 'https://old.example/%/${count}';
    insert into change (type, kind, node_id)
    select 'ARTICLE', 'CREATED', id::text from article where url like 'https://old.example/%/${count}'`);
  await script('vacuum analyze article');
  await script('vacuum analyze appearance');
  await script('vacuum analyze mention');
  await script('vacuum analyze change');
  await script('checkpoint');
}
