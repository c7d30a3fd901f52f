// The mutation that saves records of a kind: its types, and what it does.
import type { InputRef, MaybePromise, ObjectRef } from '@pothos/core';
import type { AnyDocument, AnyKind } from '../../record/kind.js';
import { patched } from '../../record/patch.js';
import { save } from '../../record/save.js';
import { builder, type Types } from '../builder.js';
import { ConflictErrorRef, ValidationErrorRef } from '../errors.js';
import type { Loaders } from '../loaders.js';
import type { RecordRow } from '../record.js';
import { stateSlugs, withDates } from './document.js';
import { refusal, signature } from './result.js';

interface Saving<Input extends { slug: string }, Row extends RecordRow> {
  /** Name of the type: `Deal`. */
  name: string;
  /** Name of the field that the success carries: `deal`. */
  field: string;
  kind: AnyKind;
  node: ObjectRef<Types, Row>;
  input: InputRef<Input>;
  one: (load: Loaders, slug: string) => MaybePromise<Row>;
  /** The change that the input stands for, in the form of the record's document; `before` is what is stored. */
  change: (input: Input, before: AnyDocument | undefined, stateSlug: (name: string) => string) => object;
  /** Fields of the input that name states, by slug or code. */
  states?: (input: Input) => readonly (string | null | undefined)[];
}

interface Arguments<Input> {
  input: Input;
  ifVersion: number | null | undefined;
  reason: string | null | undefined;
}

export function saveMutation<Input extends { slug: string }, Row extends RecordRow>(saving: Saving<Input, Row>): void {
  const { name, field, kind } = saving;
  interface Success {
    __typename: string;
    slug: string;
  }
  const SuccessRef = builder.objectRef<Success>(`Save${name}Success`).implement({
    description: 'The record is saved.',
    fields: (t) => ({
      [field]: t.field({
        type: saving.node as never,
        description: 'The record as it is now.',
        resolve: ({ slug }, _args, { load }) => saving.one(load, slug) as never,
      }),
    }),
  });
  const ResultRef = builder.unionType(`Save${name}Result`, {
    description: 'What came of a save.',
    types: [SuccessRef, ValidationErrorRef, ConflictErrorRef],
    resolveType: (value) => (value as { __typename: string }).__typename as never,
  });
  builder.mutationField(`save${name}`, (t) =>
    t.field({
      type: ResultRef as never,
      description: `Saves what the input gives of one record; what it leaves out stays as it is. A new slug makes a new record. Role EDITOR.`,
      authScopes: { role: 'EDITOR' },
      args: {
        input: t.arg({ type: saving.input, required: true, description: 'The record.' }),
        ifVersion: t.arg.int({
          description:
            'The version that the change was made from: a newer one refuses the save. 0 only makes a new record. Left out, it overwrites whatever is there.',
        }),
        reason: t.arg.string({ description: 'Why, for the record’s revisions.' }),
      },
      resolve: async (_root, args, context) => {
        const { input, ifVersion, reason } = args as unknown as Arguments<Input>;
        const { slug } = input;
        const stateSlug = await stateSlugs(context, saving.states?.(input) ?? []);
        const documentFrom = (before: AnyDocument | undefined) =>
          patched(before, withDates({ ...saving.change(input, before, stateSlug), slug }) as AnyDocument);
        const outcome = await save(context.database, kind, slug, documentFrom, {
          ...signature(context, reason),
          ifVersion: ifVersion ?? null,
        });
        context.load.forget();
        if (outcome.kind === 'done') return { __typename: `Save${name}Success`, slug } as never;
        return refusal(outcome, ['input']) as never;
      },
    }),
  );
}
