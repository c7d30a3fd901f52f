// Records that curators take out again.
import { remove } from '../../record/remove.js';
import { kindOf } from '../../record/statement.js';
import { builder } from '../builder.js';
import { ConflictErrorRef, NotFoundErrorRef, notFoundError, ValidationErrorRef } from '../errors.js';
import { recordKindOf } from '../record.js';
import { refusal, signature } from './result.js';

const DeleteRecordSuccess = builder
  .objectRef<{ __typename: string; deletedId: { type: string; id: string } }>('DeleteRecordSuccess')
  .implement({
    description: 'The record is gone; the past still knows it.',
    fields: (t) => ({
      deletedId: t.globalID({
        description: 'Its identifier.',
        resolve: ({ deletedId }) => ({ type: deletedId.type as never, id: deletedId.id }),
      }),
    }),
  });

const DeleteRecordResult = builder.unionType('DeleteRecordResult', {
  description: 'What came of a deletion.',
  types: [DeleteRecordSuccess, ValidationErrorRef, ConflictErrorRef, NotFoundErrorRef],
  resolveType: (value) => (value as { __typename: string }).__typename as never,
});

builder.mutationField('deleteRecord', (t) =>
  t.field({
    type: DeleteRecordResult,
    description:
      'Deletes a record that no other record names. Its slug never comes back for another; `asOf` shows it as it was. Role EDITOR.',
    authScopes: { role: 'EDITOR' },
    args: {
      id: t.arg.globalID({ required: true, description: 'The record.' }),
      ifVersion: t.arg.int({ required: true, description: 'The version that was read: a newer one refuses.' }),
      reason: t.arg.string({ required: true, description: 'Why, for its last revision.' }),
    },
    resolve: async (_root, { id: { typename, id }, ifVersion, reason }, context) => {
      const recordKind = recordKindOf(typename);
      if (recordKind === null) return notFoundError(`${typename} is no kind of record`) as never;
      const outcome = await remove(context.database, kindOf(recordKind), id, {
        ...signature(context, reason),
        ifVersion,
      });
      context.load.forget();
      if (outcome.kind !== 'done') return refusal(outcome, []) as never;
      return { __typename: 'DeleteRecordSuccess', deletedId: { type: typename, id } };
    },
  }),
);
