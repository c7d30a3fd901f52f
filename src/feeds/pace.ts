// Reads what tells how soon a feed is worth asking again: when it last published, and how its hub is doing.
import type { Sql } from '../database/sql.js';
import type { Standing } from './websub/polling-factor.js';

export interface Pace {
  /** The latest first. */
  published: Date[];
  /** Null where no hub pushes the feed. */
  push: Standing | null;
}

export async function paceOf(sql: Sql, feed: string): Promise<Pace> {
  const rows = await sql.rows<{ publishedAt: Date | null } & (Standing | { state: null })>(PACE, [feed]);
  const [first] = rows;
  return {
    published: rows.flatMap(({ publishedAt }) => publishedAt ?? []),
    push: first === undefined || first.state === null ? null : first,
  };
}

/** As many appearances as tell a rhythm, and few enough for it to follow a change. */
const PACE = `
  select p.published_at as "publishedAt", s.state, s.leased_until as "leasedUntil", s.verified_at as "verifiedAt",
    s.last_delivery_at as "lastDeliveryAt", s.failures, s.delivery_error as "deliveryError"
  from (select $1::text as slug) as f
  left join push_subscription s on s.feed_slug = f.slug
  left join lateral (
    select published_at from appearance where feed_slug = f.slug order by published_at desc limit 20
  ) as p on true`;
