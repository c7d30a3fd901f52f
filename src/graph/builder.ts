// The schema builder: plugins, scalars and defaults that every concept's file builds on.
import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type { Context } from './context.js';
import './count-objects.js';
import type PrismaTypes from './generated/pothos.js';
import { getDatamodel } from './generated/pothos.js';
import { readGlobalId, resolveNodes } from './node.js';
import './past.js';
import { refuse, roleScopes, type Scopes } from './roles.js';

interface OwnTypes {
  Context: Context;
  PrismaTypes: PrismaTypes;
  AuthScopes: Scopes;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string | number };
    DateTime: { Input: Date; Output: Date };
    Decimal: { Input: string; Output: DecimalValue };
    URL: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
  };
}

export type Types = PothosSchemaTypes.ExtendDefaultTypes<OwnTypes>;

export const builder = new SchemaBuilder<OwnTypes>({
  plugins: [ScopeAuthPlugin, 'roles', RelayPlugin, PrismaPlugin, 'countObjects', 'past'],
  defaultFieldNullability: false,
  scopeAuth: {
    authScopes: roleScopes,
    authorizeOnSubscribe: true,
    unauthorizedError: (_parent, context, info) => refuse(context, info),
  },
  prisma: {
    client: (context) => context.prisma,
    dmmf: getDatamodel(),
    exposeDescriptions: true,
  },
  relay: {
    cursorType: 'String',
    decodeGlobalID: readGlobalId,
    nodeTypeOptions: { description: 'Anything that `node(id:)` finds again.' },
    idFieldOptions: { description: 'Global identifier, for `node(id:)` and for client caches.' },
    pageInfoTypeOptions: { description: 'Where a page stands among all entries.' },
    hasNextPageFieldOptions: { description: 'Whether entries follow the page.' },
    hasPreviousPageFieldOptions: { description: 'Whether entries precede the page.' },
    startCursorFieldOptions: { description: 'Cursor of the first entry; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last entry; null on an empty page.' },
    nodeQueryOptions: {
      description: 'Finds anything again by its global identifier; null where it is unknown.',
      args: { id: { description: 'A global identifier.' } },
      resolve: async (_root, { id }, { load }) => (await resolveNodes(load, [id], 'id'))[0] as object | null,
    },
    nodesQueryOptions: {
      description:
        'Finds many things again by their global identifiers; null for each that is unknown, with an error beside it for each that is none.',
      args: { ids: { description: 'Global identifiers.' } },
      resolve: (_root, { ids }, { load }) => resolveNodes(load, ids, 'ids'),
    },
  },
});

/** `numeric` columns arrive as text from flat SQL and as Prisma's Decimal from Prisma Client. */
export type DecimalValue = string | { toFixed(): string };

builder.queryType({ description: 'What can be asked.' });
builder.mutationType({ description: 'What can be changed, by those whose key allows it.' });
