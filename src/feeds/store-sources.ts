// Ties the record's sources to the articles that they are.
import type { Sql } from '../database/sql.js';
import type { Placed } from './store-articles.js';

/**
 * Sources that name the address of one of these articles, in any spelling of it; one that has its article keeps it.
 * @param articles a table of `id` and `key`, which is the address's; materialised, so that it is worked out once
 */
export const adoptFrom = (articles: string) => `
  update source s set article_id = ${articles}.id from ${articles}
  where url_key(s.url) = ${articles}.key and s.article_id is null`;

export async function adoptBySources(sql: Sql, placed: readonly Placed[]): Promise<void> {
  if (placed.length > 0) await sql.rows(ADOPT, [placed.map(({ id }) => id), placed.map(({ article }) => article.url)]);
}

const ADOPT = `
  with placed as materialized (
    select id, url_key(url) as key from unnest($1::uuid[], $2::text[]) as placed (id, url)
  )
  ${adoptFrom('placed')}`;
