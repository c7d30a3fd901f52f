// Reads what articles can be about without naming it: deals, funding lines and incidents, in one statement.
import type { Sql } from '../database/sql.js';
import type { InferenceCandidate } from '../linking/candidate.js';

/** Statements known to be wrong are left out: neither their dates nor their sums speak for an article. */
export async function readCandidates(sql: Sql): Promise<InferenceCandidate[]> {
  return sql.rows<InferenceCandidate>(CANDIDATES);
}

const CANDIDATES = `
  select d.slug as record, 'DEAL' as "recordKind", d.kind::text as kind,
    array(select distinct p.actor_slug from deal_party p where p.deal_slug = d.slug) as actors,
    array(select distinct i.system_slug from deal_item i where i.deal_slug = d.slug) as systems,
    array(
      select c.actor_slug from deal_country c where c.deal_slug = d.slug
      union select a.country_slug from deal_party p join actor a on a.slug = p.actor_slug
        where p.deal_slug = d.slug and a.country_slug is not null
    ) as countries,
    null as place,
    (select min(e.date) from deal_event e where e.deal_slug = d.slug and e.rank <> 'DEPRECATED') as "from",
    (select max(e.date) from deal_event e where e.deal_slug = d.slug and e.rank <> 'DEPRECATED') as "to",
    array(
      select v.money_min::float8 from deal_value v
        where v.deal_slug = d.slug and v.rank <> 'DEPRECATED' and v.money_min is not null
      union select v.money_max::float8 from deal_value v
        where v.deal_slug = d.slug and v.rank <> 'DEPRECATED' and v.money_max is not null
    ) as sums,
    array(
      select i.quantity_min from deal_item i where i.deal_slug = d.slug and i.quantity_min is not null
      union select i.quantity_max from deal_item i where i.deal_slug = d.slug and i.quantity_max is not null
    ) as quantities
  from deal d
  union all
  select f.slug, 'FUNDING', f.kind::text,
    array(
      select p.actor_slug from funding_party p where p.funding_slug = f.slug
      union select f.programme_slug where f.programme_slug is not null
    ),
    '{}'::text[], '{}'::text[], null,
    (select min(e.date) from funding_event e where e.funding_slug = f.slug and e.rank <> 'DEPRECATED'),
    (select max(e.date) from funding_event e where e.funding_slug = f.slug and e.rank <> 'DEPRECATED'),
    array(
      select f.money_min::float8 where f.money_min is not null
      union select f.money_max::float8 where f.money_max is not null
      union select e.money_min::float8 from funding_event e
        where e.funding_slug = f.slug and e.rank <> 'DEPRECATED' and e.money_min is not null
      union select e.money_max::float8 from funding_event e
        where e.funding_slug = f.slug and e.rank <> 'DEPRECATED' and e.money_max is not null
    ),
    '{}'::int[]
  from funding f
  union all
  select i.slug, 'INCIDENT', i.kind::text,
    array(select distinct a.actor_slug from incident_actor a where a.incident_slug = i.slug),
    array(select s.system_slug from incident_system s where s.incident_slug = i.slug),
    array(select i.country_slug where i.country_slug is not null),
    i.place_name,
    least(i.start_date, i.end_date), greatest(i.start_date, i.end_date),
    '{}'::float8[],
    array(
      select c.quantity_min from incident_count c
        where c.incident_slug = i.slug and c.rank <> 'DEPRECATED' and c.quantity_min is not null
      union select c.quantity_max from incident_count c
        where c.incident_slug = i.slug and c.rank <> 'DEPRECATED' and c.quantity_max is not null
    )
  from incident i`;
