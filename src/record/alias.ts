// Other names of a record, in the order in which they are written.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { AliasKind, Basis } from '../database/generated/enums.js';
import { entryList } from './list.js';
import { unless, withoutAbsent } from './normal-form.js';
import type { Row } from './row.js';
import { language, text } from './text.js';

const alias = z.strictObject({
  text,
  language: language.optional(),
  kind: z.enum(AliasKind).optional(),
  caseSensitive: z.boolean().optional(),
  basis: z.enum(Basis).optional(),
});

export const aliases = entryList('aliases', alias);

export type Alias = z.output<typeof alias>;
export type AliasRow = Row<Prisma.AliasModel>;

export function aliasRows(recordSlug: string, list: Alias[] = []): AliasRow[] {
  return list.map((alias, position) => ({
    recordSlug,
    position,
    text: alias.text,
    language: alias.language ?? null,
    kind: alias.kind ?? 'NAME',
    caseSensitive: alias.caseSensitive ?? false,
    basis: alias.basis ?? 'SOURCE',
  }));
}

export function aliasesOf(rows: AliasRow[]): Alias[] {
  return rows.map((row) =>
    withoutAbsent({
      text: row.text,
      language: row.language,
      kind: unless('NAME', row.kind),
      caseSensitive: unless(false, row.caseSensitive),
      basis: unless('SOURCE', row.basis),
    }),
  );
}
