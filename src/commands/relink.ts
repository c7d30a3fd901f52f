// Ties stored articles to the record as it is now: all of them, or those published since a day.
import { z } from 'zod';
import { SetupError } from '../config.js';
import { relinkBatch } from '../feeds/relink.js';
import { askForPass } from '../feeds/relink-pass.js';
import { command } from './command.js';

const DAY = /^\d{4}-\d\d-\d\d$/;
/** Between two lines of progress. */
const TOLD_EVERY = 10_000;

export const relinkCommand = command(
  z.strictObject({ since: z.string().optional() }),
  async ({ database, intake: { lexicon } }, { since }, print, progress) => {
    const day = since === undefined ? null : dayOf(since);
    const asked = await askForPass(database.sql, day);
    if (asked.looked > 0) print(`going on after ${asked.looked} articles`);
    let told = asked.looked;
    let pass: typeof asked & { isDone?: boolean } = asked;
    while (!pass.isDone) {
      const after = await relinkBatch({ database, lexicon }, pass);
      if (after === null) throw new Error(`the pass ${pass.id} is gone`);
      pass = after;
      progress(`${pass.looked} articles looked at, ${pass.changed} tied otherwise`);
      if (pass.looked - told >= TOLD_EVERY) {
        told = pass.looked;
        print(`${pass.looked} articles`);
      }
      // In the process of a gateway requests are answered meanwhile.
      await new Promise((resolve) => setImmediate(resolve));
    }
    print(`${pass.looked} articles looked at, ${pass.changed} tied otherwise than they were`);
    return 0;
  },
);

function dayOf(since: string): Date {
  const day = new Date(`${since}T00:00:00Z`);
  if (!DAY.test(since) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(since)) {
    throw new SetupError(`--since ${since}: a day is written YYYY-MM-DD`);
  }
  return day;
}
