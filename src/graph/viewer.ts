// Who is asking.
import type { ViewerRole } from '../database/generated/enums.js';
import { builder } from './builder.js';
import type { Viewer } from './context.js';
import { vocabulary } from './vocabulary/vocabulary.js';

export const ViewerRoleEnum = vocabulary<ViewerRole>('ViewerRole', 'What somebody may do.', {
  ANONYMOUS: 'Reads all that is public; came without a key.',
  READER: 'Reads all that is public, with a key.',
  EDITOR: 'Also keeps records and reviews mentions.',
  ADMIN: 'Also keeps feeds, webhooks and keys.',
});

const ViewerRef = builder.objectRef<Viewer>('Viewer').implement({
  description: 'Who is asking.',
  fields: (t) => ({
    role: t.expose('role', { type: ViewerRoleEnum, description: 'What the asker may do.' }),
    name: t.exposeString('name', { nullable: true, description: 'Name of the key; null without one.' }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({ type: ViewerRef, description: 'Who is asking.', resolve: (_root, _args, { viewer }) => viewer }),
);
