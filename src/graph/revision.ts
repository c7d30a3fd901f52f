// The memory of a record: each saved change, never rewritten.
import { Prisma, type Revision } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import { builder } from './builder.js';
import { connectionOf, pageArgs } from './connection.js';
import { type Listing, pageRequest } from './listing.js';
import { RecordRef } from './record.js';

const revisions: Listing<Revision> = {
  from: 'revision r',
  where: 'r.record_slug = k.key',
  order: [{ by: 'r.version', type: 'int' }],
  direction: 'desc',
  columns: columns(Prisma.RevisionScalarFieldEnum, 'r'),
};

const RevisionRef = builder.prismaObject('Revision', {
  fields: (t) => ({
    version: t.exposeInt('version'),
    at: t.expose('at', { type: 'DateTime' }),
    by: t.exposeString('by'),
    reason: t.exposeString('reason', { nullable: true }),
    patch: t.expose('patch', { type: 'JSON' }),
  }),
});

const { connection: RevisionConnection } = connectionOf(RevisionRef, { of: 'revisions', counted: false });

builder.interfaceField(RecordRef, 'revisions', (t) =>
  t.field({
    type: RevisionConnection,
    description: 'Each saved change of this record, the latest first.',
    args: pageArgs(t.arg),
    resolve: ({ slug }, args, { load }) => load.page(revisions, slug, pageRequest(revisions, args)),
  }),
);
