// Funding: programmes, and what they or others allocate, pledge and pay.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { FundingInstrument, FundingKind, type FundingRole } from '../database/generated/enums.js';
import { type AliasRow, aliases, aliasesOf, aliasRows } from './alias.js';
import { citationRows, citations, citationsOf, type RecordSourceRow } from './citation.js';
import { type ClaimRow, claimRows, claims, claimsOf } from './claim.js';
import {
  type FundingEventRow,
  type FundingEventSourceRow,
  fundingEventRows,
  fundingEventSourceRows,
  fundingEvents,
  fundingEventsOf,
} from './funding-event.js';
import { jsonValue } from './json-value.js';
import type { Kind } from './kind.js';
import { slugList } from './list.js';
import { money, moneyColumns, NO_MONEY, optionalMoneyOf } from './money.js';
import { unlessEmpty, withoutAbsent } from './normal-form.js';
import { partClaims } from './part-claim.js';
import { period, periodColumns, periodOf } from './period.js';
import { reference } from './reference.js';
import type { Row } from './row.js';
import { slug } from './slug.js';
import { ifSound } from './sound.js';
import { text } from './text.js';

const parties = slugList(reference('actor'));

const fundingSchema = z
  .strictObject({
    slug,
    name: text,
    kind: z.enum(FundingKind),
    instrument: z.enum(FundingInstrument).optional(),
    summary: text.optional(),
    note: text.optional(),
    aliases: aliases.optional(),
    programme: reference('funding').optional(),
    donors: parties.optional(),
    recipients: parties.optional(),
    money: money.optional(),
    period: period.optional(),
    terms: jsonValue.optional(),
    stageHistory: fundingEvents,
    sources: citations.optional(),
    claims: claims.optional(),
  })
  .superRefine(
    ({ kind, stageHistory }, context) => {
      if (kind !== 'PLEDGE') return;
      for (const [index, { stage }] of stageHistory.entries()) {
        if (stage !== 'DISBURSED') continue;
        context.addIssue({
          code: 'custom',
          path: ['stageHistory', index, 'stage'],
          message: 'a pledge is not a disbursement: what is paid is a line of its own, of kind DISBURSEMENT',
        });
      }
    },
    ifSound('kind', 'stageHistory'),
  );

export type FundingDocument = z.output<typeof fundingSchema>;
type FundingRow = Row<Prisma.FundingModel, 'stage' | `stage${string}`>;
type FundingPartyRow = Row<Prisma.FundingPartyModel>;
type FundingParts = {
  alias: AliasRow[];
  fundingParty: FundingPartyRow[];
  fundingEvent: FundingEventRow[];
  fundingEventSource: FundingEventSourceRow[];
  recordSource: RecordSourceRow[];
  claim: ClaimRow[];
};

export const funding: Kind<FundingDocument, FundingRow, FundingParts> = {
  name: 'funding',
  file: 'funding.json',
  schema: fundingSchema,
  recordKind: 'FUNDING',
  parts: ['alias', 'fundingParty', 'fundingEvent', 'fundingEventSource', 'recordSource', 'claim'],
  rows: (document) => ({
    head: {
      slug: document.slug,
      name: document.name,
      kind: document.kind,
      instrument: document.instrument ?? null,
      summary: document.summary ?? null,
      note: document.note ?? null,
      programmeSlug: document.programme ?? null,
      ...(document.money === undefined ? NO_MONEY : moneyColumns(document.money)),
      ...periodColumns(document.period),
      terms: document.terms ?? null,
    },
    parts: {
      alias: aliasRows(document.slug, document.aliases),
      fundingParty: [
        ...partyRows(document.slug, 'DONOR', document.donors),
        ...partyRows(document.slug, 'RECIPIENT', document.recipients),
      ],
      fundingEvent: fundingEventRows(document.slug, document.stageHistory),
      fundingEventSource: fundingEventSourceRows(document.slug, document.stageHistory),
      recordSource: citationRows(document.slug, document.sources),
      claim: claimRows('FUNDING', document.slug, document.claims, [
        ...partClaims('stageHistory', 'stage', document.stageHistory),
      ]),
    },
  }),
  document: ({ head, parts }) =>
    withoutAbsent({
      slug: head.slug,
      name: head.name,
      kind: head.kind,
      instrument: head.instrument,
      summary: head.summary,
      note: head.note,
      aliases: unlessEmpty(aliasesOf(parts.alias)),
      programme: head.programmeSlug,
      donors: unlessEmpty(partiesOf(parts.fundingParty, 'DONOR')),
      recipients: unlessEmpty(partiesOf(parts.fundingParty, 'RECIPIENT')),
      money: optionalMoneyOf(head),
      period: periodOf(head),
      terms: head.terms as Exclude<FundingDocument['terms'], null>,
      stageHistory: fundingEventsOf(parts.fundingEvent, parts.fundingEventSource),
      sources: unlessEmpty(citationsOf(parts.recordSource)),
      claims: unlessEmpty(claimsOf(parts.claim)),
    }),
};

function partyRows(fundingSlug: string, role: FundingRole, actors: string[] = []): FundingPartyRow[] {
  return actors.map((actorSlug, position) => ({ fundingSlug, actorSlug, role, position }));
}

function partiesOf(rows: FundingPartyRow[], wanted: FundingRole): string[] {
  return rows.filter(({ role }) => role === wanted).map(({ actorSlug }) => actorSlug);
}
