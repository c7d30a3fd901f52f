// Writes documents: the rows that differ, table by table for all of them at once. Version, revision and outbox follow in
// the database itself (see the migration `history`), so that no writer can forget them.
import { isDeepStrictEqual } from 'node:util';
import { Prisma } from '../database/generated/client.js';
import { plainDecimal } from './decimal.js';
import type { AnyDocument, AnyKind, AnyRow } from './kind.js';
import { allKinds } from './kinds.js';
import type { Stored } from './stored.js';
import { type Client, delegate, KEY, OWNER, PARENT, type PartTable } from './table.js';

/** A document to be saved; `before` is what is stored of it, if anything is. */
export interface Save {
  kind: AnyKind;
  document: AnyDocument;
  before: Stored | undefined;
  /** The version that a new record begins with; 1 if none is given. */
  version?: number | undefined;
}

export interface Reason {
  by: string;
  reason: string | null;
}

/** Must run in a transaction. Throws where a record was saved by somebody else since it was read. */
export async function write(client: Client, saves: Save[], reason: Reason): Promise<void> {
  // Records name each other in circles: a state and its ministry.
  await client.$executeRaw`set constraints all deferred`;
  await sign(client, reason);
  for (const kind of allKinds) await lockHeads(client, kind, saves);
  const differences = saves.map(differenceOf);
  for (const table of Object.keys(OWNER) as PartTable[]) await removeRows(client, table, differences);
  for (const kind of allKinds) await writeHeads(client, kind, saves);
  for (const table of Object.keys(OWNER) as PartTable[]) await addRows(client, table, differences);
  await tellOfFeeds(client, saves);
}

/** Says who changes the record in this transaction, and why: its revisions carry it. */
export async function sign(client: Client, { by, reason }: Reason): Promise<void> {
  await client.$executeRaw`select set_config('flankwatch.by', ${by}, true), set_config('flankwatch.reason', ${reason ?? ''}, true)`;
}

/** From here on nobody else changes them, whoever that is. */
async function lockHeads(client: Client, kind: AnyKind, saves: Save[]): Promise<void> {
  if (kind.recordKind === null) return;
  const known = new Map(
    saves.flatMap((save) => (save.kind === kind && save.before ? [[save.document.slug, save.before.version]] : [])),
  );
  if (known.size === 0) return;
  const rows = await client.$queryRawUnsafe<{ slug: string; version: number }[]>(
    `select slug, version from ${kind.name} where slug = any($1::text[]) order by slug for update`,
    [...known.keys()],
  );
  const locked = new Map(rows.map(({ slug, version }) => [slug, version]));
  for (const [slug, version] of known) {
    if (locked.get(slug as string) !== version) {
      throw new Error(`${kind.name} ${slug}: was saved by somebody else meanwhile`);
    }
  }
}

/** The rows of one record that go and that come; what stays as it is, is not touched. */
interface Difference {
  slug: string;
  gone: Partial<Record<PartTable, AnyRow[]>>;
  come: Partial<Record<PartTable, AnyRow[]>>;
}

function differenceOf({ kind, document, before }: Save): Difference {
  const old = before?.parts ?? {};
  const difference: Difference = { slug: document.slug, gone: {}, come: {} };
  const { parts } = kind.rows(document);
  for (const table of kind.parts) {
    const was = new Map((old[table] ?? []).map((row) => [keyOf(table, row), row]));
    const is = new Map((parts[table] ?? []).map((row) => [keyOf(table, row), row]));
    const same = (key: string) => {
      const row = was.get(key);
      return states(row, is.get(key)) && !isDeletedWithParent(table, row, difference);
    };
    difference.gone[table] = [...was].flatMap(([key, row]) => (same(key) ? [] : [row]));
    difference.come[table] = [...is].flatMap(([key, row]) =>
      same(key) ? [] : [table === 'claim' ? claimRow(row as ClaimRow, before) : row],
    );
  }
  return difference;
}

/** Whether the row it belongs to is replaced; parents stand before their children in a kind's list of parts. */
function isDeletedWithParent(table: PartTable, row: AnyRow | undefined, { gone }: Difference): boolean {
  const parent = PARENT[table];
  if (parent === undefined) return false;
  const place = (row as Record<string, unknown>)[parent.key];
  return gone[parent.table]?.some((other) => (other as { position?: unknown }).position === place) ?? false;
}

/** Whether a stored row says all that the row of a document says: it has columns besides that the database fills. */
function states(stored: AnyRow | undefined, row: AnyRow | undefined): boolean {
  if (stored === undefined || row === undefined) return false;
  const plain = (value: unknown) => (Prisma.Decimal.isDecimal(value) ? plainDecimal(value) : value);
  return Object.entries(row).every(([field, value]) =>
    isDeepStrictEqual(plain((stored as Record<string, unknown>)[field]), value),
  );
}

function keyOf(table: PartTable, row: AnyRow): string {
  return JSON.stringify(KEY[table].map((field) => (row as Record<string, unknown>)[field]));
}

interface ClaimRow {
  id: string;
  value: unknown;
}

/** A claim that stays keeps the day on which it entered the record. */
function claimRow(row: ClaimRow, before: Stored | undefined): AnyRow {
  const claims = (before?.parts.claim ?? []) as { id: string; recordedAt: Date }[];
  const recordedAt = claims.find(({ id }) => id === row.id)?.recordedAt;
  return { ...row, value: row.value ?? Prisma.DbNull, ...(recordedAt !== undefined && { recordedAt }) };
}

async function removeRows(client: Client, table: PartTable, differences: Difference[]): Promise<void> {
  const owners = differences.filter(({ gone }) => (gone[table]?.length ?? 0) > 0);
  if (owners.length === 0) return;
  await delegate(client, table).deleteMany({
    where: {
      OR: owners.map(({ slug, gone }) => ({
        [OWNER[table]]: slug,
        OR: gone[table]?.map((row) =>
          Object.fromEntries(KEY[table].map((field) => [field, (row as Record<string, unknown>)[field]])),
        ),
      })),
    },
  });
}

async function writeHeads(client: Client, kind: AnyKind, saves: Save[]): Promise<void> {
  const own = saves.filter((save) => save.kind === kind);
  const created = own.filter(({ before }) => before === undefined);
  if (created.length > 0) {
    const data = created.map(({ document, version }) => {
      const { head } = kind.rows(document);
      return kind.recordKind === null || !version ? head : { ...head, version };
    });
    await delegate(client, kind.name).createMany({ data });
  }
  for (const { document, before } of own) {
    if (before === undefined) continue;
    const { head } = kind.rows(document);
    if (isDeepStrictEqual(head, kind.rows(before.document).head)) continue;
    await delegate(client, kind.name).updateMany({ where: { slug: document.slug }, data: head });
  }
}

async function addRows(client: Client, table: PartTable, differences: Difference[]): Promise<void> {
  const data = differences.flatMap(({ come }) => come[table] ?? []);
  if (data.length > 0) await delegate(client, table).createMany({ data });
}

/** Feeds are no records and have no revisions, but whoever listens is told. */
async function tellOfFeeds(client: Client, saves: Save[]): Promise<void> {
  const data = saves.flatMap(({ kind, document, before }) =>
    kind.name !== 'feed'
      ? []
      : [{ type: 'FEED', kind: before === undefined ? 'CREATED' : 'UPDATED', nodeId: document.slug } as const],
  );
  if (data.length > 0) await client.change.createMany({ data });
}
