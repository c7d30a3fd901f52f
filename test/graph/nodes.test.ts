// `nodes` of a connection are the nodes of its edges, read once.
import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { schema } from '../../src/graph/schema.js';
import { openDatabase } from '../support/database.js';
import { ADMIN_KEY, type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
});
afterAll(() => database.close());

const headers = { authorization: `Bearer ${ADMIN_KEY}` };
const ARGUMENTS: Record<string, string> = { search: '(text: "drone")' };
const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ type }) =>
  getNamedType(type).name.endsWith('Connection'),
);

test('every connection has nodes', () => {
  const connections = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && type.name.endsWith('Connection'),
  );
  expect(connections.length).toBeGreaterThan(15);
  for (const type of connections) expect(isObjectType(type) && Object.keys(type.getFields())).toContain('nodes');
});

test.each(lists.map(({ name }) => name))('%s', async (name) => {
  const list = (selection: string) => `it: ${name}${ARGUMENTS[name] ?? ''} { ${selection} }`;
  const ask = async (query: string) => {
    graph.statements();
    const { data, errors } = await graph.raw(query, { headers });
    expect(errors).toBeUndefined();
    return { data, statements: graph.statements().length };
  };
  const node = name === 'changes' ? '{ cursor }' : '{ __typename ... on Node { id } }';
  const now = await ask(`{ ${list(`edges { node ${node} } nodes ${node}`)} }`);
  expect(now.data.it.nodes).toEqual(now.data.it.edges.map((edge: { node: object }) => edge.node));
  expect(now.statements).toBe((await ask(`{ ${list(`edges { node ${node} }`)} }`)).statements);
  const then = await ask(`{ asOf(at: "2100-01-01T00:00:00Z") { ${list(`edges { node ${node} } nodes ${node}`)} } }`);
  expect(then.data.asOf.it.nodes).toEqual(then.data.asOf.it.edges.map((edge: { node: object }) => edge.node));
});
