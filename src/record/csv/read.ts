// Sheets as changes of documents, and for each mistake that is found in these the cell to mend.
import { entryRule } from '../entries.js';
import type { AnyDocument, AnyKind } from '../kind.js';
import type { Mistake } from '../mistake.js';
import { patched, Whole } from '../patch.js';
import { didYouMean, quoted } from '../suggest.js';
import { readEntries, readJson, readList, undefuse } from './cell.js';
import { columnsOf, type Field, type Fields } from './layout.js';
import { type Origin, Origins, withCell } from './origins.js';
import { readSheet, type Sheet } from './sheet.js';
import { readBoolean, readDay, readNumber } from './value.js';
import { OWNER, ownColumns, sheetFiles, VERSION } from './write.js';

export interface FromSheets {
  documents: unknown[];
  /** What the column `version` says, by slug. */
  versions: Map<string, number>;
  mistakes: Mistake[];
  /** Files whose code page was assumed, with its name. */
  assumed: { file: string; encoding: string }[];
  /** A mistake that was found in one of the documents, told of the cell that it comes from. */
  locate(mistake: Mistake): Mistake[];
}

type Values = Record<string, unknown>;

interface Source {
  kind: AnyKind;
  /** The kind's files, by name. */
  files: ReadonlyMap<string, Uint8Array>;
  /** What is stored of the kind, by slug. */
  stored: ReadonlyMap<string, AnyDocument>;
  /** Words that tell one code page from another. */
  words?: () => ReadonlySet<string>;
}

/**
 * A column or a sheet that is left out leaves what is stored as it is; an empty cell takes it away. A row of a part's
 * sheet that lacks a column keeps what the stored entry with its key has there.
 */
export function readSheets(source: Source): FromSheets {
  return new Reader(source).read();
}

/** No record has been saved so often; above it, a column of the database would have no room for the next. */
const GREATEST_VERSION = 1_000_000_000;

/** The version that a file has of a record: 0 for one that must be new. Null if it is no such number. */
export function versionIn(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= GREATEST_VERSION
    ? number
    : null;
}

export const VERSION_RULE = `must be the version that was exported, a whole number from 0 to ${GREATEST_VERSION}, or left out`;

class Reader {
  readonly #source: Source;
  readonly #mistakes: Mistake[] = [];
  readonly #assumed: { file: string; encoding: string }[] = [];
  readonly #versions = new Map<string, number>();
  readonly #origins = new Origins();

  constructor(source: Source) {
    this.#source = source;
  }

  read(): FromSheets {
    const { kind, stored } = this.#source;
    const [own, ...parts] = sheetFiles(kind);
    if (own === undefined) throw new Error(`${kind.name} is not kept in sheets`);
    const changes = new Map<string, Values>();
    const sheet = this.#sheet(own.file, ownColumns(kind, columnsOf(own.fields)), 'slug');
    for (const at of rowsOf(own.file, sheet)) this.#record(own.fields, at, changes);
    for (const { file, part, fields } of parts) {
      if (part !== null && sheet !== null) this.#part(file, part, fields, changes);
    }
    return {
      documents: [...changes].map(([slug, change]) =>
        inOrder(own.fields, patched(stored.get(slug) as Values | undefined, change)),
      ),
      versions: this.#versions,
      mistakes: this.#mistakes,
      assumed: this.#assumed,
      locate: (mistake) => this.#origins.locate(mistake),
    };
  }

  /** Null if the file is not there or cannot be read. */
  #sheet(file: string, allowed: readonly string[], needed: string): Sheet | null {
    const bytes = this.#source.files.get(file);
    if (bytes === undefined) return null;
    const read = readSheet(bytes, this.#source.words ?? (() => new Set()));
    if (read.kind === 'mistakes') {
      for (const { row, message } of read.messages) this.#mistake(file, row, null, message);
      return null;
    }
    const { columns, assumed } = read.sheet;
    if (assumed !== null) this.#assumed.push({ file, encoding: assumed });
    for (const name of columns.filter((column) => !allowed.includes(column))) {
      const message = `is no column of this sheet${didYouMean(name, allowed)}; allowed: ${allowed.join(', ')}`;
      this.#mistake(file, 1, name, message);
    }
    if (!columns.includes(needed)) this.#mistake(file, 1, needed, 'is missing');
    return columns.includes(needed) ? read.sheet : null;
  }

  #record(fields: Fields, at: Row, changes: Map<string, Values>): void {
    const slug = ownerIn(at, 'slug');
    if (slug === '') this.#mistake(at.file, at.row, 'slug', 'is missing');
    else if (changes.has(slug)) {
      this.#mistake(at.file, at.row, 'slug', `"${slug}" is the slug of a row above already`);
    } else {
      this.#origins.note(slug, '', { file: at.file, row: at.row, column: null, cell: '' });
      const place = { ...at, record: slug, path: '' };
      this.#version(slug, place);
      changes.set(slug, { ...this.#values(fields, place), slug });
    }
  }

  #version(slug: string, place: Place): void {
    const cell = (place.cells.get(VERSION) ?? '').trim();
    if (this.#source.kind.recordKind === null || cell === '') return;
    this.#origins.note(slug, VERSION, { file: place.file, row: place.row, column: VERSION, cell });
    const version = versionIn(undefuse(cell));
    if (version === null) this.#mistake(place.file, place.row, VERSION, VERSION_RULE, cell);
    else this.#versions.set(slug, version);
  }

  #part(file: string, part: string, fields: Fields, changes: Map<string, Values>): void {
    const sheet = this.#sheet(file, [OWNER, ...columnsOf(fields)], OWNER);
    if (sheet === null) return;
    for (const change of changes.values()) change[part] = [];
    for (const at of rowsOf(file, sheet)) {
      const slug = ownerIn(at, OWNER);
      const change = changes.get(slug);
      if (change === undefined) {
        const own = sheetFiles(this.#source.kind)[0]?.file;
        const message = `${quoted(slug)} has no row in ${own}${didYouMean(slug, changes.keys())}`;
        this.#mistake(file, at.row, OWNER, slug === '' ? 'is missing' : message);
        continue;
      }
      const list = change[part] as unknown[];
      const path = `${part}[${list.length}]`;
      this.#origins.note(slug, path, { file, row: at.row, column: null, cell: '' });
      list.push(this.#values(fields, { ...at, record: slug, path: `${path}.` }));
    }
  }

  /** What the row says of the fields: undefined for a column that is not there, null for an empty cell. */
  #values(fields: Fields, place: Place, prefix = ''): Values {
    const values: Values = {};
    for (const [name, field] of Object.entries(fields)) {
      const value = this.#value(`${prefix}${name}`, field, place);
      if (value !== undefined) values[name] = value;
    }
    return values;
  }

  #value(column: string, field: Field, place: Place): unknown {
    switch (field.is) {
      case 'sheet':
        return undefined;
      case 'group': {
        const values = this.#values(field.fields, place, `${column}.`);
        return Object.keys(values).length === 0 ? undefined : values;
      }
      case 'date': {
        const value = this.#cell(column, { is: 'day' }, place);
        const more = this.#values(moreOf(field.more), place, `${column}.`);
        const values = value === undefined ? more : { value, ...more };
        return Object.keys(values).length === 0 ? undefined : values;
      }
      default:
        return this.#cell(column, field, place);
    }
  }

  #cell(column: string, field: Field, { file, row, cells, record, path, decimalComma }: Place): unknown {
    const cell = cells.get(column);
    if (cell === undefined) return undefined;
    const origin: Origin = { file, row, column, cell };
    this.#origins.note(record, `${path}${column}`, origin);
    const text = undefuse(cell);
    if (text.trim() === '') return null;
    const read = <Value, Result>(
      reading: { value: Value } | { wrong: string } | null,
      as: (value: Value) => Result,
    ) => {
      // What is no number, day or truth value stays text: the schema says what it must be.
      if (reading === null) return text.trim();
      if ('value' in reading) return as(reading.value);
      this.#refuse(origin, reading.wrong);
      return text.trim();
    };
    switch (field.is) {
      case 'number':
        return read(readNumber(text, { ...field, decimalComma }), Number);
      case 'amount':
        return read(readNumber(text, { decimalComma }), (value) => value);
      case 'day':
        return read(readDay(text), (value) => value);
      case 'boolean':
        return readBoolean(text) ?? text.trim();
      case 'list': {
        const items = readList(text);
        const commas = items.find((item) => COMMAS.test(item));
        if (commas !== undefined) {
          const meant = commas.split(/\s*,\s*/).join('; ');
          this.#refuse(
            origin,
            `${quoted(commas)} has commas: items of a list are separated by semicolons, as in ${quoted(meant)}`,
          );
        }
        return items;
      }
      case 'entries':
        return readEntries(text).map((words) => this.#entry(words, field.of, origin));
      case 'json': {
        const json = readJson(text);
        if (json === null) this.#refuse(origin, 'begins like JSON and is none');
        return json === null ? undefined : new Whole(json.value);
      }
      default:
        return field.is === 'word' ? text.trim() : text;
    }
  }

  /** An empty word takes away what the stored entry has there; words that are left out at the end leave it. */
  #entry(words: string[], names: readonly string[], origin: Origin): Values {
    if (words.length > names.length) {
      this.#refuse(origin, `"${words.join(':')}" has ${words.length} parts; allowed: ${names.join(':')}`);
    }
    return Object.fromEntries(names.slice(0, words.length).map((name, at) => [name, words[at] || null]));
  }

  #refuse(origin: Origin, message: string): void {
    const { file, row, column, cell } = origin;
    origin.refused = true;
    this.#mistake(file, row, column, message, cell);
  }

  #mistake(file: string, row: number | null, column: string | null, message: string, cell = ''): void {
    const record = row === null ? null : `row ${row}`;
    this.#mistakes.push({ file, record, field: column, message: withCell(message, cell) });
  }
}

/** A list of slugs with commas between them, as in `romania, ukraine`. */
const COMMAS = /^[a-z0-9-]+(\s*,\s*[a-z0-9-]+)+$/;

interface Row {
  file: string;
  row: number;
  cells: ReadonlyMap<string, string>;
  decimalComma: boolean;
}

interface Place extends Row {
  record: string;
  /** What stands before a column's name in the document. */
  path: string;
}

function rowsOf(file: string, sheet: Sheet | null): Row[] {
  return (sheet?.rows ?? []).map(({ row, cells }) => ({
    file,
    row,
    cells,
    decimalComma: sheet?.decimalComma ?? false,
  }));
}

function ownerIn({ cells }: Pick<Row, 'cells'>, column: string): string {
  return undefuse(cells.get(column) ?? '').trim();
}

const moreOf = (names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, { is: name === 'note' ? 'text' : 'word' }]));

/** As documents are written: the parts came last, and a date that is exact is just its text. */
function inOrder(fields: Fields, values: Values): Values {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const value = orderedValue(field, values[name]);
      const isEmptyList = Array.isArray(value) && value.length === 0 && entryRule(name) !== undefined;
      return value === undefined || isEmptyList ? [] : [[name, value]];
    }),
  );
}

function orderedValue(field: Field, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  switch (field.is) {
    case 'sheet':
      return (value as Values[]).map((entry) => inOrder(field.fields, entry));
    case 'group':
      return inOrder(field.fields, value as Values);
    case 'date': {
      const { value: day } = value as Values;
      return typeof day === 'string' && Object.keys(value).length === 1 ? day : value;
    }
    default:
      return value;
  }
}
