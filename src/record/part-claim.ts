// The claims that the parts of a record make: each figure, status and role that names a source is a claim of that source.
import type { Claim } from './claim.js';
import { withoutAbsent } from './normal-form.js';

/** A claim that follows from a part of its record; `part` is the way to it in the document, as in `values[0]`. */
export type PartClaim = Claim & { part: string };

interface SourcedEntry {
  source?: string | undefined;
  sources?: string[] | undefined;
  statedBy?: string | undefined;
  rank?: Claim['rank'];
  note?: string | undefined;
}

/**
 * One claim for each source of each entry. `list` is the field of the document, `field` what the claims are about. What
 * is said is the entry without what tells who said it.
 */
export function partClaims(list: string, field: string, entries: readonly SourcedEntry[] = []): PartClaim[] {
  return entries.flatMap(({ source, sources = [], statedBy, rank, note, ...value }, index) =>
    [...(source === undefined ? [] : [source]), ...sources].map((cited) => ({
      part: `${list}[${index}]`,
      field,
      value: value as Claim['value'],
      source: cited,
      ...withoutAbsent({ statedBy, rank, note }),
    })),
  );
}

/** The list and the index that `part` names. */
export function placeOfPart(part: string): { list: string; index: number } {
  const [, list = '', index = ''] = /^(\w+)\[(\d+)\]$/.exec(part) ?? [];
  return { list, index: Number(index) };
}
