// Two entries of one actor made one, and made two again.
import { mergeActors, undoMerge } from '../../record/merge.js';
import type { Outcome } from '../../record/save.js';
import { ActorRef, actorOf } from '../actor.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { NotFoundErrorRef, notFoundError, ValidationErrorRef } from '../errors.js';
import { refusal, signature } from './result.js';

const MergeActorsSuccess = builder.objectRef<{ __typename: string; slug: string }>('MergeActorsSuccess').implement({
  description: 'Done.',
  fields: (t) => ({
    actor: t.field({
      type: ActorRef,
      description: 'The actor that was kept; of an undone merge, the one that is back.',
      resolve: ({ slug }, _args, { load }) => actorOf(load, slug),
    }),
  }),
});

const MergeActorsResult = builder.unionType('MergeActorsResult', {
  description: 'What came of a merge.',
  types: [MergeActorsSuccess, ValidationErrorRef, NotFoundErrorRef],
  resolveType: (value) => (value as { __typename: string }).__typename as never,
});

function resultOf(context: Context, outcome: Outcome) {
  context.load.forget();
  if (outcome.kind !== 'done') return refusal(outcome, []) as never;
  return { __typename: 'MergeActorsSuccess', slug: outcome.slug };
}

function noActor(typename: string) {
  return notFoundError(`${typename} is no actor`) as never;
}

builder.mutationFields((t) => ({
  mergeActors: t.field({
    type: MergeActorsResult,
    description:
      'Makes two entries of one actor one: names, offices, claims, mentions and every place that names the dropped one go to the kept one, and the dropped slug leads to it. `undoMerge` takes it back. Role EDITOR.',
    authScopes: { role: 'EDITOR' },
    args: {
      keep: t.arg.globalID({ required: true, description: 'The actor that stays.' }),
      drop: t.arg.globalID({ required: true, description: 'The actor that becomes part of it.' }),
      reason: t.arg.string({ required: true, description: 'Why, for the revisions.' }),
    },
    resolve: async (_root, { keep, drop, reason }, context) => {
      const other = [keep, drop].find(({ typename }) => typename !== 'Actor');
      if (other !== undefined) return noActor(other.typename);
      return resultOf(context, await mergeActors(context.database, keep.id, drop.id, signature(context, reason)));
    },
  }),
  undoMerge: t.field({
    type: MergeActorsResult,
    description:
      'Takes a merge back: all is as it was before it, and what was changed since stays changed. Role EDITOR.',
    authScopes: { role: 'EDITOR' },
    args: {
      actor: t.arg.globalID({
        required: true,
        description: 'The actor that was merged away, or the one it went into: then its latest merge.',
      }),
      reason: t.arg.string({ required: true, description: 'Why, for the revisions.' }),
    },
    resolve: async (_root, { actor, reason }, context) => {
      if (actor.typename !== 'Actor') return noActor(actor.typename);
      return resultOf(context, await undoMerge(context.database, actor.id, signature(context, reason)));
    },
  }),
}));
