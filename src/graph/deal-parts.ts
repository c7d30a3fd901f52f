// What a deal is made of: its history, parties, items, values, and the funding that pays for it.
import {
  type Actor,
  type DealEvent,
  type DealItem,
  type DealParty,
  type DealValue,
  type FundingLink,
  Prisma,
} from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import { ActorRef, actorColumns, actorOf, maybeActorOf, nextOfActor } from './actor.js';
import { builder } from './builder.js';
import { DealRef, dealOf } from './deal.js';
import { FundingRef, fundingOf } from './funding.js';
import type { Loaders, Lookup, Next } from './loaders.js';
import { SourceRef, type SourceRow, sourceColumns, sourceOf } from './source.js';
import { SystemRef, systemOf } from './system.js';
import { FuzzyDateRef, fuzzyDate, MoneyRef, QuantityRef, quantity } from './values.js';
import { DealRoleEnum, DealStatusEnum, DealValueKindEnum, LinkCertaintyEnum } from './vocabulary/deal.js';
import { ClaimRankEnum } from './vocabulary/provenance.js';

/** The rows of one of a deal's tables, in their order. */
const partsOfDeal = <Row extends { dealSlug: string }>(table: string, fields: Record<string, string>): Lookup<Row> => ({
  text: `
    select ${columns(fields, 'p')} from ${table} p
    where p.deal_slug = any($1::text[]) order by p.deal_slug, p.position`,
  by: 'dealSlug',
});

const events = partsOfDeal<DealEvent>('deal_event', Prisma.DealEventScalarFieldEnum);
const parties: Lookup<DealParty> & { next: Next<DealParty>[] } = {
  ...partsOfDeal('deal_party', Prisma.DealPartyScalarFieldEnum),
  next: [{ field: 'DealParty.actor', read: (load, { actorSlug }) => actorOf(load, actorSlug), next: nextOfActor }],
};
const items = partsOfDeal<DealItem>('deal_item', Prisma.DealItemScalarFieldEnum);
/** A sum, and whether it is the one that stands for its deal. */
type DealValueRow = DealValue & { stands: boolean };
const values: Lookup<DealValueRow> = {
  text: `
    select ${columns(Prisma.DealValueScalarFieldEnum, 'p')}, p.position is not distinct from d.value_position as stands
    from deal_value p join deal d on d.slug = p.deal_slug
    where p.deal_slug = any($1::text[]) order by p.deal_slug, p.position`,
  by: 'dealSlug',
};
const funding = partsOfDeal<FundingLink>('funding_link', Prisma.FundingLinkScalarFieldEnum);

export async function dealEventOf(load: Loaders, slug: string, position: number): Promise<DealEvent> {
  const found = (await load.many(events, slug)).find((event) => event.position === position);
  if (found === undefined) throw new Error(`no step ${position} of deal "${slug}"`);
  return found;
}

const dealsOfFunding: Lookup<FundingLink> = {
  text: `
    select ${columns(Prisma.FundingLinkScalarFieldEnum, 'l')} from funding_link l
    where l.funding_slug = any($1::text[]) order by l.deal_slug`,
  by: 'fundingSlug',
};

const countries: Lookup<Actor & { dealSlug: string }> = {
  text: `
    select c.deal_slug as "dealSlug", ${actorColumns('a')}
    from deal_country c join actor a on a.slug = c.actor_slug
    where c.deal_slug = any($1::text[]) order by c.position`,
  by: 'dealSlug',
};

const eventSources: Lookup<SourceRow & { event: string }> = {
  text: `
    select e.deal_slug || ' ' || e.event_position as event, ${sourceColumns('s')}
    from unnest($1::text[]) as k(key)
    join deal_event_source e
      on e.deal_slug = split_part(k.key, ' ', 1) and e.event_position = split_part(k.key, ' ', 2)::int
    join source s on s.slug = e.source_slug
    order by e.position`,
  by: 'event',
};

export const DealEventRef = builder.prismaObject('DealEvent', {
  fields: (t) => ({
    deal: t.field({
      type: DealRef,
      description: 'The deal.',
      resolve: ({ dealSlug }, _args, { load }) => dealOf(load, dealSlug),
    }),
    status: t.expose('status', { type: DealStatusEnum }),
    date: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description: 'When it happened.',
      resolve: ({ date, dateQualifier, dateNote }) => fuzzyDate(date, dateQualifier, { note: dateNote }),
    }),
    rank: t.expose('rank', { type: ClaimRankEnum }),
    note: t.exposeString('note', { nullable: true }),
    sources: t.field({
      type: [SourceRef],
      description: 'Sources that report this step.',
      resolve: ({ dealSlug, position }, _args, { load }) => load.many(eventSources, `${dealSlug} ${position}`),
    }),
  }),
});

const DealPartyRef = builder.prismaObject('DealParty', {
  fields: (t) => ({
    deal: t.field({
      type: DealRef,
      description: 'The deal.',
      resolve: ({ dealSlug }, _args, { load }) => dealOf(load, dealSlug),
    }),
    actor: t.field({
      type: ActorRef,
      description: 'The actor.',
      resolve: ({ actorSlug }, _args, { load }) => actorOf(load, actorSlug),
    }),
    role: t.expose('role', { type: DealRoleEnum }),
    note: t.exposeString('note', { nullable: true }),
  }),
});

const DealItemRef = builder.prismaObject('DealItem', {
  fields: (t) => ({
    system: t.field({
      type: SystemRef,
      description: 'The system.',
      resolve: ({ systemSlug }, _args, { load }) => systemOf(load, systemSlug),
    }),
    quantity: t.field({
      type: QuantityRef,
      nullable: true,
      description: 'How many; null where no source says.',
      resolve: quantity,
    }),
    note: t.exposeString('note', { nullable: true }),
  }),
});

const DealValueRef = builder.prismaObject('DealValue', {
  fields: (t) => ({
    kind: t.expose('kind', { type: DealValueKindEnum }),
    holder: t.field({
      type: ActorRef,
      nullable: true,
      description: 'Whose part the sum is, where it is a share.',
      resolve: ({ holderSlug }, _args, { load }) => maybeActorOf(load, holderSlug),
    }),
    money: t.field({ type: MoneyRef, description: 'The sum.', resolve: (value) => value }),
    conversion: t.field({
      type: MoneyRef,
      nullable: true,
      description: 'The same sum in another currency, as the source converts it; never a value of its own.',
      resolve: ({ conversionAmount, conversionCurrency, conversionQualifier }) =>
        conversionCurrency === null
          ? null
          : {
              moneyMin: conversionAmount,
              moneyMax: conversionAmount,
              moneyCurrency: conversionCurrency,
              moneyQualifier: conversionQualifier,
              moneyAsStated: null,
            },
    }),
    source: t.field({
      type: SourceRef,
      nullable: true,
      description: 'Where the figure was read.',
      resolve: ({ sourceSlug }, _args, { load }) => sourceOf(load, sourceSlug),
    }),
    statedBy: t.field({
      type: ActorRef,
      nullable: true,
      description: 'Who gave the figure, as the source reports it.',
      resolve: ({ statedBySlug }, _args, { load }) => maybeActorOf(load, statedBySlug),
    }),
    rank: t.expose('rank', { type: ClaimRankEnum }),
    preferred: t.boolean({
      description: "Whether this is the sum that stands for the deal: the deal's `value`. At most one is.",
      resolve: (value) => (value as DealValueRow).stands,
    }),
    note: t.exposeString('note', { nullable: true }),
  }),
});

const FundingLinkRef = builder.prismaObject('FundingLink', {
  fields: (t) => ({
    funding: t.field({
      type: FundingRef,
      description: 'The funding line.',
      resolve: ({ fundingSlug }, _args, { load }) => fundingOf(load, fundingSlug),
    }),
    deal: t.field({
      type: DealRef,
      description: 'The deal.',
      resolve: ({ dealSlug }, _args, { load }) => dealOf(load, dealSlug),
    }),
    certainty: t.expose('certainty', { type: LinkCertaintyEnum }),
  }),
});

builder.objectFields(DealRef, (t) => ({
  statusHistory: t.field({
    type: [DealEventRef],
    description: 'The steps in its life, oldest first.',
    resolve: ({ slug }, _args, { load }) => load.many(events, slug),
  }),
  parties: t.field({
    type: [DealPartyRef],
    description: 'Who takes part, and in what role.',
    resolve: ({ slug }, _args, { load }) => load.many(parties, slug),
  }),
  items: t.field({
    type: [DealItemRef],
    description: 'The systems it is about.',
    resolve: ({ slug }, _args, { load }) => load.many(items, slug),
  }),
  value: t.field({
    type: DealValueRef,
    nullable: true,
    description:
      'The sum that stands for the deal, by which lists are ordered and filtered and totals add up: the value of the contract, or of the whole if no source gives one; of competing sums the preferred one, else the one listed first. Null if there is none, or if none is preferred and they differ. Shares, ceilings, budgets, investments and sums with earlier orders never stand for a deal.',
    resolve: async ({ slug, valuePosition }, _args, { load }) =>
      valuePosition === null
        ? null
        : (await load.many(values, slug)).find(({ position }) => position === valuePosition),
  }),
  values: t.field({
    type: [DealValueRef],
    description: 'The sums that sources give, competing ones side by side.',
    resolve: ({ slug }, _args, { load }) => load.many(values, slug),
  }),
  funding: t.field({
    type: [FundingLinkRef],
    description: 'The funding that pays for it.',
    resolve: ({ slug }, _args, { load }) => load.many(funding, slug),
  }),
  countries: t.field({
    type: [ActorRef],
    description: 'The states where it is carried out.',
    resolve: ({ slug }, _args, { load }) => load.many(countries, slug),
  }),
}));

builder.objectField(FundingRef, 'deals', (t) =>
  t.field({
    type: [FundingLinkRef],
    description: 'The deals that this line pays for.',
    resolve: ({ slug }, _args, { load }) => load.many(dealsOfFunding, slug),
  }),
);
