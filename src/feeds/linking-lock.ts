// One at a time changes the stories and the ties of stored articles, on however many gateways.
import type { Sql } from '../database/sql.js';

/**
 * Until the transaction ends. Taken after the feed and the addresses are locked and before any article is changed, so
 * that nobody who holds it waits for somebody who wants it; and because of it, what the outbox says of articles is in
 * the order in which it came to be.
 */
export async function lockLinking(sql: Sql): Promise<void> {
  await sql.rows('select pg_advisory_xact_lock(7364212)::text');
}
