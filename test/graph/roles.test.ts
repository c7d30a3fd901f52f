// What each role may do: the table follows from the schema, so that a new mutation is in it by itself.
import SchemaBuilder from '@pothos/core';
import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { schema } from '../../src/graph/schema.js';
import { createKey } from '../../src/keys/keep.js';
import { openDatabase } from '../support/database.js';
import { ADMIN_KEY, type Graph, graphOn } from '../support/graph.js';
import '../../src/graph/roles.js';

/** The rule, once: each may do what those before may. */
const ROLES = ['ANONYMOUS', 'READER', 'EDITOR', 'ADMIN'] as const;
type Role = (typeof ROLES)[number];

type Field = GraphQLField<unknown, unknown>;
const roleOf = (field: Field) => field.extensions.role as Role | undefined;
const fieldsOf = (type: unknown): Field[] => (isObjectType(type) ? Object.values(type.getFields()) : []);

const mutations = fieldsOf(schema.getMutationType());
const guardedQueries = fieldsOf(schema.getQueryType()).filter((field) => roleOf(field) !== undefined);
const calls = [
  ...mutations.map((field) => ({ operation: 'mutation', field })),
  ...guardedQueries.map((field) => ({ operation: 'query', field })),
];

let database: Database;
let graph: Graph;
const keys = new Map<Role, string>([['ADMIN', ADMIN_KEY]]);
beforeAll(async () => {
  // Without feeds, refreshing them all reaches nobody.
  database = await openDatabase('empty');
  graph = graphOn(database);
  for (const role of ['READER', 'EDITOR'] as const) {
    const outcome = await createKey(database, role, role);
    if (outcome.kind === 'done') keys.set(role, outcome.key);
  }
});
afterAll(() => database.close());

/** A value that the type takes, with no more in it than it must have. */
function least(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return least(type.ofType);
  if (isListType(type)) return [least(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, least(field.type)]));
  }
  const values: Record<string, unknown> = {
    ID: Buffer.from('Actor:nobody').toString('base64'),
    String: 'x',
    Int: 1,
    Float: 1,
    Boolean: false,
    URL: 'http://127.0.0.1:1/feed',
    Decimal: '1',
    DateTime: '2026-01-01T00:00:00Z',
    JSON: {},
  };
  if (!(type.name in values)) throw new Error(`no value is known for the scalar ${type.name}: add one here`);
  return values[type.name];
}

function documentOf({ operation, field }: (typeof calls)[number]) {
  const required = field.args.filter(isRequiredArgument);
  const declared = required.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const passed = required.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  return {
    query: `${operation}${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`}${selection} }`,
    variables: Object.fromEntries(required.map(({ name, type }) => [name, least(type)])),
  };
}

async function call(document: ReturnType<typeof documentOf>, role: Role): Promise<string> {
  const key = keys.get(role);
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  graph.statements();
  const { data, errors = [] } = await graph.raw(document.query, { variables: document.variables, headers });
  if (errors.length === 0) return data === null ? 'nothing' : 'allowed';
  // Whoever is refused has nothing read or changed but what tells who it is.
  expect(graph.statements().filter((text) => !text.includes('api_key'))).toEqual([]);
  expect(data ?? null).toBeNull();
  return String(errors[0]?.extensions?.code);
}

test('every mutation and every guarded query answers each role as its rule says', async () => {
  const table: Record<string, Record<string, string>> = {};
  for (const one of calls) {
    const document = documentOf(one);
    const row: Record<string, string> = {};
    for (const role of ROLES) row[role] = await call(document, role);
    const needed = roleOf(one.field) ?? 'no rule';
    const expected = ROLES.map((role) => [
      role,
      ROLES.indexOf(role) >= ROLES.indexOf(needed as Role)
        ? 'allowed'
        : role === 'ANONYMOUS'
          ? 'UNAUTHENTICATED'
          : 'FORBIDDEN',
    ]);
    expect({ [one.field.name]: row }).toEqual({ [one.field.name]: Object.fromEntries(expected) });
    table[`${one.operation} ${one.field.name}`] = row;
  }
  const width = Math.max(...Object.keys(table).map((name) => name.length));
  const lines = Object.entries(table).map(([name, row]) =>
    `${name.padEnd(width)}  ${ROLES.map((role) => (row[role] ?? '').padEnd(15)).join('  ')}`.trimEnd(),
  );
  const head = `${''.padEnd(width)}  ${ROLES.map((role) => role.padEnd(15)).join('  ')}`.trimEnd();
  await expect([head, ...lines.sort(), ''].join('\n')).toMatchFileSnapshot('__snapshots__/roles.txt');
}, 120_000);

test('feeds, webhooks and keys are kept by administrators, all else by editors', () => {
  for (const field of mutations) {
    const forAdministrators = /Feeds?$|Webhook$|^redeliver$|ApiKey$/.test(field.name);
    expect([field.name, roleOf(field)]).toEqual([field.name, forAdministrators ? 'ADMIN' : 'EDITOR']);
  }
});

test('every rule is in its field’s description', () => {
  const guarded = Object.values(schema.getTypeMap())
    .flatMap(fieldsOf)
    .filter((field) => roleOf(field) !== undefined);
  expect(guarded.length).toBeGreaterThanOrEqual(calls.length);
  for (const field of guarded) expect(field.description).toContain(`Role ${roleOf(field)}.`);
});

describe('a schema is not made', () => {
  const bare = () => {
    // The schema's own plugins are known to the types, and this one needs none of their options.
    const options = { plugins: ['roles'] } as unknown as ConstructorParameters<typeof SchemaBuilder>[0];
    const builder = new SchemaBuilder<{ AuthScopes: { role: Role } }>(options as never);
    builder.queryType({ fields: (t) => ({ one: t.int({ nullable: true, resolve: () => 1 }) }) });
    return builder;
  };

  test('with a mutation that has no rule', () => {
    const builder = bare();
    builder.mutationType({ fields: (t) => ({ open: t.int({ nullable: true, resolve: () => 1 }) }) });
    expect(() => builder.toSchema()).toThrow('Mutation.open says not who may');
  });

  test('with a subscription that has no rule', () => {
    const builder = bare();
    builder.subscriptionType({
      fields: (t) => ({ open: t.int({ nullable: true, subscribe: async function* () {}, resolve: () => 1 }) }),
    });
    expect(() => builder.toSchema()).toThrow('Subscription.open says not who may');
  });

  test('with a rule that is more than a role', () => {
    const builder = bare();
    builder.mutationType({
      fields: (t) => ({ odd: t.int({ nullable: true, authScopes: () => true, resolve: () => 1 }) }),
    });
    expect(() => builder.toSchema()).toThrow('Mutation.odd: a rule names one role');
  });
});
