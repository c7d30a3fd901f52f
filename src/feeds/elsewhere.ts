// Finds articles that another feed has brought already: one address, one article.
import type { Sql } from '../database/sql.js';
import type { Deduped } from './dedupe.js';

/**
 * Holds others off who are about to store articles at these addresses, until the transaction ends. In one order, so that
 * nobody waits for each other; and in so many locks at most, because PostgreSQL keeps all locks in one table.
 */
export async function lockAddresses(sql: Sql, urls: readonly string[]): Promise<void> {
  if (urls.length > 0) await sql.rows(`select ${addressesLocked('$1')}`, [urls]);
}

/** As an expression. The first number keeps these locks apart from those of others; any will do that all processes share. */
export const addressesLocked = (urls: string) => `(
    with bucket as materialized (
      select distinct hashtext(url_key(url)::text) & 511 as number from unnest(${urls}::text[]) as url order by number
    )
    select count(pg_advisory_xact_lock(7364211, number)) from bucket
  )`;

/** Whether an address stands for an article of its own: not a site's front page, nor what several items link to. */
export function ownAddresses(found: readonly Deduped[]): Set<string> {
  const times = new Map<string, number>();
  for (const { article } of found) times.set(article.url, (times.get(article.url) ?? 0) + 1);
  return new Set([...times].filter(([url, count]) => count === 1 && !isFrontPage(url)).map(([url]) => url));
}

function isFrontPage(url: string): boolean {
  const { pathname, search } = new URL(url);
  return pathname === '/' && search === '';
}

/** Articles that other feeds brought, by the address that this feed gives them. Needs `lockAddresses`. */
export async function findElsewhere(sql: Sql, feed: string, urls: readonly string[]): Promise<Map<string, string>> {
  if (urls.length === 0) return new Map();
  const rows = await sql.rows<{ url: string; id: string }>(ELSEWHERE, [feed, urls]);
  return new Map(rows.map(({ url, id }) => [url, id]));
}

/** Two articles at one address say that the address is not theirs alone; a feed that has the article is told apart. */
const ELSEWHERE = `
  select w.url, found.ids[1] as id
  from unnest($2::text[]) as w (url)
  cross join lateral (
    select array_agg(id) as ids from (select id from article where url_key(url) = url_key(w.url) limit 2) as two
  ) as found
  where cardinality(found.ids) = 1
    and not exists (select from appearance p where p.article_id = found.ids[1] and p.feed_slug = $1)`;
