// The sources of a record as a whole: a set, written in the order of their slugs.
import type { Prisma } from '../database/generated/client.js';
import { slugList } from './list.js';
import { reference } from './reference.js';
import type { Row } from './row.js';

export const citations = slugList(reference('source'));

export type RecordSourceRow = Row<Prisma.RecordSourceModel>;

export function citationRows(recordSlug: string, sources: string[] = []): RecordSourceRow[] {
  return sources.map((sourceSlug) => ({ recordSlug, sourceSlug }));
}

export function citationsOf(rows: RecordSourceRow[]): string[] {
  return rows.map(({ sourceSlug }) => sourceSlug).sort();
}
