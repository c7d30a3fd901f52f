// Claims as curators record and rank them.
import type { Claim } from '../../record/claim.js';
import { type ClaimOutcome, kindOf, rankClaim, recordClaim } from '../../record/statement.js';
import { builder } from '../builder.js';
import { ClaimRef, claimOf } from '../claim.js';
import type { Context } from '../context.js';
import { NotFoundErrorRef, notFoundError, ValidationErrorRef, validationError } from '../errors.js';
import { recordKindOf } from '../record.js';
import { ClaimRankEnum } from '../vocabulary/provenance.js';
import { given, withDates } from './document.js';
import { FuzzyDateInput } from './inputs.js';
import { signature } from './result.js';

const ClaimInput = builder.inputType('ClaimInput', {
  description: 'What one source says about one field of one record.',
  fields: (t) => ({
    record: t.globalID({ required: true, description: 'The record spoken of.' }),
    field: t.string({ required: true, description: 'One of the record’s fields, or a name for what has no field.' }),
    value: t.field({ type: 'JSON', description: 'What the source says.' }),
    source: t.string({ required: true, description: 'Slug of the source.' }),
    quote: t.string({ description: 'The source’s own words, 200 characters at the most.' }),
    statedBy: t.string({ description: 'Slug of the actor that says it, as the source reports.' }),
    statedOn: t.field({ type: FuzzyDateInput, description: 'When, where that differs from the source’s date.' }),
    confidence: t.int({ description: 'How sure the curator is, 0 to 100.' }),
    rank: t.field({
      type: ClaimRankEnum,
      description: 'How it ranks among competing ones; NORMAL where it is left out.',
    }),
    note: t.string({ description: 'A curator’s remark on the claim.' }),
  }),
});

const RecordClaimSuccess = builder.objectRef<{ __typename: string; id: string }>('RecordClaimSuccess').implement({
  description: 'The claim is in the record.',
  fields: (t) => ({
    claim: t.field({
      type: ClaimRef,
      description: 'The claim as it is now.',
      resolve: ({ id }, _args, { load }) => claimOf(load, id),
    }),
  }),
});

const RecordClaimResult = builder.unionType('RecordClaimResult', {
  description: 'What came of a claim.',
  types: [RecordClaimSuccess, ValidationErrorRef, NotFoundErrorRef],
  resolveType: (value) => (value as { __typename: string }).__typename as never,
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

builder.mutationFields((t) => ({
  recordClaim: t.field({
    type: RecordClaimResult,
    description:
      'Adds what a source says to a record, beside what others say; the same statement again changes its rank, quote or note. A PREFERRED claim takes the place of the one that was, and a field of the record that it speaks of shows its value. Figures and steps that a record lists are added by saving the record. Role EDITOR.',
    authScopes: { role: 'EDITOR' },
    args: { input: t.arg({ type: ClaimInput, required: true, description: 'The claim.' }) },
    resolve: async (_root, { input: { record, ...claim } }, context) => {
      const recordKind = recordKindOf(record.typename);
      if (recordKind === null) return notFoundError(`${record.typename} is no kind of record`) as never;
      const document = withDates(given(claim)) as Claim;
      const outcome = await recordClaim(
        context.database,
        kindOf(recordKind),
        record.id,
        document,
        signature(context, null),
      );
      return resultOf(context, outcome, ['input']);
    },
  }),
  rankClaim: t.field({
    type: RecordClaimResult,
    description:
      'Ranks a claim among competing ones. Of these one at most is PREFERRED: the one that was steps back, and what readers are shown follows. Role EDITOR.',
    authScopes: { role: 'EDITOR' },
    args: {
      id: t.arg.globalID({ required: true, description: 'The claim.' }),
      rank: t.arg({ type: ClaimRankEnum, required: true, description: 'Its rank.' }),
    },
    resolve: async (_root, { id: { typename, id }, rank }, context) => {
      if (typename !== 'Claim' || !UUID.test(id)) return notFoundError('no claim has this id') as never;
      return resultOf(context, await rankClaim(context.database, id, rank, signature(context, null)), []);
    },
  }),
}));

function resultOf(context: Context, outcome: ClaimOutcome, path: string[]) {
  context.load.forget();
  if (outcome.kind === 'done') return { __typename: 'RecordClaimSuccess', id: outcome.id };
  if (outcome.kind === 'unknown') return notFoundError(outcome.message) as never;
  return validationError(outcome.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }))) as never;
}
