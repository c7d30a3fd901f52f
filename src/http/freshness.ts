// Whether the database still holds what an answer was made from: looks at what was committed since the last look.
import type { Sql } from '../database/sql.js';

/** What an answer may depend on; each number rises when something of it has changed. */
export interface Versions {
  record: number;
  news: number;
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
}

// By transactions, not by numbers: one that commits late has a low number, and would be overlooked.
const LOOK = `
  select pg_current_snapshot()::text as snapshot,
    (select extract(epoch from at)::text from history.clock) as clock,
    array(
      select distinct c.type::text from change c
      where c.xid >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(c.xid, $1::pg_snapshot)
    ) as types`;

const NEWS = new Set(['ARTICLE', 'MENTION', 'FEED']);

export class Freshness {
  readonly #sql: Sql;
  #versions: Versions = { record: 0, news: 0 };
  #last: Look | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** As of `STALE_MS` ago at the longest. */
  async versions(): Promise<Versions> {
    if (performance.now() - this.#lookedAt > STALE_MS) await this.#look();
    return this.#versions;
  }

  /** This process has changed something: what was made before counts no more. */
  changed(): void {
    this.#versions = { record: this.#versions.record + 1, news: this.#versions.news + 1 };
  }

  #look(): Promise<void> {
    this.#looking ??= this.#ask().finally(() => {
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
    const record = look.clock !== this.#last?.clock || look.types.some((type) => !NEWS.has(type));
    const news = look.types.some((type) => NEWS.has(type));
    const { record: r, news: n } = this.#versions;
    if (record || news) this.#versions = { record: record ? r + 1 : r, news: news ? n + 1 : n };
    this.#last = look;
    this.#lookedAt = from;
  }
}

const FIRST = 'select pg_current_snapshot()::text as snapshot';
