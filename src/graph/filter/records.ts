// What each field of a record's filter means in SQL. In one file, because filters of one kind reach into every other.
import { type Fragment, raw, sql } from '../fragment.js';
import { badArgument } from '../listing.js';
import { type At, column, type Filter, filterOf, through } from './filter.js';
import type { ActorFilter, DealFilter, FundingFilter, IncidentFilter, NearFilter, SystemFilter } from './inputs.js';
import {
  countryCondition,
  type DateFilter,
  dateCondition,
  moneyCondition,
  type StringFilter,
  stringCondition,
  wordCondition,
} from './values.js';

const named = {
  slug: (value: StringFilter, at: At) => stringCondition(column(at, 'slug'), value, at),
  name: (value: StringFilter, at: At) => stringCondition(column(at, 'name'), value, at),
};
const kind = (words: readonly string[], at: At) => wordCondition(column(at, 'kind'), words, at);

/** The day an incident began; the day it ended, if no other is known. */
export const incidentStartOf = (of: string) => `coalesce(${of}.start_date, ${of}.end_date)`;
/** The day an incident ended; the day it began, if no other is known. */
const incidentEndOf = (of: string) => `coalesce(${of}.end_date, ${of}.start_date)`;

/** Of an incident's row: whether any of its days is in the stretch. */
export const incidentDateCondition = (date: DateFilter, at: At) =>
  dateCondition(raw(incidentStartOf(at.of)), raw(incidentEndOf(at.of)), date, at);

/** Of a single date in a column. */
const dated = (name: string) => (value: DateFilter, at: At) =>
  dateCondition(column(at, name), column(at, name), value, at);

/** The slug of an actor that is a state; null of any other. */
const ownState = (of: string) => raw(`case when ${of}.kind = 'STATE' or ${of}.iso2 is not null then ${of}.slug end`);

interface Path {
  /** The table between, its column that names this row, and the one that names the other. */
  table: string;
  mine: string;
  theirs: string;
  /** The other row's table. */
  to: string;
  where?: string;
}

/** Whether a row on the other side of a relation fits. */
function some<Other>(path: Path, filter: () => Filter<Other>) {
  return (value: Other, at: At): Fragment | null => {
    const other = through(at);
    const condition = filter()(value, other);
    if (condition === null) return null;
    const tie = `${other.of}t`;
    const where = path.where === undefined ? '' : ` and ${tie}.${path.where}`;
    return sql`exists (select from ${raw(
      `${path.table} ${tie} join ${path.to} ${other.of} on ${other.of}.slug = ${tie}.${path.theirs}`,
    )} where ${raw(`${tie}.${path.mine} = ${at.of}.slug${where}`)} and ${condition})`;
  };
}

export const actorFilter: Filter<ActorFilter> = filterOf({
  ...named,
  kind,
  country: (value, at) => countryCondition([column(at, 'country_slug'), ownState(at.of)], value, at),
  memberOf: (value, at) => {
    const { of } = through(at);
    const condition = stringCondition(raw(`${of}.organisation_slug`), value, at);
    return (
      condition &&
      sql`exists (select from membership ${raw(`${of} where ${of}.member_slug = ${at.of}.slug`)} and ${condition})`
    );
  },
  deal: some({ table: 'deal_party', mine: 'actor_slug', theirs: 'deal_slug', to: 'deal' }, () => dealFilter),
  incident: some(
    { table: 'incident_actor', mine: 'actor_slug', theirs: 'incident_slug', to: 'incident' },
    () => incidentFilter,
  ),
});

export const systemFilter: Filter<SystemFilter> = filterOf({
  ...named,
  kind,
  manufacturer: some(
    { table: 'system_maker', mine: 'system_slug', theirs: 'actor_slug', to: 'actor' },
    () => actorFilter,
  ),
});

export const dealFilter: Filter<DealFilter> = filterOf({
  ...named,
  kind,
  status: (words, at) => wordCondition(column(at, 'status'), words, at),
  party: some({ table: 'deal_party', mine: 'deal_slug', theirs: 'actor_slug', to: 'actor' }, () => actorFilter),
  system: some({ table: 'deal_item', mine: 'deal_slug', theirs: 'system_slug', to: 'system' }, () => systemFilter),
  value: (value, at) => moneyCondition(at.of, 'value', value, at),
  date: dated('status_date'),
});

const fundingParty = (role: 'DONOR' | 'RECIPIENT') =>
  some(
    {
      table: 'funding_party',
      mine: 'funding_slug',
      theirs: 'actor_slug',
      to: 'actor',
      where: `role = '${role}'`,
    },
    () => actorFilter,
  );

export const fundingFilter: Filter<FundingFilter> = filterOf({
  ...named,
  kind,
  stage: (words, at) => wordCondition(column(at, 'stage'), words, at),
  programme: (value, at) => stringCondition(column(at, 'programme_slug'), value, at),
  donor: fundingParty('DONOR'),
  recipient: fundingParty('RECIPIENT'),
  money: (value, at) => moneyCondition(at.of, 'money', value, at),
  date: dated('stage_date'),
});

export const incidentFilter: Filter<IncidentFilter> = filterOf({
  ...named,
  kind,
  country: (value, at) => countryCondition([column(at, 'country_slug')], value, at),
  actor: some({ table: 'incident_actor', mine: 'incident_slug', theirs: 'actor_slug', to: 'actor' }, () => actorFilter),
  system: some(
    { table: 'incident_system', mine: 'incident_slug', theirs: 'system_slug', to: 'system' },
    () => systemFilter,
  ),
  attribution: (words, at) => wordCondition(column(at, 'attribution'), words, at),
  verification: (words, at) => wordCondition(column(at, 'verification'), words, at),
  date: incidentDateCondition,
  near,
  aggregate: (value, at) => sql`${column(at, 'aggregate')} = ${value}::boolean`,
});

/** Mean radius of the Earth in kilometres (IUGG). */
const EARTH_KM = 6371.0088;
const degrees = (radians: number) => (radians * 180) / Math.PI;
const radians = (degrees_: number) => (degrees_ * Math.PI) / 180;

/** Great-circle distance (haversine), within a band of latitudes and longitudes that an index finds. */
function near(circle: NearFilter, at: At): Fragment {
  // A tenth of a millimetre: what is smaller underflows in PostgreSQL's arithmetic, which is an error there.
  const [latitude, longitude, withinKm] = [circle.latitude, circle.longitude, circle.withinKm].map(
    (value) => Math.round(value * 1e9) / 1e9,
  ) as [number, number, number];
  const bounds = { latitude: [-90, 90], longitude: [-180, 180], withinKm: [0, 20_038] } as const;
  for (const [field, [least, most]] of Object.entries(bounds)) {
    const value = { latitude, longitude, withinKm }[field as keyof typeof bounds];
    if (value < least || value > most) throw badArgument(`${at.path}.${field}`, value, `${least} to ${most}`);
  }
  const angle = withinKm / EARTH_KM;
  const north = latitude + degrees(angle);
  const south = latitude - degrees(angle);
  const [lat, lon] = [column(at, 'latitude'), column(at, 'longitude')];
  // Around a pole every longitude is near.
  const reach = north >= 90 || south <= -90 ? 180 : degrees(Math.asin(Math.sin(angle) / Math.cos(radians(latitude))));
  const margin = 1e-9; // what rounding may take from a point on the very edge
  const [west, east] = [longitude - reach - margin, longitude + reach + margin];
  return sql`(${lat} between ${south - margin}::float8 and ${north + margin}::float8
    and (${lon} between ${west}::float8 and ${east}::float8
      or ${lon} - 360 between ${west}::float8 and ${east}::float8
      or ${lon} + 360 between ${west}::float8 and ${east}::float8)
    and 2 * ${EARTH_KM}::float8 * asin(least(1, sqrt(
      power(sin(radians(${lat} - ${latitude}::float8) / 2), 2)
      + cos(radians(${latitude}::float8)) * cos(radians(${lat})) * power(sin(radians(${lon} - ${longitude}::float8) / 2), 2)
    ))) <= ${withinKm}::float8)`;
}
