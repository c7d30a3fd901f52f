// Writes the record into a folder, in the form in which `import` reads it.
import { resolve } from 'node:path';
import { z } from 'zod';
import { SetupError } from '../config.js';
import { exportDataset } from '../record/export.js';
import { command } from './command.js';

export const exportCommand = command(
  z.strictObject({ folder: z.string() }),
  async ({ database }, { folder }, print) => {
    const report = await exportDataset(database, folder).catch((cause: unknown) => {
      const { code, message } = cause as { code?: string; message: string };
      // What the file system refuses is for whoever named the folder to mend.
      if (code !== undefined && /^E[A-Z]+$/.test(code))
        throw new SetupError(`${folder}: cannot be written: ${message}`);
      throw cause;
    });
    const counts = Object.entries(report).map(([kind, count]) => `${count} ${kind}`);
    print(`${resolve(folder)}: ${counts.join(', ')}`);
    return 0;
  },
);
