// Offices that a person holds or held.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { dateColumns, dateOf, ENDS_BEFORE_START, fuzzyDate, inOrder } from './fuzzy-date.js';
import { withoutAbsent } from './normal-form.js';
import { reference } from './reference.js';
import type { Row } from './row.js';
import { ifSound } from './sound.js';
import { text } from './text.js';

export const role = z
  .strictObject({
    organisation: reference('actor'),
    title: text,
    from: fuzzyDate.optional(),
    to: fuzzyDate.optional(),
    asOf: fuzzyDate.optional(),
    source: reference('source').optional(),
  })
  .refine(({ from, to }) => inOrder(from, to), { path: ['to'], error: ENDS_BEFORE_START, ...ifSound('from', 'to') });

type Role = z.output<typeof role>;
export type RoleRow = Row<Prisma.RoleModel>;

export function roleRows(personSlug: string, roles: Role[] = []): RoleRow[] {
  return roles.map((role, position) => ({
    personSlug,
    position,
    organisationSlug: role.organisation,
    title: role.title,
    ...dateColumns('fromDate', role.from),
    ...dateColumns('toDate', role.to),
    ...dateColumns('asOf', role.asOf),
    sourceSlug: role.source ?? null,
  }));
}

export function rolesOf(rows: RoleRow[]): Role[] {
  return rows.map((row) =>
    withoutAbsent({
      organisation: row.organisationSlug,
      title: row.title,
      from: dateOf('fromDate', row),
      to: dateOf('toDate', row),
      asOf: dateOf('asOf', row),
      source: row.sourceSlug,
    }),
  );
}
