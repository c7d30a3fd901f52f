// Feeds as a curator lists them. What fetching learns about a feed is in the same row and in no document.
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { FeedAttestation, FeedKind, FeedLicence } from '../database/generated/enums.js';
import type { Kind } from './kind.js';
import { unless, withoutAbsent } from './normal-form.js';
import { reference } from './reference.js';
import type { Row } from './row.js';
import { slug } from './slug.js';
import { language, text, webAddress } from './text.js';

/** A file that was ingested by hand has no address on the network and keeps its urn. */
const feedAddress = z.union([webAddress, z.string().regex(/^urn:/)], { error: 'must be an http or https address' });

const feedSchema = z.strictObject({
  slug,
  title: text,
  url: feedAddress,
  language: language.optional(),
  kind: z.enum(FeedKind).optional(),
  attestation: z.enum(FeedAttestation).optional(),
  licence: z.enum(FeedLicence).optional(),
  publisher: reference('actor').optional(),
  note: text.optional(),
  enabled: z.boolean().optional(),
});

export type FeedDocument = z.output<typeof feedSchema>;

type Curated =
  | 'slug'
  | 'title'
  | 'url'
  | 'language'
  | 'publisherSlug'
  | 'kind'
  | 'attestation'
  | 'licence'
  | 'note'
  | 'enabled';
/** `listedUrl` is what the list said of a feed that has moved since: to repeat it is no change. */
type FeedRow = Pick<Row<Prisma.FeedModel>, Curated> & { listedUrl?: string | null };

export const feed: Kind<FeedDocument, FeedRow, object> = {
  name: 'feed',
  file: 'feeds.json',
  schema: feedSchema,
  recordKind: null,
  parts: [],
  rows: (document) => ({
    head: {
      slug: document.slug,
      title: document.title,
      url: document.url,
      language: document.language ?? null,
      publisherSlug: document.publisher ?? null,
      kind: document.kind ?? 'NEWS',
      attestation: document.attestation ?? null,
      licence: document.licence ?? 'FULL',
      note: document.note ?? null,
      enabled: document.enabled ?? true,
    },
    parts: {},
  }),
  document: ({ head }) =>
    withoutAbsent({
      slug: head.slug,
      title: head.title,
      url: head.listedUrl ?? head.url,
      language: head.language,
      kind: unless('NEWS', head.kind),
      attestation: head.attestation,
      licence: unless('FULL', head.licence),
      publisher: head.publisherSlug,
      note: head.note,
      enabled: unless(true, head.enabled),
    }),
};
