// Takes one feed for somebody who asks for it, and says in plain words where it cannot be had.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../database/sql.js';
import { type Claim, claimFeed, LEASE_MS, type Obstacle, obstacleTo } from './claim.js';

/** A fetch and what follows take less, so whoever has the feed still is slow or dead. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 200;

/** Waits while another process fetches the feed or something else from its server. */
export async function waitForClaim(
  sql: Sql,
  slug: string,
  patienceMs = PATIENCE_MS,
): Promise<Claim | { reason: string }> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const claim = await claimFeed(sql, slug);
    if (claim !== null) return claim;
    const obstacle = await obstacleTo(sql, slug);
    if (obstacle === undefined) return { reason: 'there is no such feed any more' };
    if (obstacle.host === null) return { reason: 'it has no address on the network' };
    if (isAskedToWait(obstacle) || Date.now() >= until) return { reason: describe(obstacle) };
    await sleep(LOOK_EVERY_MS);
  }
}

/** Nobody holds a server for longer than a lease: then it is the server itself that wants to be left alone. */
function isAskedToWait({ hostFreeAt }: Obstacle): boolean {
  return hostFreeAt !== null && hostFreeAt.getTime() > Date.now() + LEASE_MS;
}

function describe(obstacle: Obstacle): string {
  const { leasedUntil, host, hostFreeAt } = obstacle;
  if (leasedUntil !== null) return `another process is fetching it, until ${shown(leasedUntil)} at the latest`;
  if (hostFreeAt === null) return 'another process is just taking it; try again';
  if (isAskedToWait(obstacle)) return `${host} asks us to wait until ${shown(hostFreeAt)}`;
  return `${host} is being asked for something else, until ${shown(hostFreeAt)} at the latest`;
}

function shown(instant: Date): string {
  return `${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
