// Weapon systems: who makes them, where they come from, who fields them.
import type { MaybePromise } from '@pothos/core';
import { type Operation, Prisma, type System } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import { ActorRef, actorColumns, actorOf } from './actor.js';
import { AliasRef, aliasesOf } from './alias.js';
import { builder } from './builder.js';
import { connectionOf, filteredArgs, listArgs } from './connection.js';
import { filteredPage } from './filter/filter.js';
import { SystemFilterInput } from './filter/inputs.js';
import { systemFilter } from './filter/records.js';
import type { Listing } from './listing.js';
import type { Loaders, Lookup } from './loaders.js';
import { by, byCoverage, orderInput, orders } from './order.js';
import { RECORD_DETAILS, RecordRef, registerRecord } from './record.js';
import { SourceRef, sourceOf } from './source.js';
import { FuzzyDateRef, fuzzyDate, QuantityRef, quantity } from './values.js';
import { SystemKindEnum } from './vocabulary/system.js';
import { BasisEnum } from './vocabulary/values.js';

export const systemColumns = (of: string) => columns(Prisma.SystemScalarFieldEnum, of, [...RECORD_DETAILS, 'kind']);

const systemBySlug: Lookup<System> = {
  text: `select ${systemColumns('s')} from system s where s.slug = any($1::text[])`,
  by: 'slug',
};
registerRecord('SYSTEM', systemBySlug);

export function systemOf(load: Loaders, slug: string): MaybePromise<System> {
  return load.existing(systemBySlug, slug);
}

type Made = Prisma.ActorGetPayload<object> & { systemSlug: string };

const makers: Lookup<Made> = {
  text: `
    select m.system_slug as "systemSlug", ${actorColumns('a')}
    from system_maker m join actor a on a.slug = m.actor_slug
    where m.system_slug = any($1::text[]) order by m.position`,
  by: 'systemSlug',
};

const origins: Lookup<Made> = {
  text: `
    select o.system_slug as "systemSlug", ${actorColumns('a')}
    from system_origin o join actor a on a.slug = o.actor_slug
    where o.system_slug = any($1::text[]) order by o.position`,
  by: 'systemSlug',
};

const operators: Lookup<Operation> = {
  text: `
    select ${columns(Prisma.OperationScalarFieldEnum, 'o')} from operation o
    where o.system_slug = any($1::text[]) order by o.actor_slug, o.position`,
  by: 'systemSlug',
};

const operated: Lookup<Operation> = {
  text: `
    select ${columns(Prisma.OperationScalarFieldEnum, 'o')} from operation o
    where o.actor_slug = any($1::text[]) order by o.position`,
  by: 'actorSlug',
};

const byName = [
  { by: 's.name', type: 'text' },
  { by: 's.slug', type: 'text' },
] as const;

const allSystems: Listing<System> = { from: 'system s', order: byName, direction: 'asc', columns: systemColumns('s') };

const SystemOrderInput = orderInput('System', 'systems', {
  NAME: 'By name.',
  UPDATED_AT: 'By when the record was last saved.',
  COVERAGE: 'By how many articles mention it.',
});

const systemsIn = orders(allSystems, {
  NAME: by(...byName),
  UPDATED_AT: by({ by: 's.updated_at', type: 'timestamptz' }, { by: 's.slug', type: 'text' }),
  COVERAGE: byCoverage('SYSTEM', 'system', 's'),
});

const systemsMade: Listing<System> = {
  from: 'system_maker m join system s on s.slug = m.system_slug',
  where: 'm.actor_slug = k.key',
  order: byName,
  direction: 'asc',
  columns: systemColumns('s'),
};

export const SystemRef = builder.prismaNode('System', {
  id: { field: 'slug', description: 'Global identifier.' },
  interfaces: [RecordRef],
  fields: (t) => ({
    kind: t.expose('kind', { type: SystemKindEnum }),
    basis: t.expose('basis', { type: BasisEnum }),
    aliases: t.field({
      type: [AliasRef],
      description: 'Other names under which texts speak of the system.',
      resolve: ({ slug }, _args, { load }) => aliasesOf(load, slug),
    }),
    manufacturers: t.field({
      type: [ActorRef],
      description: 'Who makes it.',
      resolve: ({ slug }, _args, { load }) => load.many(makers, slug),
    }),
    origins: t.field({
      type: [ActorRef],
      description: 'The states it comes from.',
      resolve: ({ slug }, _args, { load }) => load.many(origins, slug),
    }),
  }),
});

const OperationRef = builder.prismaObject('Operation', {
  fields: (t) => ({
    actor: t.field({
      type: ActorRef,
      description: 'Who fields the system.',
      resolve: (operation, _args, { load }) => actorOf(load, operation.actorSlug),
    }),
    system: t.field({
      type: SystemRef,
      description: 'The system in service.',
      resolve: (operation, _args, { load }) => systemOf(load, operation.systemSlug),
    }),
    quantity: t.field({
      type: QuantityRef,
      nullable: true,
      description: 'How many are in service; null where no source says.',
      resolve: quantity,
    }),
    asOf: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description: 'The day the statement holds for.',
      resolve: (operation) => fuzzyDate(operation.asOf, operation.asOfQualifier),
    }),
    exhaustive: t.exposeBoolean('exhaustive'),
    basis: t.expose('basis', { type: BasisEnum }),
    source: t.field({
      type: SourceRef,
      nullable: true,
      description: 'Where it was read.',
      resolve: (operation, _args, { load }) => sourceOf(load, operation.sourceSlug),
    }),
  }),
});

builder.objectFields(SystemRef, (t) => ({
  operators: t.field({
    type: [OperationRef],
    description: 'Who fields it, as far as a source says.',
    resolve: ({ slug }, _args, { load }) => load.many(operators, slug),
  }),
}));

const { connection: SystemConnection } = connectionOf(SystemRef, { of: 'systems' });

builder.objectFields(ActorRef, (t) => ({
  systemsMade: t.field({
    type: SystemConnection,
    description: 'Systems that this actor makes, by name.',
    args: filteredArgs(t.arg, SystemFilterInput),
    resolve: ({ slug }, args, { load }) =>
      filteredPage(load, systemsMade, { key: slug, args, rule: systemFilter, of: 's' }),
  }),
  operates: t.field({
    type: [OperationRef],
    description: 'Systems that this actor fields, as far as a source says.',
    resolve: ({ slug }, _args, { load }) => load.many(operated, slug),
  }),
}));

builder.queryFields((t) => ({
  system: t.field({
    type: SystemRef,
    nullable: true,
    description: 'One system; null where the slug is unknown.',
    args: { slug: t.arg.string({ required: true, description: 'Slug of the system.' }) },
    resolve: (_root, { slug }, { load }) => load.one(systemBySlug, slug),
  }),
  systems: t.field({
    type: SystemConnection,
    description: 'Systems; all of them by name where nothing else is asked for.',
    args: listArgs(t.arg, SystemFilterInput, SystemOrderInput),
    resolve: (_root, { orderBy, ...args }, { load }) => {
      const listing = systemsIn(orderBy);
      return filteredPage(load, listing, { key: '', args, rule: systemFilter, of: 's' });
    },
  }),
}));
