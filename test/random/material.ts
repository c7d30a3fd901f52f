// What random questions are about: names and addresses that the database has, and cursors of earlier answers.
import type { Database } from '../../src/database/connect.js';
import type { Chance } from './chance.js';

export interface Material {
  /** Texts by the field that they are compared with; `any` are all of them. */
  texts: ReadonlyMap<string, readonly string[]>;
  ids: readonly string[];
  urls: readonly string[];
  days: readonly string[];
  instants: readonly string[];
  amounts: readonly string[];
  cursors: Cursors;
}

/** Enough to meet what is there, and little enough to draw from quickly. */
const MOST = 300;

export async function readMaterial({ sql }: Pick<Database, 'sql'>): Promise<Material> {
  const column = async (from: string): Promise<string[]> => {
    const rows = await sql.rows<{ value: string }>(
      `select distinct value from (${from}) t(value) where value is not null order by value limit ${MOST}`,
    );
    return rows.map(({ value }) => value);
  };
  const records = ['actor', 'system', 'deal', 'funding', 'incident'];
  const texts = new Map<string, string[]>();
  for (const table of [...records, 'source', 'feed']) texts.set(table, await column(`select slug from ${table}`));
  for (const table of records) texts.set(`${table} name`, await column(`select name from ${table}`));
  const states = await column('select slug from actor where iso2 is not null union select iso2 from actor');
  const named: [string, string][] = [
    ['memberOf', 'select organisation_slug from membership'],
    ['language', 'select language from article union select language from feed'],
    ['tag', 'select unnest(tags) from (select tags from article order by id limit 100) a'],
    ['publisher', 'select publisher from source'],
    ['programme', 'select programme_slug from funding'],
    ['field', 'select field from claim'],
    ['text', `(select title from article order by id limit ${MOST}) union all select text from alias`],
  ];
  for (const [name, from] of named) texts.set(name, await column(from));
  texts.set('country', states);
  texts.set(
    'slug',
    [...records, 'source', 'feed'].flatMap((table) => texts.get(table) ?? []),
  );
  texts.set(
    'name',
    records.flatMap((table) => texts.get(`${table} name`) ?? []),
  );
  texts.set('any', [...new Set([...texts.values()].flat())]);

  const global = (type: string) => (key: string) => Buffer.from(`${type}:${key}`).toString('base64');
  const few = async (type: string, from: string) => (await column(from)).slice(0, 60).map(global(type));
  const capital = (table: string) => `${table[0]?.toUpperCase()}${table.slice(1)}`;
  const slugs = [...records, 'source', 'feed'].flatMap((table) =>
    (texts.get(table) ?? []).slice(0, 60).map(global(capital(table))),
  );
  const uuids = await Promise.all(
    ['article', 'mention', 'story', 'claim'].map((table) =>
      few(capital(table), `(select id::text from ${table} order by id limit 60)`),
    ),
  );
  const iso = (value: string) => `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return {
    texts,
    ids: [...slugs, ...uuids.flat()],
    urls: await column(`(select url from article order by id limit ${MOST}) union all select url from source`),
    days: [
      '2022',
      '2025',
      '2026',
      ...(await column('select start_date from incident union select date from deal_event')),
    ],
    instants: [
      '2025-09-10T00:00:00Z',
      '2025-09-10T02:00:00.5+02:00',
      ...(await column(`(select ${iso('published_at')} from article order by id limit 60)`)),
      ...(await column(`(select ${iso('at')} from revision order by at, record_slug limit 60)`)),
    ],
    amounts: ['0', '1000', '40000000', ...(await column('select money_min::text from deal_value'))],
    cursors: new Cursors(),
  };
}

/** Cursors by the list and the order that they come from, the latest of each. */
class Cursors {
  readonly #known = new Map<string, string[]>();

  add(list: string, cursor: string): void {
    const known = this.#known.get(list);
    if (known === undefined) this.#known.set(list, [cursor]);
    else {
      known.push(cursor);
      if (known.length > 50) known.shift();
    }
  }

  /** One of that list where any is known; now and then one of another list. */
  one(chance: Chance, list: string): string | undefined {
    const lists = [...this.#known.keys()];
    const known = this.#known.get(lists.length > 0 && chance.yes(0.03) ? chance.one(lists) : list);
    return known && chance.one(known);
  }
}
