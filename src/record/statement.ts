// Claims one at a time: what a source says is added, and ranked among what others say.

import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Database } from '../database/connect.js';
import type { ClaimRank, RecordKind } from '../database/generated/enums.js';
import { type Claim, claimsOf } from './claim.js';
import { entryKey, entryRule } from './entries.js';
import { canonicalJson } from './json-value.js';
import type { AnyDocument, AnyKind } from './kind.js';
import { allKinds } from './kinds.js';
import { normalised } from './normalise.js';
import { placeOfPart } from './part-claim.js';
import { alone, type Issue, type Outcome, saveIn } from './save.js';
import { readStored } from './stored.js';
import type { Reason } from './write.js';

/** What came of a claim; `id` is where it is kept. */
export type ClaimOutcome = Exclude<Outcome, { kind: 'done' | 'conflict' }> | { kind: 'done'; id: string };

export function kindOf(recordKind: RecordKind): AnyKind {
  return allKinds.find((kind) => kind.recordKind === recordKind) as AnyKind;
}

interface Claimed extends AnyDocument {
  claims?: Claim[];
}

/**
 * Adds the claim to the record, or changes it where it is there already. A PREFERRED claim takes the place of the one
 * that was, and what readers are shown follows it.
 */
export function recordClaim(
  database: Database,
  kind: AnyKind,
  slug: string,
  claim: Claim,
  reason: Reason,
): Promise<ClaimOutcome> {
  return alone(database, async (client) => {
    const [before] = await readStored(client, [slug], [kind]);
    if (before === undefined) return { kind: 'unknown', message: `no ${kind.name} is called "${slug}"` };
    const { claims = [] } = before.document as Claimed;
    const others = demoted(claims, claim).filter((other) => !saysTheSame(other, claim));
    const document = shown(kind, { ...before.document, claims: [claim, ...others] });
    const outcome = await saveIn(client, kind, slug, () => document, { ...reason, ifVersion: null });
    if (outcome.kind === 'invalid') return { kind: 'invalid', issues: outcome.issues.map(issueOfClaim) };
    if (outcome.kind !== 'done') return outcome as ClaimOutcome;
    return { kind: 'done', id: idOf(kind, document, claim) };
  });
}

/** The same statement may be given again, with another rank, quote or note. */
function saysTheSame(one: Claim, other: Claim): boolean {
  const said = ({ field, source, value, statedBy }: Claim) =>
    canonicalJson([field, source, value ?? null, statedBy ?? null]);
  return said(one) === said(other);
}

/** What readers are shown follows the ranks: a field of the record has the value of the preferred claim about it. */
function shown(kind: AnyKind, document: Claimed): AnyDocument {
  const followed: Record<string, unknown> = { ...document };
  for (const { field, value, rank } of document.claims ?? []) {
    const follows = rank === 'PREFERRED' && value !== undefined && singleFields(kind).has(field);
    if (follows) followed[field] = value;
  }
  return followed as unknown as AnyDocument;
}

/** Fields of a kind's documents that hold one thing: not its lists, and not its slug. */
function singleFields(kind: AnyKind): Set<string> {
  const { shape } = kind.schema as unknown as z.ZodObject;
  const isList = (field: z.core.$ZodType): boolean =>
    field instanceof z.ZodOptional ? isList(field.unwrap()) : field instanceof z.ZodArray;
  return new Set(Object.entries(shape).flatMap(([name, field]) => (name === 'slug' || isList(field) ? [] : [name])));
}

/** Those that compete with a preferred claim step back. */
function demoted(claims: Claim[], { field, rank }: Claim): Claim[] {
  if (rank !== 'PREFERRED') return claims;
  return claims.map((other) => (other.field === field && other.rank === 'PREFERRED' ? without(other, 'rank') : other));
}

function without<Value extends object, Key extends keyof Value>(value: Value, key: Key): Omit<Value, Key> {
  const { [key]: _left, ...rest } = value;
  return rest;
}

/** The claim was the first of the document's; a mistake in it is told as one in what was given. */
function issueOfClaim({ path, message }: Issue): Issue {
  if (path[0] !== 'claims') return { path: ['value'], message };
  return { path: path.slice(2), message };
}

/** Where the claim is kept: claims become rows in the order of the document's normal form. */
function idOf(kind: AnyKind, document: AnyDocument, claim: Claim): string {
  const normal = normalised(kind, document) as Claimed;
  const place = (normal.claims ?? []).findIndex((other) => saysTheSame(other, claim));
  const rows = (kind.rows(normal).parts.claim ?? []) as { id: string }[];
  return rows[place]?.id ?? '';
}

/**
 * Ranks a claim. One that a part of the record makes, as one of its `values`, ranks that part, so that what readers
 * are shown follows it. PREFERRED takes the place of the one that was.
 */
export function rankClaim(database: Database, id: string, rank: ClaimRank, reason: Reason): Promise<ClaimOutcome> {
  return alone(database, async (client) => {
    const row = await client.claim.findUnique({ where: { id } });
    if (row === null) return { kind: 'unknown', message: 'no claim has this id' };
    const kind = kindOf(row.recordKind);
    const [claim] = claimsOf([row]);
    const [before] = await readStored(client, [row.recordSlug], [kind]);
    const document = { ...before?.document } as Record<string, unknown> & Claimed;
    const { list, index } =
      row.part === null ? { list: 'claims', index: placeOf(document, claim) } : placeOfPart(row.part);
    const entries = (document[list] ?? []) as Ranked[];
    if (entries[index] === undefined) return { kind: 'unknown', message: 'what this claim is about is gone' };
    document[list] = ranked(entries, index, rank, competing(list));
    const shownDocument = shown(kind, document);
    const outcome = await saveIn(client, kind, row.recordSlug, () => shownDocument, { ...reason, ifVersion: null });
    if (outcome.kind === 'invalid') {
      return { kind: 'invalid', issues: outcome.issues.map(({ message }) => ({ path: ['rank'], message })) };
    }
    if (outcome.kind !== 'done') return outcome as ClaimOutcome;
    // Whose words were changed in the database itself has the id of what it says only now.
    return { kind: 'done', id: claim === undefined ? id : idOf(kind, shownDocument, claim) };
  });
}

type Ranked = Record<string, unknown> & { rank?: ClaimRank };

function ranked(
  entries: Ranked[],
  index: number,
  rank: ClaimRank,
  same: (one: Ranked, other: Ranked) => boolean,
): Ranked[] {
  const chosen = entries[index] as Ranked;
  return entries.map((entry, place) => {
    if (place === index) return { ...entry, rank };
    const stepsBack = rank === 'PREFERRED' && entry.rank === 'PREFERRED' && same(entry, chosen);
    return stepsBack ? without(entry, 'rank') : entry;
  });
}

/** Whether two entries of a list compete. */
function competing(list: string): (one: Ranked, other: Ranked) => boolean {
  const fields = entryRule(list)?.rivals ?? [];
  return (one, other) => entryKey(one, fields) === entryKey(other, fields);
}

/** Place of a stored claim among the document's. */
function placeOf({ claims = [] }: Claimed, claim: Claim | undefined): number {
  return claims.findIndex((one) => isDeepStrictEqual(one, claim));
}
