// Documents as sheets: one file with a row for each record, and one for each kind of part that takes a row of its own.

import type { AnyDocument, AnyKind } from '../kind.js';
import { sortedBy } from '../normal-form.js';
import { defuse, writeEntries, writeJson, writeList } from './cell.js';
import { columnsOf, type Field, type Fields, LAYOUTS, sheetsOf } from './layout.js';
import { writeSheet } from './sheet.js';

type Values = Record<string, unknown>;

/** Names of the files that hold a kind: the records' own first. Empty for a kind that is not kept in sheets. */
export function sheetFiles({ name, file }: AnyKind): { file: string; part: string | null; fields: Fields }[] {
  const fields = LAYOUTS[name];
  if (fields === undefined) return [];
  const stem = file.replace(/\.json$/, '');
  return [
    { file: `${stem}.csv`, part: null, fields },
    ...sheetsOf(fields).map(([part, columns]) => ({ file: `${stem}.${part}.csv`, part, fields: columns })),
  ];
}

/** The text of each file, by its name; documents in normal form become rows in the order of their slugs. */
export function writeSheets(
  kind: AnyKind,
  documents: readonly AnyDocument[],
  versionOf: (document: AnyDocument) => number | undefined = () => undefined,
): Map<string, string> {
  const sorted = sortedBy(documents, ({ slug }) => slug);
  return new Map(
    sheetFiles(kind).map(({ file, part, fields }) => {
      const columns = columnsOf(fields);
      if (part === null) {
        const rows = sorted.map((document) => rowOf(fields, document));
        return [file, writeSheet(...withVersions(kind, columns, rows, sorted.map(versionOf)))];
      }
      const rows = sorted.flatMap((document) => {
        const entries = ((document as unknown as Values)[part] ?? []) as object[];
        return entries.map((entry) => [document.slug, ...rowOf(fields, entry)]);
      });
      return [file, writeSheet([OWNER, ...columns], rows)];
    }),
  );
}

/** The column of a record's sheet that says which version the row was made from. */
export const VERSION = 'version';

/** Names of the columns of a kind's own sheet. */
export function ownColumns(kind: AnyKind, columns: readonly string[]): string[] {
  const [slug = '', ...others] = columns;
  return kind.recordKind === null ? [...columns] : [slug, VERSION, ...others];
}

function withVersions(
  kind: AnyKind,
  columns: readonly string[],
  rows: readonly string[][],
  versions: readonly (number | undefined)[],
): [string[], string[][]] {
  if (kind.recordKind === null) return [[...columns], [...rows]];
  const cells = rows.map(([slug = '', ...others], index) => [slug, String(versions[index] ?? ''), ...others]);
  return [ownColumns(kind, columns), cells];
}

/** The column of a part's sheet that says whose part it is. */
export const OWNER = 'record';

/** The cells of an entry, in the order of the columns. */
function rowOf(fields: Fields, values: object): string[] {
  return Object.entries(fields).flatMap(([name, field]) => cellsOf(field, (values as Values)[name]));
}

function cellsOf(field: Field, value: unknown): string[] {
  switch (field.is) {
    case 'sheet':
      return [];
    case 'group':
      return rowOf(field.fields, (value ?? {}) as object);
    case 'date': {
      const date: Values = typeof value === 'string' ? { value } : ((value ?? {}) as Values);
      return [cellOf({ is: 'day' }, date.value), ...field.more.map((name) => cellOf({ is: 'text' }, date[name]))];
    }
    default:
      return [cellOf(field, value)];
  }
}

function cellOf(field: Field, value: unknown): string {
  if (value === undefined) return '';
  switch (field.is) {
    case 'list':
      return defuse(writeList(value as string[]));
    case 'entries':
      return defuse(
        writeEntries((value as Values[]).map((entry) => field.of.map((name) => String(entry[name] ?? '')))),
      );
    case 'json':
      return defuse(writeJson(value));
    case 'amount':
    case 'day':
      return defuse(String(value), field.is);
    case 'number':
    case 'boolean':
      return defuse(String(value), 'other');
    default:
      return defuse(String(value));
  }
}
