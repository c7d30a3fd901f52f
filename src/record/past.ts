// Documents as they were: read from the history that the database keeps of every row.
import { Prisma } from '../database/generated/client.js';
import type { RecordKind } from '../database/generated/enums.js';
import { snakeCase } from '../database/sql.js';
import type { AnyDocument, AnyKind, AnyRow } from './kind.js';
import { allKinds } from './kinds.js';
import { listOrder, OWNER, type PartTable } from './table.js';

/** The rows of one record at one moment, as `documentFrom` takes them; `head` is null where there was no record. */
export interface PastRows {
  kind: RecordKind;
  rows: { head: AnyRow | null; parts: Partial<Record<PartTable, AnyRow[]>> };
}

const byKind = new Map(allKinds.flatMap((kind) => (kind.recordKind === null ? [] : [[kind.recordKind, kind]])));

/** The document of the rows; null where there was no record. */
export function documentFrom({ kind, rows }: PastRows): AnyDocument | null {
  if (rows.head === null) return null;
  return (byKind.get(kind) as AnyKind).document({ head: rows.head, parts: rows.parts });
}

/**
 * Selects `kind` and `rows` of records at moments. `moments` is a table expression with the columns `slug` and `at`,
 * whose other columns come along.
 */
export function pastRowsText(moments: string): string {
  const cases = [...byKind].map(([recordKind, kind]) => `when '${recordKind}' then ${rowsOf(kind)}`);
  return `
    select m.*, rec.kind, case rec.kind ${cases.join('\n')} end as rows
    from (${moments}) m join record rec on rec.slug = m.slug`;
}

function rowsOf(kind: AnyKind): string {
  const head = `(select ${json(kind.name)} from history.${kind.name} h where h.slug = m.slug and ${HELD})`;
  const parts = kind.parts.map((table) => {
    const order = listOrder(table).flatMap((field) => Object.keys(field).map((name) => `h.${snakeCase(name)}`));
    return `'${table}', (
      select coalesce(jsonb_agg(${json(table)}${order.length > 0 ? ` order by ${order.join(', ')}` : ''}), '[]')
      from history.${snakeCase(table)} h where h.${snakeCase(OWNER[table])} = m.slug and ${HELD})`;
  });
  return `jsonb_build_object('head', ${head}, 'parts', jsonb_build_object(${parts.join(', ')}))`;
}

const HELD = 'h.valid_from <= m.at and h.valid_to > m.at';

/** A row under its fields' names. Decimals travel as text: money never passes through a float. */
function json(table: string): string {
  const model = `${table[0]?.toUpperCase()}${table.slice(1)}ScalarFieldEnum` as keyof typeof Prisma;
  const fields = Object.values(Prisma[model] as Record<string, string>);
  const pairs = fields.map((field) => {
    const column = `h."${snakeCase(field)}"`;
    return `'${field}', ${DECIMALS.has(field) ? `${column}::text` : column}`;
  });
  return `jsonb_build_object(${pairs.join(', ')})`;
}

const DECIMALS = new Set(['moneyMin', 'moneyMax', 'conversionAmount']);
