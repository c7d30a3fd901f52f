// Filters and totals once more, in plain JavaScript over plain rows: what the database's answers are held against.
import type { Database } from '../../src/database/connect.js';
import type {
  ActorFilter,
  ArticleFilter,
  DealFilter,
  FundingFilter,
  IncidentFilter,
  SystemFilter,
} from '../../src/graph/filter/inputs.js';
import type { DateFilter, MoneyFilter, StringFilter } from '../../src/graph/filter/values.js';

/** All rows that filters and totals speak of. */
export async function readRecord({ prisma }: Database) {
  return {
    actors: await prisma.actor.findMany({ include: { memberships: true, dealParties: true, incidentActors: true } }),
    systems: await prisma.system.findMany({ include: { makers: true } }),
    deals: await prisma.deal.findMany({
      include: {
        events: { orderBy: { position: 'asc' } },
        parties: true,
        items: true,
        countries: true,
        values: { orderBy: { position: 'asc' } },
      },
    }),
    fundings: await prisma.funding.findMany({ include: { events: { orderBy: { position: 'asc' } }, parties: true } }),
    incidents: await prisma.incident.findMany({ include: { actors: true, systems: true } }),
    articles: await prisma.article.findMany({ include: { mentions: true } }),
  };
}

export type PlainRecord = Awaited<ReturnType<typeof readRecord>>;
export type Deal = PlainRecord['deals'][number];
export type Funding = PlainRecord['fundings'][number];
export type Incident = PlainRecord['incidents'][number];
type Actor = PlainRecord['actors'][number];
type System = PlainRecord['systems'][number];
type Article = PlainRecord['articles'][number];

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[łøđ]/g, (letter) => ({ ł: 'l', ø: 'o', đ: 'd' })[letter] as string);

type Rule<Row> = (row: Row) => boolean;
interface Connected<Filter> {
  and?: Filter[] | null | undefined;
  or?: Filter[] | null | undefined;
  not?: Filter | null | undefined;
}

/** Makes histories in which not the latest step is what they come to; of deals that a test speaks of by name none. */
export const RANKED_STEPS = `
  update deal_event set rank = 'PREFERRED' where position = 0 and deal_slug in
    (select deal_slug from deal_event group by deal_slug having count(*) > 1 order by md5(deal_slug) limit 5);
  update deal_event e set rank = 'DEPRECATED' where deal_slug in (select slug from deal where slug not in ('ua-us-mega-deal', 'de-loitering-munitions-2026', 'uk-tr-typhoon') order by md5(slug || 'x') limit 9)
    and position = (select max(position) from deal_event o where o.deal_slug = e.deal_slug);
  update funding_event e set rank = 'DEPRECATED' where funding_slug in (select slug from funding order by md5(slug) limit 5)
    and position = (select max(position) from funding_event o where o.funding_slug = e.funding_slug);`;

/** The step that a record's history comes to. */
function lastWord<Step extends { rank: string }>(steps: Step[]): Step | undefined {
  const standing = steps.filter(({ rank }) => rank !== 'DEPRECATED');
  return standing.filter(({ rank }) => rank === 'PREFERRED').at(-1) ?? standing.at(-1);
}

/** The sum that stands for a deal; null if none does. */
export function valueOfDeal({ values }: Deal): Deal['values'][number] | null {
  const counted = values.filter(
    ({ kind, rank, holderSlug, moneyMin, moneyMax }) =>
      (kind === 'CONTRACT' || kind === 'TOTAL') &&
      rank !== 'DEPRECATED' &&
      holderSlug === null &&
      (moneyMin ?? moneyMax) !== null,
  );
  const contracts = counted.filter(({ kind }) => kind === 'CONTRACT');
  const best = contracts.length > 0 ? contracts : counted;
  const preferred = best.filter(({ rank }) => rank === 'PREFERRED');
  const [first] = preferred.length > 0 ? preferred : best;
  if (first === undefined) return null;
  const competing =
    preferred.length > 0 ? [first] : best.filter(({ moneyCurrency }) => moneyCurrency === first.moneyCurrency);
  const sums = new Set(competing.map(({ moneyMin, moneyMax }) => `${moneyMin} ${moneyMax}`));
  return sums.size === 1 ? first : null;
}

const NO_MONEY = { moneyCurrency: null, moneyMin: null, moneyMax: null };

/** Every day that a date can mean, counted on the calendar. */
function daysOf(date: string): string[] {
  const days = [];
  const day = new Date(`${date}${'-01-01'.slice(date.length - 4)}T00:00:00Z`);
  for (; day.toISOString().startsWith(date); day.setUTCDate(day.getUTCDate() + 1)) {
    days.push(day.toISOString().slice(0, 10));
  }
  return days;
}

/** Whether anything in a filter is a condition. */
function asks(filter: unknown): boolean {
  if (filter == null || filter === '') return false;
  if (typeof filter !== 'object' || filter instanceof Date) return true;
  return Object.values(filter).some(asks);
}

export const dateOfDeal = ({ events }: Deal) => lastWord(events)?.date ?? null;
export const statusOfDeal = ({ events }: Deal) => lastWord(events)?.status ?? 'UNKNOWN';
export const dateOfFunding = ({ events }: Funding) => lastWord(events)?.date ?? null;
export const stageOfFunding = ({ events }: Funding) => lastWord(events)?.stage ?? 'UNKNOWN';

export function oracle(record: PlainRecord) {
  const bySlug = <Row extends { slug: string }>(rows: Row[]) => new Map(rows.map((row) => [row.slug, row]));
  const [actors, systems, deals, incidents] = [
    bySlug(record.actors),
    bySlug(record.systems),
    bySlug(record.deals),
    bySlug(record.incidents),
  ];

  const text = (
    value: string | null,
    filter: StringFilter | null | undefined,
    same = (wanted: string) => value === wanted,
  ) =>
    filter == null ||
    ((!filter.eq || same(filter.eq)) &&
      (!filter.in?.length || filter.in.some(same)) &&
      (!filter.contains || (value !== null && fold(value).includes(fold(filter.contains)))) &&
      (!filter.startsWith || (value !== null && fold(value).startsWith(fold(filter.startsWith)))));
  const caseless = (value: string | null, filter: StringFilter | null | undefined) =>
    text(value, filter, (wanted) => value !== null && value.toLowerCase() === wanted.toLowerCase());
  const country = (slug: string | null, filter: StringFilter | null | undefined) =>
    text(
      slug,
      filter,
      (wanted) => slug !== null && (slug === wanted || actors.get(slug)?.iso2 === wanted.toUpperCase()),
    );
  /** By every day of the period: what has one in the stretch matches. */
  const date = (from: string | null, to: string | null, filter: DateFilter | null | undefined) => {
    const bounds = [filter?.after, filter?.before].map((bound) => (bound ? daysOf(bound) : null));
    if (bounds.every((bound) => bound === null)) return true;
    if (from === null || to === null) return false;
    return (
      (daysOf(to).at(-1) as string) >= (bounds[0]?.[0] ?? '') &&
      (daysOf(from)[0] as string) <= (bounds[1]?.at(-1) ?? '9999-12-31')
    );
  };
  const money = (
    row: { moneyCurrency: string | null; moneyMin: unknown; moneyMax: unknown },
    { currency, atLeast, atMost }: MoneyFilter,
  ) =>
    row.moneyCurrency === currency &&
    (atLeast == null || (row.moneyMin !== null && Number(row.moneyMin) >= Number(atLeast))) &&
    (atMost == null || (row.moneyMax !== null && Number(row.moneyMax) <= Number(atMost)));
  const word = (value: string, words: readonly string[] | null | undefined) => !words?.length || words.includes(value);

  function rule<Row, Filter extends Connected<Filter>>(
    own: (filter: Filter) => Rule<Row>,
  ): (filter: Filter) => Rule<Row> {
    const whole =
      (filter: Filter): Rule<Row> =>
      (row) =>
        own(filter)(row) &&
        (filter.and ?? []).every((part) => whole(part)(row)) &&
        (!filter.or?.some(asks) || filter.or.some((part) => asks(part) && whole(part)(row))) &&
        (!asks(filter.not) || !whole(filter.not as Filter)(row));
    return whole;
  }

  const named = (row: { slug: string; name: string; kind: string }, filter: ActorFilter | DealFilter | object) => {
    const { slug, name, kind } = filter as { slug?: StringFilter; name?: StringFilter; kind?: string[] };
    return text(row.slug, slug) && text(row.name, name) && word(row.kind, kind);
  };

  const actor: (filter: ActorFilter) => Rule<Actor> = rule(
    (filter) => (row) =>
      named(row, filter) &&
      country(row.countrySlug ?? (row.iso2 !== null ? row.slug : null), filter.country) &&
      (!asks(filter.memberOf) || row.memberships.some((m) => text(m.organisationSlug, filter.memberOf))) &&
      (!asks(filter.deal) ||
        row.dealParties.some((p) => deal(filter.deal as DealFilter)(deals.get(p.dealSlug) as Deal))) &&
      (!asks(filter.incident) ||
        row.incidentActors.some((p) =>
          incident(filter.incident as IncidentFilter)(incidents.get(p.incidentSlug) as Incident),
        )),
  );
  const anyActor = (slugs: string[], filter: ActorFilter | null | undefined) =>
    !asks(filter) || slugs.some((slug) => actor(filter as ActorFilter)(actors.get(slug) as Actor));
  const system: (filter: SystemFilter) => Rule<System> = rule(
    (filter) => (row) =>
      named(row, filter) &&
      anyActor(
        row.makers.map((m) => m.actorSlug),
        filter.manufacturer,
      ),
  );
  const anySystem = (slugs: string[], filter: SystemFilter | null | undefined) =>
    !asks(filter) || slugs.some((slug) => system(filter as SystemFilter)(systems.get(slug) as System));
  const deal: (filter: DealFilter) => Rule<Deal> = rule(
    (filter) => (row) =>
      named(row, filter) &&
      word(statusOfDeal(row), filter.status) &&
      anyActor(
        row.parties.map((p) => p.actorSlug),
        filter.party,
      ) &&
      anySystem(
        row.items.map((i) => i.systemSlug),
        filter.system,
      ) &&
      (filter.value == null || money(valueOfDeal(row) ?? NO_MONEY, filter.value)) &&
      date(dateOfDeal(row), dateOfDeal(row), filter.date),
  );
  const parties = (row: Funding, role: string) => row.parties.filter((p) => p.role === role).map((p) => p.actorSlug);
  const funding: (filter: FundingFilter) => Rule<Funding> = rule(
    (filter) => (row) =>
      named(row, filter) &&
      word(stageOfFunding(row), filter.stage) &&
      text(row.programmeSlug, filter.programme) &&
      anyActor(parties(row, 'DONOR'), filter.donor) &&
      anyActor(parties(row, 'RECIPIENT'), filter.recipient) &&
      (filter.money == null || money(row, filter.money)) &&
      date(dateOfFunding(row), dateOfFunding(row), filter.date),
  );
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const near = (row: Incident, { latitude, longitude, withinKm }: NonNullable<IncidentFilter['near']>) => {
    if (row.latitude === null || row.longitude === null) return false;
    // The spherical law of cosines: another formula than the one under test.
    const cosine =
      Math.sin(radians(latitude)) * Math.sin(radians(row.latitude)) +
      Math.cos(radians(latitude)) * Math.cos(radians(row.latitude)) * Math.cos(radians(row.longitude - longitude));
    return 6371.0088 * Math.acos(Math.min(1, Math.max(-1, cosine))) <= withinKm;
  };
  const incident: (filter: IncidentFilter) => Rule<Incident> = rule(
    (filter) => (row) =>
      named(row, filter) &&
      country(row.countrySlug, filter.country) &&
      anyActor(
        row.actors.map((a) => a.actorSlug),
        filter.actor,
      ) &&
      anySystem(
        row.systems.map((s) => s.systemSlug),
        filter.system,
      ) &&
      word(row.attribution, filter.attribution) &&
      word(row.verification, filter.verification) &&
      date(row.startDate ?? row.endDate, row.endDate ?? row.startDate, filter.date) &&
      (filter.near == null || near(row, filter.near)) &&
      (filter.aggregate == null || row.aggregate === filter.aggregate),
  );
  const wordsOf = (value: string) => fold(value).match(/[\p{L}\p{N}]+/gu) ?? [];
  const article: (filter: ArticleFilter) => Rule<Article> = rule((filter) => (row) => {
    const covered = new Set(
      row.mentions.filter((m) => m.review === 'AUTO' || m.review === 'ACCEPTED').map((m) => m.recordSlug),
    );
    const words = new Set(wordsOf(`${row.title} ${row.summary ?? ''}`));
    const wanted = wordsOf(filter.text ?? '');
    return (
      (!filter.text?.trim() || (wanted.length > 0 && wanted.every((one) => words.has(one)))) &&
      text(row.feedSlug, filter.feed) &&
      caseless(row.language, filter.language) &&
      (!asks(filter.tag) || row.tags.some((tag) => caseless(tag, filter.tag))) &&
      (filter.publishedAt?.after == null || row.publishedAt >= new Date(filter.publishedAt.after)) &&
      (filter.publishedAt?.before == null || row.publishedAt <= new Date(filter.publishedAt.before)) &&
      (filter.mentions ?? []).every((slug) => covered.has(slug)) &&
      (!filter.mentionsAny?.length || filter.mentionsAny.some((slug) => covered.has(slug)))
    );
  });
  return { actor, system, deal, funding, incident, article };
}
