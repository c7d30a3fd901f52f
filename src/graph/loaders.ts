// Relations of one request: whatever a layer of the query asks of one statement goes to the database in one go.
import type { MaybePromise } from '@pothos/core';
import DataLoader from 'dataloader';
import { type Asked, narrowSql } from '../database/narrow.js';
import { pastSql } from '../database/past.js';
import type { Sql } from '../database/sql.js';
import { type Fragment, textOf } from './fragment.js';
import { countText, type Listing, type Page, type PageRequest, pageText, toPage } from './listing.js';

/** A statement that finds rows by `$1::text[]`, and the field of a row that says which key it answers. */
export interface Lookup<Row> {
  text: string;
  by: keyof Row & string;
}

/**
 * A field of rows that leads to another row each. Where it is asked for, they are read together with the rows, and are
 * there when it is resolved: a promise for each of hundreds of rows costs more than the rows do.
 */
export interface Next<Row> {
  /** As `Type.field`. */
  field: string;
  /** As the field resolves. */
  read: (load: Loaders, row: Row) => MaybePromise<object> | null;
  /** Of what it leads to. */
  next?: readonly Next<never>[];
}

/** What a foreign key points at is not there. */
class Missing extends Error {}

export class Loaders {
  #sql: Sql;
  #asked: Asked;
  readonly #queries = {};
  readonly #loaders = new Map<object, Map<string, Batches<unknown>>>();

  constructor(sql: Sql, asked: Asked = new Set()) {
    this.#sql = sql;
    this.#asked = asked;
  }

  /** The row of a key; null where there is none. */
  one<Row extends object>(lookup: Lookup<Row>, key: string): Promise<Row | null> {
    // PostgreSQL's text holds no NUL, so nothing has such a key; asking would be an error.
    if (key.includes('\0')) return Promise.resolve(null);
    return Promise.resolve(this.existing(lookup, key)).catch((error: unknown) => {
      if (error instanceof Missing) return null;
      throw error;
    });
  }

  /** The row that a foreign key points at: the database warrants that it is there. At once where it has been read. */
  existing<Row extends object>(lookup: Lookup<Row>, key: string): MaybePromise<Row> {
    const batches: Batches<Row> = this.#batches<Row>(lookup, '', async (keys) => {
      const rows = await this.#sql.rows<Row>(lookup.text, [keys]);
      for (const row of rows) batches.known.set(row[lookup.by] as string, row);
      return keys.map(
        (wanted) =>
          batches.known.get(wanted) ?? new Missing(`no row with ${lookup.by} "${wanted}" for: ${lookup.text.trim()}`),
      );
    });
    return batches.known.get(key) ?? batches.load(key);
  }

  /** All rows of a key, in the statement's order. */
  many<Row extends object>(lookup: Lookup<Row> & { next?: readonly Next<Row>[] }, key: string): Promise<Row[]> {
    return this.#batches(lookup, '', async (keys) => {
      const rows = await this.#sql.rows<Row>(lookup.text, [keys]);
      if (lookup.next !== undefined) await this.#readAhead(lookup.next, rows);
      const found = group(rows, (row) => row[lookup.by] as string);
      return keys.map((wanted) => found.get(wanted) ?? []);
    }).load(key);
  }

  /** One page of a key's rows; the listing's parameters are the same for all keys. */
  page<Row extends object>(listing: Listing<Row>, key: string, request: PageRequest): Promise<Page<Row>> {
    const { filter } = request;
    return this.#batches(listing, JSON.stringify(request), async (keys) => {
      const bound = [keys, request.size + 1, ...(request.from ?? []), ...(filter?.values ?? [])];
      const rows = await this.#sql.rows<Row & { '~key': string }>(pageText(listing, request), bound);
      const found = group(rows, (row) => row['~key']);
      return keys.map((wanted) =>
        toPage(listing, request, found.get(wanted) ?? [], () => this.#count(listing, filter, wanted)),
      );
    }).load(key);
  }

  /** The rows of one statement. Asked for twice in one layer, it goes to the database once. */
  rows<Row>(query: Fragment): Promise<Row[]> {
    const text = textOf(query);
    return this.#batches(this.#queries, JSON.stringify([text, query.values]), async (keys) => {
      const rows = await this.#sql.rows<Row>(text, [...query.values]);
      return keys.map(() => rows);
    }).load('');
  }

  /** From here on reads what is asked for: no more columns (see `columns`), and what is next at once. */
  only(asked: Asked): void {
    this.#sql = narrowSql(this.#sql, asked);
    this.#asked = asked;
  }

  /** The same, as of an instant. */
  at(instant: Date): Loaders {
    return new Loaders(pastSql(this.#sql, instant), this.#asked);
  }

  /** Reads anew from here on: what was read before a mutation is not what is there after it. */
  forget(): void {
    this.#loaders.clear();
  }

  async #readAhead<Row>(all: readonly Next<Row>[], rows: readonly Row[]): Promise<void> {
    const asked = all.filter(({ field }) => this.#asked.has(field));
    await Promise.all(
      asked.map(async ({ read, next }) => {
        // What fails is told where the field is resolved.
        const found = await Promise.allSettled(rows.map((row) => read(this, row)));
        const led = new Set(found.map((one) => (one.status === 'fulfilled' ? one.value : null)));
        led.delete(null);
        if (next !== undefined) await this.#readAhead(next, Array.from(led) as never[]);
      }),
    );
  }

  #count<Row>(listing: Listing<Row>, filter: Fragment | null, key: string): Promise<number> {
    return this.#batches(listing, JSON.stringify(['count', filter]), async (keys) => {
      const bound = [keys, ...(filter?.values ?? [])];
      const rows = await this.#sql.rows<{ key: string; count: number }>(countText(listing, filter), bound);
      const found = new Map(rows.map((row) => [row.key, row.count]));
      return keys.map((wanted) => found.get(wanted) ?? 0);
    }).load(key);
  }

  /** Those of a statement in one variant: a page of another size or place is another statement. */
  #batches<Value>(of: object, variant: string, read: Read<Value>): Batches<Value> {
    let variants = this.#loaders.get(of);
    if (variants === undefined) {
      variants = new Map();
      this.#loaders.set(of, variants);
    }
    let batches = variants.get(variant) as Batches<Value> | undefined;
    if (batches === undefined) {
      batches = new Batches(read);
      variants.set(variant, batches as Batches<unknown>);
    }
    return batches;
  }
}

/** One value for each key, in their order; an error where there is none. */
type Read<Value> = (keys: readonly string[]) => Promise<(Value | Error)[]>;

/** Whoever asks for a key of the batch that is being gathered gets one and the same promise. */
class Batches<Value> {
  /** What has been read, for those who can do without a promise. */
  readonly known = new Map<string, Value>();
  readonly #gathering = new Map<string, Promise<Value>>();
  readonly #loader: DataLoader<string, Value>;

  constructor(read: Read<Value>) {
    this.#loader = new DataLoader((keys) => {
      this.#gathering.clear();
      return read(keys);
    });
  }

  load(key: string): Promise<Value> {
    let value = this.#gathering.get(key);
    if (value === undefined) {
      value = this.#loader.load(key);
      this.#gathering.set(key, value);
    }
    return value;
  }
}

function group<Row>(rows: Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const rowsOfKey = groups.get(key);
    if (rowsOfKey === undefined) groups.set(key, [row]);
    else rowsOfKey.push(row);
  }
  return groups;
}
