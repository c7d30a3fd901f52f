// Goes on to the server that a redirect leads to, which is asked for one thing at a time like any other.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../database/sql.js';
import { type Claim, LEASE_MS } from './claim.js';
import type { Fetched } from './fetch.js';

/** Of the 20 seconds that a fetch has. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 200;

interface Move {
  sql: Sql;
  claim: Claim;
  /** For which the server is left alone that the redirect came from. */
  pauseMs: number;
  signal?: AbortSignal | undefined;
}

/**
 * Lets go of the server that is held before it waits for the other: who holds one waits for none, so nobody waits for
 * each other. Null once the other is held; else why it cannot be had. Throws the signal's reason.
 */
export async function changeServer(
  { sql, claim, pauseMs, signal }: Move,
  url: URL,
): Promise<Extract<Fetched, { kind: 'failed' }> | null> {
  if (claim.server !== null) await sql.rows(LEAVE, [claim.server, claim.leasedUntil, pauseMs / 1000]);
  claim.server = null;
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const [taken] = await sql.rows(TAKE, [url.href, claim.leasedUntil]);
    if (taken !== undefined) {
      claim.server = url.href;
      return null;
    }
    const [obstacle] = await sql.rows<{ freeAt: Date }>(FREE_AT, [url.href]);
    // Nobody holds a server for longer than a lease: then it is the server itself that wants to be left alone.
    if (obstacle !== undefined && obstacle.freeAt.getTime() > Date.now() + LEASE_MS) {
      const error = `The address redirects to ${url.host}, which asks us to wait`;
      return { kind: 'failed', error, retryAfter: obstacle.freeAt };
    }
    if (Date.now() >= until) {
      return { kind: 'failed', error: `The address redirects to ${url.host}, which is being asked for other feeds` };
    }
    await sleep(LOOK_EVERY_MS);
    signal?.throwIfAborted();
  }
}

const LEAVE = `
  update feed_host set free_at = now() + make_interval(secs => $3) where host = url_host($1) and free_at = $2::timestamptz`;

/** Until the lease of the feed ends, by which `release` knows it again. */
const TAKE = `
  insert into feed_host as h (host, free_at) values (url_host($1), $2::timestamptz)
  on conflict (host) do update set free_at = excluded.free_at where h.free_at <= now()
  returning host`;

const FREE_AT = `select free_at as "freeAt" from feed_host where host = url_host($1)`;
