// What a request carries through its resolvers.
import type { Database } from '../database/connect.js';
import type { ViewerRole } from '../database/generated/enums.js';
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
}

export function createContext(database: Database, viewer: Viewer): Context {
  return { viewer, prisma: database.prisma, load: new Loaders(database.sql) };
}
