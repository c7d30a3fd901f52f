import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';
import { randomFilters } from './random-filters.js';
import {
  type Deal,
  dateOfDeal,
  dateOfFunding,
  type Funding,
  type Incident,
  oracle,
  type PlainRecord,
  RANKED_STEPS,
  readRecord,
  stageOfFunding,
  statusOfDeal,
} from './record-oracle.js';

let database: Database;
let graph: Graph;
let record: PlainRecord;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
  // Figures as they come, and as they do not come in the starter record.
  await database.script(`
    update deal_value set rank = 'NORMAL' where deal_slug = 'uk-tr-typhoon';
    insert into deal_event (deal_slug, position, status) values ('uk-tekever-swindon', 9, 'CANCELLED');
    insert into deal_event (deal_slug, position, status, date) values ('pl-k2-second-contract', 9, 'SUSPENDED', '2026-02');
    insert into funding_event (funding_slug, position, stage) values ('purl-netherlands-2025-12', 9, 'CANCELLED');
    ${RANKED_STEPS}
    update funding set kind = 'DISBURSEMENT' where slug in ('purl-netherlands-2025-08', 'safe-allocation-spain');
    update mention set review = (array['AUTO', 'ACCEPTED', 'REJECTED', 'NEEDS_REVIEW'])[1 + ascii(id::text) % 4]::review_status;
    update funding set money_min = null, money_max = null, money_currency = null where slug = 'safe-allocation-greece'`);
  record = await readRecord(database);
});
afterAll(() => database.close());

interface Sum {
  currency: string;
  min: string;
  max: string | null;
  records: number;
}

/** Decimal strings of whole amounts, as the graph has them. */
function sums(parts: { currency: string; min: bigint | null; max: bigint | null }[]): Sum[] {
  return [...new Set(parts.map(({ currency }) => currency))].sort().map((currency) => {
    const same = parts.filter((part) => part.currency === currency);
    return {
      currency,
      min: String(same.reduce((sum, { min }) => sum + (min ?? 0n), 0n)),
      max: same.some(({ max }) => max === null) ? null : String(same.reduce((sum, { max }) => sum + (max ?? 0n), 0n)),
      records: same.length,
    };
  });
}

const whole = (amount: unknown) => (amount === null ? null : BigInt(String(amount)));

type Keys<Row> = Record<string, (row: Row) => (string | null)[]>;

const or = (values: string[]): (string | null)[] => (values.length === 0 ? [null] : [...new Set(values)]);

/** Rows by their keys in one or two groups, each row once in each. */
function partition<Row>(rows: Row[], keys: Keys<Row>, groupBy: string[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const [first, second] = groupBy.map((name) => (keys[name] as Keys<Row>[string])(row));
    for (const one of first ?? []) {
      for (const other of second ?? [undefined]) {
        const key = JSON.stringify(second === undefined ? [one] : [one, other]);
        groups.set(key, [...(groups.get(key) ?? []), row]);
      }
    }
  }
  return groups;
}

const roles = ({ parties }: Deal, ...wanted: string[]) =>
  or(parties.filter(({ role }) => wanted.length === 0 || wanted.includes(role)).map(({ actorSlug }) => actorSlug));

const dealKeys: Keys<Deal> = {
  KIND: ({ kind }) => [kind],
  STATUS: (deal) => [statusOfDeal(deal)],
  YEAR: (deal) => [dateOfDeal(deal)?.slice(0, 4) ?? null],
  BUYER: (deal) => roles(deal, 'BUYER'),
  SUPPLIER: (deal) => roles(deal, 'SUPPLIER', 'SELLER', 'PRIME_CONTRACTOR'),
  PARTY: (deal) => roles(deal),
  COUNTRY: ({ countries }) => or(countries.map(({ actorSlug }) => actorSlug)),
};

function figureOf({ values }: Deal) {
  const stated = values.filter(
    ({ kind, rank, holderSlug, moneyMin, moneyMax }) =>
      (kind === 'CONTRACT' || kind === 'TOTAL') &&
      rank !== 'DEPRECATED' &&
      holderSlug === null &&
      (moneyMin !== null || moneyMax !== null),
  );
  const kind = stated.some((value) => value.kind === 'CONTRACT') ? 'CONTRACT' : 'TOTAL';
  const ofKind = stated.filter((value) => value.kind === kind);
  const preferred = ofKind.filter(({ rank }) => rank === 'PREFERRED');
  const best = preferred.length > 0 ? preferred : ofKind;
  const competing = best.filter(({ moneyCurrency }) => moneyCurrency === best[0]?.moneyCurrency);
  const [first] = competing;
  if (first === undefined) return 'withoutFigure';
  const differ = competing.some(
    (v) => String(v.moneyMin) !== String(first.moneyMin) || String(v.moneyMax) !== String(first.moneyMax),
  );
  if (differ) return 'unsettled';
  return { currency: first.moneyCurrency, min: whole(first.moneyMin), max: whole(first.moneyMax) };
}

function totalOfDeals(deals: Deal[]) {
  const total = { deals: deals.length, withoutFigure: 0, unsettled: 0, lapsed: 0 };
  const [values, intended]: [
    Exclude<ReturnType<typeof figureOf>, string>[],
    Exclude<ReturnType<typeof figureOf>, string>[],
  ] = [[], []];
  for (const deal of deals) {
    const status = statusOfDeal(deal);
    const figure = figureOf(deal);
    if (['SUSPENDED', 'CANCELLED', 'UNKNOWN'].includes(status)) total.lapsed++;
    else if (figure === 'withoutFigure' || figure === 'unsettled') total[figure]++;
    else if (['SIGNED', 'IN_PROGRESS', 'IN_DELIVERY', 'COMPLETED'].includes(status)) values.push(figure);
    else intended.push(figure);
  }
  return { ...total, values: sums(values), intended: sums(intended) };
}

const fundingParties = ({ parties }: Funding, wanted: string) =>
  or(parties.filter(({ role }) => role === wanted).map(({ actorSlug }) => actorSlug));

const fundingKeys: Keys<Funding> = {
  KIND: ({ kind }) => [kind],
  STAGE: (funding) => [stageOfFunding(funding)],
  PROGRAMME: ({ programmeSlug }) => [programmeSlug],
  DONOR: (funding) => fundingParties(funding, 'DONOR'),
  RECIPIENT: (funding) => fundingParties(funding, 'RECIPIENT'),
  YEAR: (funding) => [dateOfFunding(funding)?.slice(0, 4) ?? null],
};

const LISTS = {
  PROGRAMME: 'programmes',
  PLEDGE: 'pledged',
  DISBURSEMENT: 'disbursed',
  ALLOCATION: 'allocated',
  COMMITMENT: 'allocated',
} as const;

function totalOfFunding(lines: Funding[]) {
  const total = { fundings: lines.length, withoutFigure: 0, included: 0, lapsed: 0 };
  const lists = { allocated: [], pledged: [], disbursed: [], programmes: [] } as Record<
    string,
    { currency: string; min: bigint | null; max: bigint | null }[]
  >;
  const counts = (line: Funding) =>
    stageOfFunding(line) !== 'CANCELLED' && (line.moneyMin !== null || line.moneyMax !== null);
  const all = new Map(record.fundings.map((line) => [line.slug, line]));
  for (const line of lines) {
    const list = LISTS[line.kind];
    let included = false;
    for (let up = line.programmeSlug; up !== null; up = all.get(up)?.programmeSlug ?? null) {
      const above = lines.find(({ slug }) => slug === up);
      included ||= above !== undefined && counts(above) && LISTS[above.kind] === list;
    }
    if (stageOfFunding(line) === 'CANCELLED') total.lapsed++;
    else if (!counts(line)) total.withoutFigure++;
    else if (included) total.included++;
    else
      lists[list]?.push({
        currency: line.moneyCurrency as string,
        min: whole(line.moneyMin),
        max: whole(line.moneyMax),
      });
  }
  return { ...total, ...Object.fromEntries(Object.entries(lists).map(([name, parts]) => [name, sums(parts)])) };
}

const day = ({ startDate, endDate }: Incident) => startDate ?? endDate;
const incidentKeys: Keys<Incident> = {
  KIND: ({ kind }) => [kind],
  COUNTRY: ({ countrySlug }) => [countrySlug],
  YEAR: (incident) => [day(incident)?.slice(0, 4) ?? null],
  MONTH: (incident) => [/^.{7}/.exec(day(incident) ?? '')?.[0] ?? null],
  ATTRIBUTION: ({ attribution }) => [attribution],
};

type Article = PlainRecord['articles'][number];
const articleKeys: Keys<Article> = {
  FEED: ({ feedSlug }) => [feedSlug],
  LANGUAGE: ({ language }) => [language],
  DAY: ({ publishedAt }) => [publishedAt.toISOString().slice(0, 10)],
  MONTH: ({ publishedAt }) => [publishedAt.toISOString().slice(0, 7)],
  RECORD: ({ mentions }) =>
    or(mentions.filter(({ review }) => review === 'AUTO' || review === 'ACCEPTED').map(({ recordSlug }) => recordSlug)),
};

const MONEY = '{ currency min max records }';

describe('totals of a random filter, by random groups, are what a recount in plain JavaScript gives', () => {
  test.each([
    [
      'dealTotals',
      'Deal',
      'deal',
      'deals',
      dealKeys,
      totalOfDeals,
      `deals values ${MONEY} intended ${MONEY} withoutFigure unsettled lapsed`,
    ],
    [
      'fundingTotals',
      'Funding',
      'funding',
      'fundings',
      fundingKeys,
      totalOfFunding,
      `fundings allocated ${MONEY} pledged ${MONEY} disbursed ${MONEY} programmes ${MONEY} withoutFigure included lapsed`,
    ],
    [
      'incidentCounts',
      'Incident',
      'incident',
      'incidents',
      incidentKeys,
      (rows: Incident[]) => ({
        count: rows.filter(({ aggregate }) => !aggregate).length,
        aggregates: rows.filter(({ aggregate }) => aggregate).length,
      }),
      'count aggregates',
    ],
    [
      'articleCounts',
      'Article',
      'article',
      'articles',
      articleKeys,
      (rows: Article[]) => ({ count: rows.length, aggregates: 0 }),
      'count aggregates',
    ],
  ] as const)(
    '%s',
    async (field, type, kind, rows, keys, total, selection) => {
      const rules = oracle(record);
      const groupings = fc.shuffledSubarray(Object.keys(keys), { minLength: 1, maxLength: 2 });
      const filters = fc.oneof(fc.constant({}), randomFilters(record)[kind] as fc.Arbitrary<object>);
      await fc.assert(
        fc.asyncProperty(filters, groupings, async (filter, groupBy) => {
          const fits = rules[kind](filter as never) as (row: unknown) => boolean;
          const groups = partition(record[rows].filter(fits) as never[], keys as Keys<never>, groupBy);
          const expected = [...groups].map(([key, part]) => ({
            keys: JSON.parse(key),
            ...(total as (part: never[]) => object)(part),
          }));
          graph.statements();
          const { data, errors } = await graph.raw(
            `query ($filter: ${type}Filter, $groupBy: [${type}Group!]!) { it: ${field}(filter: $filter, groupBy: $groupBy) { keys { value } ${selection} } }`,
            { variables: { filter, groupBy } },
          );
          fc.pre(errors?.[0]?.extensions?.code !== 'QUERY_TOO_COSTLY');
          expect(errors).toBeUndefined();
          // Beside it, one that checks the states and records that the filter names.
          expect(graph.statements().filter((text) => !text.includes('as name(what, value)'))).toHaveLength(1);
          const found = data.it.map((group: { keys: { value: string | null }[] }) => ({
            ...group,
            keys: group.keys.map(({ value }) => value),
          }));
          const sorted = (list: { keys: unknown }[]) =>
            list.toSorted((one, other) => (JSON.stringify(one.keys) < JSON.stringify(other.keys) ? -1 : 1));
          expect(sorted(found)).toEqual(sorted(expected));
        }),
        { numRuns: 100 },
      );
    },
    120_000,
  );
});

test('a letter of intent is no contract, and a ceiling no price', async () => {
  const { data } = await graph.raw(`{
    intent: dealTotals(filter: {slug: {eq: "ua-us-mega-deal"}}, groupBy: [STATUS]) { values { min } intended ${MONEY} }
    ceiling: dealTotals(filter: {slug: {eq: "de-loitering-munitions-2026"}}, groupBy: [KIND]) { intended ${MONEY} }
    rivals: dealTotals(filter: {slug: {eq: "uk-tr-typhoon"}}, groupBy: [KIND]) { deals values { min } intended { min } unsettled }
  }`);
  expect(data.intent).toEqual([
    { values: [], intended: [{ currency: 'USD', min: '90000000000', max: '90000000000', records: 1 }] },
  ]);
  expect(data.ceiling).toEqual([{ intended: [{ currency: 'EUR', min: '540000000', max: '540000000', records: 1 }] }]);
  expect(data.rivals).toEqual([{ deals: 1, values: [], intended: [], unsettled: 1 }]);
});

test('a programme and what it allocates are never added up, also where one group has both', async () => {
  const { data } = await graph.raw(`{ fundingTotals(filter: {donor: {slug: {eq: "european-union"}}}, groupBy: [DONOR]) {
    keys { record { name } } allocated ${MONEY} programmes { currency min } values { min } included } }`);
  const [total] = data.fundingTotals;
  expect(total.keys).toEqual([{ record: { name: 'European Union' } }]);
  expect(total.programmes).toEqual([{ currency: 'EUR', min: '801500000000' }]);
  expect(total.included).toBe(2); // SAFE is a part of ReArm Europe, the Ukraine instrument of EDIP
  expect(total.values[0].min).toBe(total.allocated[0].min);
});

test.each(['[]', '[KIND, STATUS, YEAR]', '[KIND, KIND]'])('groupBy: %s is refused', async (groupBy) => {
  const { errors } = await graph.raw(`{ dealTotals(groupBy: ${groupBy}) { deals } }`);
  expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'groupBy' });
  expect(errors?.[0]?.message).toContain('one or two groups');
});
