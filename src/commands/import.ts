// Brings a folder of record files into the database: all of it, or nothing and every mistake in it.
import { z } from 'zod';
import { readDataset } from '../record/dataset.js';
import { importDataset } from '../record/import.js';
import { storedDataset } from '../record/stored.js';
import { STARTER_RECORD } from '../seed.js';
import { command } from './command.js';

export const importCommand = command(
  z.strictObject({ folder: z.string().optional(), dryRun: z.boolean() }),
  async ({ database }, { folder = STARTER_RECORD, dryRun }, print, progress) => {
    progress(`reading ${folder}`);
    // A folder may name records that it does not hold: those in the database count too.
    const dataset = await readDataset(folder, await storedDataset(database.prisma));
    progress(dryRun ? 'comparing with the record' : 'comparing with the record and writing what differs');
    const report = await importDataset(database, dataset, { by: 'cli', reason: `import of ${folder}`, dryRun });
    for (const { change, kind, slug, fields } of report.changes) {
      print(`${change.toLowerCase()}  ${kind} ${slug}${fields.length === 0 ? '' : `: ${fields.join(', ')}`}`);
    }
    const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);
    print(
      `${total(report.created)} created, ${total(report.updated)} updated, ${total(report.unchanged)} unchanged` +
        (dryRun ? ' (dry run: nothing was written)' : ''),
    );
    return 0;
  },
);
