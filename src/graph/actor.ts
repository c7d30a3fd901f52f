// Actors: who they are, where they belong, what offices they hold.
import type { MaybePromise } from '@pothos/core';
import { type Actor, Prisma, type Role } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import { AliasRef, aliasesOf } from './alias.js';
import { builder } from './builder.js';
import { connectionOf, listArgs } from './connection.js';
import { filteredPage } from './filter/filter.js';
import { ActorFilterInput } from './filter/inputs.js';
import { actorFilter } from './filter/records.js';
import type { Listing } from './listing.js';
import type { Loaders, Lookup, Next } from './loaders.js';
import { by, byCoverage, orderInput, orders } from './order.js';
import { RECORD_DETAILS, RecordRef, registerRecord } from './record.js';
import { SourceRef, sourceOf } from './source.js';
import { FuzzyDateRef, fuzzyDate } from './values.js';
import { ActorKindEnum } from './vocabulary/actor.js';
import { BasisEnum } from './vocabulary/values.js';

export const actorColumns = (of: string) =>
  columns(Prisma.ActorScalarFieldEnum, of, [...RECORD_DETAILS, 'kind', 'basis', 'iso2', 'iso3']);

const actorBySlug: Lookup<Actor> = {
  text: `select ${actorColumns('a')} from actor a where a.slug = any($1::text[])`,
  by: 'slug',
};
registerRecord('ACTOR', actorBySlug, actorNamed);

/** Where a slug leads that was merged away, however often. */
const successors: Lookup<{ slug: string; successor: string }> = {
  text: `
    with recursive step as (
      select r.slug, r.merged_into as successor from record r where r.slug = any($1::text[]) and r.merged_into is not null
      union all
      select s.slug, r.merged_into from step s join record r on r.slug = s.successor where r.merged_into is not null
    )
    select s.slug, s.successor from step s join actor a on a.slug = s.successor`,
  by: 'slug',
};

/** The actor of a slug, also of one that was merged into another; null where there is none. */
export async function actorNamed(load: Loaders, slug: string): Promise<Actor | null> {
  const actor = await load.one(actorBySlug, slug);
  if (actor !== null) return actor;
  const merged = await load.one(successors, slug);
  return merged === null ? null : load.one(actorBySlug, merged.successor);
}

export function actorOf(load: Loaders, slug: string): MaybePromise<Actor> {
  return load.existing(actorBySlug, slug);
}

/** Null where a row names no actor. */
export function maybeActorOf(load: Loaders, slug: string | null): MaybePromise<Actor> | null {
  return slug === null ? null : actorOf(load, slug);
}

export const nextOfActor: readonly Next<Actor>[] = [
  { field: 'Actor.country', read: (load, { countrySlug }) => maybeActorOf(load, countrySlug) },
  { field: 'Actor.parent', read: (load, { parentSlug }) => maybeActorOf(load, parentSlug) },
];

const roles: Lookup<Role> = {
  text: `
    select ${columns(Prisma.RoleScalarFieldEnum, 'r')}
    from role r where r.person_slug = any($1::text[]) order by r.position`,
  by: 'personSlug',
};

const officeHolders: Lookup<Role> = {
  text: `
    select ${columns(Prisma.RoleScalarFieldEnum, 'r')} from role r
    where r.organisation_slug = any($1::text[])
    order by coalesce(r.to_date, r.as_of, r.from_date) desc nulls last, r.person_slug, r.position`,
  by: 'organisationSlug',
};

const organisations: Lookup<Actor & { memberSlug: string }> = {
  text: `
    select m.member_slug as "memberSlug", ${actorColumns('a')}
    from membership m join actor a on a.slug = m.organisation_slug
    where m.member_slug = any($1::text[]) order by a.name, a.slug`,
  by: 'memberSlug',
};

const members: Lookup<Actor & { organisationSlug: string }> = {
  text: `
    select m.organisation_slug as "organisationSlug", ${actorColumns('a')}
    from membership m join actor a on a.slug = m.member_slug
    where m.organisation_slug = any($1::text[]) order by a.name, a.slug`,
  by: 'organisationSlug',
};

const allActors: Listing<Actor> = {
  from: 'actor a',
  order: [
    { by: 'a.name', type: 'text' },
    { by: 'a.slug', type: 'text' },
  ],
  direction: 'asc',
  columns: actorColumns('a'),
};

const ActorOrderInput = orderInput('Actor', 'actors', {
  NAME: 'By name.',
  UPDATED_AT: 'By when the record was last saved.',
  COVERAGE: 'By how many articles mention it.',
});

const actorsIn = orders(allActors, {
  NAME: by(...allActors.order),
  UPDATED_AT: by({ by: 'a.updated_at', type: 'timestamptz' }, { by: 'a.slug', type: 'text' }),
  COVERAGE: byCoverage('ACTOR', 'actor', 'a'),
});

export const ActorRef = builder.prismaNode('Actor', {
  id: { field: 'slug', description: 'Global identifier.' },
  interfaces: [RecordRef],
  fields: (t) => ({
    kind: t.expose('kind', { type: ActorKindEnum }),
    basis: t.expose('basis', { type: BasisEnum }),
    aliases: t.field({
      type: [AliasRef],
      description: 'Other names under which texts speak of the actor.',
      resolve: ({ slug }, _args, { load }) => aliasesOf(load, slug),
    }),
    iso2: t.exposeString('iso2', { nullable: true }),
    iso3: t.exposeString('iso3', { nullable: true }),
  }),
});

const RoleRef = builder.prismaObject('Role', {
  fields: (t) => ({
    person: t.field({
      type: ActorRef,
      description: 'Who holds the office.',
      resolve: (role, _args, { load }) => actorOf(load, role.personSlug),
    }),
    organisation: t.field({
      type: ActorRef,
      description: 'Where the office is.',
      resolve: (role, _args, { load }) => actorOf(load, role.organisationSlug),
    }),
    title: t.exposeString('title'),
    from: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description: 'First day in office.',
      resolve: (role) => fuzzyDate(role.fromDate, role.fromDateQualifier),
    }),
    to: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description: 'Last day in office; null while it is held, or where no source says.',
      resolve: (role) => fuzzyDate(role.toDate, role.toDateQualifier),
    }),
    asOf: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description: 'A day on which a source shows the person in office.',
      resolve: (role) => fuzzyDate(role.asOf, role.asOfQualifier),
    }),
    source: t.field({
      type: SourceRef,
      nullable: true,
      description: 'Where the office was read.',
      resolve: (role, _args, { load }) => sourceOf(load, role.sourceSlug),
    }),
  }),
});

builder.objectFields(ActorRef, (t) => ({
  country: t.field({
    type: ActorRef,
    nullable: true,
    description: 'The state this actor belongs to.',
    resolve: (actor, _args, { load }) => maybeActorOf(load, actor.countrySlug),
  }),
  parent: t.field({
    type: ActorRef,
    nullable: true,
    description: 'The actor that this one is part of or owned by.',
    resolve: (actor, _args, { load }) => maybeActorOf(load, actor.parentSlug),
  }),
  roles: t.field({
    type: [RoleRef],
    description: 'Offices that this person holds or held.',
    resolve: ({ slug }, _args, { load }) => load.many(roles, slug),
  }),
  officeHolders: t.field({
    type: [RoleRef],
    description: 'Persons who hold or held an office here, the latest first.',
    resolve: ({ slug }, _args, { load }) => load.many(officeHolders, slug),
  }),
  memberOf: t.field({
    type: [ActorRef],
    description: 'Organisations that this actor belongs to.',
    resolve: ({ slug }, _args, { load }) => load.many(organisations, slug),
  }),
  members: t.field({
    type: [ActorRef],
    description: 'Who belongs to this organisation.',
    resolve: ({ slug }, _args, { load }) => load.many(members, slug),
  }),
}));

const { connection: ActorConnection } = connectionOf(ActorRef, { of: 'actors' });

builder.queryFields((t) => ({
  actor: t.field({
    type: ActorRef,
    nullable: true,
    description: 'One actor; null where the slug is unknown.',
    args: { slug: t.arg.string({ required: true, description: 'Slug of the actor.' }) },
    resolve: (_root, { slug }, { load }) => actorNamed(load, slug),
  }),
  actors: t.field({
    type: ActorConnection,
    description: 'Actors; all of them by name where nothing else is asked for.',
    args: listArgs(t.arg, ActorFilterInput, ActorOrderInput),
    resolve: (_root, { orderBy, ...args }, { load }) => {
      const listing = actorsIn(orderBy);
      return filteredPage(load, listing, { key: '', args, rule: actorFilter, of: 'a' });
    },
  }),
}));
