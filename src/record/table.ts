// The tables that hold the parts of records, each with the column that names the record which a row is part of.
import type { Prisma, PrismaClient } from '../database/generated/client.js';
import type { AnyRow, KindName } from './kind.js';

export const OWNER = {
  alias: 'recordSlug',
  recordSource: 'recordSlug',
  claim: 'recordSlug',
  role: 'personSlug',
  operation: 'actorSlug',
  membership: 'memberSlug',
  systemMaker: 'systemSlug',
  systemOrigin: 'systemSlug',
  dealEvent: 'dealSlug',
  dealEventSource: 'dealSlug',
  dealParty: 'dealSlug',
  dealItem: 'dealSlug',
  dealValue: 'dealSlug',
  fundingLink: 'dealSlug',
  dealCountry: 'dealSlug',
  fundingParty: 'fundingSlug',
  fundingEvent: 'fundingSlug',
  fundingEventSource: 'fundingSlug',
  incidentCount: 'incidentSlug',
  incidentActor: 'incidentSlug',
  incidentSystem: 'incidentSlug',
} as const;

export type PartTable = keyof typeof OWNER;

/** The fields that tell the rows of one record in a table from each other. */
export const KEY: Record<PartTable, readonly string[]> = {
  alias: ['position'],
  recordSource: ['sourceSlug'],
  claim: ['id'],
  role: ['position'],
  operation: ['position'],
  membership: ['organisationSlug'],
  systemMaker: ['actorSlug'],
  systemOrigin: ['actorSlug'],
  dealEvent: ['position'],
  dealEventSource: ['eventPosition', 'sourceSlug'],
  dealParty: ['actorSlug', 'role'],
  dealItem: ['position'],
  dealValue: ['position'],
  fundingLink: ['fundingSlug'],
  dealCountry: ['actorSlug'],
  fundingParty: ['role', 'actorSlug'],
  fundingEvent: ['position'],
  fundingEventSource: ['eventPosition', 'sourceSlug'],
  incidentCount: ['position'],
  incidentActor: ['actorSlug', 'role'],
  incidentSystem: ['systemSlug'],
};

/**
 * Tables whose rows belong to a row of another table. The database deletes them with that row (ON DELETE CASCADE), so a
 * writer that replaces the row must write them again. `key` names the field that holds the other row's position.
 */
export const PARENT: Partial<Record<PartTable, { table: PartTable; key: string }>> = {
  dealEventSource: { table: 'dealEvent', key: 'eventPosition' },
  fundingEventSource: { table: 'fundingEvent', key: 'eventPosition' },
};

/** Tables whose rows have no place in a list: they form a set. */
const SETS: ReadonlySet<PartTable> = new Set(['recordSource', 'claim', 'membership']);

export function listOrder(table: PartTable): Record<string, 'asc'>[] {
  if (SETS.has(table)) return [];
  const parent = PARENT[table];
  return [...(parent === undefined ? [] : [{ [parent.key]: 'asc' as const }]), { position: 'asc' }];
}

/** The database inside or outside a transaction. */
export type Client = Prisma.TransactionClient | PrismaClient;

/** What all of Prisma's delegates can do, which their types cannot say. */
export interface Delegate {
  findMany(query: { where?: object; orderBy?: object[]; select?: object }): Promise<AnyRow[]>;
  createMany(query: { data: AnyRow[] }): Promise<{ count: number }>;
  updateMany(query: { where: object; data: object }): Promise<{ count: number }>;
  deleteMany(query: { where: object }): Promise<{ count: number }>;
}

export function delegate(client: Client, table: PartTable | KindName): Delegate {
  return client[table] as unknown as Delegate;
}
