// That an actor belongs to organisations: a set, written in the order of their slugs.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { Basis } from '../database/generated/enums.js';
import { entryList } from './list.js';
import { sortedBy, unless, withoutAbsent } from './normal-form.js';
import { reference } from './reference.js';
import type { Row } from './row.js';

const membership = z.strictObject({ organisation: reference('actor'), basis: z.enum(Basis).optional() });

export const memberships = entryList('memberOf', membership);

type Membership = z.output<typeof membership>;
export type MembershipRow = Row<Prisma.MembershipModel>;

export function membershipRows(memberSlug: string, list: Membership[] = []): MembershipRow[] {
  return list.map(({ organisation, basis }) => ({
    memberSlug,
    organisationSlug: organisation,
    basis: basis ?? 'SOURCE',
  }));
}

export function membershipsOf(rows: MembershipRow[]): Membership[] {
  return sortedBy(rows, ({ organisationSlug }) => organisationSlug).map((row) =>
    withoutAbsent({ organisation: row.organisationSlug, basis: unless('SOURCE', row.basis) }),
  );
}
