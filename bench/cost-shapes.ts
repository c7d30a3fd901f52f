// Shapes of queries whose estimate is held against what they take: lists, nesting, filters, totals, searches, the past.
import { readdirSync, readFileSync } from 'node:fs';

export interface Shape {
  name: string;
  query: string;
  variables?: Record<string, unknown>;
}

const ids = (kind: string, of: string, count: number) =>
  Array.from({ length: count }, (_, i) => Buffer.from(`${kind}:bench-${of}-${i + 1}`).toString('base64'));
const roots = (count: number, field: (i: number) => string) =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: ${field(i)}`).join(' ')} }`;
const members = (levels: number): string => (levels === 0 ? 'slug' : `members { memberOf { ${members(levels - 1)} } }`);
const any = (count: number, condition: (i: number) => string) =>
  `{or: [${Array.from({ length: count }, (_, i) => condition(i)).join(', ')}]}`;
const busiest = `[${Array.from({ length: 40 }, (_, i) => `"bench-actor-${i + 1}"`).join(', ')}]`;
const past = (query: string) => `{ asOf(at: "2999-12-31T23:59:59Z") ${query} }`;

const lists: Record<string, string> = {
  'one record': '{ actor(slug: "romania") { name } }',
  '20 actors': '{ actors { edges { node { name } } } }',
  '100 actors': '{ actors(first: 100) { edges { node { slug name summary kind } } } }',
  '100 articles': '{ articles(first: 100) { edges { node { title url publishedAt feed { title } } } } }',
  '100 incidents': '{ incidents(first: 100) { edges { node { name place { country { name } } start { value } } } } }',
  '100 deals by value': '{ deals(first: 100, orderBy: {field: VALUE, direction: DESC}) { edges { node { name } } } }',
  '100 deals by status date':
    '{ deals(first: 100, orderBy: {field: STATUS_DATE, direction: DESC}) { edges { node { name } } } }',
  '100 actors by coverage':
    '{ actors(first: 100, orderBy: {field: COVERAGE, direction: DESC}) { edges { node { name } } } }',
  '100 × 4': '{ actors(first: 100) { edges { node { deals(first: 4) { edges { node { name } } } } } } }',
  '40 × 50, of the busiest': `{ actors(first: 40, filter: {slug: {in: ${busiest}}}) { edges { node { deals(first: 50) { edges { node { slug } } } } } } }`,
  '100 × 20 articles': '{ deals(first: 100) { edges { node { articles(first: 20) { edges { node { title } } } } } } }',
  '2 × 100 articles and mentions':
    '{ actors(filter: {slug: {in: ["ukraine", "russia"]}}, first: 2) { edges { node { articles(first: 100) { edges { node { title mentions { surface record { slug name } } } } } } } } }',
  'articles and mentions':
    '{ articles(first: 100) { edges { node { title mentions { surface score record { slug name } } } } } }',
  'deals in full':
    '{ deals(first: 100) { edges { node { name status statusHistory { status date { value } sources { url } } parties { role actor { name country { name } } } values { money { min max currency } } items { system { name } } } } } }',
  'fundings in full':
    '{ fundings(first: 100) { edges { node { name money { min } donors { name } recipients { name } deals { deal { name } } stageHistory { stage date { value } } } } } }',
  'seven levels':
    '{ articles(first: 20) { edges { node { title mentions { surface record { slug ... on Actor { name deals(first: 5) { edges { roles node { name parties { role actor { name kind country { name } } } } } } } } } } } } }',
  'members, one level': '{ actor(slug: "nato") { members { slug name } } }',
  'members, two levels': `{ actor(slug: "nato") { ${members(1)} } }`,
  'claims and revisions':
    '{ deals(first: 100) { edges { node { claims(first: 3) { edges { node { field } } } revisions(first: 1) { edges { node { version } } } } } } }',
  'feeds and their articles':
    '{ feeds(first: 100) { edges { node { title status articles(first: 1) { edges { node { title } } } } } } }',
};

const totals: Record<string, string> = {
  'totalCount of actors': '{ actors { totalCount } }',
  'totalCount of articles': '{ articles { totalCount } }',
  'totalCount of deals for 100 actors': '{ actors(first: 100) { edges { node { deals { totalCount } } } } }',
  'totalCount of articles for 100 actors': '{ actors(first: 100) { edges { node { articles { totalCount } } } } }',
  'totalCount of articles for 20 states':
    '{ actors(first: 20, filter: {kind: [STATE]}) { edges { node { articles { totalCount } } } } }',
  'dealTotals by kind': '{ dealTotals(groupBy: [KIND]) { deals values { currency min } } }',
  'dealTotals by party and year': '{ dealTotals(groupBy: [PARTY, YEAR]) { deals keys { value record { name } } } }',
  'fundingTotals by recipient': '{ fundingTotals(groupBy: [RECIPIENT]) { keys { value } } }',
  'incidentCounts by country': '{ incidentCounts(groupBy: [COUNTRY]) { count keys { value } } }',
  'incidentCounts by month and kind': '{ incidentCounts(groupBy: [MONTH, KIND]) { count } }',
  'articleCounts by day': '{ articleCounts(groupBy: [DAY]) { count } }',
  'articleCounts by language': '{ articleCounts(groupBy: [LANGUAGE]) { count } }',
  'articleCounts by record': '{ articleCounts(groupBy: [RECORD]) { count keys { value } } }',
  '4 × dealTotals': roots(
    4,
    (i) =>
      `dealTotals(groupBy: [${i % 2 ? 'KIND' : 'STATUS'}], filter: {name: {startsWith: "${'abcdefghij'[i]}"}}) { deals }`,
  ),
};

const filters: Record<string, string> = {
  'articles by text': '{ articles(filter: {text: "drones"}) { edges { node { title } } } }',
  'articles by text, counted': '{ articles(filter: {text: "drones"}) { totalCount } }',
  'articles by a rare word, counted': '{ articles(filter: {text: "word777"}) { totalCount } }',
  'articles by language, counted': '{ articles(filter: {language: {eq: "ro"}}) { totalCount } }',
  'articles by a part of a tag': '{ articles(filter: {tag: {contains: "499"}}) { edges { node { title } } } }',
  'articles by a part of a tag, counted': '{ articles(filter: {tag: {contains: "nothing"}}) { totalCount } }',
  'articles by mention, counted': '{ articles(filter: {mentions: ["ukraine"]}) { totalCount } }',
  'articles by any mention': '{ articles(filter: {mentionsAny: ["ukraine", "romania"]}) { edges { node { title } } } }',
  'articles since a day': '{ articles(filter: {publishedAt: {after: "2026-01-01T00:00:00Z"}}) { totalCount } }',
  'actors by a part of a name': '{ actors(filter: {name: {contains: "aeio"}}) { totalCount } }',
  'actors by slug': '{ actors(filter: {slug: {in: ["romania", "nato"]}}) { edges { node { name } } } }',
  'actors by a part of a slug': '{ actors(filter: {slug: {contains: "77"}}) { totalCount edges { node { name } } } }',
  'actors by deal': '{ actors(filter: {deal: {kind: [LICENCE]}}) { totalCount } }',
  'deals by the country of a party':
    '{ deals(filter: {party: {country: {eq: "RO"}}}) { totalCount edges { node { name } } } }',
  'deals by value and status':
    '{ deals(filter: {value: {currency: "EUR", atLeast: "1000000"}, status: [SIGNED]}) { totalCount } }',
  'deals across four relations':
    '{ deals(filter: {party: {deal: {party: {incident: {kind: [SABOTAGE]}}}}}) { totalCount } }',
  'incidents near':
    '{ incidents(filter: {near: {latitude: 54, longitude: 25, withinKm: 300}}) { totalCount edges { node { name } } } }',
  'incidents by 20 parts of names': `{ incidents(filter: ${any(20, (i) => `{name: {contains: "x${i}y"}}`)}) { totalCount } }`,
  'deals of 100 actors, filtered':
    '{ actors(first: 100) { edges { node { deals(first: 4, filter: {name: {contains: "a"}}) { edges { node { name } } } } } } }',
};

const others: Record<string, string> = {
  'search, a common word': '{ search(text: "ukraine") { edges { score node { __typename } } } }',
  'search, a rare word': '{ search(text: "word777", first: 100) { edges { highlight } } }',
  'search, no such name': '{ search(text: "balloon vilnus") { edges { score } } }',
  '10 searches': roots(10, (i) => `search(text: "report ${i}") { edges { score } }`),
  timeline: '{ timeline(first: 100) { edges { at node { __typename } } } }',
  'timeline of a state': '{ timeline(filter: {countries: ["RO"]}) { edges { at node { __typename } } } }',
  'timeline of 50 records': `{ timeline(first: 100, filter: {records: [${Array.from({ length: 50 }, (_, i) => `"bench-actor-${i + 1}"`).join(', ')}]}) { edges { at } } }`,
  path: '{ path(from: "bench-actor-11", to: "bench-actor-5003") { slug } }',
  'path, ten long': '{ path(from: "bench-actor-7999", to: "romania", maxLength: 10) { slug } }',
  related: '{ actor(slug: "romania") { related(first: 100) { strength actor { name } } } }',
  'related of 20 actors': '{ actors(first: 20) { edges { node { related { strength actor { name } } } } } }',
  'related of the busiest':
    '{ actors(first: 20, orderBy: {field: COVERAGE, direction: DESC}) { edges { node { related { strength } } } } }',
  changes: '{ changes(first: 100) { edges { node { __typename } } } }',
  'the past, one record': past('{ actor(slug: "romania") { name } }'),
  'the past, 100 actors': past('{ actors(first: 100) { edges { node { name } } } }'),
  'the past, 100 articles': past('{ articles(first: 100) { edges { node { title } } } }'),
  'the past, totalCount of articles': past('{ articles { totalCount } }'),
  'the past, deals and parties': past(
    '{ deals(first: 100) { edges { node { name parties { role actor { name } } } } } }',
  ),
  'the past, dealTotals': past('{ dealTotals(groupBy: [KIND]) { deals } }'),
  introspection: '{ __schema { types { name fields { name description args { name description } } } } }',
};

export function costShapes(): Shape[] {
  const written = Object.entries({ ...lists, ...totals, ...filters, ...others });
  return [
    ...written.map(([name, query]) => ({ name, query })),
    {
      name: '100 nodes',
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Actor { name } } }',
      variables: { ids: ids('Actor', 'actor', 100) },
    },
    {
      name: '1,000 nodes',
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Actor { name } } }',
      variables: { ids: ids('Actor', 'actor', 1000) },
    },
    ...readdirSync('schema/operations')
      .filter((file) => file.endsWith('.graphql'))
      .map((file) => ({
        name: file.replace('.graphql', ''),
        query: readFileSync(`schema/operations/${file}`, 'utf8'),
        variables: { at: '2999-12-31T23:59:59Z' },
      })),
  ];
}
