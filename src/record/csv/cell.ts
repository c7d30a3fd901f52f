// The text of a cell: what a spreadsheet would run is made harmless, and a list is written so that a person can edit it.

/** Programs for spreadsheets take a cell that begins so for a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n]/;
/** Harmless, and spreadsheets should go on taking it for a number. */
const NUMBER = /^-?\d+(\.\d+)?$/;
/** Excel writes numbers of more than 11 characters as 1.5E+11. */
const LARGE = /^-?(?=.{12})\d+(\.\d+)?$/;
/** A program that writes decimals with a comma takes 1.125 for 1125. */
const GROUPED = /^\d{1,3}\.\d{3}$/;
/** A month becomes Nov-25. */
const MONTH = /^\d{4}-\d{2}$/;
/** Text that spreadsheets rewrite as a number, a date or a truth value. */
const REWRITTEN = /^(\d{1,4}[-./]\d{1,2}([-./]\d{1,4})?|0\d+|\d+([.,]\d+)?e[+-]?\d+|true|false)$/i;

/** What a column holds, where that decides what a spreadsheet would spoil. */
export type Column = 'text' | 'amount' | 'day' | 'other';

/**
 * Puts an apostrophe before what would be a formula, before what a spreadsheet would rewrite, and before what looks like
 * the work of this function. Spreadsheets keep such a cell as text.
 */
export function defuse(text: string, column: Column = 'text'): string {
  return isSpoilt(text, column) || (text.startsWith("'") && isDefused(text)) ? `'${text}` : text;
}

/** Undoes `defuse`. */
export function undefuse(cell: string): string {
  return isDefused(cell) ? cell.slice(1) : cell;
}

function isSpoilt(text: string, column: Column): boolean {
  if (FORMULA.test(text) && !NUMBER.test(text)) return true;
  if (column === 'amount') return LARGE.test(text) || GROUPED.test(text);
  if (column === 'day') return MONTH.test(text);
  return column === 'text' && (REWRITTEN.test(text) || LARGE.test(text));
}

/** Whether an apostrophe stands before what it protects, or before another that does. */
function isDefused(cell: string): boolean {
  const [, rest = ''] = /^'+([^']?[\s\S]*)$/.exec(cell) ?? [];
  return rest !== '' && (['text', 'amount', 'day'] as const).some((column) => isSpoilt(rest, column));
}

/** `one; two; three`. A backslash stands before what would separate, before itself, and before space at an item's ends. */
export function writeList(items: readonly string[]): string {
  return items.map((item) => protect(item, /[\\;]/g)).join('; ');
}

/** `one:two; one:two`. Words that an entry lacks at its end are left out. */
export function writeEntries(entries: readonly (readonly string[])[]): string {
  return entries
    .map((words) => words.slice(0, words.findLastIndex((word) => word !== '') + 1))
    .map((words) => words.map((word) => protect(word, /[\\;:]/g)).join(':'))
    .join('; ');
}

/** Space around items does not count, nor does an item without a word. */
export function readList(cell: string): string[] {
  return split(signsOf(cell), ';')
    .map(wordOf)
    .filter((item) => item !== '');
}

export function readEntries(cell: string): string[][] {
  return split(signsOf(cell), ';')
    .map((entry) => split(entry, ':').map(wordOf))
    .filter((words) => words.some((word) => word !== ''));
}

function protect(item: string, signs: RegExp): string {
  return item.replace(signs, '\\$&').replace(/^\s/, '\\$&').replace(/\s$/, '\\$&');
}

/** One character each, or two where a backslash protects it. */
function signsOf(cell: string): string[] {
  return cell.match(/\\[\s\S]|[\s\S]/g) ?? [];
}

function split(signs: readonly string[], separator: string): string[][] {
  const parts: string[][] = [[]];
  for (const sign of signs) {
    if (sign === separator) parts.push([]);
    else parts.at(-1)?.push(sign);
  }
  return parts;
}

function wordOf(signs: readonly string[]): string {
  const counts = (sign: string) => sign.length > 1 || sign.trim() !== '';
  const kept = signs.slice(Math.max(0, signs.findIndex(counts)), signs.findLastIndex(counts) + 1);
  return kept.map((sign) => (sign.length > 1 ? sign.slice(1) : sign)).join('');
}

/** As JSON, or bare where a text cannot be mistaken for any. */
export function writeJson(value: unknown): string {
  if (typeof value !== 'string' || isJson(value) || /^\s*["[{]/.test(value) || value.trim() === '') {
    return JSON.stringify(value);
  }
  return value;
}

/** Null where the cell begins like JSON and is none. */
export function readJson(cell: string): { value: unknown } | null {
  if (isJson(cell)) return { value: JSON.parse(cell) };
  return /^\s*["[{]/.test(cell) ? null : { value: cell };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
