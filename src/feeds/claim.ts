// Gives a feed, and the server it is on, to one process at a time. A claim is a lease: what a process held that died comes
// back when the lease ends. Leases are counted on the database's clock, which all processes share.
import { type Feed, Prisma } from '../database/generated/client.js';
import { columns, type Sql } from '../database/sql.js';

export interface Claim {
  feed: Feed;
  leasedUntil: Date;
  /** An address on the server that is held with the feed: at first the feed's own; null while none is. */
  server: string | null;
}

/** Much longer than a fetch with what follows may take, which has limits of its own. */
export const LEASE_MS = 3 * 60_000;

/** Feeds that are fetched at all, as a condition on `feed f`. */
export const FETCHED = 'f.enabled and f.gone_at is null and url_host(f.url) is not null';
/** A request within the pause after the last attempt is put off, together with all that come until then. */
const REQUESTED = `f.refresh_requested_at is not null
  and (f.last_attempt_at is null or f.last_attempt_at + make_interval(secs => f.request_pause) <= now())`;
/**
 * Seconds. From the pause that every server gets to the shortest interval of polling: whoever tells of something new now
 * and then is believed at once, and a stream of messages costs the publisher no more than polling would.
 */
const REQUEST_PAUSE = { shortest: 2, longest: 300, forgottenAfter: 60 };
const NEXT_REQUEST_PAUSE = `case
    when f.refresh_requested_at is null then f.request_pause
    when f.last_attempt_at is null
      or f.last_attempt_at + make_interval(secs => ${REQUEST_PAUSE.forgottenAfter} + 4 * f.request_pause) < now()
      then ${REQUEST_PAUSE.shortest}
    else least(greatest(ceil(1.25 * f.request_pause)::int, ${REQUEST_PAUSE.shortest}), ${REQUEST_PAUSE.longest})
  end`;
const FREE = `(f.leased_until is null or f.leased_until <= now()) and (h.free_at is null or h.free_at <= now())`;

/** Takes the feed that has been due for longest, those first that somebody asked for; null where none can be had. */
export async function claimDue(sql: Sql, leaseMs = LEASE_MS): Promise<Claim | null> {
  return claim(sql, CLAIM_DUE, [leaseMs / 1000]);
}

/** Takes, of the feeds that somebody asked for, the one that has waited longest; null where none can be had. */
export async function claimRequested(sql: Sql, leaseMs = LEASE_MS): Promise<Claim | null> {
  return claim(sql, CLAIM_REQUESTED, [leaseMs / 1000]);
}

/** Whether a feed is asked for that nobody has taken yet. */
export async function isAnyRequested(sql: Sql): Promise<boolean> {
  const [row] = await sql.rows<{ any: boolean }>(ANY_REQUESTED);
  return row?.any === true;
}

/** Takes this feed, due or not; null while another process has it or its server is not to be asked. */
export async function claimFeed(sql: Sql, slug: string, leaseMs = LEASE_MS): Promise<Claim | null> {
  return claim(sql, CLAIM_ONE, [leaseMs / 1000, slug]);
}

async function claim(sql: Sql, text: string, parameters: unknown[]): Promise<Claim | null> {
  const [feed] = await sql.rows<Feed>(text, parameters);
  return feed?.leasedUntil ? { feed, leasedUntil: feed.leasedUntil, server: feed.url } : null;
}

/**
 * Rows that others are just claiming are passed over. The upsert decides who gets the server: whoever comes second finds
 * it taken, and gets no feed this time.
 */
const claimWhere = (condition: string) => `
  with candidate as (
    select f.slug, url_host(f.url) as host from feed f left join feed_host h on h.host = url_host(f.url)
    where ${condition} and ${FREE}
    order by f.refresh_requested_at nulls last, f.next_attempt_at nulls first
    limit 1 for update of f skip locked
  ), held as (
    insert into feed_host as h (host, free_at) select host, now() + make_interval(secs => $1) from candidate
    on conflict (host) do update set free_at = excluded.free_at where h.free_at <= now()
    returning host
  )
  update feed f set leased_until = now() + make_interval(secs => $1), request_pause = ${NEXT_REQUEST_PAUSE}
  from candidate join held using (host) where f.slug = candidate.slug
  returning ${columns(Prisma.FeedScalarFieldEnum, 'f')}`;

const CLAIM_DUE = claimWhere(
  `${FETCHED} and ((${REQUESTED}) or f.next_attempt_at is null or f.next_attempt_at <= now())`,
);
const CLAIM_REQUESTED = claimWhere(`${FETCHED} and ${REQUESTED}`);
const ANY_REQUESTED = `select exists (select from feed f where f.refresh_requested_at is not null and ${FETCHED}) as any`;
const CLAIM_ONE = claimWhere('f.slug = $2 and url_host(f.url) is not null');

/** Milliseconds until a feed can be claimed, as things stand; null where none is ever due. */
export async function dueIn(sql: Sql): Promise<number | null> {
  const [row] = await sql.rows<{ milliseconds: number | null }>(DUE_IN);
  return row?.milliseconds ?? null;
}

const DUE_IN = `
  select (1000 * extract(epoch from min(greatest(
    case when f.refresh_requested_at is null then f.next_attempt_at
      else least(f.next_attempt_at, coalesce(f.last_attempt_at + make_interval(secs => f.request_pause), now())) end, f.leased_until, h.free_at, now()
  )) - now()))::float8 as milliseconds
  from feed f left join feed_host h on h.host = url_host(f.url)
  where ${FETCHED}`;

/** What keeps a feed from being claimed. */
export interface Obstacle {
  leasedUntil: Date | null;
  host: string | null;
  hostFreeAt: Date | null;
}

export async function obstacleTo(sql: Sql, slug: string): Promise<Obstacle | undefined> {
  const [obstacle] = await sql.rows<Obstacle>(OBSTACLE, [slug]);
  return obstacle;
}

const OBSTACLE = `
  select case when f.leased_until > now() then f.leased_until end as "leasedUntil", url_host(f.url) as host,
    case when h.free_at > now() then h.free_at end as "hostFreeAt"
  from feed f left join feed_host h on h.host = url_host(f.url) where f.slug = $1`;

export interface Release {
  /** For how long the server is left alone. */
  pauseMs: number;
  /** Until when it has asked to be. */
  waitUntil?: Date | undefined;
  /** Whether the feed was fetched: then it is no longer asked for. */
  attempted: boolean;
  leaseMs?: number;
}

/** Does nothing to what another process has claimed since. */
export async function release(sql: Sql, { feed, leasedUntil, server }: Claim, how: Release): Promise<void> {
  const { pauseMs, waitUntil = null, attempted, leaseMs = LEASE_MS } = how;
  const claimedAt = new Date(leasedUntil.getTime() - leaseMs);
  await sql.rows(RELEASE, [feed.slug, leasedUntil, server, pauseMs / 1000, waitUntil, attempted, claimedAt]);
}

/** A request that came while the feed was being fetched stays: what it is about may have come too late for the fetch. */
const RELEASE = `
  with freed as (
    update feed set leased_until = null,
      refresh_requested_at = case when $6::boolean and refresh_requested_at <= $7::timestamptz then null
        else refresh_requested_at end
    where slug = $1 and leased_until = $2::timestamptz
  )
  update feed_host set free_at = greatest(now() + make_interval(secs => $4), $5::timestamptz)
  where host = url_host($3) and free_at = $2::timestamptz`;
