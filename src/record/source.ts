// Sources: the texts that facts were read in.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { SourceKind } from '../database/generated/enums.js';
import { dateColumns, dateOf, fuzzyDate } from './fuzzy-date.js';
import type { Kind } from './kind.js';
import { withoutAbsent } from './normal-form.js';
import type { Row } from './row.js';
import { slug } from './slug.js';
import { language, text, webAddress } from './text.js';

const sourceSchema = z.strictObject({
  slug,
  title: text.optional(),
  url: webAddress.optional(),
  publisher: text.optional(),
  publishedOn: fuzzyDate.optional(),
  language: language.optional(),
  reliability: text.optional(),
  kind: z.enum(SourceKind).optional(),
});

export type SourceDocument = z.output<typeof sourceSchema>;
/** The article that a source arrived as is for the linking of feeds to say, not for documents. */
type SourceRow = Omit<Row<Prisma.SourceModel>, 'articleId'>;

export const source: Kind<SourceDocument, SourceRow, object> = {
  name: 'source',
  file: 'sources.json',
  schema: sourceSchema,
  recordKind: null,
  parts: [],
  rows: (document) => ({
    head: {
      slug: document.slug,
      title: document.title ?? null,
      url: document.url ?? null,
      publisher: document.publisher ?? null,
      ...dateColumns('publishedOn', document.publishedOn),
      language: document.language ?? null,
      reliability: document.reliability ?? null,
      kind: document.kind ?? null,
    },
    parts: {},
  }),
  document: ({ head }) =>
    withoutAbsent({
      slug: head.slug,
      title: head.title,
      url: head.url,
      publisher: head.publisher,
      publishedOn: dateOf('publishedOn', head),
      language: head.language,
      reliability: head.reliability,
      kind: head.kind,
    }),
};
