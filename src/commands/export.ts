// Writes the record into a folder, as JSON or as sheets: what `import` reads.
import { z } from 'zod';
import { SetupError } from '../config.js';
import { FORMATS, filesOf, recordOf, writeFiles } from '../record/export.js';
import { command } from './command.js';

export const exportCommand = command(
  z.strictObject({ folder: z.string(), format: z.string() }),
  async ({ database }, { folder, format: given }, print, progress) => {
    const format = FORMATS.find((one) => one === given);
    if (format === undefined) throw new SetupError(`--format ${given}: must be ${FORMATS.join(' or ')}`);
    progress('reading the record');
    const record = await recordOf(database);
    const files = filesOf(record, format);
    progress(`writing ${files.size} files`);
    await writeFiles(folder, files);
    print(`${record.length} documents in ${files.size} files`);
    return 0;
  },
);
