// Funding lines: programmes, and what they or donors allocate, pledge, commit and pay.
import type { MaybePromise } from '@pothos/core';
import { type Actor, type Funding, type FundingEvent, Prisma } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import { ActorRef, actorColumns } from './actor.js';
import { AliasRef, aliasesOf } from './alias.js';
import { builder } from './builder.js';
import { connectionOf, filteredArgs, listArgs } from './connection.js';
import { filteredPage } from './filter/filter.js';
import { FundingFilterInput } from './filter/inputs.js';
import { fundingFilter } from './filter/records.js';
import type { Listing } from './listing.js';
import type { Loaders, Lookup } from './loaders.js';
import { by, byDate, byMoney, orderInput, orders } from './order.js';
import { RECORD_DETAILS, RecordRef, registerRecord } from './record.js';
import { SourceRef, type SourceRow, sourceColumns } from './source.js';
import { FuzzyDateRef, fuzzyDate, MoneyRef, money } from './values.js';
import { FundingInstrumentEnum, FundingKindEnum, FundingStageEnum } from './vocabulary/funding.js';
import { ClaimRankEnum } from './vocabulary/provenance.js';

/** What stands for the line, and the fields that read it. */
const STANDING = [
  ['stageDate', 'stageDate'],
  ['stageDateQualifier', 'stageDate'],
  ['stageDateNote', 'stageDate'],
] as const;

const fundingColumns = (of: string) =>
  columns(Prisma.FundingScalarFieldEnum, of, [...RECORD_DETAILS, 'stage', ...STANDING]);

const fundingBySlug: Lookup<Funding> = {
  text: `select ${fundingColumns('f')} from funding f where f.slug = any($1::text[])`,
  by: 'slug',
};
registerRecord('FUNDING', fundingBySlug);

export function fundingOf(load: Loaders, slug: string): MaybePromise<Funding> {
  return load.existing(fundingBySlug, slug);
}

const events: Lookup<FundingEvent> = {
  text: `
    select ${columns(Prisma.FundingEventScalarFieldEnum, 'e')} from funding_event e
    where e.funding_slug = any($1::text[]) order by e.funding_slug, e.position`,
  by: 'fundingSlug',
};

export async function fundingEventOf(load: Loaders, slug: string, position: number): Promise<FundingEvent> {
  const found = (await load.many(events, slug)).find((event) => event.position === position);
  if (found === undefined) throw new Error(`no step ${position} of funding line "${slug}"`);
  return found;
}

const eventSources: Lookup<SourceRow & { event: string }> = {
  text: `
    select e.funding_slug || ' ' || e.event_position as event, ${sourceColumns('s')}
    from unnest($1::text[]) as k(key)
    join funding_event_source e
      on e.funding_slug = split_part(k.key, ' ', 1) and e.event_position = split_part(k.key, ' ', 2)::int
    join source s on s.slug = e.source_slug
    order by e.position`,
  by: 'event',
};

const parties: Lookup<Actor & { party: string }> = {
  text: `
    select p.funding_slug || ' ' || p.role as party, ${actorColumns('a')}
    from unnest($1::text[]) as k(key)
    join funding_party p
      on p.funding_slug = split_part(k.key, ' ', 1) and p.role = split_part(k.key, ' ', 2)::funding_role
    join actor a on a.slug = p.actor_slug
    order by p.position`,
  by: 'party',
};

const byName = [
  { by: 'f.name', type: 'text' },
  { by: 'f.slug', type: 'text' },
] as const;

const allFunding: Listing<Funding> = {
  from: 'funding f',
  order: byName,
  direction: 'asc',
  columns: fundingColumns('f'),
};

const FundingOrderInput = orderInput('Funding', 'funding lines', {
  NAME: 'By name.',
  UPDATED_AT: 'By when the record was last saved.',
  STAGE_DATE: 'By its `stageDate`.',
  AMOUNT:
    'By its sum, the least that is stated: currencies one after another by their codes, and the sums of each in this order.',
});

const bySlug = { by: 'f.slug', type: 'text' } as const;

const fundingIn = orders(allFunding, {
  NAME: by(...byName),
  UPDATED_AT: by({ by: 'f.updated_at', type: 'timestamptz' }, bySlug),
  STAGE_DATE: byDate('f.stage_date', bySlug),
  AMOUNT: byMoney('f.money_currency', 'coalesce(f.money_min, f.money_max)', bySlug),
});

const allocations: Listing<Funding> = { ...allFunding, where: 'f.programme_slug = k.key' };

const fundingOfParty = (role: 'DONOR' | 'RECIPIENT'): Listing<Funding> => ({
  ...allFunding,
  from: 'funding_party p join funding f on f.slug = p.funding_slug',
  where: `p.actor_slug = k.key and p.role = '${role}'`,
});
const fundingGiven = fundingOfParty('DONOR');
const fundingReceived = fundingOfParty('RECIPIENT');

export const FundingRef = builder.prismaNode('Funding', {
  id: { field: 'slug', description: 'Global identifier.' },
  interfaces: [RecordRef],
  fields: (t) => ({
    kind: t.expose('kind', { type: FundingKindEnum }),
    aliases: t.field({
      type: [AliasRef],
      description: 'Other names under which texts speak of it.',
      resolve: ({ slug }, _args, { load }) => aliasesOf(load, slug),
    }),
    instrument: t.expose('instrument', { type: FundingInstrumentEnum, nullable: true }),
    stage: t.expose('stage', {
      type: FundingStageEnum,
      description: 'The stage of the preferred entry in `stageHistory`, else of the latest that is not deprecated.',
    }),
    stageDate: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description:
        'The day of the entry in `stageHistory` that `stage` comes from; lists are ordered and filtered by it.',
      resolve: ({ stageDate, stageDateQualifier, stageDateNote }) =>
        fuzzyDate(stageDate, stageDateQualifier, { note: stageDateNote }),
    }),
    donors: t.field({
      type: [ActorRef],
      description: 'Who gives the money.',
      resolve: ({ slug }, _args, { load }) => load.many(parties, `${slug} DONOR`),
    }),
    recipients: t.field({
      type: [ActorRef],
      description: 'Who receives the money.',
      resolve: ({ slug }, _args, { load }) => load.many(parties, `${slug} RECIPIENT`),
    }),
    money: t.field({
      type: MoneyRef,
      nullable: true,
      description: 'The sum; null where no source states one.',
      resolve: money,
    }),
    periodStart: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description: 'First day of the period that the money is for.',
      resolve: ({ periodStart }) => fuzzyDate(periodStart, null),
    }),
    periodEnd: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description: 'Last day of the period that the money is for.',
      resolve: ({ periodEnd }) => fuzzyDate(periodEnd, null),
    }),
    terms: t.expose('terms', { type: 'JSON', nullable: true }),
  }),
});

export const FundingEventRef = builder.prismaObject('FundingEvent', {
  fields: (t) => ({
    funding: t.field({
      type: FundingRef,
      description: 'The funding line.',
      resolve: ({ fundingSlug }, _args, { load }) => fundingOf(load, fundingSlug),
    }),
    stage: t.expose('stage', { type: FundingStageEnum }),
    date: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description: 'When the stage was reached.',
      resolve: ({ date, dateQualifier, dateNote }) => fuzzyDate(date, dateQualifier, { note: dateNote }),
    }),
    money: t.field({ type: MoneyRef, nullable: true, description: 'The sum at this stage.', resolve: money }),
    rank: t.expose('rank', { type: ClaimRankEnum }),
    note: t.exposeString('note', { nullable: true }),
    sources: t.field({
      type: [SourceRef],
      description: 'Sources that report this step.',
      resolve: ({ fundingSlug, position }, _args, { load }) => load.many(eventSources, `${fundingSlug} ${position}`),
    }),
  }),
});

const { connection: FundingConnection } = connectionOf(FundingRef, { of: 'funding lines' });

builder.objectFields(FundingRef, (t) => ({
  stageHistory: t.field({
    type: [FundingEventRef],
    description: 'The steps in its life, oldest first.',
    resolve: ({ slug }, _args, { load }) => load.many(events, slug),
  }),
  programme: t.field({
    type: FundingRef,
    nullable: true,
    description: 'The programme that this line belongs to.',
    resolve: ({ programmeSlug }, _args, { load }) => (programmeSlug === null ? null : fundingOf(load, programmeSlug)),
  }),
  allocations: t.field({
    type: FundingConnection,
    description: 'What a programme pays or promises, by name.',
    args: filteredArgs(t.arg, FundingFilterInput),
    resolve: ({ slug }, args, { load }) =>
      filteredPage(load, allocations, { key: slug, args, rule: fundingFilter, of: 'f' }),
  }),
}));

builder.objectFields(ActorRef, (t) => ({
  fundingGiven: t.field({
    type: FundingConnection,
    description: 'Funding that this actor gives, by name.',
    args: filteredArgs(t.arg, FundingFilterInput),
    resolve: ({ slug }, args, { load }) =>
      filteredPage(load, fundingGiven, { key: slug, args, rule: fundingFilter, of: 'f' }),
  }),
  fundingReceived: t.field({
    type: FundingConnection,
    description: 'Funding that this actor receives, by name.',
    args: filteredArgs(t.arg, FundingFilterInput),
    resolve: ({ slug }, args, { load }) =>
      filteredPage(load, fundingReceived, { key: slug, args, rule: fundingFilter, of: 'f' }),
  }),
}));

builder.queryFields((t) => ({
  funding: t.field({
    type: FundingRef,
    nullable: true,
    description: 'One funding line; null where the slug is unknown.',
    args: { slug: t.arg.string({ required: true, description: 'Slug of the funding line.' }) },
    resolve: (_root, { slug }, { load }) => load.one(fundingBySlug, slug),
  }),
  fundings: t.field({
    type: FundingConnection,
    description: 'Funding lines; all of them by name where nothing else is asked for.',
    args: listArgs(t.arg, FundingFilterInput, FundingOrderInput),
    resolve: (_root, { orderBy, ...args }, { load }) => {
      const listing = fundingIn(orderBy);
      return filteredPage(load, listing, { key: '', args, rule: fundingFilter, of: 'f' });
    },
  }),
}));
