// Weapon systems: a model, or a class of them where sources name no model.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { Basis, SystemKind } from '../database/generated/enums.js';
import { type AliasRow, aliases, aliasesOf, aliasRows } from './alias.js';
import { citationRows, citations, citationsOf, type RecordSourceRow } from './citation.js';
import { type ClaimRow, claimRows, claims, claimsOf } from './claim.js';
import type { Kind } from './kind.js';
import { slugList } from './list.js';
import { unless, unlessEmpty, withoutAbsent } from './normal-form.js';
import { reference } from './reference.js';
import type { Row } from './row.js';
import { slug } from './slug.js';
import { text } from './text.js';

const actors = slugList(reference('actor'));

const systemSchema = z.strictObject({
  slug,
  name: text,
  kind: z.enum(SystemKind),
  summary: text.optional(),
  note: text.optional(),
  basis: z.enum(Basis).optional(),
  aliases: aliases.optional(),
  manufacturers: actors.optional(),
  origins: actors.optional(),
  sources: citations.optional(),
  claims: claims.optional(),
});

export type SystemDocument = z.output<typeof systemSchema>;
type SystemRow = Row<Prisma.SystemModel>;
type SystemParts = {
  alias: AliasRow[];
  systemMaker: Row<Prisma.SystemMakerModel>[];
  systemOrigin: Row<Prisma.SystemOriginModel>[];
  recordSource: RecordSourceRow[];
  claim: ClaimRow[];
};

export const system: Kind<SystemDocument, SystemRow, SystemParts> = {
  name: 'system',
  file: 'systems.json',
  schema: systemSchema,
  recordKind: 'SYSTEM',
  parts: ['alias', 'systemMaker', 'systemOrigin', 'recordSource', 'claim'],
  rows: (document) => ({
    head: {
      slug: document.slug,
      name: document.name,
      kind: document.kind,
      summary: document.summary ?? null,
      note: document.note ?? null,
      basis: document.basis ?? 'SOURCE',
    },
    parts: {
      alias: aliasRows(document.slug, document.aliases),
      systemMaker: actorRows(document.slug, document.manufacturers),
      systemOrigin: actorRows(document.slug, document.origins),
      recordSource: citationRows(document.slug, document.sources),
      claim: claimRows('SYSTEM', document.slug, document.claims),
    },
  }),
  document: ({ head, parts }) =>
    withoutAbsent({
      slug: head.slug,
      name: head.name,
      kind: head.kind,
      summary: head.summary,
      note: head.note,
      basis: unless('SOURCE', head.basis),
      aliases: unlessEmpty(aliasesOf(parts.alias)),
      manufacturers: unlessEmpty(parts.systemMaker.map(({ actorSlug }) => actorSlug)),
      origins: unlessEmpty(parts.systemOrigin.map(({ actorSlug }) => actorSlug)),
      sources: unlessEmpty(citationsOf(parts.recordSource)),
      claims: unlessEmpty(claimsOf(parts.claim)),
    }),
};

function actorRows(systemSlug: string, actors: string[] = []) {
  return actors.map((actorSlug, position) => ({ systemSlug, actorSlug, position }));
}
