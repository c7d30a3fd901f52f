// Lets a mutation run only for those who may.
import { GraphQLError } from 'graphql';
import type { ViewerRole } from '../database/generated/enums.js';
import type { Viewer } from './context.js';

const RANK: Record<ViewerRole, number> = { ANONYMOUS: 0, READER: 1, EDITOR: 2, ADMIN: 3 };

/** Throws a GraphQLError: UNAUTHENTICATED where nobody in particular asks, FORBIDDEN where the key's role is too low. */
export function authorise({ role }: Viewer, needed: ViewerRole): void {
  if (RANK[role] >= RANK[needed]) return;
  if (role === 'ANONYMOUS') {
    throw new GraphQLError(`This takes a key with role ${needed}: send it as "Authorization: Bearer <key>"`, {
      extensions: { code: 'UNAUTHENTICATED' },
    });
  }
  throw new GraphQLError(`This takes a key with role ${needed}; the key that came has role ${role}`, {
    extensions: { code: 'FORBIDDEN' },
  });
}
