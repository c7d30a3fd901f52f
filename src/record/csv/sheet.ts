// A sheet as a file: CSV as RFC 4180 has it, and what spreadsheets make of that when they save it.
import { type CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

export interface Sheet {
  columns: string[];
  /** Cells by column, as they stand in the file; `row` counts from 1 with the header, as spreadsheets do. */
  rows: { row: number; cells: Map<string, string> }[];
}

type Readable =
  | { kind: 'sheet'; sheet: Sheet }
  | { kind: 'mistakes'; messages: { row: number | null; message: string }[] };

export function writeSheet(columns: readonly string[], rows: readonly string[][]): string {
  // Where a spreadsheet splits at other signs than commas, a quoted cell stays whole, and no formula comes out of it.
  return stringify([[...columns], ...rows], { quoted_match: /[;\t\r\n]/ });
}

/** Commas, semicolons or tabs; UTF-8 or UTF-16; with or without a byte order mark. Rows without a word are left out. */
export function readSheet(bytes: Uint8Array): Readable {
  const decoded = decode(bytes);
  if (decoded === null) {
    return wrong(null, 'is neither UTF-8 nor UTF-16: save it as "CSV UTF-8"');
  }
  // Excel writes the separator into a line of its own before the header.
  const [announced, separator] = /^sep=(.)\r?\n/.exec(decoded) ?? [''];
  const text = decoded.slice(announced.length);
  let records: string[][];
  try {
    records = parse(text, { delimiter: separator ?? delimiterOf(text), relax_column_count: true });
  } catch (cause) {
    return wrong(null, `is not CSV: ${(cause as CsvError).message}`);
  }
  const above = announced === '' ? 0 : 1;
  const [header = [], ...rest] = records;
  const columns = header.map((name) => name.trim());
  while (columns.at(-1) === '') columns.pop();
  const messages = columns.flatMap((name, index) => {
    if (name === '') return [{ row: 1 + above, message: `column ${index + 1} has no name` }];
    return columns.indexOf(name) < index ? [{ row: 1 + above, message: `column "${name}" is there twice` }] : [];
  });
  const rows = rest.flatMap((cells, index) => {
    const row = index + 2 + above;
    if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
      messages.push({ row, message: `has ${cells.length} cells; the header has ${columns.length}` });
    }
    if (cells.every((cell) => cell.trim() === '')) return [];
    return [{ row, cells: new Map(columns.map((name, at) => [name, cells[at] ?? ''])) }];
  });
  if (messages.length > 0) return { kind: 'mistakes', messages };
  return { kind: 'sheet', sheet: { columns, rows } };
}

function wrong(row: number | null, message: string): Readable {
  return { kind: 'mistakes', messages: [{ row, message }] };
}

function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const name =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What separates the names in the header: none of them has such a sign in it. */
function delimiterOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (sign: string) => header.split(sign).length;
  return [',', ';', '\t'].reduce((most, sign) => (count(sign) > count(most) ? sign : most));
}
