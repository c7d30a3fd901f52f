// Deals: what actors agreed, or are said to be about to.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { DealDispute, DealKind } from '../database/generated/enums.js';
import { type AliasRow, aliases, aliasesOf, aliasRows } from './alias.js';
import { citationRows, citations, citationsOf, type RecordSourceRow } from './citation.js';
import { type ClaimRow, claimRows, claims, claimsOf } from './claim.js';
import { currentEvent } from './current-event.js';
import {
  type DealEventRow,
  type DealEventSourceRow,
  dealEventRows,
  dealEventSourceRows,
  dealEvents,
  dealEventsOf,
} from './deal-event.js';
import { type DealItemRow, dealItem, dealItemRows, dealItemsOf } from './deal-item.js';
import { type DealPartyRow, dealParties, dealPartiesOf, dealPartyRows } from './deal-party.js';
import { type DealValueRow, dealValueRows, dealValues, dealValuesOf } from './deal-value.js';
import { type FundingLinkRow, fundingLinkRows, fundingLinks, fundingLinksOf } from './funding-link.js';
import type { Kind } from './kind.js';
import { slugList } from './list.js';
import { unlessEmpty, withoutAbsent } from './normal-form.js';
import { partClaims } from './part-claim.js';
import { reference } from './reference.js';
import type { Row } from './row.js';
import { slug } from './slug.js';
import { ifSound } from './sound.js';
import { text } from './text.js';

const dealSchema = z
  .strictObject({
    slug,
    name: text,
    kind: z.enum(DealKind),
    summary: text.optional(),
    note: text.optional(),
    dispute: z.enum(DealDispute).optional(),
    aliases: aliases.optional(),
    statusHistory: dealEvents,
    parties: dealParties.optional(),
    items: z.array(dealItem).optional(),
    values: dealValues.optional(),
    funding: fundingLinks.optional(),
    countries: slugList(reference('actor')).optional(),
    sources: citations.optional(),
    claims: claims.optional(),
  })
  .superRefine(
    ({ statusHistory, values = [] }, context) => {
      if (currentEvent(statusHistory)?.status !== 'INTENT_SIGNED') return;
      for (const [index, { kind }] of values.entries()) {
        if (kind !== 'CONTRACT') continue;
        context.addIssue({
          code: 'custom',
          path: ['values', index, 'kind'],
          message:
            'a letter of intent has no contract value: CONTRACT takes a deal that went further than INTENT_SIGNED',
        });
      }
    },
    ifSound('statusHistory', 'values'),
  );

export type DealDocument = z.output<typeof dealSchema>;
type DealRow = Row<Prisma.DealModel, 'status' | `status${string}` | `value${string}`>;
type DealParts = {
  alias: AliasRow[];
  dealEvent: DealEventRow[];
  dealEventSource: DealEventSourceRow[];
  dealParty: DealPartyRow[];
  dealItem: DealItemRow[];
  dealValue: DealValueRow[];
  fundingLink: FundingLinkRow[];
  dealCountry: Row<Prisma.DealCountryModel>[];
  recordSource: RecordSourceRow[];
  claim: ClaimRow[];
};

export const deal: Kind<DealDocument, DealRow, DealParts> = {
  name: 'deal',
  file: 'deals.json',
  schema: dealSchema,
  recordKind: 'DEAL',
  parts: [
    'alias',
    'dealEvent',
    'dealEventSource',
    'dealParty',
    'dealItem',
    'dealValue',
    'fundingLink',
    'dealCountry',
    'recordSource',
    'claim',
  ],
  rows: (document) => ({
    head: {
      slug: document.slug,
      name: document.name,
      kind: document.kind,
      summary: document.summary ?? null,
      note: document.note ?? null,
      dispute: document.dispute ?? null,
    },
    parts: {
      alias: aliasRows(document.slug, document.aliases),
      dealEvent: dealEventRows(document.slug, document.statusHistory),
      dealEventSource: dealEventSourceRows(document.slug, document.statusHistory),
      dealParty: dealPartyRows(document.slug, document.parties),
      dealItem: dealItemRows(document.slug, document.items),
      dealValue: dealValueRows(document.slug, document.values),
      fundingLink: fundingLinkRows(document.slug, document.funding),
      dealCountry: countryRows(document.slug, document.countries),
      recordSource: citationRows(document.slug, document.sources),
      claim: claimRows('DEAL', document.slug, document.claims, [
        ...partClaims('statusHistory', 'status', document.statusHistory),
        ...partClaims('values', 'values', document.values),
      ]),
    },
  }),
  document: ({ head, parts }) =>
    withoutAbsent({
      slug: head.slug,
      name: head.name,
      kind: head.kind,
      summary: head.summary,
      note: head.note,
      dispute: head.dispute,
      aliases: unlessEmpty(aliasesOf(parts.alias)),
      statusHistory: dealEventsOf(parts.dealEvent, parts.dealEventSource),
      parties: unlessEmpty(dealPartiesOf(parts.dealParty)),
      items: unlessEmpty(dealItemsOf(parts.dealItem)),
      values: unlessEmpty(dealValuesOf(parts.dealValue)),
      funding: unlessEmpty(fundingLinksOf(parts.fundingLink)),
      countries: unlessEmpty(parts.dealCountry.map(({ actorSlug }) => actorSlug)),
      sources: unlessEmpty(citationsOf(parts.recordSource)),
      claims: unlessEmpty(claimsOf(parts.claim)),
    }),
};

function countryRows(dealSlug: string, countries: string[] = []) {
  return countries.map((actorSlug, position) => ({ dealSlug, actorSlug, position }));
}
