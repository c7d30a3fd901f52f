// Reads documents back from the tables.
import type { AnyDocument, AnyKind, AnyRow } from './kind.js';
import { allKinds, type Dataset } from './kinds.js';
import { type Client, delegate, listOrder, OWNER, type PartTable } from './table.js';

/** A document as it is stored; the rest is for the next save to go on from. */
export interface Stored {
  kind: AnyKind;
  document: AnyDocument;
  /** 1 for what has no versions. */
  version: number;
  /** The rows of its parts, as they are. */
  parts: Partial<Record<PartTable, AnyRow[]>>;
}

/** All documents, or those with the slugs; of all kinds, or of some. */
export async function readStored(
  client: Client,
  slugs?: readonly string[],
  kinds: readonly AnyKind[] = allKinds,
): Promise<Stored[]> {
  const heads = new Map<AnyKind, Head[]>();
  for (const kind of kinds) {
    const own = await readHeads(client, kind, slugs);
    if (own.length > 0) heads.set(kind, own);
  }
  const parts = new Map<PartTable, Map<string, AnyRow[]>>();
  for (const table of new Set([...heads.keys()].flatMap((kind) => kind.parts))) {
    parts.set(table, await readParts(client, table, slugs));
  }
  return [...heads].flatMap(([kind, own]) =>
    own.map((head) => {
      const tables = kind.parts.map((table) => [table, parts.get(table)?.get(head.slug) ?? []] as const);
      return storedOf(kind, head, Object.fromEntries(tables));
    }),
  );
}

/** What is stored, as a dataset. */
export async function storedDataset(client: Client): Promise<Dataset> {
  const stored = await readStored(client);
  const of = (kind: AnyKind) => stored.filter((one) => one.kind === kind).map(({ document }) => document);
  return Object.fromEntries(allKinds.map((kind) => [kind.name, of(kind)])) as unknown as Dataset;
}

interface Head {
  slug: string;
  version?: number;
}

function storedOf(kind: AnyKind, head: Head, parts: Partial<Record<PartTable, AnyRow[]>>): Stored {
  return {
    kind,
    document: kind.document({ head, parts }),
    version: head.version ?? 1,
    parts,
  };
}

async function readHeads(client: Client, kind: AnyKind, slugs?: readonly string[]): Promise<Head[]> {
  const rows = await delegate(client, kind.name).findMany({ ...among('slug', slugs), orderBy: [{ slug: 'asc' }] });
  return rows as Head[];
}

async function readParts(client: Client, table: PartTable, slugs?: readonly string[]): Promise<Map<string, AnyRow[]>> {
  const owner = OWNER[table];
  const rows = await delegate(client, table).findMany({ ...among(owner, slugs), orderBy: listOrder(table) });
  return grouped(rows, (row) => (row as Record<string, string>)[owner] ?? '');
}

function grouped<Item>(items: Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

function among(column: string, slugs?: readonly string[]) {
  return slugs === undefined ? {} : { where: { [column]: { in: [...slugs] } } };
}
