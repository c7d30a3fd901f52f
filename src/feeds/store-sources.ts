// Ties the record's sources to the articles that they are.
import type { Sql } from '../database/sql.js';
import type { Placed } from './store-articles.js';

/** Sources that name the address of one of these articles, in any spelling of it; one that has its article keeps it. */
export async function adoptBySources(sql: Sql, placed: readonly Placed[]): Promise<void> {
  if (placed.length > 0) await sql.rows(ADOPT, [placed.map(({ id }) => id), placed.map(({ article }) => article.url)]);
}

/** Materialised, so that an address is brought to its key once and not once for each source. */
const ADOPT = `
  with placed as materialized (
    select id, url_key(url) as key from unnest($1::uuid[], $2::text[]) as placed (id, url)
  )
  update source s set article_id = placed.id from placed where url_key(s.url) = placed.key and s.article_id is null`;
