// Checksums of what tables hold, by column: what an upgrade must not change, and where it did if it did.
import type { Sql } from '../../src/database/sql.js';

interface TableDigest {
  rows: number;
  /** Columns that rows are ordered by. */
  key: string[];
  /** MD5 of each column's values in the order of the rows. */
  columns: Record<string, string>;
}

export type Digest = Record<string, TableDigest>;

interface Column {
  table: string;
  name: string;
  type: string;
  inKey: boolean;
}

const COLUMNS = `
  select n.nspname || '.' || c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    coalesce(a.attnum = any(k.indkey), false) as "inKey"
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
  join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'history')
  left join pg_index k on k.indrelid = c.oid and k.indisprimary
  where a.attnum > 0 and not a.attisdropped
  order by 1, a.attnum`;

/** Every column of every table, or those of an earlier digest as far as they are still there. */
export async function digest(sql: Sql, earlier?: Digest): Promise<Digest> {
  const columns = await sql.rows<Column>(COLUMNS);
  const tables = [...new Set(columns.map(({ table }) => table))].filter(
    (table) => earlier === undefined || Object.hasOwn(earlier, table),
  );
  const digests: Digest = {};
  for (const table of tables) {
    const own = columns.filter((column) => column.table === table);
    const wanted = own.filter(
      ({ name }) => earlier === undefined || Object.hasOwn(earlier[table]?.columns ?? {}, name),
    );
    const inKey = own.filter((column) => column.inKey).map(({ name }) => name);
    const key = earlier?.[table]?.key ?? (inKey.length > 0 ? inKey : own.map(({ name }) => name));
    const order = own.filter(({ name }) => key.includes(name)).map((column) => `${text(column)} collate "C"`);
    const sums = wanted.map((column) => `md5(string_agg(${text(column)}, E'\\n'))`);
    const [row] = await sql.rows<{ rows: number; sums: (string | null)[] }>(
      `select count(*)::int as rows, array[${sums.join(', ')}]::text[] as sums
       from (select t.* from ${table} t order by ${order.join(', ')}) t`,
    );
    digests[table] = {
      rows: row?.rows ?? 0,
      key,
      columns: Object.fromEntries(wanted.map(({ name }, index) => [name, row?.sums[index] ?? ''])),
    };
  }
  return digests;
}

/** The same text in whatever time zone the session is, so that two servers agree. */
function text({ name, type }: Column): string {
  const value = `t."${name}"`;
  const json = type.startsWith('timestamp') ? `to_jsonb(extract(epoch from ${value}))` : `to_jsonb(${value})`;
  return `coalesce(${json}::text, 'null')`;
}
