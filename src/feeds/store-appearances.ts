// Writes that a feed brought articles, and as what it sent them last.
import type { Sql } from '../database/sql.js';
import { asRows } from '../database/transaction.js';
import type { Placed } from './store-articles.js';

export async function addAppearances(
  sql: Sql,
  placed: readonly Placed[],
  { feed, seenAt }: { feed: string; seenAt: Date },
): Promise<void> {
  if (placed.length > 0) await sql.rows(ADD, [asRows(placed.map(appearanceOf)), feed, seenAt]);
}

const ADD = `
  insert into appearance (feed_slug, guid, sibling, article_id, hash, first_seen_at, published_at)
  select $2, sent.guid, sent.sibling, a.id, sent.hash, $3::timestamptz, a.published_at
  from json_to_recordset($1::json) as sent (id uuid, guid text, sibling text, hash text)
  join article a on a.id = sent.id`;

export async function rehash(sql: Sql, placed: readonly Placed[], feed: string): Promise<void> {
  if (placed.length > 0) await sql.rows(REHASH, [asRows(placed.map(appearanceOf)), feed]);
}

const REHASH = `
  update appearance p set hash = sent.hash
  from json_to_recordset($1::json) as sent (guid text, sibling text, hash text)
  where p.feed_slug = $2 and p.guid = sent.guid and p.sibling = sent.sibling`;

function appearanceOf({ id, identity, article: { hash } }: Placed) {
  return { id, ...identity, hash };
}
