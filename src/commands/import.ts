// Brings a folder of record files into the database: all of it, or nothing and every mistake in it.
import { z } from 'zod';
import { readDataset } from '../record/dataset.js';
import { importDataset } from '../record/import.js';
import { STARTER_RECORD } from '../seed.js';
import { command } from './command.js';

export const importCommand = command(
  z.strictObject({ folder: z.string().optional(), dryRun: z.boolean() }),
  async ({ database }, { folder = STARTER_RECORD, dryRun }, print) => {
    const dataset = await readDataset(folder);
    const report = await importDataset(database, dataset, { by: 'cli', reason: `import of ${folder}`, dryRun });
    for (const { change, kind, slug } of report.changes) print(`${change.padEnd(9)}  ${kind}  ${slug}`);
    print('done');
    return 0;
  },
);
