// Finds things again by their global identifiers, each kind through the loader that its other readers use.
import { brandWithType } from '@pothos/core';
import type { GraphQLError } from 'graphql';
import { failure, shown } from './error-codes.js';
import type { Loaders, Lookup } from './loaders.js';

const SLUG = /^[a-z0-9-]{1,120}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Kind {
  find: (load: Loaders, key: string) => Promise<object | null>;
  key: RegExp;
}

const kinds = new Map<string, Kind>();

/** Makes a type's rows findable by what its global identifiers carry. */
export function registerNode<Row extends object>(
  typename: string,
  key: 'slug' | 'uuid',
  lookup: Lookup<Row>,
  find: (load: Loaders, key: string) => Promise<Row | null> = (load, value) => load.one(lookup, value),
): void {
  kinds.set(typename, { find, key: key === 'slug' ? SLUG : UUID });
}

export interface GlobalId {
  typename: string;
  id: string;
}

/** What has not the form of an identifier is a type that nothing has: itself, in quotes. */
export function readGlobalId(text: string): GlobalId {
  const [typename, ...rest] = Buffer.from(text, 'base64').toString().split(':');
  const sound = typename !== undefined && /^\w+$/.test(typename) && rest.length > 0;
  return sound ? { typename, id: rest.join(':') } : { typename: shown(text), id: '' };
}

/**
 * Null for each identifier that names nothing, also where what it carries has the wrong form: the database is not asked
 * then. An error for each that is none.
 */
export function resolveNodes(
  load: Loaders,
  ids: readonly GlobalId[],
  argument: string,
): Promise<(object | GraphQLError | null)[]> {
  return Promise.all(
    ids.map(async ({ typename, id }) => {
      if (typename.startsWith('"')) return badIdentifier(argument, typename);
      const kind = kinds.get(typename);
      if (kind === undefined || !kind.key.test(id)) return null;
      const row = await kind.find(load, id);
      if (row !== null) brandWithType(row, typename as never);
      return row;
    }),
  );
}

function badIdentifier(argument: string, quoted: string): GraphQLError {
  const text = `Argument "${argument}" cannot take ${quoted}: it takes global identifiers that this graph has given`;
  return failure('BAD_USER_INPUT', text, { argument });
}
