// The memory of a record: each saved change, never rewritten.
import { createPatch } from 'rfc6902';
import { Prisma, type Revision } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import { documentFrom, type PastRows, pastRowsText } from '../record/past.js';
import { builder } from './builder.js';
import { connectionOf, pageArgs } from './connection.js';
import { type Listing, pageRequest } from './listing.js';
import type { Loaders, Lookup } from './loaders.js';
import { RecordRef } from './record.js';

const revisions: Listing<Revision> = {
  from: 'revision r',
  where: 'r.record_slug = k.key',
  order: [{ by: 'r.version', type: 'int' }],
  direction: 'desc',
  columns: columns(Prisma.RevisionScalarFieldEnum, 'r'),
};

/** The key is slug and version. */
const pastRows: Lookup<PastRows & { revision: string }> = {
  text: pastRowsText(`
    select k.key as revision, r.record_slug as slug, r.at
    from unnest($1::text[]) as k(key)
    join revision r on r.record_slug = split_part(k.key, ' ', 1) and r.version = split_part(k.key, ' ', 2)::int`),
  by: 'revision',
};

/** What the record was after a revision; nothing before the first, and nothing once it is deleted. */
async function documentAt(load: Loaders, slug: string, version: number): Promise<object> {
  if (version === 0) return {};
  // A record that came from a file begins with the file's version: there may be none before it.
  const rows = await load.one(pastRows, `${slug} ${version}`);
  return rows === null ? {} : (documentFrom(rows) ?? {});
}

const RevisionRef = builder.prismaObject('Revision', {
  fields: (t) => ({
    version: t.exposeInt('version'),
    at: t.expose('at', { type: 'DateTime' }),
    by: t.exposeString('by'),
    reason: t.exposeString('reason', { nullable: true }),
    patch: t.field({
      type: 'JSON',
      description:
        'What changed, as an RFC 6902 patch of the record’s document, the form in which `export` writes it. All patches up to a version, applied to an empty object, give the record at that version.',
      resolve: async ({ recordSlug, version }, _args, { load }) => {
        const [before, after] = await Promise.all([
          documentAt(load, recordSlug, version - 1),
          documentAt(load, recordSlug, version),
        ]);
        return createPatch(before, after);
      },
    }),
  }),
});

const { connection: RevisionConnection } = connectionOf(RevisionRef, { of: 'revisions', counted: false });

builder.interfaceField(RecordRef, 'revisions', (t) =>
  t.field({
    type: RevisionConnection,
    description: 'Each saved change of this record, parts included, the latest first.',
    args: pageArgs(t.arg),
    resolve: ({ slug }, args, { load }) => load.page(revisions, slug, pageRequest(revisions, args)),
  }),
);
