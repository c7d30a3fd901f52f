// Sources as curators save them.
import type { AnyDocument, AnyKind } from '../../record/kind.js';
import { patched } from '../../record/patch.js';
import { save } from '../../record/save.js';
import { source } from '../../record/source.js';
import { builder } from '../builder.js';
import { ValidationErrorRef } from '../errors.js';
import { SourceRef, sourceOf } from '../source.js';
import { SourceKindEnum } from '../vocabulary/provenance.js';
import { withDates } from './document.js';
import { FuzzyDateInput, PATCH } from './inputs.js';
import { refusal, signature } from './result.js';

const SourceInput = builder.inputType('SourceInput', {
  description: 'A text that facts were read in, as it shall be.',
  fields: (t) => ({
    slug: t.string({ required: true, description: 'Its slug, for ever: lower-case letters, digits, single hyphens.' }),
    title: t.string({ description: 'Its title.' }),
    url: t.field({
      type: 'URL',
      description: 'Its address. An article that came through a feed from there is tied to it.',
    }),
    publisher: t.string({ description: 'Who published it.' }),
    publishedOn: t.field({ type: FuzzyDateInput, description: 'When.' }),
    language: t.string({ description: 'Its language, as a BCP 47 tag.' }),
    reliability: t.string({ description: 'What a reader should know of how far to trust it.' }),
    kind: t.field({ type: SourceKindEnum, description: 'What kind of publisher it has.' }),
  }),
});

const SaveSourceSuccess = builder.objectRef<{ __typename: string; slug: string }>('SaveSourceSuccess').implement({
  description: 'The source is saved.',
  fields: (t) => ({
    source: t.field({
      type: SourceRef,
      description: 'The source as it is now.',
      resolve: async ({ slug }, _args, { load }) =>
        (await sourceOf(load, slug)) as NonNullable<Awaited<ReturnType<typeof sourceOf>>>,
    }),
  }),
});

const SaveSourceResult = builder.unionType('SaveSourceResult', {
  description: 'What came of a save.',
  types: [SaveSourceSuccess, ValidationErrorRef],
  resolveType: (value) => (value as { __typename: string }).__typename as never,
});

builder.mutationField('saveSource', (t) =>
  t.field({
    type: SaveSourceResult,
    description:
      'Saves what the input gives of one source; what it leaves out stays as it is. A new slug makes a new source. Role EDITOR.',
    authScopes: { role: 'EDITOR' },
    args: { input: t.arg({ type: SourceInput, required: true, description: 'The source.' }) },
    resolve: async (_root, { input }, context) => {
      const outcome = await save(
        context.database,
        source as unknown as AnyKind,
        input.slug,
        (before) => patched(before, withDates(input) as AnyDocument),
        { ...signature(context, null), ifVersion: null },
      );
      context.load.forget();
      if (outcome.kind === 'done') return { __typename: 'SaveSourceSuccess', slug: outcome.slug };
      return refusal(outcome, ['input']) as never;
    },
  }),
);
