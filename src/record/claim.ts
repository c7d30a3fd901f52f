// Claims: what one source says about one field of a record. A set, written by field and source.
import { v5 as uuid } from 'uuid';
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.js';
import { ClaimRank, type RecordKind } from '../database/generated/enums.js';
import { dateColumns, dateOf, fuzzyDate } from './fuzzy-date.js';
import { canonicalJson, jsonValue } from './json-value.js';
import { entryList } from './list.js';
import { sortedBy, unless, withoutAbsent } from './normal-form.js';
import type { PartClaim } from './part-claim.js';
import { reference } from './reference.js';
import type { Row } from './row.js';
import { text } from './text.js';

/** Long enough to prove, short enough to be a quotation. */
const quote = text.refine((value) => [...value].length <= 200, 'must have 200 characters or fewer');

const claim = z.strictObject({
  field: text,
  value: jsonValue.optional(),
  source: reference('source'),
  quote: quote.optional(),
  statedBy: reference('actor').optional(),
  statedOn: fuzzyDate.optional(),
  confidence: z.int().min(0, 'must be from 0 to 100').max(100, 'must be from 0 to 100').optional(),
  rank: z.enum(ClaimRank).optional(),
  note: text.optional(),
});

export const claims = entryList('claims', claim);

export type Claim = z.output<typeof claim>;
export type ClaimRow = Row<Prisma.ClaimModel> & { recordKind: RecordKind };

/** `parts` are the claims that the record's parts make by naming their sources. */
export function claimRows(
  recordKind: RecordKind,
  recordSlug: string,
  list: Claim[] = [],
  parts: PartClaim[] = [],
): ClaimRow[] {
  const repetitions = new Map<string, number>();
  return [...inOrder(list), ...parts].map((claim: Claim & { part?: string }) => {
    const first = claimId(recordSlug, claim);
    const ordinal = repetitions.get(first) ?? 0;
    repetitions.set(first, ordinal + 1);
    return {
      id: ordinal === 0 ? first : claimId(recordSlug, claim, ordinal),
      recordSlug,
      recordKind,
      field: claim.field,
      value: claim.value ?? null,
      sourceSlug: claim.source,
      quote: claim.quote ?? null,
      statedBySlug: claim.statedBy ?? null,
      ...dateColumns('statedOn', claim.statedOn),
      confidence: claim.confidence ?? null,
      rank: claim.rank ?? 'NORMAL',
      part: claim.part ?? null,
      note: claim.note ?? null,
    };
  });
}

/** Without those that its parts make: they follow from the parts. */
export function claimsOf(rows: ClaimRow[]): Claim[] {
  const own = rows.filter(({ part }) => part === null);
  const list = own.map((row) =>
    withoutAbsent({
      field: row.field,
      value: row.value as Claim['value'] | null,
      source: row.sourceSlug,
      quote: row.quote,
      statedBy: row.statedBySlug,
      statedOn: dateOf('statedOn', row),
      confidence: row.confidence,
      rank: unless('NORMAL', row.rank),
      note: row.note,
    }),
  );
  return inOrder(list);
}

/** The namespace of our claim ids (RFC 9562, section 5.5). */
const NAMESPACE = '5f3b3a0e-6c1d-4b8e-9d53-0c8f2b7f4a11';

/** One id for one statement, so that saving it again finds it; exact repetitions are told apart by their ordinal. */
function claimId(record: string, claim: Claim & { part?: string }, ordinal = 0): string {
  const { field, source, value, statedBy, part } = claim;
  // Not the place of a part: it may move in its list, and says the same.
  const identity = [record, field, source, value ?? null, statedBy ?? null, ordinal];
  return uuid(canonicalJson(part === undefined ? identity : [...identity, 'part']), NAMESPACE);
}

/** By field, source and then anything else, so that the order never depends on who wrote the list. */
function inOrder(list: Claim[]): Claim[] {
  return sortedBy(list, (claim) => canonicalJson([claim.field, claim.source, claim]));
}
