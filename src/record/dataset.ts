// Reads a dataset from a folder of files, JSON or sheets, and finds all that is wrong with it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../config.js';
import { type Entry, inconsistencies } from './consistency.js';
import { readSheets } from './csv/read.js';
import { sheetFiles } from './csv/write.js';
import type { AnyDocument, AnyKind } from './kind.js';
import { allKinds, type Dataset, emptyDataset } from './kinds.js';
import { DatasetError, type Mistake } from './mistake.js';
import { normalised } from './normalise.js';
import { schemaMistakes } from './schema-mistakes.js';

/**
 * Reads the files that exist and returns their documents in normal form. References may also name documents of
 * `stored`; what sheets leave out is taken from there. Throws a `DatasetError` with all mistakes of all files, or a
 * `SetupError` where there is nothing to read.
 */
export async function readDataset(folder: string, stored: Dataset = emptyDataset()): Promise<Dataset> {
  const names = await filesIn(folder);
  const present = allKinds.filter((kind) => names.includes(kind.file) || sheetsIn(names, kind).length > 0);
  if (present.length === 0) {
    throw new SetupError(`${folder}: has none of ${allKinds.flatMap(filesOf).join(', ')}`);
  }
  const files = await Promise.all(present.map((kind) => readKind(folder, names, kind, stored)));
  const entries = files.flatMap((file) => file.entries);
  const found = [...files.flatMap((file) => file.mistakes), ...inconsistencies(entries, entriesOf(stored))];
  const mistakes = [...strangers(names), ...files.flatMap((file) => mistakesOf(file, found))];
  if (mistakes.length > 0) throw new DatasetError(mistakes);
  return datasetOf(entries);
}

/** The file that lists a kind's documents: as JSON, and as sheets where it has these. */
function filesOf(kind: AnyKind): string[] {
  return [
    kind.file,
    ...sheetFiles(kind)
      .slice(0, 1)
      .map(({ file }) => file),
  ];
}

function sheetsIn(names: readonly string[], kind: AnyKind): string[] {
  return sheetFiles(kind).flatMap(({ file }) => (names.includes(file) ? [file] : []));
}

/** Sheets with a kind's name before the dot that no part of it has: a slip of the pen, or what a newer version wrote. */
function strangers(names: readonly string[]): Mistake[] {
  return allKinds.flatMap((kind) => {
    const known = sheetFiles(kind).map(({ file }) => file);
    const stem = kind.file.replace(/json$/, '');
    const strange = names.filter((name) => known.length > 0 && name.startsWith(stem) && name.endsWith('.csv'));
    return strange
      .filter((name) => !known.includes(name))
      .map((file) => ({
        file,
        record: null,
        field: null,
        message: `is no sheet of the record; allowed: ${known.join(', ')}`,
      }));
  });
}

/** The documents of a dataset, each with its kind. */
export function entriesOf(dataset: Dataset): Entry[] {
  return allKinds.flatMap((kind) => dataset[kind.name].map((document) => ({ kind, document })));
}

/** The dataset of such entries, in normal form. Every document must fit its schema. */
export function datasetOf(entries: Entry[]): Dataset {
  const dataset = emptyDataset();
  for (const { kind, document } of entries) {
    (dataset[kind.name] as AnyDocument[]).push(normalised(kind, document));
  }
  return dataset;
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new SetupError(`${folder}: cannot be read: ${(cause as Error).message}`, { cause });
  }
}

interface File {
  kind: AnyKind;
  entries: Entry[];
  mistakes: Mistake[];
  locate: (mistake: Mistake) => Mistake;
}

const asFound = (mistake: Mistake) => mistake;

function readKind(folder: string, names: readonly string[], kind: AnyKind, stored: Dataset): Promise<File> | File {
  const sheets = sheetsIn(names, kind);
  const [, own = ''] = filesOf(kind);
  if (sheets.length === 0) return readDocuments(folder, kind);
  if (names.includes(kind.file)) return wrongFile(kind, `is there beside ${sheets.join(', ')}: keep one or the other`);
  if (!sheets.includes(own)) return wrongFile(kind, `${sheets.join(', ')} needs ${own} beside it`);
  return readFromSheets(folder, kind, sheets, stored);
}

function wrongFile(kind: AnyKind, message: string): File {
  return { kind, entries: [], mistakes: [{ file: kind.file, record: null, field: null, message }], locate: asFound };
}

async function readFromSheets(folder: string, kind: AnyKind, sheets: string[], stored: Dataset): Promise<File> {
  const files = new Map(
    await Promise.all(sheets.map(async (name) => [name, await readFile(join(folder, name))] as const)),
  );
  const known = new Map((stored[kind.name] as AnyDocument[]).map((document) => [document.slug, document]));
  const { documents, mistakes, locate } = readSheets(kind, files, known);
  const judged = judge(kind, documents);
  return { ...judged, mistakes: [...mistakes, ...judged.mistakes], locate };
}

async function readDocuments(folder: string, kind: AnyKind): Promise<File> {
  let documents: unknown;
  try {
    documents = JSON.parse((await readFile(join(folder, kind.file), 'utf8')).replace(/^\uFEFF/, ''));
  } catch (cause) {
    return wrongFile(kind, `is not JSON: ${(cause as Error).message}`);
  }
  if (!Array.isArray(documents)) return wrongFile(kind, 'must be a list of documents');
  return judge(kind, documents);
}

function judge(kind: AnyKind, documents: unknown[]): File {
  const mistakes = documents.flatMap((document, index) =>
    schemaMistakes(kind.schema, document).map((found) => ({
      file: kind.file,
      record: slugOf(document) ?? `[${index}]`,
      ...found,
    })),
  );
  const entries = documents.flatMap((document) =>
    slugOf(document) === undefined ? [] : [{ kind, document: document as AnyDocument }],
  );
  return { kind, entries, mistakes, locate: asFound };
}

function slugOf(document: unknown): string | undefined {
  const slug = typeof document === 'object' && document !== null && 'slug' in document ? document.slug : undefined;
  return typeof slug === 'string' ? slug : undefined;
}

/** Mistakes that were found in several passes, together by kind; within one kind as they were found. */
function mistakesOf({ kind, locate }: File, mistakes: readonly Mistake[]): Mistake[] {
  const own = new Set(filesOf(kind).concat(sheetFiles(kind).map(({ file }) => file)));
  return mistakes.filter(({ file }) => own.has(file)).map(locate);
}
