// Whether the database still holds what an answer was made from: looks at what was committed since the last look.
import type { Sql } from '../database/sql.js';
import { feedStatus } from '../graph/feed-status.js';

/** What an answer may depend on; each number rises when something of it has changed. */
export interface Versions {
  record: number;
  news: number;
  /** The statuses of feeds, which change with each attempt and with the clock, and without a word in the outbox. */
  feeds: number;
}

/** An answer may be so old, in milliseconds, where another process changed what it was made from. */
export const STALE_MS = 250;

interface Look {
  /** Which transactions had ended. */
  snapshot: string;
  /** The moment of the record's latest change, sources and parts included. */
  clock: string;
  /** Types in the outbox that are told by transactions that ended since. */
  types: string[];
  /** A digest of how all feeds are doing. */
  feeds: string;
}

// By transactions, not by numbers: one that commits late has a low number, and would be overlooked.
const LOOK = `
  select pg_current_snapshot()::text as snapshot,
    (select extract(epoch from at)::text from history.clock) as clock,
    array(
      select distinct c.type::text from change c
      where c.xid >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(c.xid, $1::pg_snapshot)
    ) as types,
    (select md5(coalesce(string_agg(f.slug || ${feedStatus('f')}, ' ' order by f.slug), '')) from feed f) as feeds`;

const NEWS = new Set(['ARTICLE', 'MENTION', 'FEED']);

export class Freshness {
  readonly #sql: Sql;
  #versions: Versions = { record: 0, news: 0, feeds: 0 };
  #last: Look | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #failedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** As of `STALE_MS` ago at the longest. */
  async versions(): Promise<Versions> {
    if (performance.now() - this.#lookedAt > STALE_MS) {
      // A database that did not answer is not waited for by each request anew.
      if (performance.now() - this.#failedAt < STALE_MS) throw new Error('the outbox could not be looked at');
      await this.#look();
    }
    return this.#versions;
  }

  /** This process has changed something: what was made before counts no more. */
  changed(): void {
    this.#rise({ record: true, news: true, feeds: true });
  }

  #look(): Promise<void> {
    this.#looking ??= this.#ask()
      .catch((error: unknown) => {
        this.#failedAt = performance.now();
        throw error;
      })
      .finally(() => {
        this.#looking = null;
      });
    return this.#looking;
  }

  async #ask(): Promise<void> {
    const from = performance.now();
    // Every snapshot sees what ended before itself: the first look compares with now, and finds nothing.
    const since = this.#last?.snapshot ?? (await this.#sql.rows<Look>(FIRST))[0]?.snapshot;
    const [look] = await this.#sql.rows<Look>(LOOK, [since]);
    if (look === undefined) throw new Error('the outbox could not be looked at');
    this.#rise({
      record: look.clock !== this.#last?.clock || look.types.some((type) => !NEWS.has(type)),
      news: look.types.some((type) => NEWS.has(type)),
      feeds: look.feeds !== this.#last?.feeds,
    });
    this.#last = look;
    this.#lookedAt = from;
  }

  /** Another object each time: who holds an earlier one compares with it. */
  #rise(changed: Record<keyof Versions, boolean>): void {
    const { record, news, feeds } = this.#versions;
    this.#versions = {
      record: record + Number(changed.record),
      news: news + Number(changed.news),
      feeds: feeds + Number(changed.feeds),
    };
  }
}

const FIRST = 'select pg_current_snapshot()::text as snapshot';
