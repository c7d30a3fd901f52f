// Saves one document as a curator gives it: validate, compare, write, in one transaction that nobody else can enter.
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../database/connect.js';
import { lockRecord } from '../database/locks.js';
import { sqlIn } from '../database/transaction.js';
import { judge } from './judge.js';
import type { AnyDocument, AnyKind } from './kind.js';
import { normalised } from './normalise.js';
import { readStored } from './stored.js';
import type { Client } from './table.js';
import { type Reason, write } from './write.js';

/** One mistake, with the way to it in the document. */
export interface Issue {
  path: string[];
  message: string;
}

export type Outcome =
  | { kind: 'done'; slug: string }
  | { kind: 'invalid'; issues: Issue[] }
  | { kind: 'conflict'; currentVersion: number }
  | { kind: 'unknown'; message: string };

export interface SaveOptions extends Reason {
  /** The version that the change was made from; 0 where there must be none yet; null overwrites whatever is there. */
  ifVersion: number | null;
}

/**
 * The record becomes what `documentFrom` says, given what is stored of it. Saving what is there already changes
 * nothing and makes no revision.
 */
export function save(
  database: Database,
  kind: AnyKind,
  slug: string,
  documentFrom: (before: AnyDocument | undefined) => AnyDocument,
  options: SaveOptions,
): Promise<Outcome> {
  return alone(database, (client) => saveIn(client, kind, slug, documentFrom, options));
}

/** Runs the work in a transaction, after all other writers and before the next. */
export function alone<Result>(database: Database, work: (client: Client) => Promise<Result>): Promise<Result> {
  return database.prisma.$transaction(
    async (client) => {
      await lockRecord(sqlIn(client));
      return work(client);
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}

export async function saveIn(
  client: Client,
  kind: AnyKind,
  slug: string,
  documentFrom: (before: AnyDocument | undefined) => AnyDocument,
  { ifVersion, by, reason }: SaveOptions,
): Promise<Outcome> {
  const [before] = await readStored(client, [slug.replaceAll('\0', '')], [kind]);
  const currentVersion = before?.version ?? 0;
  if (ifVersion !== null && ifVersion !== currentVersion) return { kind: 'conflict', currentVersion };
  const document = documentFrom(before?.document);
  const mistakes = await judge(client, { kind, document }, before === undefined);
  if (mistakes.length > 0) {
    return { kind: 'invalid', issues: mistakes.map(({ field, message }) => ({ path: pathOf(field), message })) };
  }
  const normal = normalised(kind, document);
  if (!isDeepStrictEqual(normal, before?.document)) {
    await write(client, [{ kind, document: normal, before }], { by, reason });
  }
  return { kind: 'done', slug };
}

/** `parties[2].actor` as `['parties', '2', 'actor']`. */
function pathOf(field: string | null): string[] {
  return field === null ? [] : field.split(/[.[\]]+/).filter((step) => step !== '');
}
