// Locks by number that whole jobs take, the same in every process. Whoever takes two takes them in this order; each
// holds until the transaction ends.
import type { Sql } from './sql.js';

/** Held by a session, while a database is migrated and filled. */
export const MIGRATION_LOCK = 7_364_210;
const RECORD_LOCK = 7_364_211;
const LINKING_LOCK = 7_364_212;

/** One writer of the record at a time: what is checked against it still holds when it is written. */
export async function lockRecord(sql: Sql): Promise<void> {
  await lock(sql, RECORD_LOCK);
}

/**
 * One at a time changes stories and the ties of stored articles. Who stores articles takes it after their feed and
 * addresses are locked and before any article is changed, so that nobody who holds it waits for somebody who wants it;
 * and because of it, what the outbox says of articles is in the order in which it came to be.
 */
export async function lockLinking(sql: Sql): Promise<void> {
  await lock(sql, LINKING_LOCK);
}

async function lock(sql: Sql, number: number): Promise<void> {
  await sql.rows('select pg_advisory_xact_lock($1)::text', [number]);
}
