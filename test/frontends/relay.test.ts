import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type DocumentNode, Kind, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPersistedDocuments } from '../../src/http/persisted-documents.js';
import { filledFolder, serve } from '../support/process.js';
import { compileForRelay, documentOf, inModule, type RelayProject } from './relay-project.js';

const OPERATIONS = 'schema/operations';
/** Documents with what Relay adds to GraphQL: arguments of fragments, lists that go on, what is fetched anew. */
const RELAYS_OWN = 'test/fixtures/relay';

const examples = new Map(
  readdirSync(OPERATIONS).map((file): [string, DocumentNode] => {
    const document = documentOf(join(OPERATIONS, file));
    const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    const module = (operation as { name?: { value: string } }).name?.value ?? '';
    return [module, inModule(module, document)];
  }),
);
const own = new Map(
  readdirSync(RELAYS_OWN).map((file) => [basename(file, '.graphql'), documentOf(join(RELAYS_OWN, file))] as const),
);

const KEY = 'an-admin-key-for-tests';

let project: RelayProject;
let url: string;
let identifiers: Map<string, string>;
beforeAll(async () => {
  project = await compileForRelay(new Map([...examples, ...own]));
  const documents = readPersistedDocuments(project.persisted);
  identifiers = new Map([...documents].map(([hash, text]) => [/(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '', hash]));
  const persisted = { PERSISTED_DOCUMENTS: project.persisted, PERSISTED_ONLY: 'on' };
  url = await serve({ DATA_DIR: await filledFolder(), ADMIN_KEY: KEY, ...persisted }).url;
});
afterAll(() => project?.remove());

/** Asks as Relay's network layer does with a persisted document, and expects an answer without errors. */
// biome-ignore lint/suspicious/noExplicitAny: Relay's types are for its own runtime
async function ask(operation: string, variables: object = {}, key?: string): Promise<any> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ documentId: identifiers.get(operation), variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

test('relay-compiler makes an artifact of each operation and each fragment', () => {
  const named = [...examples.values(), ...own.values()].flatMap(({ definitions }) =>
    definitions.map((definition) => (definition as { name: { value: string } }).name.value),
  );
  const refetched = [
    'ActorPageNewsQuery',
    'ActorPageRefetchQuery',
    'DealTablePaginationQuery',
    'RecordLinkRefetchQuery',
    'SearchBoxPaginationQuery',
  ];
  expect(project.artifacts.toSorted()).toEqual([...named, ...refetched].toSorted());
});

test('relay-compiler refuses what the schema does not have', async () => {
  const wrong = new Map([['Wrong', parse('query WrongQuery { deals { edges { node { price } } } }')]]);
  await expect(compileForRelay(wrong)).rejects.toThrow(/type `Deal` has no field `price`/);
});

test.each([...examples.keys()])('what Relay makes of the example %s answers by its hash', async (module) => {
  expect(Object.values(await ask(`${module}Query`))).not.toContain(null);
});

test('a list goes on where its page ended, with the same filter and order', async () => {
  const variables = { filter: { not: { kind: ['LICENCE'] } }, order: { field: 'NAME', direction: 'DESC' } };
  const found: string[] = [];
  let { deals } = await ask('DealTableQuery', variables);
  for (;;) {
    // biome-ignore lint/suspicious/noExplicitAny: see above
    found.push(...deals.edges.map(({ node }: any) => node.id));
    if (!deals.pageInfo.hasNextPage) break;
    const { endCursor } = deals.pageInfo;
    ({ deals } = await ask('DealTablePaginationQuery', { ...variables, count: 7, cursor: endCursor }));
  }
  expect(new Set(found).size).toBe(deals.totalCount);
  expect(found).toHaveLength(deals.totalCount);
});

test('a list that starts at its end goes on before its page', async () => {
  const { actor } = await ask('ActorPageQuery', { slug: 'romania' });
  const { startCursor: before, hasPreviousPage } = actor.articles.pageInfo;
  expect(hasPreviousPage).toBe(true);
  const { node } = await ask('ActorPageNewsQuery', { id: actor.id, last: 2, before });
  expect(node.articles.edges).toHaveLength(2);
  // biome-ignore lint/suspicious/noExplicitAny: see above
  const titles = [...node.articles.edges, ...actor.articles.edges].map(({ node }: any) => node.title);
  expect(new Set(titles).size).toBe(4);
});

test('what a page shows is fetched anew by its node, whatever its kind', async () => {
  const { actor } = await ask('ActorPageQuery', { slug: 'romania', withNews: false });
  expect((await ask('ActorPageRefetchQuery', { id: actor.id })).node).toEqual({ __typename: 'Actor', ...actor });
  const { search } = await ask('SearchBoxQuery', { text: 'drone' });
  const next = await ask('SearchBoxPaginationQuery', { text: 'drone', count: 50, cursor: search.pageInfo.endCursor });
  // biome-ignore lint/suspicious/noExplicitAny: see above
  const nodes = [...search.edges, ...next.search.edges].map(({ node }: any) => node);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  const records = nodes.filter(({ slug }) => slug !== undefined);
  expect(new Set(records.map(({ __typename }) => __typename)).size).toBeGreaterThan(2);
  for (const { __typename, id, slug } of records) {
    expect((await ask('RecordLinkRefetchQuery', { id })).node).toMatchObject({ __typename, id, slug });
  }
});

test('a mutation takes an entry out of a list', async () => {
  const { reviewQueue } = await ask('ReviewButtonsQuery');
  const [{ node }] = reviewQueue.edges;
  const variables = { id: node.id, review: 'REJECTED' };
  const { reviewMention } = await ask('ReviewButtonsMutation', variables, KEY);
  expect(reviewMention).toEqual({
    __typename: 'ReviewMentionSuccess',
    mention: { id: node.id, review: 'REJECTED' },
  });
});
