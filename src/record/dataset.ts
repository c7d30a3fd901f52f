// Reads a dataset from a folder of files, JSON or sheets, and finds all that is wrong with it.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../config.js';
import { type Entry, inconsistencies } from './consistency.js';
import { readSheets, VERSION_RULE, versionIn } from './csv/read.js';
import { sheetFiles } from './csv/write.js';
import { isMissing } from './judge.js';
import type { AnyDocument, AnyKind } from './kind.js';
import { allKinds, type Dataset, emptyDataset } from './kinds.js';
import { DatasetError, type Mistake, withoutRefused } from './mistake.js';
import { normalised } from './normalise.js';
import { schemaMistakes } from './schema-mistakes.js';
import { didYouMean, nearest, quoted } from './suggest.js';
import { LARGEST_FILE, tellingWords, unicodeText } from './text-file.js';

/** A folder's files, as they are: what they say depends on what is stored. */
export interface Folder {
  folder: string;
  /** Everything in it but hidden files and its README. */
  names: string[];
  bytes: Map<string, Uint8Array>;
}

/** What a folder says. */
export interface Reading {
  dataset: Dataset;
  /** The versions that its documents were made from, by `idOf`; none for a document that does not say. */
  versions: ReadonlyMap<string, number>;
  /** What whoever reads the folder must know: files that are not read, and code pages that were assumed. */
  notes: { file: string; message: string }[];
  /** A mistake in a document, told of the cell that it comes from if it is from a sheet. */
  locate(mistake: Mistake): Mistake[];
}

export function idOf({ kind, document }: Entry): string {
  return `${kind.name} ${document.slug}`;
}

/** The documents of a folder; see `readFolder` and `readingOf`. */
export async function readDataset(folder: string, stored: Dataset = emptyDataset()): Promise<Dataset> {
  return readingOf(await readFolder(folder), stored).dataset;
}

/** Throws a `SetupError` if there is nothing to read. */
export async function readFolder(folder: string): Promise<Folder> {
  const names = (await filesIn(folder)).filter((name) => !name.startsWith('.') && name !== 'README.md').sort();
  const ours = names.filter((name) => OURS.has(name));
  if (ours.length === 0) {
    const near = names.flatMap((name) => {
      const meant = meantName(name);
      return meant === undefined ? [] : [`; is "${name}" ${meant}?`];
    });
    const wanted = allKinds.flatMap(filesOf).join(', ');
    throw new SetupError(`${folder}: has none of ${wanted}${near.slice(0, 10).join('')}`);
  }
  const bytes = new Map<string, Uint8Array>();
  for (const name of ours) bytes.set(name, await bytesOf(join(folder, name)));
  return { folder, names, bytes };
}

/**
 * The documents of the files, in normal form. A JSON file states its records whole; sheets change what is `stored`, and
 * references may name documents of it. Throws a `DatasetError` with all mistakes of all files.
 */
export function readingOf({ names, bytes }: Folder, stored: Dataset = emptyDataset()): Reading {
  const present = allKinds.filter((kind) => namesOf(kind).some((name) => bytes.has(name)));
  const files = present.map((kind) => readKind(bytes, kind, stored));
  const entries = files.flatMap((file) => file.entries);
  const own = files.flatMap((file) => file.mistakes);
  const found = [...own, ...withoutRefused(inconsistencies(entries, entriesOf(stored)), own)];
  const mistakes = [...strangers(names), ...files.flatMap((file) => mistakesOf(file, found))];
  if (mistakes.length > 0) throw new DatasetError(mistakes);
  return {
    dataset: datasetOf(entries),
    versions: new Map(files.flatMap((file) => [...file.versions])),
    notes: [...files.flatMap((file) => file.notes), ...unread(names)],
    locate: (mistake) => {
      const file = files.find(({ kind }) => kind.file === mistake.file);
      return file === undefined ? [mistake] : file.locate(mistake);
    },
  };
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

function namesOf(kind: AnyKind): string[] {
  return [kind.file, ...sheetFiles(kind).map(({ file }) => file)];
}

const OURS: ReadonlySet<string> = new Set(allKinds.flatMap(namesOf));

/** Files that are not read, each with the one that its name may stand for. */
function unread(names: readonly string[]): { file: string; message: string }[] {
  return names
    .filter((name) => !OURS.has(name) && !isStrange(name))
    .map((file) => {
      const meant = meantName(file);
      return { file, message: `is not read${meant === undefined ? '' : `: is it ${meant}?`}` };
    });
}

/** The name that a browser, a file manager or a person changed: `deals (1).csv`, `Copy of deals.csv`, `Deals.CSV.txt`. */
function meantName(file: string): string | undefined {
  const spaced = file
    .toLowerCase()
    .replace(/\.(txt|bak|old|orig|tmp)$/, '')
    .replace(/[\s_()[\]-]+/gu, ' ');
  const within = [...OURS].filter((name) => {
    const [stem = '', extension] = [
      name.slice(0, name.lastIndexOf('.')).toLowerCase(),
      name.slice(name.lastIndexOf('.') + 1),
    ];
    const words = spaced.split(/\s|\.(?=[a-z]+$)/u);
    return words.includes(stem) && (spaced.includes(extension) || !/\.(csv|json)\b/.test(spaced));
  });
  return within.sort((one, other) => other.length - one.length)[0] ?? nearest(file, OURS);
}

/** A sheet with a kind's name before the dot that no part of it has: a slip of the pen, or from a newer version. */
function isStrange(name: string): boolean {
  return allKinds.some((kind) => strangeTo(kind, name));
}

function strangeTo(kind: AnyKind, name: string): boolean {
  const stem = kind.file.replace(/json$/, '');
  return sheetFiles(kind).length > 0 && name.startsWith(stem) && /^\w+\.csv$/.test(name.slice(stem.length));
}

function strangers(names: readonly string[]): Mistake[] {
  return allKinds.flatMap((kind) => {
    const known = sheetFiles(kind).map(({ file }) => file);
    return names
      .filter((name) => strangeTo(kind, name) && !OURS.has(name))
      .map((file) => ({
        file,
        record: null,
        field: null,
        message: `is no sheet of the record${didYouMean(file, known)}; allowed: ${known.join(', ')}`,
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

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE) throw new Error(`has ${size} bytes; allowed are ${LARGEST_FILE}`);
    return await readFile(file);
  } catch (cause) {
    throw new SetupError(`${file}: cannot be read: ${(cause as Error).message}`, { cause });
  }
}

interface File {
  kind: AnyKind;
  entries: Entry[];
  versions: Map<string, number>;
  mistakes: Mistake[];
  notes: { file: string; message: string }[];
  locate: (mistake: Mistake) => Mistake[];
}

function readKind(bytes: ReadonlyMap<string, Uint8Array>, kind: AnyKind, stored: Dataset): File {
  const sheets = sheetFiles(kind).flatMap(({ file }) => (bytes.has(file) ? [file] : []));
  const [, own = ''] = filesOf(kind);
  const whole = bytes.get(kind.file);
  const [first = ''] = sheets;
  if (whole !== undefined && sheets.length > 0) {
    return wrongFile(kind, kind.file, `is there beside ${sheets.join(', ')}: keep one or the other`);
  }
  if (whole !== undefined) return readDocuments(whole, kind);
  if (!sheets.includes(own)) {
    return wrongFile(
      kind,
      first,
      `needs ${own} beside it, which names the records whose entries it lists in a column slug`,
    );
  }
  return readFromSheets(bytes, kind, sheets, stored);
}

function wrongFile(kind: AnyKind, file: string, message: string): File {
  const mistakes = [{ file, record: null, field: null, message }];
  return { kind, entries: [], versions: new Map(), mistakes, notes: [], locate: (mistake) => [mistake] };
}

function readFromSheets(
  bytes: ReadonlyMap<string, Uint8Array>,
  kind: AnyKind,
  sheets: string[],
  stored: Dataset,
): File {
  const files = new Map(sheets.map((name) => [name, bytes.get(name) as Uint8Array]));
  const known = new Map((stored[kind.name] as AnyDocument[]).map((document) => [document.slug, document]));
  const words = () => new Set(tellingWords(JSON.stringify([...known.values()])));
  const read = readSheets({ kind, files, stored: known, words });
  const judged = judge(kind, read.documents);
  const refused = new Set(judged.mistakes.flatMap(({ record, field }) => (field === 'slug' ? [record] : [])));
  const unknown = new Set(
    read.documents.flatMap((document) => {
      const slug = slugOf(document);
      return slug === undefined || known.has(slug) || refused.has(slug) ? [] : [slug];
    }),
  );
  return {
    kind,
    entries: judged.entries,
    versions: new Map([...read.versions].map(([slug, version]) => [`${kind.name} ${slug}`, version])),
    mistakes: [...read.mistakes, ...newRecordMistakes(kind, judged.mistakes, { unknown, refused }, known)],
    notes: read.assumed.map(({ file, encoding }) => ({
      file,
      message: `is not UTF-8; its letters are read as ${encoding}. If they are wrong, save it as "CSV UTF-8"`,
    })),
    locate: read.locate,
  };
}

/** A row that names no stored record and lacks what a new one needs is one mistake: its slug. */
function newRecordMistakes(
  { name }: AnyKind,
  mistakes: Mistake[],
  { unknown, refused }: { unknown: ReadonlySet<string>; refused: ReadonlySet<string | null> },
  known: ReadonlyMap<string, AnyDocument>,
): Mistake[] {
  const lacks = (mistake: Mistake) => unknown.has(mistake.record ?? '') && isMissing(mistake);
  const told = new Set<string | null>();
  return mistakes.flatMap((mistake) => {
    // A slug that was refused names nothing, so nothing is known of what its record lacks.
    if (refused.has(mistake.record) && isMissing(mistake)) return [];
    if (!lacks(mistake)) return [mistake];
    const { record } = mistake;
    if (told.has(record) || record === null) return [];
    told.add(record);
    const fields = mistakes.filter((other) => other.record === record && lacks(other)).map(({ field }) => field);
    const message = `no ${name} is called ${quoted(record)}, and a new one needs ${fields.join(', ')}`;
    return [{ ...mistake, field: 'slug', message: message + didYouMean(record, known.keys()) }];
  });
}

function readDocuments(bytes: Uint8Array, kind: AnyKind): File {
  const text = unicodeText(bytes);
  if (text === null) return wrongFile(kind, kind.file, 'is neither UTF-8 nor UTF-16');
  let documents: unknown;
  try {
    documents = JSON.parse(text);
  } catch (cause) {
    return wrongFile(kind, kind.file, `is not JSON: ${(cause as Error).message}`);
  }
  if (!Array.isArray(documents)) return wrongFile(kind, kind.file, 'must be a list of documents');
  const versions = new Map<string, number>();
  const mistakes: Mistake[] = [];
  const plain = documents.map((document: unknown, index) => {
    if (kind.recordKind === null || typeof document !== 'object' || document === null) return document;
    const { version, ...rest } = document as { version?: unknown };
    if (version === undefined) return document;
    const slug = slugOf(document);
    const number = typeof version === 'string' ? null : versionIn(version);
    if (number === null) {
      mistakes.push({ file: kind.file, record: slug ?? `[${index}]`, field: 'version', message: VERSION_RULE });
    } else if (slug !== undefined) versions.set(`${kind.name} ${slug}`, number);
    return rest;
  });
  const judged = judge(kind, plain);
  return { kind, ...judged, mistakes: [...mistakes, ...judged.mistakes], versions, notes: [], locate: (one) => [one] };
}

function judge(kind: AnyKind, documents: unknown[]): Pick<File, 'entries' | 'mistakes'> {
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

/** Mistakes that were found in several passes, together by kind; within one kind as they were found. */
function mistakesOf({ kind, locate }: File, mistakes: readonly Mistake[]): Mistake[] {
  const own = new Set(namesOf(kind));
  return mistakes.filter(({ file }) => own.has(file)).flatMap(locate);
}
