// What a PostgreSQL server does by itself and the embedded database has no process for: gathers anew what the planner
// knows of tables that have changed, and takes out rows that nobody sees any longer. Without it a query that takes
// milliseconds takes seconds once some thousand articles are stored.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../log.js';
import type { Database } from './connect.js';

interface HousekeepingPace {
  lookEveryMs: number;
  /** Between two tables others have their turn. */
  pauseMs: number;
}

/** A server looks once a minute too. */
const PACE: HousekeepingPace = { lookEveryMs: 60_000, pauseMs: 100 };

export interface Housekeeping {
  /** Ends after the table under way. */
  stop(): Promise<void>;
}

export function keepHouse(database: Pick<Database, 'sql' | 'script'>, log: Logger, pace = PACE): Housekeeping {
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal, ref: false }).catch(() => {});

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await pause(pace.lookEveryMs);
      try {
        for (const statement of await due(database)) {
          if (signal.aborted) return;
          await database.script(statement);
          await pause(pace.pauseMs);
        }
      } catch (error) {
        log.error({ err: error }, 'the database could not be tidied; that is tried again');
      }
    }
  }

  const done = run();
  return {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

/** The statements that it is time for, one a table. */
export async function due({ sql }: Pick<Database, 'sql'>): Promise<string[]> {
  const rows = await sql.rows<{ statement: string }>(DUE);
  return rows.map(({ statement }) => statement);
}

// PostgreSQL's documentation, section 25.1.6 (the autovacuum daemon), with the settings that a server has by default.
const DUE = `
  select format(case when is_loose then 'vacuum analyze %I.%I' else 'analyze %I.%I' end, schemaname, relname) as statement
  from (
    select s.schemaname, s.relname, s.n_mod_since_analyze > 50 + 0.1 * size as is_changed,
      s.n_dead_tup > 50 + 0.2 * size or s.n_ins_since_vacuum > 1000 + 0.2 * size as is_loose
    from pg_stat_user_tables s
    join pg_class c on c.oid = s.relid,
    lateral (select greatest(c.reltuples, 0) as size) as estimated
  ) as tables
  where is_changed or is_loose
  order by schemaname, relname`;
