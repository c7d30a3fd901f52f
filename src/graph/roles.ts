// Who may do what, as a rule on the field itself: `authScopes: { role: 'EDITOR' }`. A mutation or a subscription without
// one makes no schema; a field of any other type without one may be read by everybody.
import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  PothosSchemaError,
  type SchemaTypes,
} from '@pothos/core';
import type { GraphQLError, GraphQLResolveInfo } from 'graphql';
import type { ViewerRole } from '../database/generated/enums.js';
import type { Context } from './context.js';
import { failure } from './error-codes.js';

/** What rules can ask for: a role, or any that may do more. */
export interface Scopes {
  role: ViewerRole;
}

const RANK: Record<ViewerRole, number> = { ANONYMOUS: 0, READER: 1, EDITOR: 2, ADMIN: 3 };

export const roleScopes = ({ viewer }: Context) => ({
  role: (needed: ViewerRole) => RANK[viewer.role] >= RANK[needed],
});

interface Ruled {
  /** Of a field's `extensions`: the least role that its rule lets through. */
  role?: ViewerRole;
}

/** UNAUTHENTICATED where nobody in particular asks, FORBIDDEN where the key's role is too low. */
export function refuse({ viewer: { role } }: Context, { parentType, fieldName }: GraphQLResolveInfo): GraphQLError {
  const needed = (parentType.getFields()[fieldName]?.extensions as Ruled | undefined)?.role;
  const text = `This takes a key with role ${needed}`;
  return role === 'ANONYMOUS'
    ? failure('UNAUTHENTICATED', `${text}: send it as "Authorization: Bearer <key>"`)
    : failure('FORBIDDEN', `${text}; the key that came has role ${role}`);
}

class RolesPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { authScopes } = config.pothosOptions as { authScopes?: Partial<Scopes> };
    const needed = authScopes?.role;
    const where = `${config.parentType}.${config.name}`;
    if (authScopes !== undefined && (needed === undefined || Object.keys(authScopes).length > 1)) {
      throw new PothosSchemaError(`${where}: a rule names one role, as in authScopes: { role: 'EDITOR' }`);
    }
    if (needed !== undefined) return { ...config, extensions: { ...config.extensions, role: needed } satisfies Ruled };
    if (config.kind === 'Mutation' || config.kind === 'Subscription') {
      throw new PothosSchemaError(`${where} says not who may: it needs authScopes: { role: 'EDITOR' } or the like`);
    }
    return config;
  }
}

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      roles: RolesPlugin<Types>;
    }
  }
}

SchemaBuilder.registerPlugin('roles', RolesPlugin);
