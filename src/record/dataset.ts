// Reads a dataset from a folder of JSON files, one a kind, and finds all that is wrong with it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../config.js';
import { type Entry, inconsistencies } from './consistency.js';
import type { AnyDocument, AnyKind } from './kind.js';
import { allKinds, type Dataset, emptyDataset } from './kinds.js';
import { DatasetError, type Mistake } from './mistake.js';
import { normalised } from './normalise.js';
import { schemaMistakes } from './schema-mistakes.js';

/**
 * Reads the files that exist and returns their documents in normal form. References may also name documents of
 * `stored`. Throws a `DatasetError` with all mistakes of all files, or a `SetupError` where there is nothing to read.
 */
export async function readDataset(folder: string, stored: Dataset = emptyDataset()): Promise<Dataset> {
  const names = await filesIn(folder);
  const present = allKinds.filter(({ file }) => names.includes(file));
  if (present.length === 0) {
    throw new SetupError(`${folder}: has none of ${allKinds.map(({ file }) => file).join(', ')}`);
  }
  const files = await Promise.all(present.map((kind) => readDocuments(folder, kind)));
  const entries = files.flatMap((file) => file.entries);
  const mistakes = [...files.flatMap((file) => file.mistakes), ...inconsistencies(entries, entriesOf(stored))];
  if (mistakes.length > 0) throw new DatasetError(inFileOrder(mistakes));
  return datasetOf(entries);
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
  entries: Entry[];
  mistakes: Mistake[];
}

async function readDocuments(folder: string, kind: AnyKind): Promise<File> {
  const wrongFile = (message: string): File => ({
    entries: [],
    mistakes: [{ file: kind.file, record: null, field: null, message }],
  });
  let documents: unknown;
  try {
    documents = JSON.parse((await readFile(join(folder, kind.file), 'utf8')).replace(/^\uFEFF/, ''));
  } catch (cause) {
    return wrongFile(`is not JSON: ${(cause as Error).message}`);
  }
  if (!Array.isArray(documents)) return wrongFile('must be a list of documents');
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
  return { entries, mistakes };
}

function slugOf(document: unknown): string | undefined {
  const slug = typeof document === 'object' && document !== null && 'slug' in document ? document.slug : undefined;
  return typeof slug === 'string' ? slug : undefined;
}

/** Mistakes that were found in several passes, together by file; within one file as they were found. */
function inFileOrder(mistakes: Mistake[]): Mistake[] {
  return allKinds.flatMap(({ file }) => mistakes.filter((mistake) => mistake.file === file));
}
