// Brings a folder of record files into the database: all of it, or nothing and every mistake in it.
import { z } from 'zod';
import { SetupError } from '../config.js';
import { readFolder, readingOf } from '../record/dataset.js';
import { differenceLine, type FieldDifference } from '../record/difference.js';
import { importDataset } from '../record/import.js';
import { STARTER_RECORD } from '../seed.js';
import { command, type Print } from './command.js';

/** Of one record no more fields are told than a person reads. */
const MOST_FIELDS = 20;

export const importCommand = command(
  z.strictObject({
    folder: z.string().optional(),
    dryRun: z.boolean(),
    by: z.string().optional(),
    reason: z.string().optional(),
  }),
  async ({ database }, { folder = STARTER_RECORD, dryRun, by, reason }, print, progress) => {
    const signature = {
      by: signed('--by', by, MOST_OF_NAME) ?? 'cli',
      reason: signed('--reason', reason, MOST_OF_REASON) ?? `import of ${folder}`,
    };
    progress(`reading ${folder}`);
    const files = await readFolder(folder);
    // A folder may name records that it does not hold: those in the database count too.
    progress(dryRun ? 'comparing with the record' : 'comparing with the record and writing what differs');
    const report = await importDataset(database, (stored) => readingOf(files, stored), { ...signature, dryRun });
    if (folder !== STARTER_RECORD) for (const { file, message } of report.notes) print(`${file}: ${message}`);
    for (const { change, kind, slug, fields } of report.changes) {
      print(`${change.toLowerCase()}  ${kind} ${slug}`);
      tellOf(fields, print);
    }
    const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);
    print(
      `${total(report.created)} created, ${total(report.updated)} updated, ${total(report.unchanged)} unchanged` +
        (dryRun ? ' (dry run: nothing was written)' : ''),
    );
    return 0;
  },
);

function tellOf(fields: readonly FieldDifference[], print: Print): void {
  for (const field of fields.slice(0, MOST_FIELDS)) print(`         ${differenceLine(field)}`);
  if (fields.length > MOST_FIELDS) print(`         and ${fields.length - MOST_FIELDS} more fields`);
}

const MOST_OF_NAME = 200;
const MOST_OF_REASON = 2000;

function signed(option: string, text: string | undefined, most: number): string | undefined {
  if (text === undefined) return undefined;
  const trimmed = text.trim();
  const isPlain = !/\p{Cc}/u.test(trimmed);
  if (trimmed !== '' && trimmed.length <= most && isPlain) return trimmed;
  throw new SetupError(`${option}: must be a line of 1 to ${most} characters`);
}
