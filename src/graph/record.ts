// What every curated record has, whatever its kind.
import type { MaybePromise } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import type { RecordKind } from '../database/generated/enums.js';
import { builder } from './builder.js';
import { asksKeyAlone } from './key-alone.js';
import type { Loaders, Lookup } from './loaders.js';
import { registerNode } from './node.js';
import { SourceRef, type SourceRow, sourceColumns } from './source.js';

export interface RecordRow {
  slug: string;
  recordKind: RecordKind;
  name: string;
  summary: string | null;
  note: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** Columns that every kind has, and that nothing but the fields of their names reads. */
export const RECORD_DETAILS = ['summary', 'note', 'version', 'createdAt', 'updatedAt'];

const TYPENAMES = {
  ACTOR: 'Actor',
  SYSTEM: 'System',
  DEAL: 'Deal',
  FUNDING: 'Funding',
  INCIDENT: 'Incident',
} as const satisfies Record<RecordKind, string>;

/** The kind of records that a type of the graph stands for; null where it stands for none. */
export function recordKindOf(typename: string): RecordKind | null {
  const found = Object.entries(TYPENAMES).find(([, name]) => name === typename);
  return found === undefined ? null : (found[0] as RecordKind);
}

export function typenameOf({ recordKind }: RecordRow): (typeof TYPENAMES)[RecordKind] {
  return TYPENAMES[recordKind];
}

const lookups = new Map<RecordKind, Lookup<RecordRow>>();

/**
 * Makes the records of a kind findable by slug: for `node`, and for whatever points at records of any kind. `find` is for
 * kinds whose slugs may lead elsewhere.
 */
export function registerRecord<Row extends RecordRow>(
  kind: RecordKind,
  lookup: Lookup<Row>,
  find?: (load: Loaders, slug: string) => Promise<Row | null>,
): void {
  lookups.set(kind, lookup as unknown as Lookup<RecordRow>);
  registerNode(TYPENAMES[kind], 'slug', lookup, find);
}

export function recordOf(load: Loaders, kind: RecordKind, slug: string): MaybePromise<RecordRow> {
  return load.existing(lookups.get(kind) as Lookup<RecordRow>, slug);
}

/** The record that a row points at, which the database warrants to be there: asked for its key alone, it is not read. */
export function recordBehind(
  load: Loaders,
  { recordKind, recordSlug }: { recordKind: RecordKind; recordSlug: string },
  info: GraphQLResolveInfo,
): RecordRow | Promise<RecordRow> {
  if (!asksKeyAlone(info, TYPENAMES[recordKind])) return recordOf(load, recordKind, recordSlug);
  return { slug: recordSlug, recordKind } as RecordRow;
}

const kindBySlug: Lookup<{ slug: string; kind: RecordKind }> = {
  text: 'select r.slug, r.kind from record r where r.slug = any($1::text[])',
  by: 'slug',
};

/** Whatever kind it is. */
export async function anyRecordOf(load: Loaders, slug: string): Promise<RecordRow> {
  const { kind } = await load.existing(kindBySlug, slug);
  return recordOf(load, kind, slug);
}

const recordSources: Lookup<SourceRow & { recordSlug: string }> = {
  text: `
    select r.record_slug as "recordSlug", ${sourceColumns('s')}
    from record_source r join source s on s.slug = r.source_slug
    where r.record_slug = any($1::text[]) order by s.slug`,
  by: 'recordSlug',
};

export const RecordRef = builder.interfaceRef<RecordRow>('Record').implement({
  description: 'A curated record: an actor, system, deal, funding line or incident.',
  interfaces: [builder.nodeInterfaceRef()],
  resolveType: typenameOf,
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Stable, readable and never reused.' }),
    name: t.exposeString('name', { description: 'The name the record is shown under.' }),
    summary: t.exposeString('summary', { nullable: true, description: 'One or two sentences on what this is.' }),
    note: t.exposeString('note', {
      nullable: true,
      description: "A curator's remark: a caution, a doubt, what to check.",
    }),
    version: t.exposeInt('version', { description: 'Rises by one with each saved change.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the record was first saved.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When the record was last saved.' }),
    sources: t.field({
      type: [SourceRef],
      description: 'Where the record as a whole was read; its facts name their own sources besides.',
      resolve: ({ slug }, _args, { load }) => load.many(recordSources, slug),
    }),
  }),
});
