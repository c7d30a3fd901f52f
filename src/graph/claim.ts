// What one source says about one field of one record.
import type { MaybePromise } from '@pothos/core';
import { type Claim, Prisma } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import { ActorRef, maybeActorOf } from './actor.js';
import { builder } from './builder.js';
import { connectionOf, pageArgs } from './connection.js';
import { badArgument, type Listing, pageRequest } from './listing.js';
import type { Loaders, Lookup } from './loaders.js';
import { registerNode } from './node.js';
import { RecordRef, recordBehind } from './record.js';
import { SourceRef, sourceBySlug } from './source.js';
import { FuzzyDateRef, fuzzyDate } from './values.js';
import { ClaimRankEnum } from './vocabulary/provenance.js';

const claimColumns = columns(Prisma.ClaimScalarFieldEnum, 'c');

const claimById: Lookup<Claim> = { text: `select ${claimColumns} from claim c where c.id = any($1::uuid[])`, by: 'id' };
registerNode('Claim', 'uuid', claimById);

const ordered = {
  order: [
    { by: 'c.field', type: 'text' },
    { by: 'c.id', type: 'uuid' },
  ],
  direction: 'asc',
  columns: claimColumns,
} as const;

const claims: Listing<Claim> = { from: 'claim c', where: 'c.record_slug = k.key', ...ordered };

/** The key carries record and field, since a listing's text is the same for all its keys. */
const claimsOfField: Listing<Claim> = {
  from: 'claim c',
  where: "c.record_slug = split_part(k.key, ' ', 1) and c.field = substr(k.key, strpos(k.key, ' ') + 1)",
  ...ordered,
};

export function claimOf(load: Loaders, id: string): MaybePromise<Claim> {
  return load.existing(claimById, id);
}

export const ClaimRef = builder.prismaNode('Claim', {
  id: { field: 'id', description: 'Global identifier.' },
  fields: (t) => ({
    record: t.field({
      type: RecordRef,
      description: 'The record spoken of.',
      resolve: (row, _args, { load }, info) => recordBehind(load, row, info),
    }),
    field: t.exposeString('field'),
    value: t.expose('value', { type: 'JSON', nullable: true }),
    source: t.field({
      type: SourceRef,
      description: 'Where it says so.',
      resolve: ({ sourceSlug }, _args, { load }) => load.existing(sourceBySlug, sourceSlug),
    }),
    quote: t.exposeString('quote', { nullable: true }),
    statedBy: t.field({
      type: ActorRef,
      nullable: true,
      description: 'Who says it, as the source reports it.',
      resolve: ({ statedBySlug }, _args, { load }) => maybeActorOf(load, statedBySlug),
    }),
    statedOn: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description: "When it was said, where that differs from the source's date.",
      resolve: (claim) => fuzzyDate(claim.statedOn, claim.statedOnQualifier),
    }),
    confidence: t.exposeInt('confidence', { nullable: true }),
    rank: t.expose('rank', { type: ClaimRankEnum }),
    part: t.exposeString('part', { nullable: true }),
    note: t.exposeString('note', { nullable: true }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime' }),
  }),
});

const { connection: ClaimConnection } = connectionOf(ClaimRef, { of: 'claims' });

builder.interfaceField(RecordRef, 'claims', (t) =>
  t.field({
    type: ClaimConnection,
    description: 'What sources say about this record, field by field; competing claims stand side by side.',
    args: { field: t.arg.string({ description: 'Only claims about this field.' }), ...pageArgs(t.arg) },
    resolve: ({ slug }, { field, ...args }, { load }) => {
      if (field == null) return load.page(claims, slug, pageRequest(claims, args));
      if (field.includes('\0')) throw badArgument('field', field, 'the name of a field');
      return load.page(claimsOfField, `${slug} ${field}`, pageRequest(claimsOfField, args));
    },
  }),
);
