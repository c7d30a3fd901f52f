// The figures that stand for records: kept by the database, whoever writes, in the present and in the past.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';
import { dateOfDeal, dateOfFunding, readRecord, stageOfFunding, statusOfDeal, valueOfDeal } from './record-oracle.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
});
afterAll(() => database.close());

async function ask(query: string) {
  const { data, errors } = await graph.raw(query);
  expect(errors).toBeUndefined();
  return data;
}

test('the value of a deal is its contract, not the ceiling that a curator prefers among ceilings', async () => {
  const { deal, dealTotals } = await ask(`{
    deal(slug: "de-loitering-munitions-2026") {
      status statusDate { value earliest latest }
      value { kind preferred money { min currency } }
      values { kind rank preferred money { min max } }
    }
    dealTotals(filter: {slug: {eq: "de-loitering-munitions-2026"}}, groupBy: [KIND]) {
      values { min currency } intended { min currency } }
  }`);
  expect(deal.value).toEqual({ kind: 'CONTRACT', preferred: true, money: { min: '540000000', currency: 'EUR' } });
  expect(deal.values.filter(({ preferred }: { preferred: boolean }) => preferred)).toHaveLength(1);
  expect(deal.values.find(({ kind }: { kind: string }) => kind === 'CEILING')).toMatchObject({
    rank: 'PREFERRED',
    preferred: false,
  });
  const [{ values, intended }] = dealTotals;
  expect([...values, ...intended]).toEqual([{ min: '540000000', currency: 'EUR' }]);
});

const DEALS = `deals(first: 100) { edges { node { slug status statusDate { value }
  value { kind money { min max currency } } values { preferred } } } }`;

async function matchesParts() {
  const record = await readRecord(database);
  const data = await ask(`{ ${DEALS}
    fundings(first: 100) { edges { node { slug stage stageDate { value } } } } }`);
  const deals = new Map(record.deals.map((deal) => [deal.slug, deal]));
  for (const { node } of data.deals.edges) {
    const deal = deals.get(node.slug) as NonNullable<ReturnType<typeof deals.get>>;
    expect(node.status).toBe(statusOfDeal(deal));
    expect(node.statusDate?.value ?? null).toBe(dateOfDeal(deal));
    const value = valueOfDeal(deal);
    expect(node.value === null).toBe(value === null);
    expect(node.value?.money.min ?? null).toBe(value?.moneyMin?.toFixed() ?? null);
    expect(node.value?.money.max ?? null).toBe(value?.moneyMax?.toFixed() ?? null);
    expect(node.values.filter(({ preferred }: { preferred: boolean }) => preferred)).toHaveLength(
      value === null ? 0 : 1,
    );
  }
  const fundings = new Map(record.fundings.map((line) => [line.slug, line]));
  for (const { node } of data.fundings.edges) {
    const line = fundings.get(node.slug) as NonNullable<ReturnType<typeof fundings.get>>;
    expect(node.stage).toBe(stageOfFunding(line));
    expect(node.stageDate?.value ?? null).toBe(dateOfFunding(line));
  }
}

test('what stands follows from the parts', matchesParts);

test('it follows whoever writes the parts, as one version and one revision, and the past keeps what stood', async () => {
  const slug = 'de-loitering-munitions-2026';
  const before = await ask(`{ ${DEALS} deal(slug: "${slug}") { version } }`);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const [now] = await database.sql.rows<{ at: Date }>('select clock_timestamp() as at');
  await new Promise((resolve) => setTimeout(resolve, 5));
  await database.script(`
    begin;
    update deal_event set rank = 'DEPRECATED' where deal_slug = '${slug}' and position = (
      select max(position) from deal_event where deal_slug = '${slug}');
    delete from deal_value where deal_slug = '${slug}' and kind = 'CONTRACT';
    commit;
    update deal_value set rank = 'NORMAL' where deal_slug = 'uk-tr-typhoon';
    update deal set status = 'CANCELLED', value_min = 1 where slug = 'ro-chiron-manpads';`);
  await matchesParts();
  const { deal, typhoon, then } = await ask(`{
    deal(slug: "${slug}") { version value { kind } revisions(first: 1) { edges { node { version patch } } } }
    typhoon: deal(slug: "uk-tr-typhoon") { value { kind } values { preferred } }
    then: asOf(at: "${now?.at.toISOString()}") { ${DEALS} }
  }`);
  expect(deal.version).toBe(before.deal.version + 1);
  expect(deal.value).toBeNull();
  const [{ node: revision }] = deal.revisions.edges;
  expect(revision.version).toBe(deal.version);
  expect(JSON.stringify(revision.patch)).not.toMatch(/status_|standing|Position|unsettled/i);
  expect(typhoon).toEqual({ value: null, values: [{ preferred: false }, { preferred: false }] });
  expect(then.deals).toEqual(before.deals);
});

describe('the headline of an incident', () => {
  test.each([
    ['poland-drones-2025-09-10', { what: 'airspace violations', preferred: true }], // preferred
    ['romania-vaslui-2025-11-25', { what: 'drones found', preferred: false }], // the first listed
    ['germany-munich-airport-2025-10-02', null], // 17 and 20 compete, and none is preferred
  ])('%s', async (slug, headline) => {
    const { incident } = await ask(`{ incident(slug: "${slug}") { headline { what preferred } } }`);
    expect(incident.headline).toEqual(headline);
  });
});

test('orders by what stands read an index, also among thousands', async () => {
  await database.script(`
    insert into deal (slug, name, kind) select 'made-up-' || n, 'Made up ' || n, 'OTHER' from generate_series(1, 800) n;
    insert into deal_event (deal_slug, position, status, date)
      select 'made-up-' || n, 0, 'SIGNED', (2000 + n % 25)::text from generate_series(1, 800) n;
    insert into deal_value (deal_slug, position, kind, money_min, money_max, money_currency, money_qualifier)
      select 'made-up-' || n, 0, 'CONTRACT', n, n, 'EUR', 'EXACT' from generate_series(1, 800) n;
    analyze deal;`);
  for (const order of ['STATUS_DATE', 'VALUE']) {
    for (const direction of ['ASC', 'DESC']) {
      graph.statements();
      const { deals } = await ask(`{ deals(first: 3, orderBy: {field: ${order}, direction: ${direction}}) {
        edges { node { statusDate { value } value { money { min } } } } } }`);
      expect(deals.edges).toHaveLength(3);
      const listed = graph.statements().find((text) => text.includes('with ordinality')) as string;
      const plan = await database.sql.rows<Record<string, string>>(
        `explain (costs off) ${listed.replace('$1::text[]', '\'{""}\'::text[]').replace('$2', '4')}`,
      );
      const index = new RegExp(
        `Index Scan (Backward )?using deal_${order.toLowerCase()}_${direction.toLowerCase()}_idx`,
      );
      expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(index);
    }
  }
});
