// Imports a dataset: one transaction that writes what differs from what is stored, and nothing else.
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../database/connect.js';
import { lockRecord } from '../database/locks.js';
import { sqlIn } from '../database/transaction.js';
import { inconsistencies } from './consistency.js';
import { datasetOf, entriesOf, idOf, type Reading } from './dataset.js';
import { differences, type FieldDifference } from './difference.js';
import type { AnyDocument, KindName } from './kind.js';
import { allKinds, type Dataset, emptyDataset } from './kinds.js';
import { DatasetError, type Mistake } from './mistake.js';
import { retiredSlugs } from './retired.js';
import { readStored, type Stored } from './stored.js';
import type { Client } from './table.js';
import { type Reason, type Save, write } from './write.js';

export interface ImportOptions {
  /** Who imports; kept with each revision. */
  by: string;
  reason?: string;
  /** Tells what would change, and changes nothing. */
  dryRun?: boolean;
}

export interface ImportReport {
  created: Record<KindName, number>;
  updated: Record<KindName, number>;
  unchanged: Record<KindName, number>;
  /** `fields` are those in which the document differs from what is stored; none for a new one. */
  changes: { kind: KindName; slug: string; change: 'CREATED' | 'UPDATED'; fields: FieldDifference[] }[];
  notes: Reading['notes'];
}

/**
 * Saves what is new and what has changed. Records that the dataset lacks stay as they are, and what fetching has
 * learnt about a feed is kept. A folder is read over what is stored in the same transaction, so that no save is lost
 * that is made meanwhile. Throws a `DatasetError`, with nothing written, if the dataset does not fit what is stored, or
 * if a document of it differs from a record that has been saved since the version that the document was made from.
 */
export async function importDataset(
  database: Database,
  given: Dataset | ((stored: Dataset) => Reading),
  { by, reason, dryRun = false }: ImportOptions,
): Promise<ImportReport> {
  try {
    return await database.prisma.$transaction(
      async (client) => {
        const report = await save(client, given, { by, reason: reason ?? null });
        if (dryRun) throw new RolledBack(report);
        return report;
      },
      { timeout: 120_000, maxWait: 120_000 },
    );
  } catch (cause) {
    if (cause instanceof RolledBack) return cause.report;
    throw cause;
  }
}

/** Thrown to leave a transaction without a trace. */
class RolledBack extends Error {
  readonly report: ImportReport;

  constructor(report: ImportReport) {
    super('dry run');
    this.report = report;
  }
}

async function save(
  client: Client,
  source: Dataset | ((stored: Dataset) => Reading),
  reason: Reason,
): Promise<ImportReport> {
  await lockRecord(sqlIn(client));
  const stored = await readStored(client);
  const reading = typeof source === 'function' ? source(datasetFrom(stored)) : plainReading(source);
  const given = entriesOf(datasetOf(entriesOf(reading.dataset)));
  const mistakes = [...(await retiredSlugs(client, given)), ...inconsistencies(given, stored)];
  if (mistakes.length > 0) throw new DatasetError(mistakes.flatMap(reading.locate));

  const before = new Map(stored.map((one) => [idOf(one), one]));
  const saves = given.map((entry) => ({
    ...entry,
    before: before.get(idOf(entry)),
    version: reading.versions.get(idOf(entry)),
  }));
  const changed = saves.filter(({ document, before }) => !isDeepStrictEqual(document, before?.document));
  const conflicts = changed.flatMap(conflictOf);
  if (conflicts.length > 0) throw new DatasetError(conflicts.flatMap(reading.locate));
  if (changed.length > 0) await write(client, changed, reason);
  return reportOf(saves, changed, reading);
}

function plainReading(dataset: Dataset): Reading {
  return { dataset, versions: new Map(), notes: [], locate: (mistake) => [mistake] };
}

function datasetFrom(stored: readonly Stored[]): Dataset {
  const dataset = emptyDataset();
  for (const { kind, document } of stored) (dataset[kind.name] as AnyDocument[]).push(document);
  return dataset;
}

/** A document that was made from another version than the one that is stored. */
function conflictOf({ kind, document, before, version }: Save): Mistake[] {
  const current = before?.version ?? 0;
  // A record that is not there begins with the version of its document.
  if (kind.recordKind === null || version === undefined || version === current || before === undefined) return [];
  const message =
    version < current
      ? `was made from version ${version}, and version ${current} is stored: export the record again and repeat the change, or leave the version out to overwrite it`
      : `was made from version ${version}, and version ${current} is stored, so it comes from another database: leave the version out to overwrite it`;
  return [{ file: kind.file, record: document.slug, field: 'version', message }];
}

function reportOf(saves: Save[], changed: Save[], { notes }: Reading): ImportReport {
  const count = (counted: Save[]) =>
    Object.fromEntries(
      allKinds.map((kind) => [kind.name, counted.filter((save) => save.kind === kind).length]),
    ) as Record<KindName, number>;
  const touched = new Set(changed);
  return {
    created: count(changed.filter(({ before }) => before === undefined)),
    updated: count(changed.filter(({ before }) => before !== undefined)),
    unchanged: count(saves.filter((save) => !touched.has(save))),
    changes: changed.map(({ kind, document, before }) => ({
      kind: kind.name,
      slug: document.slug,
      change: before === undefined ? 'CREATED' : 'UPDATED',
      fields: before === undefined ? [] : differences(before.document, document),
    })),
    notes,
  };
}
