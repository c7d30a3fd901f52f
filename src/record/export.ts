// Writes the record as files that a person can review: one a kind, the documents in the order of their slugs.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../database/connect.js';
import type { AnyDocument } from './kind.js';
import { allKinds, type Dataset } from './kinds.js';
import { sortedBy } from './normal-form.js';
import { storedDataset } from './stored.js';

/** How many documents of each kind were written. */
export type ExportReport = Record<keyof Dataset, number>;

/**
 * The same record gives the same bytes, on every machine. Other files in the folder stay. Each file is whole at any
 * moment: it is written beside its place first, and takes it when all are written.
 */
export async function exportDataset(database: Database, folder: string): Promise<ExportReport> {
  const dataset = await consistent(database);
  await mkdir(folder, { recursive: true });
  const written: { from: string; to: string }[] = [];
  try {
    for (const { name, file } of allKinds) {
      const to = join(folder, file);
      written.push({ from: `${to}.unfinished`, to });
      await writeFile(`${to}.unfinished`, fileOf(dataset[name]));
    }
    for (const { from, to } of written) await rename(from, to);
  } catch (cause) {
    await Promise.all(written.map(({ from }) => rm(from, { force: true })));
    throw cause;
  }
  return Object.fromEntries(allKinds.map(({ name }) => [name, dataset[name].length])) as ExportReport;
}

/** What is stored, as of one moment. */
function consistent(database: Database): Promise<Dataset> {
  return database.prisma.$transaction((client) => storedDataset(client), {
    isolationLevel: 'RepeatableRead',
    timeout: 120_000,
    maxWait: 120_000,
  });
}

function fileOf(documents: readonly AnyDocument[]): string {
  return `${JSON.stringify(
    sortedBy(documents, ({ slug }) => slug),
    null,
    2,
  )}\n`;
}
