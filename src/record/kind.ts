// What every kind of document has in common: how it is checked, and how it becomes rows and a document again.
import type { z } from 'zod';
import type { RecordKind } from '../database/generated/enums.js';
import type { PartTable } from './table.js';

export type KindName = 'source' | 'actor' | 'system' | 'funding' | 'deal' | 'incident' | 'feed';

/**
 * The rows of one document: one in the table named after the kind, any number in each table of its parts. `document`
 * undoes `rows`, and what it gives is the normal form of a document.
 */
export interface Kind<Document, Head, Parts> {
  name: KindName;
  /** The file of a dataset that lists the documents of this kind. */
  file: string;
  schema: z.ZodType<Document>;
  /** The kind's entry in the register of slugs; null for what has no entry, no versions and no revisions. */
  recordKind: RecordKind | null;
  parts: readonly PartTable[];
  rows(document: Document): Rows<Head, Parts>;
  document(rows: Rows<Head, Parts>): Document;
}

interface Rows<Head, Parts> {
  head: Head;
  parts: Parts;
}

/** Any kind, for code that treats all alike. */
export type AnyKind = Kind<AnyDocument, AnyRow, Partial<Record<PartTable, AnyRow[]>>>;

export interface AnyDocument {
  slug: string;
}

export type AnyRow = object;
