/** Follows a feed that moves, once its server has said so for long enough to mean it. */

import type { Feed } from '../database/generated/client.js';
import type { Sql } from '../database/sql.js';

/** A mistake in a server's configuration rarely lives that long. */
const DAYS_TO_BELIEVE = 3;

export type Move = Pick<Feed, 'movedTo' | 'movedDays' | 'movedOn'>;

/** What is known of a move after a server's answer that led to `target`, or nowhere else where that is null. */
export function moveAfter(feed: Move & { url: string }, target: string | null, now: Date): Move {
  if (target === null || target === feed.url) return { movedTo: null, movedDays: 0, movedOn: null };
  const today = new Date(now.toISOString().slice(0, 10));
  if (target !== feed.movedTo || feed.movedOn === null) return { movedTo: target, movedDays: 1, movedOn: today };
  const isAnotherDay = feed.movedOn < today;
  return { movedTo: target, movedDays: feed.movedDays + (isAnotherDay ? 1 : 0), movedOn: today };
}

/**
 * Moves the feed's address where it has been seen long enough, and tells of it; never onto another feed's. The database
 * keeps the address that was listed (`listed_url`), so that the next import of the list undoes nothing.
 */
export async function followMove(sql: Sql, slug: string, { movedTo, movedDays }: Move): Promise<void> {
  if (movedTo !== null && movedDays >= DAYS_TO_BELIEVE) await sql.rows(MOVE, [slug, movedTo]);
}

const MOVE = `
  with moved as (
    update feed set url = $2, moved_to = null, moved_days = 0, moved_on = null
    where slug = $1 and not exists (select from feed where url = $2)
    returning slug
  )
  insert into change (type, kind, node_id) select 'FEED', 'UPDATED', slug from moved`;
