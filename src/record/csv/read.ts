// Sheets as documents again, and for each mistake that is found in these the cell to mend.
import type { AnyDocument, AnyKind } from '../kind.js';
import type { Mistake } from '../mistake.js';
import { readEntries, readJson, readList, undefuse } from './cell.js';
import { columnsOf, type Field, type Fields } from './layout.js';
import { type Origin, Origins, withCell } from './origins.js';
import { readSheet, type Sheet } from './sheet.js';
import { OWNER, rowOf, sheetFiles } from './write.js';

export interface FromSheets {
  documents: unknown[];
  mistakes: Mistake[];
  /** A mistake that was found in one of the documents, told of the cell that it comes from. */
  locate(mistake: Mistake): Mistake;
}

type Values = Record<string, unknown>;

/**
 * `files` are those of the kind, by name. A column or a sheet that is left out leaves what is stored as it is; an empty
 * cell takes it away.
 */
export function readSheets(
  kind: AnyKind,
  files: ReadonlyMap<string, Uint8Array>,
  stored: ReadonlyMap<string, AnyDocument>,
): FromSheets {
  return new Reader(kind, files, stored).read();
}

class Reader {
  readonly #kind: AnyKind;
  readonly #files: ReadonlyMap<string, Uint8Array>;
  readonly #stored: ReadonlyMap<string, AnyDocument>;
  readonly #mistakes: Mistake[] = [];
  readonly #origins = new Origins();

  constructor(kind: AnyKind, files: ReadonlyMap<string, Uint8Array>, stored: ReadonlyMap<string, AnyDocument>) {
    this.#kind = kind;
    this.#files = files;
    this.#stored = stored;
  }

  read(): FromSheets {
    const [own, ...parts] = sheetFiles(this.#kind);
    if (own === undefined) throw new Error(`${this.#kind.name} is not kept in sheets`);
    const documents = new Map<string, Values>();
    const sheet = this.#sheet(own.file, columnsOf(own.fields), 'slug');
    for (const { row, cells } of sheet?.rows ?? []) this.#record(own.fields, { file: own.file, row, cells }, documents);
    for (const { file, part, fields } of parts) {
      if (part !== null && sheet !== null) this.#part(file, part, fields, documents);
    }
    return {
      documents: [...documents.values()].map((values) => inOrder(own.fields, values)),
      mistakes: this.#mistakes,
      locate: (mistake) => this.#origins.locate(mistake),
    };
  }

  /** Null where the file is not there or cannot be read. */
  #sheet(file: string, allowed: readonly string[], needed: string): Sheet | null {
    const bytes = this.#files.get(file);
    if (bytes === undefined) return null;
    const read = readSheet(bytes);
    if (read.kind === 'mistakes') {
      for (const { row, message } of read.messages) this.#mistake(file, row, null, message);
      return null;
    }
    const unknown = read.sheet.columns.filter((name) => !allowed.includes(name));
    for (const name of unknown) {
      this.#mistake(file, 1, name, `is no column of this sheet; allowed: ${allowed.join(', ')}`);
    }
    if (!read.sheet.columns.includes(needed)) this.#mistake(file, 1, needed, 'is missing');
    return read.sheet.columns.includes(needed) ? read.sheet : null;
  }

  #record(fields: Fields, at: Row, documents: Map<string, Values>): void {
    const slug = ownerIn(at, 'slug');
    if (slug === '') this.#mistake(at.file, at.row, 'slug', 'is missing');
    else if (documents.has(slug)) {
      this.#mistake(at.file, at.row, 'slug', `"${slug}" is the slug of a row above already`);
    } else {
      const before = (this.#stored.get(slug) ?? {}) as Values;
      this.#origins.note(slug, '', { file: at.file, row: at.row, column: null, cell: '' });
      documents.set(slug, this.#values(fields, before, { ...at, record: slug, path: '' }));
    }
  }

  #part(file: string, part: string, fields: Fields, documents: Map<string, Values>): void {
    const sheet = this.#sheet(file, [OWNER, ...columnsOf(fields)], OWNER);
    if (sheet === null) {
      for (const [slug, document] of documents) document[part] = (this.#stored.get(slug) as Values | undefined)?.[part];
    }
    for (const column of sheet === null ? [] : this.#lost(sheet, part, fields, documents)) {
      this.#mistake(file, 1, column, 'is missing, and entries that are stored have something in it');
    }
    for (const { row, cells } of sheet?.rows ?? []) {
      const at = { file, row, cells };
      const slug = ownerIn(at, OWNER);
      const document = documents.get(slug);
      if (document === undefined) {
        const own = sheetFiles(this.#kind)[0]?.file;
        this.#mistake(file, row, OWNER, slug === '' ? 'is missing' : `"${slug}" has no row in ${own}`);
        continue;
      }
      const list = (document[part] ?? []) as unknown[];
      const path = `${part}[${list.length}]`;
      this.#origins.note(slug, path, { file, row, column: null, cell: '' });
      document[part] = [...list, this.#values(fields, {}, { ...at, record: slug, path: `${path}.` })];
    }
  }

  /** Columns that the sheet lacks: its entries take the place of those that are stored, which may have more to say. */
  #lost(sheet: Sheet, part: string, fields: Fields, documents: ReadonlyMap<string, Values>): string[] {
    const stored = [...documents.keys()].flatMap(
      (slug) => ((this.#stored.get(slug) as Values | undefined)?.[part] ?? []) as object[],
    );
    const rows = stored.map((entry) => rowOf(fields, entry));
    return columnsOf(fields).filter(
      (column, index) => !sheet.columns.includes(column) && rows.some((cells) => cells[index] !== ''),
    );
  }

  #values(fields: Fields, before: Values, place: Place, prefix = ''): Values {
    const values: Values = {};
    for (const [name, field] of Object.entries(fields)) {
      const value = this.#value(`${prefix}${name}`, field, before[name], place);
      if (value !== undefined) values[name] = value;
    }
    return values;
  }

  #value(column: string, field: Field, before: unknown, place: Place): unknown {
    switch (field.is) {
      case 'sheet':
        return undefined;
      case 'group': {
        const values = this.#values(field.fields, (before ?? {}) as Values, place, `${column}.`);
        return Object.keys(values).length === 0 ? undefined : values;
      }
      case 'date': {
        const known = typeof before === 'string' ? { value: before } : ((before ?? {}) as Values);
        const value = this.#cell(column, { is: 'word' }, known.value, place);
        const more = this.#values(moreOf(field.more), known, place, `${column}.`);
        if (Object.keys(more).length === 0) return value;
        return value === undefined ? more : { value, ...more };
      }
      default:
        return this.#cell(column, field, before, place);
    }
  }

  #cell(column: string, field: Field, before: unknown, { file, row, cells, record, path }: Place): unknown {
    const cell = cells.get(column);
    if (cell === undefined) return before;
    this.#origins.note(record, `${path}${column}`, { file, row, column, cell });
    const text = undefuse(cell);
    if (text.trim() === '') return undefined;
    switch (field.is) {
      // What is no number or no truth value stays text: the schema says what it must be.
      case 'number':
        return /^\s*-?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : text;
      case 'boolean':
        return { true: true, false: false }[text.trim().toLowerCase()] ?? text;
      case 'list':
        return readList(text);
      case 'entries':
        return readEntries(text).map((words) => this.#entry(words, field.of, { file, row, column, cell }));
      case 'json': {
        const read = readJson(text);
        if (read === null) this.#mistake(file, row, column, 'begins like JSON and is none', cell);
        return read?.value;
      }
      default:
        return field.is === 'word' ? text.trim() : text;
    }
  }

  #entry(words: string[], names: readonly string[], { file, row, column, cell }: Origin): Values {
    if (words.length > names.length) {
      const message = `"${words.join(':')}" has ${words.length} parts; allowed: ${names.join(':')}`;
      this.#mistake(file, row, column, message, cell);
    }
    return Object.fromEntries(names.map((name, at) => [name, words[at]]).filter(([, word]) => word));
  }

  #mistake(file: string, row: number | null, column: string | null, message: string, cell = ''): void {
    const record = row === null ? null : `row ${row}`;
    this.#mistakes.push({ file, record, field: column, message: withCell(message, cell) });
  }
}

interface Row {
  file: string;
  row: number;
  cells: ReadonlyMap<string, string>;
}

interface Place extends Row {
  record: string;
  /** What stands before a column's name in the document. */
  path: string;
}

function ownerIn({ cells }: Row, column: string): string {
  return undefuse(cells.get(column) ?? '').trim();
}

const moreOf = (names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, { is: name === 'note' ? 'text' : 'word' }]));

/** As documents are written: the parts came last. */
function inOrder(fields: Fields, values: Values): Values {
  return Object.fromEntries(
    Object.keys(fields).flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
  );
}
