// Writes the record as files that a person can review in a diff: records by their slugs, each a block of its own.
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../config.js';
import type { Database } from '../database/connect.js';
import { sheetFiles, writeSheets } from './csv/write.js';
import type { AnyDocument, AnyKind } from './kind.js';
import { allKinds } from './kinds.js';
import { sortedBy } from './normal-form.js';
import { readStored, type Stored } from './stored.js';

export const FORMATS = ['json', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** The record at one moment, whatever is saved meanwhile. */
export function recordOf({ prisma }: Pick<Database, 'prisma'>): Promise<Stored[]> {
  return prisma.$transaction((client) => readStored(client), {
    isolationLevel: 'RepeatableRead',
    timeout: 120_000,
    maxWait: 120_000,
  });
}

/** The text of each file by its name. Kinds that are not kept in sheets are JSON in either format. */
export function filesOf(record: readonly Stored[], format: Format): Map<string, string> {
  const versions = new Map(record.map((stored) => [stored.document, stored.version]));
  return new Map(
    allKinds.flatMap((kind) => {
      const documents = record.filter((stored) => stored.kind === kind).map(({ document }) => document);
      const versionOf = (document: AnyDocument) => (kind.recordKind === null ? undefined : versions.get(document));
      const inSheets = format === 'csv' && sheetFiles(kind).length > 0;
      return inSheets
        ? [...writeSheets(kind, documents, versionOf)]
        : [[kind.file, jsonOf(documents, versionOf)] as const];
    }),
  );
}

function jsonOf(documents: readonly AnyDocument[], versionOf: (document: AnyDocument) => number | undefined): string {
  const listed = sortedBy(documents, ({ slug }) => slug).map((document) => {
    const { slug, ...fields } = document;
    return { slug, version: versionOf(document), ...fields };
  });
  return `${JSON.stringify(listed, null, 2)}\n`;
}

/**
 * Each file is written beside its place and then put there, so that nobody reads half of one. Files of the record in
 * the other format go. Throws a `SetupError` where the folder holds anything that is none of ours; hidden files and a
 * README may stand in it.
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const there = await namesIn(folder);
  const foreign = there.filter((name) => !OURS.has(name) && !name.startsWith('.') && name !== 'README.md');
  if (foreign.length > 0) {
    throw new SetupError(`${folder}: holds files that are no part of the record: ${foreign.sort().join(', ')}`);
  }
  const waiting: [from: string, to: string][] = [];
  try {
    for (const [name, text] of files) {
      const from = join(folder, unfinished(name));
      waiting.push([from, join(folder, name)]);
      await writeThrough(from, text);
    }
    for (const [from, to] of waiting) await rename(from, to);
    for (const name of OURS) {
      if (!files.has(name)) await rm(join(folder, name), { force: true });
      await rm(join(folder, unfinished(name)), { force: true });
    }
  } catch (cause) {
    await Promise.all(waiting.map(([from]) => rm(from, { force: true })));
    throw new SetupError(`${folder}: cannot be written: ${(cause as Error).message}`, { cause });
  }
}

/** The same each time: what a killed export leaves, the next one takes up. */
const unfinished = (name: string) => `.${name}.unfinished`;

const namesOf = (kind: AnyKind) => [kind.file, ...sheetFiles(kind).map(({ file }) => file)];
const OURS: ReadonlySet<string> = new Set(allKinds.flatMap(namesOf));

async function namesIn(folder: string): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true });
    return await readdir(folder);
  } catch (cause) {
    throw new SetupError(`${folder}: cannot be written: ${(cause as Error).message}`, { cause });
  }
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
