// Actors: states, bodies, units, organisations, companies, persons and outlets.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { ActorKind, Basis } from '../database/generated/enums.js';
import { type AliasRow, aliases, aliasesOf, aliasRows } from './alias.js';
import { citationRows, citations, citationsOf, type RecordSourceRow } from './citation.js';
import { type ClaimRow, claimRows, claims, claimsOf } from './claim.js';
import type { Kind } from './kind.js';
import { type MembershipRow, membershipRows, memberships, membershipsOf } from './membership.js';
import { unless, unlessEmpty, withoutAbsent } from './normal-form.js';
import { type OperationRow, operation, operationRows, operationsOf } from './operation.js';
import { partClaims } from './part-claim.js';
import { reference } from './reference.js';
import { type RoleRow, role, roleRows, rolesOf } from './role.js';
import type { Row } from './row.js';
import { slug } from './slug.js';
import { ifSound } from './sound.js';
import { text } from './text.js';

const actorSchema = z
  .strictObject({
    slug,
    name: text,
    kind: z.enum(ActorKind),
    iso2: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be a code of ISO 3166-1 alpha-2, as in RO')
      .optional(),
    iso3: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a code of ISO 3166-1 alpha-3, as in ROU')
      .optional(),
    summary: text.optional(),
    note: text.optional(),
    basis: z.enum(Basis).optional(),
    country: reference('actor').optional(),
    parent: reference('actor').optional(),
    aliases: aliases.optional(),
    roles: z.array(role).optional(),
    operates: z.array(operation).optional(),
    memberOf: memberships.optional(),
    sources: citations.optional(),
    claims: claims.optional(),
  })
  .superRefine(
    ({ slug, country, memberOf }, context) => {
      const itself = (path: (string | number)[]) =>
        context.addIssue({ code: 'custom', path, message: 'is the actor itself' });
      if (country !== undefined && country === slug) itself(['country']);
      for (const [index, { organisation }] of (memberOf ?? []).entries()) {
        if (organisation === slug) itself(['memberOf', index, 'organisation']);
      }
    },
    ifSound('slug', 'country', 'memberOf'),
  );

export type ActorDocument = z.output<typeof actorSchema>;
type ActorRow = Row<Prisma.ActorModel>;
type ActorParts = {
  alias: AliasRow[];
  role: RoleRow[];
  operation: OperationRow[];
  membership: MembershipRow[];
  recordSource: RecordSourceRow[];
  claim: ClaimRow[];
};

export const actor: Kind<ActorDocument, ActorRow, ActorParts> = {
  name: 'actor',
  file: 'actors.json',
  schema: actorSchema,
  recordKind: 'ACTOR',
  parts: ['alias', 'role', 'operation', 'membership', 'recordSource', 'claim'],
  rows: (document) => ({
    head: {
      slug: document.slug,
      name: document.name,
      kind: document.kind,
      iso2: document.iso2 ?? null,
      iso3: document.iso3 ?? null,
      summary: document.summary ?? null,
      note: document.note ?? null,
      basis: document.basis ?? 'SOURCE',
      countrySlug: document.country ?? null,
      parentSlug: document.parent ?? null,
    },
    parts: {
      alias: aliasRows(document.slug, document.aliases),
      role: roleRows(document.slug, document.roles),
      operation: operationRows(document.slug, document.operates),
      membership: membershipRows(document.slug, document.memberOf),
      recordSource: citationRows(document.slug, document.sources),
      claim: claimRows('ACTOR', document.slug, document.claims, [
        ...partClaims('roles', 'roles', document.roles),
        ...partClaims('operates', 'operates', document.operates),
      ]),
    },
  }),
  document: ({ head, parts }) =>
    withoutAbsent({
      slug: head.slug,
      name: head.name,
      kind: head.kind,
      iso2: head.iso2,
      iso3: head.iso3,
      summary: head.summary,
      note: head.note,
      basis: unless('SOURCE', head.basis),
      country: head.countrySlug,
      parent: head.parentSlug,
      aliases: unlessEmpty(aliasesOf(parts.alias)),
      roles: unlessEmpty(rolesOf(parts.role)),
      operates: unlessEmpty(operationsOf(parts.operation)),
      memberOf: unlessEmpty(membershipsOf(parts.membership)),
      sources: unlessEmpty(citationsOf(parts.recordSource)),
      claims: unlessEmpty(claimsOf(parts.claim)),
    }),
};
