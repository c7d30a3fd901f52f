// A pass over the stored articles: what it is about, how far it has come, and the next articles before it.
import { newId } from '../database/new-id.js';
import type { Sql } from '../database/sql.js';

export interface Pass {
  id: string;
  /** The records whose change asks for it; none where every article is tied anew. */
  records: string[];
  /** Those of them whose names changed. */
  renamed: string[];
  since: Date | null;
  reachedAt: Date | null;
  reachedId: string | null;
  looked: number;
  changed: number;
}

const PASS = `id::text as id, records, renamed, since, reached_at as "reachedAt", reached_id::text as "reachedId", looked, changed`;

/** The oldest pass that is not done; null where there is none. */
export async function openPass(sql: Sql): Promise<Pass | null> {
  const [pass] = await sql.rows<Pass>(`select ${PASS} from relink where finished_at is null order by id limit 1`);
  return pass ?? null;
}

/** The pass as it is now, whoever has brought it on. */
export async function passOf(sql: Sql, id: string): Promise<(Pass & { isDone: boolean }) | null> {
  const [pass] = await sql.rows<Pass & { isDone: boolean }>(
    `select ${PASS}, finished_at is not null as "isDone" from relink where id = $1::uuid`,
    [id],
  );
  return pass ?? null;
}

/**
 * A pass over every article since the day; one that was begun and not done goes on, from the beginning where the record
 * has changed since it was asked for: what it has done already has the old names.
 */
export async function askForPass(sql: Sql, since: Date | null): Promise<Pass> {
  await sql.rows(BEGIN_AGAIN, [since]);
  const [begun] = await sql.rows<Pass>(`select ${PASS} from relink where ${BEGUN} order by id limit 1`, [since]);
  if (begun !== undefined) return begun;
  const [pass] = await sql.rows<Pass>(
    `insert into relink (id, records, renamed, since) values ($1::uuid, '{}', '{}', $2::timestamptz) returning ${PASS}`,
    [newId(), since],
  );
  return pass as Pass;
}

const BEGUN = "finished_at is null and records = '{}' and since is not distinct from $1::timestamptz";

const BEGIN_AGAIN = `
  update relink set reached_at = null, reached_id = null, looked = 0, changed = 0, requested_at = now()
  where ${BEGUN} and requested_at <= (select at from history.clock)`;

/** A look that locks nothing. */
export async function haveChanged(sql: Sql, settleMs: number): Promise<boolean> {
  const [found] = await sql.rows<{ changed: boolean }>(HAVE_CHANGED, [settleMs]);
  return found?.changed ?? false;
}

const SETTLED = "now() - $1::int * interval '1 millisecond'";
const KNOWN = "select coalesce(max(known_at), '-infinity') as at from relink";

/** The clock of the record's memory holds the moment of its latest change. */
const HAVE_CHANGED = `
  select exists (
    select from history.clock c, (${KNOWN}) known where c.at > known.at and c.at > 'epoch' and c.at <= ${SETTLED}
  ) as changed`;

/** Beyond that many changed records every article is looked at. */
const MOST_RECORDS = 1000;

/**
 * Asks for a pass where records have changed since the last one was asked for, once among all gateways. Needs
 * `lockLinking`. Changes younger than `settleMs` wait for the next time.
 */
export async function askForChanges(sql: Sql, settleMs: number): Promise<void> {
  const changed = await sql.rows<{ slug: string; renamed: boolean; latest: Date }>(CHANGED, [settleMs]);
  const latest = changed[0]?.latest;
  if (latest === undefined) return;
  const isAll = changed.length > MOST_RECORDS || !(await isKnown(sql));
  const records = isAll ? [] : changed.map(({ slug }) => slug);
  const renamed = isAll ? [] : changed.flatMap(({ slug, renamed }) => (renamed ? [slug] : []));
  await sql.rows(ASK, [newId(), records, renamed, latest]);
  // What is done has told all it had to; the newest says up to when the record is covered.
  await sql.rows("delete from relink where finished_at < now() - interval '7 days' and known_at is distinct from $1", [
    latest,
  ]);
}

async function isKnown(sql: Sql): Promise<boolean> {
  const [known] = await sql.rows<{ is: boolean }>(
    'select exists (select from relink where known_at is not null) as is',
  );
  return known?.is ?? false;
}

const ASK = `
  insert into relink (id, records, renamed, known_at) values ($1::uuid, $2::text[], $3::text[], $4::timestamptz)`;

/** Names as the database remembers them, now and when the last pass was asked for. */
const NAMES_AT = (at: string) => `
    select a.slug, a.name, ''::text as rest from history.actor a where a.valid_from <= ${at} and a.valid_to > ${at}
    union all select s.slug, s.name, '' from history.system s where s.valid_from <= ${at} and s.valid_to > ${at}
    union all select d.slug, d.name, '' from history.deal d where d.valid_from <= ${at} and d.valid_to > ${at}
    union all select f.slug, f.name, '' from history.funding f where f.valid_from <= ${at} and f.valid_to > ${at}
    union all select l.record_slug, l.text, concat_ws(' ', l.kind, l.language, l.case_sensitive)
      from history.alias l where l.valid_from <= ${at} and l.valid_to > ${at}`;

const CHANGED = `
  with known as (${KNOWN}),
  revised as (
    select r.record_slug as slug, max(r.at) as at from revision r, known
    where r.at > known.at and r.at <= ${SETTLED} group by r.record_slug
  ),
  latest as (select max(at) as at from revised),
  was as (select n.* from known, lateral (${NAMES_AT('known.at')}) n where n.slug in (select slug from revised)),
  is_now as (select n.* from latest, lateral (${NAMES_AT('latest.at')}) n where n.slug in (select slug from revised)),
  renamed as (
    select slug from ((table was except table is_now) union (table is_now except table was)) either
  )
  select revised.slug, revised.slug in (select slug from renamed) as renamed, (select at from latest) as latest
  from revised order by revised.slug`;

export interface StoredArticle {
  id: string;
  title: string;
  summary: string | null;
  publishedAt: Date;
  updatedAt: Date;
  /** Records that it is tied to, in whatever state of review. */
  records: string[];
}

/** The next articles before the pass, the newest first. */
export function nextArticles(sql: Sql, { since, reachedAt, reachedId }: Pass, most: number): Promise<StoredArticle[]> {
  return reachedAt === null
    ? sql.rows<StoredArticle>(`${ARTICLES} ${ORDER}`, [most, since])
    : sql.rows<StoredArticle>(`${ARTICLES} and (a.published_at, a.id) < ($3::timestamptz, $4::uuid) ${ORDER}`, [
        most,
        since,
        reachedAt,
        reachedId,
      ]);
}

const ARTICLES = `
  select a.id::text as id, a.title, a.summary, a.published_at as "publishedAt", a.updated_at as "updatedAt",
    array(select distinct m.record_slug from mention m where m.article_id = a.id) as records
  from article a where ($2::timestamptz is null or a.published_at >= $2::timestamptz)`;
const ORDER = 'order by a.published_at desc, a.id desc limit $1';

/** Which of the articles still have the text that was read. Holds off whoever wants to edit them. */
export async function unedited(sql: Sql, articles: readonly StoredArticle[]): Promise<Set<string>> {
  const rows = await sql.rows<{ id: string }>(UNEDITED, [
    articles.map(({ id }) => id),
    articles.map(({ updatedAt }) => updatedAt),
  ]);
  return new Set(rows.map(({ id }) => id));
}

const UNEDITED = `
  select a.id::text as id from unnest($1::uuid[], $2::timestamptz[]) as read (id, updated_at)
  join article a on a.id = read.id and a.updated_at = read.updated_at
  order by a.id for no key update of a`;

export interface Advance {
  /** Null where no article is left. */
  last: StoredArticle | null;
  looked: number;
  changed: number;
}

/** False where another process has brought the pass on meanwhile. Holds the pass until the transaction ends. */
export async function holdPass(sql: Sql, { id, reachedId }: Pass): Promise<boolean> {
  const rows = await sql.rows(
    `select id from relink where id = $1::uuid and finished_at is null and reached_id is not distinct from $2::uuid
     for update`,
    [id, reachedId],
  );
  return rows.length > 0;
}

export async function advance(sql: Sql, { id }: Pass, { last, looked, changed }: Advance): Promise<void> {
  await sql.rows(ADVANCE, [id, last?.publishedAt ?? null, last?.id ?? null, looked, changed]);
}

const ADVANCE = `
  update relink set reached_at = coalesce($2::timestamptz, reached_at), reached_id = coalesce($3::uuid, reached_id),
    looked = looked + $4::int, changed = changed + $5::int, finished_at = case when $3::uuid is null then now() end
  where id = $1::uuid`;
