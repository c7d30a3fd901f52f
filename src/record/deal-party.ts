// Who takes part in a deal, and as what.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { DealRole } from '../database/generated/enums.js';
import { entryList } from './list.js';
import { withoutAbsent } from './normal-form.js';
import { reference } from './reference.js';
import type { Row } from './row.js';
import { text } from './text.js';

const dealParty = z.strictObject({ actor: reference('actor'), role: z.enum(DealRole), note: text.optional() });

export const dealParties = entryList('parties', dealParty);

type DealParty = z.output<typeof dealParty>;
export type DealPartyRow = Row<Prisma.DealPartyModel>;

export function dealPartyRows(dealSlug: string, parties: DealParty[] = []): DealPartyRow[] {
  return parties.map(({ actor, role, note }, position) => ({
    dealSlug,
    actorSlug: actor,
    role,
    position,
    note: note ?? null,
  }));
}

export function dealPartiesOf(rows: DealPartyRow[]): DealParty[] {
  return rows.map((row) => withoutAbsent({ actor: row.actorSlug, role: row.role, note: row.note }));
}
