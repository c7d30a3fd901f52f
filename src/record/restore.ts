// Puts the rows of one record back as they were just before a moment, out of the history that the database keeps.
import { Prisma } from '../database/generated/client.js';
import { snakeCase } from '../database/sql.js';
import type { AnyKind } from './kind.js';
import { type Client, KEY, OWNER, type PartTable } from './table.js';

/** Nothing of the record may have changed since that moment. Rows come back with their ids and dates. */
export async function restoreRows(client: Client, kind: AnyKind, slug: string, at: Date): Promise<void> {
  for (const table of kind.parts) {
    const keys = KEY[table].map((field) => `t.${snakeCase(field)} = h.${snakeCase(field)}`).join(' and ');
    await client.$executeRawUnsafe(
      `delete from ${snakeCase(table)} t using history.${snakeCase(table)} h
       where t.${ownerOf(table)} = $1 and h.${ownerOf(table)} = $1 and ${keys}
         and h.valid_from = $2::timestamptz and h.valid_to = 'infinity'`,
      slug,
      at,
    );
  }
  await restoreHead(client, kind, slug, at);
  for (const table of kind.parts) {
    const columns = columnsOf(table).join(', ');
    await client.$executeRawUnsafe(
      `insert into ${snakeCase(table)} (${columns}) select ${columns} from history.${snakeCase(table)} h
       where h.${ownerOf(table)} = $1 and h.valid_to = $2::timestamptz`,
      slug,
      at,
    );
  }
}

async function restoreHead(client: Client, kind: AnyKind, slug: string, at: Date): Promise<void> {
  const columns = columnsOf(kind.name);
  // The database counts and dates the saves itself.
  const stated = columns.filter(
    (column) => !['slug', 'record_kind', 'version', 'created_at', 'updated_at'].includes(column),
  );
  const was = `from history.${kind.name} h where h.slug = $1 and h.valid_to = $2::timestamptz`;
  const updated = await client.$executeRawUnsafe(
    `update ${kind.name} t set (${stated.join(', ')}) = (select ${stated.join(', ')} ${was}) where t.slug = $1 and exists (select ${was})`,
    slug,
    at,
  );
  if (updated > 0) return;
  await client.$executeRawUnsafe(
    `insert into ${kind.name} (${columns.join(', ')}) select ${columns.join(', ')} ${was} and not exists (select from ${kind.name} t where t.slug = $1)`,
    slug,
    at,
  );
}

function ownerOf(table: PartTable): string {
  return snakeCase(OWNER[table]);
}

function columnsOf(table: string): string[] {
  const model = `${table[0]?.toUpperCase()}${table.slice(1)}ScalarFieldEnum` as keyof typeof Prisma;
  return Object.values(Prisma[model] as Record<string, string>).map((field) =>
    `"${snakeCase(field)}"`.replaceAll('"', ''),
  );
}
