// Which actors stand near an actor: through shared deals, funding, incidents and coverage.
import type { RecordKind } from '../database/generated/enums.js';
import { ActorRef, actorOf } from './actor.js';
import { builder } from './builder.js';
import { badArgument } from './listing.js';
import type { Lookup } from './loaders.js';
import { RecordRef, recordOf } from './record.js';

interface Tie {
  actorSlug: string;
  otherSlug: string;
  /** Relative to the actor's nearest other: 0 to 1. */
  strength: number;
  via: string[];
  viaKinds: RecordKind[];
}

/**
 * A shared record weighs 1, a shared article of the latest 500 a twentieth: what people signed or did together says
 * more than being named together. A record that many share says little of any two of them, so it weighs less by the
 * logarithm of its actors. Weights are decimals: a sum of floats has another last digit in another order.
 */
const ties: Lookup<Tie> = {
  text: `
    with
      mine as (
        select distinct deal_slug as record, 'DEAL'::record_kind as kind, actor_slug as actor
        from deal_party where actor_slug = any($1::text[])
        union all select distinct funding_slug, 'FUNDING'::record_kind, actor_slug
        from funding_party where actor_slug = any($1::text[])
        union all select distinct incident_slug, 'INCIDENT'::record_kind, actor_slug
        from incident_actor where actor_slug = any($1::text[])
      ),
      seat as (
        select distinct deal_slug as record, actor_slug as actor
        from deal_party where deal_slug in (select record from mine where kind = 'DEAL')
        union all select distinct funding_slug, actor_slug
        from funding_party where funding_slug in (select record from mine where kind = 'FUNDING')
        union all select distinct incident_slug, actor_slug
        from incident_actor where incident_slug in (select record from mine where kind = 'INCIDENT')
      ),
      crowd as (select record, round((1 / (1 + ln(count(*))))::numeric, 9) as weight from seat group by record),
      shared as (
        select mine.actor, theirs.actor as other, mine.record, mine.kind, crowd.weight
        from mine
        join seat theirs on theirs.record = mine.record and theirs.actor <> mine.actor
        join crowd on crowd.record = mine.record
      ),
      covered as (
        select k.key as actor, m.record_slug as other, count(distinct m.article_id) * 0.05 as weight
        from unnest($1::text[]) as k(key)
        cross join lateral (
          select distinct published_at, article_id from mention
          where record_slug = k.key and review in ('AUTO', 'ACCEPTED')
          order by published_at desc, article_id desc limit 500
        ) latest
        join mention m on m.article_id = latest.article_id and m.record_kind = 'ACTOR' and m.record_slug <> k.key
          and m.review in ('AUTO', 'ACCEPTED')
        group by k.key, m.record_slug
      ),
      tie as (
        select actor, other, sum(weight order by weight desc, record) as weight,
          array_remove(array_agg(record order by weight desc, record), null) as via,
          array_remove(array_agg(kind order by weight desc, record), null) as kinds
        from (
          select actor, other, record, kind, weight from shared
          union all select actor, other, null, null, weight from covered
        ) every
        group by actor, other
      ),
      ranked as (
        select *, row_number() over (partition by actor order by weight desc, other) as place,
          max(weight) over (partition by actor) as greatest
        from tie
      )
    select actor as "actorSlug", other as "otherSlug", (weight / greatest)::float8 as strength,
      via[1:10] as via, (kinds::text[])[1:10] as "viaKinds"
    from ranked where place <= 100 order by actor, place`,
  by: 'actorSlug',
};

const RelatedActorRef = builder.objectRef<Tie>('RelatedActor').implement({
  description: 'An actor that stands near another one, and what ties the two.',
  fields: (t) => ({
    actor: t.field({
      type: ActorRef,
      description: 'The other actor.',
      resolve: ({ otherSlug }, _args, { load }) => actorOf(load, otherSlug),
    }),
    strength: t.exposeFloat('strength', { description: '0 to 1, comparable within one answer: the nearest has 1.' }),
    via: t.field({
      type: [RecordRef],
      description: 'Records that tie the two, the narrowest first, ten at most; none where only coverage does.',
      resolve: ({ via, viaKinds }, _args, { load }) =>
        Promise.all(via.map((slug, i) => recordOf(load, viaKinds[i] as RecordKind, slug))),
    }),
  }),
});

builder.objectField(ActorRef, 'related', (t) =>
  t.field({
    type: [RelatedActorRef],
    description: 'Nearest actors, through shared deals, funding, incidents and coverage.',
    args: { first: t.arg.int({ defaultValue: 10, description: 'How many, 1 to 100.' }) },
    resolve: async ({ slug }, { first }, { load }) => {
      const size = first ?? 10;
      if (size < 1 || size > 100) throw badArgument('first', size, '1 to 100');
      return (await load.many(ties, slug)).slice(0, size);
    },
  }),
);
