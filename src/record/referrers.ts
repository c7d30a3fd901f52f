// Who names a record: found through the foreign keys, so that a table added later is never forgotten.
import { snakeCase } from '../database/sql.js';
import type { KindName } from './kind.js';
import { allKinds } from './kinds.js';
import { type Client, OWNER, type PartTable } from './table.js';

export interface Referrer {
  kind: KindName;
  slug: string;
}

/** The documents that name the record, itself left out. */
export async function referrersOf(client: Client, table: KindName, slug: string): Promise<Referrer[]> {
  const keys = await client.$queryRawUnsafe<{ table: string; column: string }[]>(FOREIGN_KEYS, table);
  const legs = keys.flatMap((key) => legsOf(key));
  if (legs.length === 0) return [];
  const rows = await client.$queryRawUnsafe<Referrer[]>(
    `select distinct kind, slug from (${legs.join(' union all ')}) named where slug <> $1 order by kind, slug`,
    slug,
  );
  return rows;
}

const FOREIGN_KEYS = `
  select source.relname::text as "table", a.attname::text as "column"
  from pg_constraint c
  join pg_class source on source.oid = c.conrelid
  join pg_class target on target.oid = c.confrelid
  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where c.contype = 'f' and c.connamespace = current_schema()::regnamespace and target.relname = $1
    and cardinality(c.conkey) = 1`;

function legsOf({ table, column }: { table: string; column: string }): string[] {
  const head = allKinds.find((kind) => kind.name === table);
  if (head !== undefined) return [`select '${head.name}' as kind, slug from ${table} where ${column} = $1`];
  const part = (Object.keys(OWNER) as PartTable[]).find((name) => snakeCase(name) === table);
  if (part === undefined) return [];
  const owner = snakeCase(OWNER[part]);
  const kinds = allKinds.filter((kind) => kind.parts.includes(part));
  // A table that parts of several kinds share names its owner in the register.
  if (kinds.length > 1) {
    return [
      `select lower(r.kind::text) as kind, p.${owner} as slug from ${table} p join record r on r.slug = p.${owner} where p.${column} = $1`,
    ];
  }
  return kinds.map((kind) => `select '${kind.name}' as kind, ${owner} as slug from ${table} where ${column} = $1`);
}
