// A sheet as a file: CSV as RFC 4180 has it, and what spreadsheets make of that when they save it.
import { type CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { fileText } from '../text-file.js';

export interface Sheet {
  columns: string[];
  /** Cells by column, as they stand in the file; `row` counts from 1 with the header, as spreadsheets do. */
  rows: { row: number; cells: Map<string, string> }[];
  /** Whether the program that saved it writes decimals with a comma, as those do that separate cells by semicolons. */
  decimalComma: boolean;
  /** The code page that was assumed; null for UTF-8 and UTF-16. */
  assumed: string | null;
}

type Readable =
  | { kind: 'sheet'; sheet: Sheet }
  | { kind: 'mistakes'; messages: { row: number | null; message: string }[] };

export function writeSheet(columns: readonly string[], rows: readonly string[][]): string {
  // Where a spreadsheet splits at other signs than commas, a quoted cell stays whole, and no formula comes out of it.
  return stringify([[...columns], ...rows], { quoted_match: /[;\t\r\n]/ });
}

/**
 * Commas, semicolons or tabs; UTF-8, UTF-16 or a code page, told by words that are `known`; with or without a byte order
 * mark and a line that names the separator. Rows and columns without a word are left out.
 */
export function readSheet(bytes: Uint8Array, known: () => ReadonlySet<string>): Readable {
  const decoded = fileText(bytes, known);
  if (decoded === null)
    return wrong(null, 'is neither UTF-8 nor UTF-16, nor text of a code page: save it as "CSV UTF-8"');
  // Excel writes the separator into a line before the header; Google Sheets saves that line as a row of the sheet.
  const [announced, separator] = /^"?sep=(.)"?[,;\t]*(?:\r\n|\n|\r)/iu.exec(decoded.text) ?? [''];
  const text = decoded.text.slice(announced.length);
  const delimiter = delimiterOf(text) ?? separator ?? ',';
  let records: string[][];
  try {
    records = parse(text, { delimiter, relax_column_count: true });
  } catch (cause) {
    return wrong(null, `is not CSV: ${(cause as CsvError).message}`);
  }
  const isBlank = (cells: readonly string[]) => cells.every((cell) => wordOf(cell) === '');
  const first = Math.max(
    0,
    records.findIndex((cells) => !isBlank(cells)),
  );
  const above = first + (announced === '' ? 0 : 1);
  const [header = [], ...rest] = records.slice(first);
  const columns = header.map(wordOf);
  const isUsed = (index: number) => rest.some((cells) => wordOf(cells[index] ?? '') !== '');
  const messages = columns.flatMap((name, index) => {
    if (name === '') return isUsed(index) ? [{ row: 1 + above, message: `column ${index + 1} has no name` }] : [];
    return columns.indexOf(name) < index ? [{ row: 1 + above, message: `column "${name}" is there twice` }] : [];
  });
  // A program that ends lines with CR LF, or a version control that does, has written so inside cells too.
  const ending = /\r\n/.test(/^[^\n]*\n/.exec(text)?.[0] ?? '') ? /\r\n/g : null;
  const rows = rest.flatMap((cells, index) => {
    const row = index + 2 + above;
    if (cells.slice(columns.length).some((cell) => wordOf(cell) !== '')) {
      messages.push({ row, message: `has ${cells.length} cells; the header has ${columns.length}` });
    }
    if (isBlank(cells)) return [];
    const own = columns.map((name, at) => [name, cells[at] ?? ''] as const).filter(([name]) => name !== '');
    return [{ row, cells: new Map(own.map(([name, cell]) => [name, ending ? cell.replace(ending, '\n') : cell])) }];
  });
  if (messages.length > 0) return { kind: 'mistakes', messages };
  const named = columns.filter((name) => name !== '');
  const sheet = { columns: named, rows, decimalComma: delimiter === ';', assumed: decoded.assumed };
  return { kind: 'sheet', sheet };
}

/** Without space around it and without characters that nobody sees. */
function wordOf(cell: string): string {
  return cell.replace(/\p{Cf}/gu, '').trim();
}

function wrong(row: number | null, message: string): Readable {
  return { kind: 'mistakes', messages: [{ row, message }] };
}

/** What separates the names in the header, none of which has such a sign in it; undefined if there is one name only. */
function delimiterOf(text: string): string | undefined {
  const header = /^[\s"]*[^\r\n]*/u.exec(text)?.[0] ?? '';
  const count = (sign: string) => header.split(sign).length - 1;
  const most = [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
  return count(most) === 0 ? undefined : most;
}
