// Deals: what they are and how they are found; their parts stand in `deal-parts.ts`.
import type { MaybePromise } from '@pothos/core';
import { type Deal, Prisma } from '../database/generated/client.js';
import type { DealRole } from '../database/generated/enums.js';
import { columns } from '../database/sql.js';
import { ActorRef } from './actor.js';
import { AliasRef, aliasesOf } from './alias.js';
import { builder } from './builder.js';
import { connectionOf, filteredArgs, listArgs } from './connection.js';
import { filteredPage } from './filter/filter.js';
import { DealFilterInput } from './filter/inputs.js';
import { dealFilter } from './filter/records.js';
import type { Listing } from './listing.js';
import type { Loaders, Lookup } from './loaders.js';
import { by, byDate, byMoney, orderInput, orders } from './order.js';
import { RECORD_DETAILS, RecordRef, registerRecord } from './record.js';
import { SystemRef } from './system.js';
import { FuzzyDateRef, fuzzyDate } from './values.js';
import { DealDisputeEnum, DealKindEnum, DealRoleEnum, DealStatusEnum } from './vocabulary/deal.js';

/** What stands for the deal, and the fields that read it; the figure itself is one of `values`. */
const STANDING = [
  ['statusDate', 'statusDate'],
  ['statusDateQualifier', 'statusDate'],
  ['statusDateNote', 'statusDate'],
  ['valuePosition', 'value'],
  ['valueCurrency', 'value'],
  ['valueMin', 'value'],
  ['valueMax', 'value'],
  ['valueUnsettled', 'value'],
] as const;

const dealColumns = (of: string) =>
  columns(Prisma.DealScalarFieldEnum, of, [...RECORD_DETAILS, 'kind', 'status', ...STANDING]);

const dealBySlug: Lookup<Deal> = {
  text: `select ${dealColumns('d')} from deal d where d.slug = any($1::text[])`,
  by: 'slug',
};
registerRecord('DEAL', dealBySlug);

export function dealOf(load: Loaders, slug: string): MaybePromise<Deal> {
  return load.existing(dealBySlug, slug);
}

const byName = [
  { by: 'd.name', type: 'text' },
  { by: 'd.slug', type: 'text' },
] as const;

const allDeals: Listing<Deal> = { from: 'deal d', order: byName, direction: 'asc', columns: dealColumns('d') };

const DealOrderInput = orderInput('Deal', 'deals', {
  NAME: 'By name.',
  UPDATED_AT: 'By when the record was last saved.',
  STATUS_DATE: 'By its `statusDate`.',
  VALUE: 'By its `value`: currencies one after another by their codes, and the sums of each in this order.',
});

const bySlug = { by: 'd.slug', type: 'text' } as const;

const dealsIn = orders(allDeals, {
  NAME: by(...byName),
  UPDATED_AT: by({ by: 'd.updated_at', type: 'timestamptz' }, bySlug),
  STATUS_DATE: byDate('d.status_date', bySlug),
  VALUE: byMoney('d.value_currency', 'coalesce(d.value_min, d.value_max)', bySlug),
});

const dealsOfSystem: Listing<Deal> = {
  ...allDeals,
  where: 'exists (select from deal_item i where i.deal_slug = d.slug and i.system_slug = k.key)',
};

type DealWithRoles = Deal & { roles: DealRole[] };

const dealsOfActor: Listing<DealWithRoles> = {
  from: `(
    select p.deal_slug, array_agg(p.role::text order by p.position) as roles
    from deal_party p where p.actor_slug = k.key group by p.deal_slug
  ) part join deal d on d.slug = part.deal_slug`,
  order: byName,
  direction: 'asc',
  columns: `part.roles, ${dealColumns('d')}`,
};

export const DealRef = builder.prismaNode('Deal', {
  id: { field: 'slug', description: 'Global identifier.' },
  interfaces: [RecordRef],
  fields: (t) => ({
    kind: t.expose('kind', { type: DealKindEnum }),
    aliases: t.field({
      type: [AliasRef],
      description: 'Other names under which texts speak of it.',
      resolve: ({ slug }, _args, { load }) => aliasesOf(load, slug),
    }),
    disputed: t.boolean({
      description: 'Whether sources contradict each other.',
      resolve: ({ dispute }) => dispute !== null,
    }),
    dispute: t.expose('dispute', { type: DealDisputeEnum, nullable: true }),
    status: t.expose('status', {
      type: DealStatusEnum,
      description: 'The status of the preferred entry in `statusHistory`, else of the latest that is not deprecated.',
    }),
    statusDate: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description:
        'The day of the entry in `statusHistory` that `status` comes from; lists are ordered and filtered by it.',
      resolve: ({ statusDate, statusDateQualifier, statusDateNote }) =>
        fuzzyDate(statusDate, statusDateQualifier, { note: statusDateNote }),
    }),
  }),
});

const { connection: DealConnection } = connectionOf(DealRef, { of: 'deals' });

const { connection: ActorDealConnection, edge: ActorDealEdge } = connectionOf(DealRef, {
  name: 'ActorDeal',
  of: 'deals of one actor',
});

builder.objectField(ActorDealEdge, 'roles', (t) =>
  t.field({
    type: [DealRoleEnum],
    description: "The actor's parts in the deal.",
    resolve: ({ node }) => (node as DealWithRoles).roles,
  }),
);

builder.objectField(ActorRef, 'deals', (t) =>
  t.field({
    type: ActorDealConnection,
    description: 'Deals that this actor takes part in, by name, each with the parts it takes.',
    args: filteredArgs(t.arg, DealFilterInput),
    resolve: ({ slug }, args, { load }) =>
      filteredPage(load, dealsOfActor, { key: slug, args, rule: dealFilter, of: 'd' }),
  }),
);

builder.objectField(SystemRef, 'deals', (t) =>
  t.field({
    type: DealConnection,
    description: 'Deals on this system, by name.',
    args: filteredArgs(t.arg, DealFilterInput),
    resolve: ({ slug }, args, { load }) =>
      filteredPage(load, dealsOfSystem, { key: slug, args, rule: dealFilter, of: 'd' }),
  }),
);

builder.queryFields((t) => ({
  deal: t.field({
    type: DealRef,
    nullable: true,
    description: 'One deal; null where the slug is unknown.',
    args: { slug: t.arg.string({ required: true, description: 'Slug of the deal.' }) },
    resolve: (_root, { slug }, { load }) => load.one(dealBySlug, slug),
  }),
  deals: t.field({
    type: DealConnection,
    description: 'Deals; all of them by name where nothing else is asked for.',
    args: listArgs(t.arg, DealFilterInput, DealOrderInput),
    resolve: (_root, { orderBy, ...args }, { load }) => {
      const listing = dealsIn(orderBy);
      return filteredPage(load, listing, { key: '', args, rule: dealFilter, of: 'd' });
    },
  }),
}));
