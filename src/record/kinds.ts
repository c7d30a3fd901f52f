// All kinds of documents, in the order in which a change to several of them is told.
import { actor } from './actor.js';
import { deal } from './deal.js';
import { feed } from './feed.js';
import { funding } from './funding.js';
import { incident } from './incident.js';
import type { AnyKind, Kind, KindName } from './kind.js';
import { source } from './source.js';
import { system } from './system.js';

const kinds = { source, actor, system, funding, deal, incident, feed };

type DocumentOf<Name extends KindName> =
  (typeof kinds)[Name] extends Kind<infer Document, infer _Head, infer _Parts> ? Document : never;

/** Each kind's documents. */
export type Dataset = { [Name in KindName]: DocumentOf<Name>[] };

export const allKinds: readonly AnyKind[] = Object.values(kinds);

export function emptyDataset(): Dataset {
  return { source: [], actor: [], system: [], funding: [], deal: [], incident: [], feed: [] };
}
