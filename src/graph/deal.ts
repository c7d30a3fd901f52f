// Deals: what they are and how they are found; their parts stand in `deal-parts.ts`.
import type { MaybePromise } from '@pothos/core';
import { type Deal, Prisma } from '../database/generated/client.js';
import type { DealRole } from '../database/generated/enums.js';
import { columns } from '../database/sql.js';
import { ActorRef } from './actor.js';
import { AliasRef, aliasesOf } from './alias.js';
import { builder } from './builder.js';
import { connectionOf, filteredArgs, listArgs } from './connection.js';
import { DEAL_FIGURES } from './deal-figure.js';
import { argumentFilter } from './filter/filter.js';
import { DealFilterInput } from './filter/inputs.js';
import { dealFilter, statusDateOf } from './filter/records.js';
import { type Listing, pageRequest } from './listing.js';
import type { Loaders, Lookup } from './loaders.js';
import { by, byDate, byMoney, orderInput, orders } from './order.js';
import { RECORD_DETAILS, RecordRef, registerRecord } from './record.js';
import { SystemRef } from './system.js';
import { DealDisputeEnum, DealKindEnum, DealRoleEnum } from './vocabulary/deal.js';

const dealColumns = (of: string) => columns(Prisma.DealScalarFieldEnum, of, [...RECORD_DETAILS, 'kind']);

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
  STATUS_DATE: 'By the day of the step that its `status` comes from.',
  VALUE:
    'By the sum that stands for it, as in `dealTotals`: currencies one after another by their codes, and the sums of each in this order.',
});

const bySlug = { by: 'd.slug', type: 'text' } as const;

const dealsIn = orders(allDeals, {
  NAME: by(...byName),
  UPDATED_AT: by({ by: 'd.updated_at', type: 'timestamptz' }, bySlug),
  STATUS_DATE: byDate(statusDateOf('d'), bySlug),
  VALUE: (direction) => ({
    ...byMoney('v.currency', 'case when not v.unsettled then coalesce(v.least, v.most) end', bySlug)(direction),
    from: `deal d left join ${DEAL_FIGURES} v on v.deal_slug = d.slug`,
  }),
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
    resolve: ({ slug }, { filter, ...args }, { load }) =>
      load.page(dealsOfActor, slug, pageRequest(dealsOfActor, args, argumentFilter(dealFilter, filter, 'd'))),
  }),
);

builder.objectField(SystemRef, 'deals', (t) =>
  t.field({
    type: DealConnection,
    description: 'Deals on this system, by name.',
    args: filteredArgs(t.arg, DealFilterInput),
    resolve: ({ slug }, { filter, ...args }, { load }) =>
      load.page(dealsOfSystem, slug, pageRequest(dealsOfSystem, args, argumentFilter(dealFilter, filter, 'd'))),
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
    resolve: (_root, { filter, orderBy, ...args }, { load }) => {
      const listing = dealsIn(orderBy);
      return load.page(listing, '', pageRequest(listing, args, argumentFilter(dealFilter, filter, 'd')));
    },
  }),
}));
