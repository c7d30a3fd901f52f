// The texts that vouch for facts.
import { Prisma, type Source } from '../database/generated/client.js';
import { columns } from '../database/sql.js';
import { builder } from './builder.js';
import { connectionOf, filteredArgs } from './connection.js';
import { filteredPage } from './filter/filter.js';
import { SourceFilterInput, sourceFilter } from './filter/news.js';
import type { Listing } from './listing.js';
import type { Loaders, Lookup } from './loaders.js';
import { registerNode } from './node.js';
import { FuzzyDateRef, fuzzyDate } from './values.js';
import { SourceKindEnum } from './vocabulary/provenance.js';

export type SourceRow = Source;

export const sourceColumns = (of: string) => columns(Prisma.SourceScalarFieldEnum, of);

export const sourceBySlug: Lookup<Source> = {
  text: `select ${sourceColumns('s')} from source s where s.slug = any($1::text[])`,
  by: 'slug',
};
registerNode('Source', 'slug', sourceBySlug);

/** Null where a fact names no source. */
export function sourceOf(load: Loaders, slug: string | null): Promise<Source | null> | null {
  return slug === null ? null : load.one(sourceBySlug, slug);
}

const allSources: Listing<Source> = {
  from: 'source s',
  order: [{ by: 's.slug', type: 'text' }],
  direction: 'asc',
  columns: sourceColumns('s'),
};

export const SourceRef = builder.prismaNode('Source', {
  id: { field: 'slug', description: 'Global identifier.' },
  fields: (t) => ({
    slug: t.exposeString('slug'),
    title: t.exposeString('title', { nullable: true }),
    url: t.expose('url', { type: 'URL', nullable: true }),
    publisher: t.exposeString('publisher', { nullable: true }),
    publishedOn: t.field({
      type: FuzzyDateRef,
      nullable: true,
      description: 'When it was published; null when unknown.',
      resolve: (source) => fuzzyDate(source.publishedOn, source.publishedOnQualifier),
    }),
    language: t.exposeString('language', { nullable: true }),
    reliability: t.exposeString('reliability', { nullable: true }),
    kind: t.expose('kind', { type: SourceKindEnum, nullable: true }),
  }),
});

const { connection } = connectionOf(SourceRef, { of: 'sources' });

builder.queryFields((t) => ({
  source: t.field({
    type: SourceRef,
    nullable: true,
    description: 'One source; null where the slug is unknown.',
    args: { slug: t.arg.string({ required: true, description: 'Slug of the source.' }) },
    resolve: (_root, { slug }, { load }) => sourceOf(load, slug),
  }),
  sources: t.field({
    type: connection,
    description: 'Sources, by slug.',
    args: filteredArgs(t.arg, SourceFilterInput),
    resolve: (_root, args, { load }) => filteredPage(load, allSources, { key: '', args, rule: sourceFilter, of: 's' }),
  }),
}));
