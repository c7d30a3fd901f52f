// Imports a dataset: one transaction that writes what differs from what is stored, and nothing else.
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../database/connect.js';
import { lockRecord } from '../database/locks.js';
import { sqlIn } from '../database/transaction.js';
import { type Entry, inconsistencies } from './consistency.js';
import { datasetOf, entriesOf } from './dataset.js';
import type { KindName } from './kind.js';
import { allKinds, type Dataset } from './kinds.js';
import { DatasetError } from './mistake.js';
import { retiredSlugs } from './retired.js';
import { readStored } from './stored.js';
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
  changes: { kind: KindName; slug: string; change: 'CREATED' | 'UPDATED'; fields: string[] }[];
}

/**
 * Saves what is new and what has changed. Records that the dataset lacks stay as they are, and what fetching has
 * learnt about a feed is kept. Throws a `DatasetError`, with nothing written, where the dataset does not fit what is
 * stored.
 */
export async function importDataset(
  database: Database,
  dataset: Dataset,
  { by, reason, dryRun = false }: ImportOptions,
): Promise<ImportReport> {
  try {
    return await database.prisma.$transaction(
      async (client) => {
        const report = await save(client, dataset, { by, reason: reason ?? null });
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

async function save(client: Client, dataset: Dataset, reason: Reason): Promise<ImportReport> {
  await lockRecord(sqlIn(client));
  const given = entriesOf(datasetOf(entriesOf(dataset)));
  const stored = await readStored(client);
  const mistakes = [...(await retiredSlugs(client, given)), ...inconsistencies(given, stored)];
  if (mistakes.length > 0) throw new DatasetError(mistakes);

  const before = new Map(stored.map((one) => [idOf(one), one]));
  const saves = given.map((entry) => ({ ...entry, before: before.get(idOf(entry)) }));
  const changed = saves.filter(({ document, before }) => !isDeepStrictEqual(document, before?.document));
  if (changed.length > 0) await write(client, changed, reason);
  return reportOf(saves, changed);
}

function idOf({ kind, document }: Entry): string {
  return `${kind.name} ${document.slug}`;
}

function differing(one: object, other: object): string[] {
  const [was, is] = [one, other] as Record<string, unknown>[];
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...fields].filter((field) => !isDeepStrictEqual(was?.[field], is?.[field]));
}

function reportOf(saves: Save[], changed: Save[]): ImportReport {
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
      fields: before === undefined ? [] : differing(before.document, document),
    })),
  };
}
