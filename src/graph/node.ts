// Finds things again by their global identifiers, each kind through the loader that its other readers use.
import { brandWithType } from '@pothos/core';
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

/** Null for each identifier that names nothing, also where it has the wrong form: the database is not asked then. */
export function resolveNodes(load: Loaders, ids: readonly GlobalId[]): Promise<(object | null)[]> {
  return Promise.all(
    ids.map(async ({ typename, id }) => {
      const kind = kinds.get(typename);
      if (kind === undefined || !kind.key.test(id)) return null;
      const row = await kind.find(load, id);
      if (row !== null) brandWithType(row, typename as never);
      return row;
    }),
  );
}
