// Writes documents: rows, revisions and outbox, table by table for all of them at once.
import { createPatch } from 'rfc6902';
import { Prisma } from '../database/generated/client.js';
import type { AnyDocument, AnyKind, AnyRow } from './kind.js';
import { allKinds } from './kinds.js';
import type { Stored } from './stored.js';
import { type Client, delegate, OWNER, type PartTable } from './table.js';

/** A document to be saved; `before` is what is stored of it, if anything is. */
export interface Save {
  kind: AnyKind;
  document: AnyDocument;
  before: Stored | undefined;
}

export interface Reason {
  by: string;
  reason: string | null;
}

/** Must run in a transaction. Throws where a record was saved by somebody else since it was read. */
export async function write(client: Client, saves: Save[], reason: Reason): Promise<void> {
  // Records name each other in circles: a state and its ministry.
  await client.$executeRaw`set constraints all deferred`;
  await registerSlugs(client, saves);
  await removeParts(client, saves);
  await writeHeads(client, saves);
  await writeParts(client, saves);
  await writeRevisions(client, saves, reason);
  await writeChanges(client, saves);
}

async function registerSlugs(client: Client, saves: Save[]): Promise<void> {
  const data = saves.flatMap(({ kind, document, before }) =>
    kind.recordKind === null || before !== undefined ? [] : [{ slug: document.slug, kind: kind.recordKind }],
  );
  if (data.length > 0) await client.record.createMany({ data });
}

/** A changed record's parts are replaced as a whole. */
async function removeParts(client: Client, saves: Save[]): Promise<void> {
  for (const table of Object.keys(OWNER) as PartTable[]) {
    const owners = saves.filter(({ kind, before }) => before !== undefined && kind.parts.includes(table));
    if (owners.length === 0) continue;
    await delegate(client, table).deleteMany({
      where: { [OWNER[table]]: { in: owners.map(({ document }) => document.slug) } },
    });
  }
}

async function writeHeads(client: Client, saves: Save[]): Promise<void> {
  for (const kind of allKinds) {
    const own = saves.filter((save) => save.kind === kind);
    const created = own.filter(({ before }) => before === undefined);
    if (created.length > 0) {
      await delegate(client, kind.name).createMany({ data: created.map(({ document }) => kind.rows(document).head) });
    }
    for (const save of own) {
      if (save.before !== undefined) await updateHead(client, save, save.before);
    }
  }
}

async function updateHead(client: Client, { kind, document }: Save, { version }: Stored): Promise<void> {
  const { slug } = document;
  const versioned = kind.recordKind !== null;
  const { count } = await delegate(client, kind.name).updateMany({
    where: versioned ? { slug, version } : { slug },
    data: { ...kind.rows(document).head, ...(versioned && { version: version + 1, updatedAt: new Date() }) },
  });
  if (count !== 1) throw new Error(`${kind.name} ${slug}: was saved by somebody else meanwhile`);
}

async function writeParts(client: Client, saves: Save[]): Promise<void> {
  const parts = saves.map(({ kind, document, before }) => ({ parts: kind.rows(document).parts, before }));
  for (const table of Object.keys(OWNER) as PartTable[]) {
    const data = parts.flatMap(({ parts, before }) => {
      const rows = parts[table] ?? [];
      return table === 'claim' ? rows.map((row) => claimRow(row as ClaimRow, before)) : rows;
    });
    if (data.length > 0) await delegate(client, table).createMany({ data });
  }
}

interface ClaimRow {
  id: string;
  value: unknown;
}

/** A claim that stays keeps the day on which it entered the record. */
function claimRow(row: ClaimRow, before: Stored | undefined): AnyRow {
  const recordedAt = before?.recordedAt.get(row.id);
  return { ...row, value: row.value ?? Prisma.DbNull, ...(recordedAt !== undefined && { recordedAt }) };
}

async function writeRevisions(client: Client, saves: Save[], { by, reason }: Reason): Promise<void> {
  const data = saves.flatMap(({ kind, document, before }) => {
    if (kind.recordKind === null) return [];
    const patch = createPatch(before?.document ?? {}, document) as unknown as Prisma.InputJsonValue;
    return [{ recordSlug: document.slug, version: before === undefined ? 1 : before.version + 1, by, reason, patch }];
  });
  if (data.length > 0) await client.revision.createMany({ data });
}

async function writeChanges(client: Client, saves: Save[]): Promise<void> {
  const data = saves.flatMap(({ kind, document, before }) => {
    if (kind.changeType === null) return [];
    const change = before === undefined ? 'CREATED' : 'UPDATED';
    return [{ type: kind.changeType, kind: change, nodeId: document.slug } as const];
  });
  if (data.length > 0) await client.change.createMany({ data });
}
