// Which funding pays for a deal, and how sure that is.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { LinkCertainty } from '../database/generated/enums.js';
import { entryList } from './list.js';
import { unless, withoutAbsent } from './normal-form.js';
import { reference } from './reference.js';
import type { Row } from './row.js';

const fundingLink = z.strictObject({ funding: reference('funding'), certainty: z.enum(LinkCertainty).optional() });

export const fundingLinks = entryList('funding', fundingLink);

type FundingLink = z.output<typeof fundingLink>;
export type FundingLinkRow = Row<Prisma.FundingLinkModel>;

export function fundingLinkRows(dealSlug: string, links: FundingLink[] = []): FundingLinkRow[] {
  return links.map(({ funding, certainty }, position) => ({
    dealSlug,
    fundingSlug: funding,
    position,
    certainty: certainty ?? 'STATED',
  }));
}

export function fundingLinksOf(rows: FundingLinkRow[]): FundingLink[] {
  return rows.map((row) => withoutAbsent({ funding: row.fundingSlug, certainty: unless('STATED', row.certainty) }));
}
