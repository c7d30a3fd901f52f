// What a request carries through its resolvers.
import type { Database } from '../database/connect.js';
import type { ViewerRole } from '../database/generated/enums.js';
import type { Sql } from '../database/sql.js';
import type { FeedKeeper } from './feed-keeper.js';
import { Loaders } from './loaders.js';

export interface Viewer {
  role: ViewerRole;
  /** Name of the key that the request came with. */
  name: string | null;
}

export interface Context {
  viewer: Viewer;
  prisma: Database['prisma'];
  /** For what mutations change. */
  database: Database;
  /** For reads: ended when the client leaves, or when the request has taken its time. */
  sql: Sql;
  load: Loaders;
  feeds: FeedKeeper;
  /** The same request, reading the graph as it was known at an instant. */
  at(instant: Date): Context;
}

interface Asking {
  viewer: Viewer;
  /** Aborts when the client leaves. */
  signal?: AbortSignal;
}

export function createContext(database: Database, feeds: FeedKeeper, { viewer, signal }: Asking): Context {
  const past = new Map<number, Context>();
  const sql = database.reads(signal);
  const context: Context = {
    viewer,
    prisma: database.prisma,
    database,
    sql,
    load: new Loaders(sql),
    feeds,
    at: (instant) => {
      const key = instant.valueOf();
      const known = past.get(key);
      if (known !== undefined) return known;
      const then = { ...context, load: context.load.at(instant) };
      past.set(key, then);
      return then;
    },
  };
  return context;
}
