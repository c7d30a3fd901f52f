import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
});
afterAll(() => database.close());

interface Edge {
  at: string;
  cursor: string;
  node: {
    __typename: string;
    mentions?: { record: { slug: string } }[];
    end?: { value: string | null } | null;
    deal?: { parties: { actor: { slug: string } }[] };
  };
}

const NODE = `{ __typename ... on Article { mentions { record { slug } } }
  ... on DealEvent { deal { parties { actor { slug } } } } ... on Incident { end { value } } }`;

async function timeline(filter: string): Promise<Edge[]> {
  const edges: Edge[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const place: string = after === null ? '' : `, after: "${after}"`;
    const { data, errors } = await graph.raw(`{ timeline(first: 30, filter: ${filter}${place}) {
      edges { at cursor node ${NODE} } pageInfo { hasNextPage endCursor } } }`);
    expect(errors).toBeUndefined();
    edges.push(...data.timeline.edges);
    ({ hasNextPage: more, endCursor: after } = data.timeline.pageInfo);
  }
  return edges;
}

test('all kinds stand in one order, the newest first, each thing once', async () => {
  const edges = await timeline('{}');
  const [counted] = await database.sql.rows<{ count: number }>(`
    select ((select count(*) from article) + (select count(*) from deal_event where date is not null)
      + (select count(*) from funding_event where date is not null)
      + (select count(*) from incident where coalesce(start_date, end_date) is not null))::int as count`);
  expect(edges.length).toBe(counted?.count);
  expect(new Set(edges.map(({ cursor }) => cursor)).size).toBe(edges.length);
  const dates = edges.map(({ at }) => at);
  expect(dates).toEqual(dates.toSorted().reverse());
  expect(new Set(edges.map(({ node }) => node.__typename))).toEqual(
    new Set(['Article', 'DealEvent', 'FundingEvent', 'Incident']),
  );
});

test('a state has its coverage, its deals and its incidents, by slug or by code', async () => {
  const edges = await timeline('{countries: ["RO"], types: [ARTICLE, INCIDENT]}');
  expect(edges).toEqual(await timeline('{countries: ["romania"], types: [ARTICLE, INCIDENT]}'));
  const articles = edges.filter(({ node }) => node.__typename === 'Article');
  expect(articles.length).toBeGreaterThan(2);
  for (const { node } of articles) expect(node.mentions?.map(({ record }) => record.slug)).toContain('romania');
});

test('a record has the steps that it takes part in', async () => {
  const edges = await timeline('{records: ["rheinmetall"], types: [DEAL]}');
  expect(edges.length).toBeGreaterThan(2);
  for (const { node } of edges) expect(node.deal?.parties.map(({ actor }) => actor.slug)).toContain('rheinmetall');
});

test('a stretch of days has what has a day in it, both ends included, whatever its kind', async () => {
  const whole = await timeline('{}');
  const edges = await timeline('{date: {after: "2025-09-20", before: "2025-11-03"}}');
  // The last day of an entry: of a month or year its end, of an incident that of its period.
  const last = ({ at, node }: Edge) => `${node.end?.value ?? at}${'-12-31'.slice((node.end?.value ?? at).length - 4)}`;
  expect(edges).toEqual(whole.filter((edge) => last(edge) >= '2025-09-20' && edge.at.slice(0, 10) <= '2025-11-03'));
  expect(edges.some(({ at }) => at === '2025-09' || at === '2025')).toBe(true);
  expect(edges.length).toBeGreaterThan(10);
});

test('an empty condition is no condition', async () => {
  expect(await timeline('{records: [], countries: [], types: [], date: {}}')).toEqual(await timeline('{}'));
});

test.each([
  ['timeline(filter: {date: {after: "soon"}})', 'filter.date.after'],
  ['timeline(filter: {records: ["romania", "rheinmetal"]})', 'filter.records'],
  ['timeline(filter: {countries: ["Romania"]})', 'filter.countries'],
  ['timeline(first: 0)', 'first'],
  ['timeline(after: "x")', 'after'],
  [`timeline(after: "${Buffer.from('["2025","ARTICLE","x"]').toString('base64url')}")`, 'after'],
  [`timeline(after: "${Buffer.from('["2025-13-01","DEAL","x"]').toString('base64url')}")`, 'after'],
  ['path(from: "nato", to: "romania", maxLength: 11)', 'maxLength'],
  ['path(from: "nato", to: "romania", maxLength: 0)', 'maxLength'],
])('%s is refused, and the argument named', async (field, argument) => {
  const { errors } = await graph.raw(`{ ${field} { __typename } }`);
  expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument });
});

async function path(args: string): Promise<string[] | null> {
  const { data, errors } = await graph.raw(`{ path(${args}) { slug } }`);
  expect(errors).toBeUndefined();
  return data.path?.map(({ slug }: { slug: string }) => slug) ?? null;
}

test('a path goes from one actor to the other through what they share', async () => {
  expect(await path('from: "oana-toiu", to: "ukraine"')).toEqual([
    'oana-toiu',
    'ro-ua-joint-drone-production',
    'ukraine',
  ]);
  expect((await path('from: "oana-toiu", to: "rheinmetall"'))?.length).toBe(5);
  expect(await path('from: "nato", to: "nato"')).toEqual(['nato']);
  expect(await path('from: "romania", to: "nato"')).toEqual(['romania', 'nato']); // a member
});

test('there is none where it would be longer, or where an end is unknown', async () => {
  expect(await path('from: "oana-toiu", to: "rheinmetall", maxLength: 3')).toBeNull();
  expect(await path('from: "oana-toiu", to: "nobody"')).toBeNull();
  expect(await path('from: "patriot", to: "nato"')).toBeNull(); // a system is no actor
});

test('a path is found in a statement a step', async () => {
  graph.statements();
  await path('from: "baykar", to: "kongsberg", maxLength: 10');
  expect(graph.statements().length).toBeLessThanOrEqual(1 + 10 + 6);
});
