// Weapon systems as curators save them.
import type { AnyKind } from '../../record/kind.js';
import { system } from '../../record/system.js';
import { builder } from '../builder.js';
import { SystemRef, systemOf } from '../system.js';
import { SystemKindEnum } from '../vocabulary/system.js';
import { BasisEnum } from '../vocabulary/values.js';
import { given, kept } from './document.js';
import { AliasInput, KEPT } from './inputs.js';
import { saveMutation } from './save.js';

const SystemInput = builder.inputType('SystemInput', {
  description: 'A weapon system as it shall be. Lists that are left out are empty.',
  fields: (t) => ({
    slug: t.string({ required: true, description: 'Its slug, for ever: lower-case letters, digits, single hyphens.' }),
    name: t.string({ required: true, description: 'The name it is shown under.' }),
    kind: t.field({ type: SystemKindEnum, required: true, description: 'What kind of system it is.' }),
    summary: t.string({ description: 'One or two sentences on what it is.' }),
    note: t.string({ description: `A curator’s remark. ${KEPT}` }),
    basis: t.field({ type: BasisEnum, description: `What vouches for it. ${KEPT}` }),
    manufacturers: t.stringList({ description: 'Slugs of the actors that make it.' }),
    origins: t.stringList({ description: 'Slugs of the states it comes from.' }),
    aliases: t.field({ type: [AliasInput], description: 'Other names under which texts speak of it.' }),
    sources: t.stringList({ description: `Slugs of sources for the record as a whole. ${KEPT}` }),
  }),
});

saveMutation({
  name: 'System',
  field: 'system',
  kind: system as unknown as AnyKind,
  node: SystemRef,
  input: SystemInput,
  one: systemOf,
  documentFrom: (input, before) => given({ ...input, ...kept(input, before, ['note', 'basis', 'sources', 'claims']) }),
});
