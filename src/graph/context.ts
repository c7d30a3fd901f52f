// What a request carries through its resolvers.
import type { Database } from '../database/connect.js';
import type { ViewerRole } from '../database/generated/enums.js';
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
  load: Loaders;
  feeds: FeedKeeper;
}

export function createContext(database: Database, feeds: FeedKeeper, viewer: Viewer): Context {
  return { viewer, prisma: database.prisma, load: new Loaders(database.sql), feeds };
}
