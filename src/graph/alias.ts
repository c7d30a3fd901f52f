// Other names under which texts speak of a record.
import { type Alias, Prisma } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import { builder } from './builder.js';
import type { Loaders, Lookup } from './loaders.js';
import { AliasKindEnum } from './vocabulary/actor.js';
import { BasisEnum } from './vocabulary/values.js';

const aliases: Lookup<Alias> = {
  text: `
    select ${columns(Prisma.AliasScalarFieldEnum, 'a')}
    from alias a where a.record_slug = any($1::text[]) order by a.position`,
  by: 'recordSlug',
};

export function aliasesOf(load: Loaders, slug: string): Promise<Alias[]> {
  return load.many(aliases, slug);
}

export const AliasRef = builder.prismaObject('Alias', {
  fields: (t) => ({
    text: t.exposeString('text'),
    language: t.exposeString('language', { nullable: true }),
    kind: t.expose('kind', { type: AliasKindEnum }),
    caseSensitive: t.exposeBoolean('caseSensitive'),
    basis: t.expose('basis', { type: BasisEnum }),
  }),
});
