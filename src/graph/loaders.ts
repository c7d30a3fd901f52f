// Relations of one request: whatever a layer of the query asks of one statement goes to the database in one go.
import DataLoader from 'dataloader';
import type { Sql } from '../database/sql.js';
import { type Fragment, textOf } from './fragment.js';
import { countText, type Listing, type Page, type PageRequest, pageText, toPage } from './listing.js';

/** A statement that finds rows by `$1::text[]`, and the field of a row that says which key it answers. */
export interface Lookup<Row> {
  text: string;
  by: keyof Row & string;
}

export class Loaders {
  readonly #sql: Sql;
  readonly #queries = {};
  readonly #loaders = new Map<object, Map<string, DataLoader<string, unknown>>>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The row of a key; null where there is none. */
  one<Row extends object>(lookup: Lookup<Row>, key: string): Promise<Row | null> {
    // PostgreSQL's text holds no NUL, so nothing has such a key; asking would be an error.
    if (key.includes('\0')) return Promise.resolve(null);
    const loader = this.#loader(lookup, '', async (keys) => {
      const rows = await this.#sql.rows<Row>(lookup.text, [keys]);
      const found = new Map(rows.map((row) => [row[lookup.by] as string, row]));
      return keys.map((wanted) => found.get(wanted) ?? null);
    });
    return loader.load(key) as Promise<Row | null>;
  }

  /** The row that a foreign key points at: the database warrants that it is there. */
  existing<Row extends object>(lookup: Lookup<Row>, key: string): Promise<Row> {
    return this.one(lookup, key).then((row) => {
      if (row === null) throw new Error(`no row with ${lookup.by} "${key}" for: ${lookup.text.trim()}`);
      return row;
    });
  }

  /** All rows of a key, in the statement's order. */
  many<Row extends object>(lookup: Lookup<Row>, key: string): Promise<Row[]> {
    const loader = this.#loader(lookup, '', async (keys) => {
      const found = group(await this.#sql.rows<Row>(lookup.text, [keys]), (row) => row[lookup.by] as string);
      return keys.map((wanted) => found.get(wanted) ?? []);
    });
    return loader.load(key);
  }

  /** One page of a key's rows; the listing's parameters are the same for all keys. */
  page<Row extends object>(listing: Listing<Row>, key: string, request: PageRequest): Promise<Page<Row>> {
    const { filter } = request;
    const loader = this.#loader(listing, JSON.stringify(request), async (keys) => {
      const bound = [keys, request.size + 1, ...(request.from ?? []), ...(filter?.values ?? [])];
      const rows = await this.#sql.rows<Row & { '~key': string }>(pageText(listing, request), bound);
      const found = group(rows, (row) => row['~key']);
      return keys.map((wanted) =>
        toPage(listing, request, found.get(wanted) ?? [], () => this.#count(listing, filter, wanted)),
      );
    });
    return loader.load(key);
  }

  /** The rows of one statement. Asked for twice in one layer, it goes to the database once. */
  rows<Row>(query: Fragment): Promise<Row[]> {
    const text = textOf(query);
    const loader = this.#loader(this.#queries, JSON.stringify([text, query.values]), async (keys) => {
      const rows = await this.#sql.rows<Row>(text, [...query.values]);
      return keys.map(() => rows);
    });
    return loader.load('');
  }

  /** Reads anew from here on: what was read before a mutation is not what is there after it. */
  forget(): void {
    this.#loaders.clear();
  }

  #count<Row>(listing: Listing<Row>, filter: Fragment | null, key: string): Promise<number> {
    const loader = this.#loader(listing, JSON.stringify(['count', filter]), async (keys) => {
      const bound = [keys, ...(filter?.values ?? [])];
      const rows = await this.#sql.rows<{ key: string; count: number }>(countText(listing, filter), bound);
      const found = new Map(rows.map((row) => [row.key, row.count]));
      return keys.map((wanted) => found.get(wanted) ?? 0);
    });
    return loader.load(key);
  }

  /** The loader of a statement in one variant: a page of another size or place is another statement. */
  #loader<Value>(of: object, variant: string, batch: (keys: string[]) => Promise<Value[]>): DataLoader<string, Value> {
    let variants = this.#loaders.get(of);
    if (variants === undefined) {
      variants = new Map();
      this.#loaders.set(of, variants);
    }
    let loader = variants.get(variant) as DataLoader<string, Value> | undefined;
    if (loader === undefined) {
      loader = new DataLoader((keys) => batch([...keys]));
      variants.set(variant, loader as DataLoader<string, unknown>);
    }
    return loader;
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
