// Keeps stored articles tied to the record as it changes, behind everything else. Any number of processes may do so.
import { setTimeout as sleep } from 'node:timers/promises';
import { lockLinking } from '../database/locks.js';
import { sqlIn } from '../database/transaction.js';
import type { Logger } from '../log.js';
import { type Relinking, relinkBatch } from './relink.js';
import { askForChanges, haveChanged, openPass } from './relink-pass.js';

export interface LinkPace {
  lookEveryMs: number;
  /** A record has been left alone for so long: articles that were linked just before its change are stored by then. */
  settleMs: number;
  /** Between two batches others have their turn. */
  pauseMs: number;
}

const LINK_PACE: LinkPace = { lookEveryMs: 5000, settleMs: 2000, pauseMs: 50 };

export interface LinkKeeper {
  /** Ends after the batch under way; the next process goes on there. */
  stop(): Promise<void>;
}

export function keepLinks(relinking: Relinking, log: Logger, pace: LinkPace = LINK_PACE): LinkKeeper {
  const { sql, prisma } = relinking.database;
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal, ref: false }).catch(() => {});

  async function look(): Promise<void> {
    if (await haveChanged(sql, pace.settleMs)) {
      await prisma.$transaction(async (tx) => {
        await lockLinking(sqlIn(tx));
        await askForChanges(sqlIn(tx), pace.settleMs);
      });
    }
    for (let pass = await openPass(sql); pass !== null && !signal.aborted; pass = await openPass(sql)) {
      const after = await relinkBatch(relinking, pass);
      if (after?.isDone && after.changed > 0) {
        log.info({ records: after.records, looked: after.looked, changed: after.changed }, 'articles were tied anew');
      }
      await pause(pace.pauseMs);
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await look().catch((error: unknown) =>
        log.error({ err: error }, 'articles could not be tied anew; that goes on'),
      );
      await pause(pace.lookEveryMs);
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
