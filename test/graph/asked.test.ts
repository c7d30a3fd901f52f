// What is read of a row depends on what is asked of it.
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

async function statementsOf(query: string): Promise<string[]> {
  graph.statements();
  expect((await graph.raw(query)).errors).toBeUndefined();
  return graph.statements();
}

const article = (selection: string) => `{ articles(first: 1) { edges { node { ${selection} } } } }`;

test.each([
  ['by name', article('contentHtml')],
  ['by another name', article('body: contentHtml')],
  ['in a fragment', `${article('...Body')} fragment Body on Article { contentHtml }`],
  ['in a fragment of the place', article('... on Article { contentHtml }')],
  ['on a condition', `query ($body: Boolean = true) ${article('contentHtml @include(if: $body)')}`],
  ['in the past', `{ asOf(at: "2999-01-01T00:00:00Z") ${article('contentHtml')} }`],
])('a body is read where it is asked for, %s', async (_how, query) => {
  expect((await statementsOf(query)).some((text) => text.includes('content_html'))).toBe(true);
  const without = query.replaceAll('contentHtml', 'title');
  expect((await statementsOf(without)).some((text) => text.includes('content_html'))).toBe(false);
});

test('a field that shows a column of another name has it read', async () => {
  const [places, none] = await Promise.all(
    ['start end', 'surface'].map((fields) => graph.raw(article(`mentions { ${fields} }`))),
  );
  expect(places?.data.articles.edges[0].node.mentions[0]).toEqual({
    start: expect.any(Number),
    end: expect.any(Number),
  });
  expect(none?.data.articles.edges[0].node.mentions[0]).toEqual({ surface: expect.any(String) });
});

const MENTIONED = (selection: string) =>
  `{ articles(first: 20) { edges { node { mentions { record { ${selection} } } } } } }`;

/** Kinds of records that a query has looked up. */
async function lookedUp(query: string): Promise<string[]> {
  const kinds = (await statementsOf(query)).map((text) => /from (\w+) \w\s+where \w\.slug = any/.exec(text)?.[1]);
  return kinds.filter((kind) => kind !== undefined).toSorted();
}

const EVERY_KIND = ['actor', 'deal', 'funding', 'incident', 'system'];

test.each<[selection: string, kinds: string[], fragments?: string]>([
  ['slug', []],
  ['__typename id slug', []],
  ['... on Record { slug } ... on Node { id }', []],
  ['...Key', [], 'fragment Key on Record { slug ... { id } }'],
  ['...Named', EVERY_KIND, 'fragment Named on Record { slug ... { name } }'],
  ['slug name', EVERY_KIND],
  ['slug sources { slug }', EVERY_KIND],
  ['slug ... on Deal { status }', ['deal']],
  ['slug ... on Deal { id } ... on Actor { kind }', ['actor']],
  ['slug } record { ... on System { name }', ['system']],
])('of a record behind a mention, { %s } looks up the kinds %j', async (selection, kinds, fragments = '') => {
  expect(await lookedUp(`${MENTIONED(selection)} ${fragments}`)).toEqual(kinds);
});

test('a record that is not read answers as one that is', async () => {
  const read = await graph.raw(MENTIONED('__typename id slug name'));
  const unread = await graph.raw(MENTIONED('__typename id slug'));
  const drop = (key: string, value: unknown) => (key === 'name' ? undefined : value);
  expect(unread.data).toEqual(JSON.parse(JSON.stringify(read.data, drop)));
});

const PARTIES = (selection: string) => `{ deals(first: 20) { edges { node { parties { ${selection} } } } } }`;

test('what a field leads to is read together with its rows where it is asked for, and only there', async () => {
  const tables = async (query: string) =>
    (await statementsOf(query)).map((text) => /from (deal_party|actor) \w\s+where/.exec(text)?.[1]).filter(Boolean);
  expect(await tables(PARTIES('role'))).toEqual(['deal_party']);
  expect(await tables(PARTIES('actor { name }'))).toEqual(['deal_party', 'actor']);
  expect(await tables(PARTIES('actor { name country { name } }'))).toEqual(['deal_party', 'actor', 'actor']);
  expect(await tables(`{ actor(slug: "ukraine") { name } ${PARTIES('role').slice(1)}`)).toEqual([
    'actor',
    'deal_party',
  ]);
});

test('actors that lead to each other are answered', async () => {
  await database.sql.rows(`insert into record (slug, kind) values ('one', 'ACTOR'), ('other', 'ACTOR')`);
  await database.sql.rows(`
    insert into actor (slug, name, kind, country_slug, parent_slug) values
      ('one', 'One', 'COMPANY', 'other', 'other'), ('other', 'Other', 'COMPANY', 'one', 'one')`);
  const around = 'name country { name parent { name country { name } } }';
  const { data, errors } = await graph.raw(`{
    one: actor(slug: "one") { ${around} } other: actor(slug: "other") { ${around} }
  }`);
  expect(errors).toBeUndefined();
  const [one, other] = [{ name: 'One' }, { name: 'Other' }];
  expect(data).toEqual({
    one: { ...one, country: { ...other, parent: { ...one, country: other } } },
    other: { ...other, country: { ...one, parent: { ...other, country: one } } },
  });
});
