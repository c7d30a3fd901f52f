// Weapon systems as curators save them.
import type { AnyKind } from '../../record/kind.js';
import { system } from '../../record/system.js';
import { builder } from '../builder.js';
import { SystemRef, systemOf } from '../system.js';
import { SystemKindEnum } from '../vocabulary/system.js';
import { BasisEnum } from '../vocabulary/values.js';
import { eachOf } from './document.js';
import { AliasInput, NEEDED, PATCH } from './inputs.js';
import { saveMutation } from './save.js';

const SystemInput = builder.inputType('SystemInput', {
  description: `A weapon system, or what to change of it. ${PATCH}`,
  fields: (t) => ({
    slug: t.string({ required: true, description: 'Its slug, for ever: lower-case letters, digits, single hyphens.' }),
    name: t.string({ description: `The name it is shown under. ${NEEDED}` }),
    kind: t.field({ type: SystemKindEnum, description: `What kind of system it is. ${NEEDED}` }),
    summary: t.string({ description: 'One or two sentences on what it is.' }),
    note: t.string({ description: 'A curator’s remark.' }),
    basis: t.field({ type: BasisEnum, description: 'What vouches for it.' }),
    manufacturers: t.stringList({ description: 'Slugs of the actors that make it.' }),
    origins: t.stringList({ description: 'The states it comes from, by slug or ISO 3166-1 alpha-2 code.' }),
    aliases: t.field({ type: [AliasInput], description: 'Other names under which texts speak of it.' }),
    sources: t.stringList({ description: 'Slugs of sources for the record as a whole.' }),
  }),
});

saveMutation({
  name: 'System',
  field: 'system',
  kind: system as unknown as AnyKind,
  node: SystemRef,
  input: SystemInput,
  one: systemOf,
  states: ({ origins }) => origins ?? [],
  change: ({ origins, ...input }, _before, stateSlug) => ({ ...input, origins: eachOf(origins, stateSlug) }),
});
