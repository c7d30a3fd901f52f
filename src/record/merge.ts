// Merges two entries of one actor, and takes a merge back.
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../database/connect.js';
import { Prisma } from '../database/generated/client.js';
import { lockLinking } from '../database/locks.js';
import { snakeCase } from '../database/sql.js';
import { sqlIn } from '../database/transaction.js';
import { type ActorDocument, actor } from './actor.js';
import { judge } from './judge.js';
import type { AnyDocument, AnyKind } from './kind.js';
import { allKinds } from './kinds.js';
import { mergeBack } from './merge-back.js';
import { normalised } from './normalise.js';
import { documentFrom, type PastRows, pastRowsText } from './past.js';
import { referencesIn } from './reference.js';
import { referrersOf } from './referrers.js';
import { restoreRows } from './restore.js';
import { alone, type Outcome } from './save.js';
import { schemaMistakes } from './schema-mistakes.js';
import { readStored, type Stored } from './stored.js';
import type { Client } from './table.js';
import { type Reason, sign, write } from './write.js';

const ACTOR = actor as unknown as AnyKind;

/**
 * What belonged to `drop` belongs to `keep` from here on: names, offices, claims, mentions, and every place where
 * another record names it. The dropped slug leads to the kept record.
 */
export function mergeActors(database: Database, keep: string, drop: string, reason: Reason): Promise<Outcome> {
  return alone(database, async (client) => {
    await lockLinking(sqlIn(client));
    if (keep === drop) return { kind: 'invalid', issues: [{ path: ['drop'], message: 'is the actor to be kept' }] };
    const [kept] = await readStored(client, [keep], [ACTOR]);
    const [dropped] = await readStored(client, [drop], [ACTOR]);
    if (kept === undefined) return { kind: 'unknown', message: `no actor is called "${keep}"` };
    if (dropped === undefined) return { kind: 'unknown', message: `no actor is called "${drop}"` };

    const others = await namers(client, drop, [keep, drop]);
    const saves = others.map((before) => ({
      kind: before.kind,
      document: renamed(before.kind, before.document, drop, keep),
      before,
    }));
    const document = renamed(
      ACTOR,
      joined(kept.document as ActorDocument, dropped.document as ActorDocument),
      drop,
      keep,
    );
    // Codes are unique: the kept actor takes them over once the dropped one is gone.
    const { iso2, iso3, ...uncoded } = document as ActorDocument;
    const { iso2: own2, iso3: own3 } = kept.document as ActorDocument;
    const first = normalised(ACTOR, { ...uncoded, iso2: own2, iso3: own3 } as AnyDocument);
    await write(client, [...saves, { kind: ACTOR, document: first, before: kept }], reason);
    await moveMentions(client, drop, keep);
    const feeds = others.filter(({ kind }) => kind.name === 'feed').map((feed) => feed.document.slug);
    await client.actor.delete({ where: { slug: drop } });
    await client.record.update({ where: { slug: drop }, data: { mergedInto: keep, mergedFeeds: feeds } });
    if (iso2 !== own2 || iso3 !== own3) {
      const [now] = await readStored(client, [keep], [ACTOR]);
      await write(client, [{ kind: ACTOR, document: normalised(ACTOR, document), before: now }], reason);
    }
    return { kind: 'done', slug: keep };
  });
}

/** Documents that name the actor. */
async function namers(client: Client, slug: string, except: string[]): Promise<Stored[]> {
  const referrers = (await referrersOf(client, 'actor', slug)).filter(
    (other) => !except.includes(other.slug) || other.kind !== 'actor',
  );
  const stored: Stored[] = [];
  for (const kind of allKinds) {
    const slugs = referrers.filter((other) => other.kind === kind.name).map((other) => other.slug);
    if (slugs.length > 0) stored.push(...(await readStored(client, slugs, [kind])));
  }
  return stored;
}

/** The kept actor with what it lacks from the other; of competing preferred claims its own stay preferred. */
function joined(keep: ActorDocument, drop: ActorDocument): ActorDocument {
  const preferred = new Set((keep.claims ?? []).filter(({ rank }) => rank === 'PREFERRED').map(({ field }) => field));
  const name = { text: drop.name };
  const claims = (drop.claims ?? []).map(({ rank, ...claim }) => ({
    ...claim,
    ...(rank !== undefined && !(rank === 'PREFERRED' && preferred.has(claim.field)) && { rank }),
  }));
  return {
    ...drop,
    ...keep,
    aliases: [...(keep.aliases ?? []), ...[name, ...(drop.aliases ?? [])].filter(({ text }) => text !== keep.name)],
    roles: [...(keep.roles ?? []), ...(drop.roles ?? [])],
    operates: [...(keep.operates ?? []), ...(drop.operates ?? [])],
    memberOf: [...(keep.memberOf ?? []), ...(drop.memberOf ?? [])],
    sources: [...(keep.sources ?? []), ...(drop.sources ?? [])],
    claims: [...(keep.claims ?? []), ...claims],
  };
}

/** The document with one actor named for another. What it then says twice or of itself it says once or not at all. */
function renamed(kind: AnyKind, document: AnyDocument, from: string, to: string): AnyDocument {
  const copy = structuredClone(document) as unknown as Record<PropertyKey, unknown>;
  for (const { kind: named, slug, path } of referencesIn(kind.schema as never, copy)) {
    if (named === 'actor' && slug === from) setAt(copy, path, to);
  }
  if (kind.name === 'actor') withoutItself(copy, document.slug);
  for (const [field, list] of Object.entries(copy)) {
    if (Array.isArray(list))
      copy[field] = list.filter((item, i) => list.findIndex((one) => isDeepStrictEqual(one, item)) === i);
  }
  for (const path of repetitions(kind, copy)) removeAt(copy, path);
  return normalised(kind, copy as unknown as AnyDocument);
}

function withoutItself(actor: Record<PropertyKey, unknown>, slug: string): void {
  for (const field of ['country', 'parent']) if (actor[field] === slug) delete actor[field];
  const { memberOf, roles } = actor as Partial<Record<string, { organisation: string }[]>>;
  if (memberOf !== undefined) actor.memberOf = memberOf.filter(({ organisation }) => organisation !== slug);
  if (roles !== undefined) actor.roles = roles.filter(({ organisation }) => organisation !== slug);
}

/** Entries that the schema finds in a list twice, the last ones first. */
function repetitions(kind: AnyKind, document: unknown): string[][] {
  return schemaMistakes(kind.schema as never, document)
    .filter(({ message }) => message === 'stands in this list twice')
    .map(({ field }) => (field ?? '').split(/[.[\]]+/).filter((step) => step !== ''))
    .reverse();
}

function setAt(document: Record<PropertyKey, unknown>, path: readonly PropertyKey[], value: unknown): void {
  const parent = path.slice(0, -1).reduce((at, step) => at[step] as Record<PropertyKey, unknown>, document);
  parent[path.at(-1) as PropertyKey] = value;
}

function removeAt(document: Record<PropertyKey, unknown>, path: readonly string[]): void {
  const list = path.slice(0, -1).reduce((at, step) => at[step] as Record<PropertyKey, unknown>, document);
  (list as unknown as unknown[]).splice(Number(path.at(-1)), 1);
}

/** An article that mentions both in the same words mentions the kept one once. What was there is kept for the past. */
async function moveMentions(client: Client, from: string, to: string): Promise<void> {
  await client.$executeRaw`select history.keep_mentions(${from})`;
  await client.$executeRaw`
    delete from mention m where m.record_slug = ${from} and exists (
      select from mention k where k.article_id = m.article_id and k.record_slug = ${to}
        and k.field = m.field and k.start_offset is not distinct from m.start_offset)`;
  await client.$executeRaw`update mention set record_slug = ${to} where record_slug = ${from}`;
}

/**
 * Takes a merge back: both actors and all that named them are as they were before it, apart from what was changed
 * since, which stays. `slug` is that of the actor that was merged away, or of the one it went into (the latest then).
 */
export function undoMerge(database: Database, slug: string, reason: Reason): Promise<Outcome> {
  return alone<Outcome>(database, async (client) => {
    await lockLinking(sqlIn(client));
    const merged = await mergeOf(client, slug);
    if (merged === null) return { kind: 'unknown', message: `no merge is known for "${slug}"` };
    const { drop, keep, at } = merged;
    const [kept] = await readStored(client, [keep], [ACTOR]);
    if (kept === undefined) {
      return {
        kind: 'invalid',
        issues: [{ path: ['actor'], message: `was merged into "${keep}", which is gone itself` }],
      };
    }
    await client.$executeRaw`set constraints all deferred`;
    await sign(client, reason);
    await client.record.update({ where: { slug: drop }, data: { retiredAt: null, mergedInto: null, mergedFeeds: [] } });

    const touched = await documentsAround(client, at);
    const issues = [];
    // The kept actor first: it gives back the codes that the other had.
    for (const one of touched.sort((a, b) => Number(b.slug === keep) - Number(a.slug === keep))) {
      if (one.slug === drop || one.before === null || one.after === null) continue;
      const [current] = await readStored(client, [one.slug], [one.kind]);
      if (current === undefined) continue;
      if (one.untouched) {
        await restoreRows(client, one.kind, one.slug, at);
        continue;
      }
      const document = mergeBack(one.before, one.after, current.document);
      const mistakes = schemaMistakes(one.kind.schema as never, document);
      issues.push(...mistakes.map(({ field, message }) => ({ path: ['actor', one.slug, field ?? ''], message })));
      await write(client, [{ kind: one.kind, document: normalised(one.kind, document), before: current }], reason);
    }
    const was = touched.find(({ slug }) => slug === drop)?.before as AnyDocument;
    const document = await followed(client, was);
    const mistakes = await judge(client, { kind: ACTOR, document });
    issues.push(...mistakes.map(({ field, message }) => ({ path: ['actor', drop, field ?? ''], message })));
    if (issues.length > 0) throw new Unmergeable(issues);
    if (document === was) await restoreRows(client, ACTOR, drop, at);
    else await write(client, [{ kind: ACTOR, document, before: undefined }], reason);
    await client.feed.updateMany({
      where: { slug: { in: merged.feeds }, publisherSlug: keep },
      data: { publisherSlug: drop },
    });
    await giveMentionsBack(client, drop, keep, at);
    return { kind: 'done', slug: drop };
  }).catch((cause: unknown): Outcome => {
    if (cause instanceof Unmergeable) return { kind: 'invalid', issues: cause.issues };
    throw cause;
  });
}

/** The document with what it names by a slug that was merged away since under the slug where that leads. */
async function followed(client: Client, document: AnyDocument): Promise<AnyDocument> {
  const names = referencesIn(ACTOR.schema as never, document).map(({ slug }) => slug);
  const merged = await client.record.findMany({ where: { slug: { in: names }, mergedInto: { not: null } } });
  let result = document;
  for (const { slug, mergedInto } of merged) result = renamed(ACTOR, result, slug, mergedInto as string);
  return merged.length === 0 ? document : followed(client, result);
}

/** Thrown to leave the transaction without a trace. */
class Unmergeable extends Error {
  readonly issues: { path: string[]; message: string }[];

  constructor(issues: { path: string[]; message: string }[]) {
    super('the merge cannot be taken back');
    this.issues = issues;
  }
}

interface Merge {
  drop: string;
  keep: string;
  at: Date;
  feeds: string[];
}

async function mergeOf(client: Client, slug: string): Promise<Merge | null> {
  const row = await client.record.findFirst({
    where: { OR: [{ slug, mergedInto: { not: null } }, { mergedInto: slug }], retiredAt: { not: null } },
    orderBy: { retiredAt: 'desc' },
  });
  if (row === null || row.mergedInto === null || row.retiredAt === null) return null;
  return { drop: row.slug, keep: row.mergedInto, at: row.retiredAt, feeds: row.mergedFeeds };
}

interface Around {
  slug: string;
  kind: AnyKind;
  before: AnyDocument | null;
  after: AnyDocument | null;
  /** Whether nothing of it has been saved since. */
  untouched: boolean;
}

/** Everything that changed at that moment, as it was just before and just after. */
async function documentsAround(client: Client, at: Date): Promise<Around[]> {
  const read = (shift: string) =>
    client.$queryRawUnsafe<(PastRows & { slug: string; untouched: boolean })[]>(
      pastRowsText(
        `select r.record_slug as slug, r.at - interval '${shift}' as at,
           not exists (select from revision l where l.record_slug = r.record_slug and l.at > r.at) as untouched
         from revision r where r.at = $1::timestamptz`,
      ),
      at,
    );
  const before = new Map((await read('1 millisecond')).map((row) => [row.slug, documentFrom(row)]));
  return (await read('0')).map((row) => ({
    slug: row.slug,
    kind: allKinds.find(({ recordKind }) => recordKind === row.kind) as AnyKind,
    before: before.get(row.slug) ?? null,
    after: documentFrom(row),
    untouched: row.untouched,
  }));
}

/** Mentions whose article is gone since are not. A review that was given since stays. */
async function giveMentionsBack(client: Client, drop: string, keep: string, at: Date): Promise<void> {
  await client.$executeRaw`
    update mention m set record_slug = ${drop} from history.mention h
    where h.record_slug = ${drop} and h.valid_to = ${at} and m.id = h.id and m.record_slug = ${keep}`;
  const columns = Object.values(Prisma.MentionScalarFieldEnum).map(snakeCase);
  const values = columns.map((column) => (column === 'published_at' ? 'a.published_at' : `h.${column}`));
  await client.$executeRawUnsafe(
    `insert into mention (${columns.join(', ')}) select ${values.join(', ')}
     from history.mention h join article a on a.id = h.article_id
     where h.record_slug = $1 and h.valid_to = $2::timestamptz
       and not exists (
         select from mention m where m.id = h.id or (m.article_id = h.article_id and m.record_slug = $1
           and m.field = h.field and m.start_offset is not distinct from h.start_offset))`,
    drop,
    at,
  );
}
