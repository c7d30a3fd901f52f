// Bearer keys as administrators give them out and take them back.
import { createKey, type KeyRow, listKeys, revokeKey } from '../keys/keep.js';
import { builder } from './builder.js';
import { NotFoundErrorRef, notFoundError, ValidationErrorRef, validationError } from './errors.js';
import { ViewerRoleEnum } from './viewer.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const keyId = ({ id }: KeyRow) => ({ type: 'ApiKey' as never, id });

const ApiKeyRef = builder.objectRef<KeyRow>('ApiKey').implement({
  description: 'A bearer key. What it reads is known to its owner alone.',
  fields: (t) => ({
    id: t.globalID({ description: 'Identifier, for `revokeApiKey`.', resolve: keyId }),
    name: t.exposeString('name', { description: 'Whose key it is: revisions name it.' }),
    role: t.expose('role', { type: ViewerRoleEnum, description: 'What it may do.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, to a minute; null where it never was.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null while it works.',
    }),
  }),
});

interface Success {
  __typename: 'ApiKeySuccess';
  row: KeyRow;
  key: string | null;
}

const ApiKeySuccess = builder.objectRef<Success>('ApiKeySuccess').implement({
  description: 'The key is made, or revoked.',
  fields: (t) => ({
    id: t.globalID({ description: 'Identifier, for `revokeApiKey`.', resolve: ({ row }) => keyId(row) }),
    name: t.string({ description: 'Whose key it is.', resolve: ({ row }) => row.name }),
    role: t.field({ type: ViewerRoleEnum, description: 'What it may do.', resolve: ({ row }) => row.role }),
    key: t.exposeString('key', {
      nullable: true,
      description: 'The key, this once: only a hash of it is kept. Null where one was revoked.',
    }),
  }),
});

const ApiKeyResult = builder.unionType('ApiKeyResult', {
  description: 'What came of a wish about a key.',
  types: [ApiKeySuccess, ValidationErrorRef, NotFoundErrorRef],
  resolveType: ({ __typename }) => __typename,
});

builder.queryField('apiKeys', (t) =>
  t.field({
    type: [ApiKeyRef],
    description: 'The keys, those that work first; ones that were revoked stay in the list. Role ADMIN.',
    authScopes: { role: 'ADMIN' },
    resolve: (_root, _args, { sql }) => listKeys(sql),
  }),
);

builder.mutationFields((t) => ({
  createApiKey: t.field({
    type: ApiKeyResult,
    description: 'Makes a key, to be sent as `Authorization: Bearer <key>`. Role ADMIN.',
    authScopes: { role: 'ADMIN' },
    args: {
      name: t.arg.string({
        required: true,
        description: 'Whose key it is; revisions will name it. 100 characters at most.',
      }),
      role: t.arg({ type: ViewerRoleEnum, required: true, description: 'READER, EDITOR or ADMIN.' }),
    },
    resolve: async (_root, { name, role }, { database }) => {
      const outcome = await createKey(database, name, role);
      if (outcome.kind === 'invalid') return validationError(outcome.issues);
      return { __typename: 'ApiKeySuccess' as const, row: outcome.row, key: outcome.key };
    },
  }),
  revokeApiKey: t.field({
    type: ApiKeyResult,
    description: 'Revokes a key for good: every gateway refuses it from now on. Role ADMIN.',
    authScopes: { role: 'ADMIN' },
    args: { id: t.arg.globalID({ required: true, description: 'The key.' }) },
    resolve: async (_root, { id: { typename, id } }, { database }) => {
      const row = typename === 'ApiKey' && UUID.test(id) ? await revokeKey(database, id) : null;
      if (row === null) return notFoundError('no key has this id');
      return { __typename: 'ApiKeySuccess' as const, row, key: null };
    },
  }),
}));
