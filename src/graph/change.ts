// What has changed, in an order that a reader can follow to its end and from there: the outbox.
import { encodeGlobalID } from '@pothos/plugin-relay';
import type { ChangeKind, ChangeType } from '../database/generated/enums.js';
import { builder } from './builder.js';
import { connectionOf } from './connection.js';
import { sql } from './fragment.js';
import { badArgument, cursorOf, encode, type Listing, type Page, pageRequest } from './listing.js';
import type { Loaders } from './loaders.js';
import { resolveNodes } from './node.js';
import { vocabulary } from './vocabulary/vocabulary.js';

interface ChangeRow {
  at: Date;
  type: ChangeType;
  kind: ChangeKind;
  nodeId: string;
}

const TYPENAMES: Record<ChangeType, string> = {
  ACTOR: 'Actor',
  SYSTEM: 'System',
  DEAL: 'Deal',
  FUNDING: 'Funding',
  INCIDENT: 'Incident',
  ARTICLE: 'Article',
  MENTION: 'Mention',
  FEED: 'Feed',
};

/**
 * Its key is the types that are wanted, with commas between; none for all. A transaction that is still open may write
 * what comes before something that another has committed: nothing is shown that could be overtaken so.
 */
const changes: Listing<ChangeRow> = {
  from: 'change c',
  where: `c.xid < pg_snapshot_xmin(pg_current_snapshot())
    and (k.key = '' or c.type::text = any(string_to_array(k.key, ',')))`,
  order: [
    { by: 'c.xid', type: 'xid8' },
    { by: 'c.seq', type: 'bigint' },
  ],
  direction: 'asc',
  columns: 'c.at, c.type, c.kind, c.node_id as "nodeId"',
};

const ChangeTypeEnum = vocabulary<ChangeType>('ChangeType', 'What a change is of.', {
  ACTOR: 'An actor.',
  SYSTEM: 'A weapon system.',
  DEAL: 'A deal.',
  FUNDING: 'A funding line.',
  INCIDENT: 'An incident.',
  ARTICLE: 'An article.',
  MENTION: 'A tie between an article and a record.',
  FEED: 'A feed.',
});

const ChangeKindEnum = vocabulary<ChangeKind>('ChangeKind', 'What happened to it.', {
  CREATED: 'It is new.',
  UPDATED: 'It, or a part of it, is another than before.',
  DELETED: 'It is gone.',
});

const ChangeRef = builder.objectRef<ChangeRow>('Change').implement({
  description: 'One change, told once however much of the thing it touched.',
  fields: (t) => ({
    cursor: t.string({
      description: 'Place among the changes: give it to `after`, and what follows is what came later.',
      resolve: (row) => cursorOf(changes, row),
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was saved.' }),
    type: t.expose('type', { type: ChangeTypeEnum, description: 'What kind of thing changed.' }),
    kind: t.expose('kind', { type: ChangeKindEnum, description: 'What happened to it.' }),
    node: t.field({
      type: builder.nodeInterfaceRef(),
      nullable: true,
      description: 'The thing as it is now; null once it is deleted.',
      resolve: async ({ type, nodeId }, _args, { load }) => {
        const [node] = await resolveNodes(load, [{ typename: TYPENAMES[type], id: nodeId }], 'id');
        // The slug of an actor that was merged into another leads there, but that is not what changed.
        return node == null || ('slug' in node && node.slug !== nodeId) ? null : (node as never);
      },
    }),
    nodeId: t.id({
      description: 'Its global identifier, also once it is deleted.',
      resolve: ({ type, nodeId }) => encodeGlobalID(TYPENAMES[type], nodeId),
    }),
  }),
});

type ChangeStart = 'BEGINNING' | 'NOW';

const ChangeStartEnum = vocabulary<ChangeStart>('ChangeStart', 'Where changes are read from.', {
  BEGINNING: 'From the first change that there was.',
  NOW: 'From the next change on: the page is empty, and its `endCursor` leads to what follows.',
});

/**
 * An empty page at the end of what is shown. Whatever is not shown yet, because its transaction or an earlier one has not
 * ended, belongs to a transaction from the oldest open one on: its cursor stands before the first change of that.
 */
async function endOfChanges(load: Loaders): Promise<Page<ChangeRow>> {
  const [now] = await load.rows<{ xid: string }>(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`);
  const cursor = encode([now?.xid, 0]); // the numbers of changes begin at 1
  const pageInfo = { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: cursor };
  return { edges: [], nodes: [], pageInfo, total: () => Promise.resolve(0) };
}

const { connection: ChangeConnection } = connectionOf(ChangeRef, { of: 'changes', counted: false });

builder.queryField('changes', (t) =>
  t.field({
    type: ChangeConnection,
    description:
      'All changes, the oldest first. None is ever skipped: a change is shown when every transaction that began before it has ended. On an empty page, ask again with the same cursor, or, after `start: NOW`, with its `endCursor`.',
    args: {
      after: t.arg.string({ description: 'Cursor of the change before the page.' }),
      start: t.arg({
        type: ChangeStartEnum,
        description: 'Where to begin without `after`; from the beginning if left out.',
      }),
      first: t.arg.int({ description: 'How many, 1 to 100; 20 where no size is given.' }),
      types: t.arg({ type: [ChangeTypeEnum], description: 'Of these only; of all where left out.' }),
    },
    resolve: (_root, { types, start, ...page }, { load }) => {
      const request = pageRequest(changes, page);
      if (start != null && page.after != null) throw badArgument('start', start, '`after` or `start`, never both');
      if (start === 'NOW') return endOfChanges(load);
      return load.page(changes, [...new Set(types ?? [])].sort().join(','), request);
    },
  }),
);
