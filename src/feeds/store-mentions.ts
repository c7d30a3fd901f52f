// Writes which records articles name or are about: only what differs from what is stored.
import { newId } from '../database/new-id.js';
import type { Sql } from '../database/sql.js';
import { asRows } from '../database/transaction.js';
import type { Link } from '../linking/link.js';
import { settleJudged } from './judged-mentions.js';

export interface LinkedArticle {
  id: string;
  links: readonly Link[];
}

/** Mentions by what was done to them. */
export interface Retied {
  created: string[];
  updated: string[];
  deleted: string[];
  /** Articles that are tied otherwise than they were. */
  articles: string[];
}

interface Touched {
  id: string;
  article: string;
}

/** Ties articles that were stored just now. */
export async function tie(sql: Sql, articles: readonly LinkedArticle[]): Promise<void> {
  await add(sql, articles);
}

/** Ties articles anew. A tie that stays keeps its identifier, and what a curator has judged stays judged. */
export async function retie(sql: Sql, articles: readonly LinkedArticle[]): Promise<Retied> {
  if (articles.length === 0) return { created: [], updated: [], deleted: [], articles: [] };
  const { open, moved } = await settleJudged(sql, articles);
  return replace(sql, open, { methods: ['ALIAS', 'CONTEXT', 'INFERRED'], moved });
}

/** Ties an article anew to what it is about without naming it, and leaves alone what its names say. */
export async function retieInferred(sql: Sql, { id, links }: LinkedArticle): Promise<Retied> {
  const judged = await sql.rows<{ record: string }>(JUDGED, [id]);
  const closed = new Set(judged.map(({ record }) => record));
  const open = links.filter(({ method, record }) => method === 'INFERRED' && !closed.has(record));
  return replace(sql, [{ id, links: open }], { methods: ['INFERRED'], moved: [] });
}

const JUDGED = `
  select record_slug as record from mention
  where article_id = $1::uuid and surface is null and review in ('ACCEPTED', 'REJECTED')`;

/** @param methods those that linking has gone through anew */
async function replace(
  sql: Sql,
  articles: readonly LinkedArticle[],
  { methods, moved }: { methods: readonly Link['method'][]; moved: readonly Touched[] },
): Promise<Retied> {
  const bound = [articles.map(({ id }) => id), asRows(articles), methods];
  const deleted = await sql.rows<Touched>(DROP, bound);
  const updated = [...moved, ...(await sql.rows<Touched>(MEND, bound))];
  const created = await add(sql, articles);
  const touched = new Set([...deleted, ...updated, ...created].map(({ article }) => article));
  return { created: idsOf(created), updated: idsOf(updated), deleted: idsOf(deleted), articles: [...touched] };
}

async function add(sql: Sql, articles: readonly LinkedArticle[]): Promise<Touched[]> {
  const count = articles.reduce((sum, { links }) => sum + links.length, 0);
  if (count === 0) return [];
  return sql.rows<Touched>(ADD, [asRows(articles), Array.from({ length: count }, newId)]);
}

function idsOf(rows: Touched[]): string[] {
  return rows.map(({ id }) => id);
}

const SENT = (parameter: string) => `(
    select tied.id as article, link.* from json_to_recordset(${parameter}::json) as tied (id uuid, links json)
    cross join lateral json_to_recordset(tied.links) as link (record text, "recordKind" record_kind, field article_field,
      start int, "end" int, surface text, score float8, method mention_method, review review_status, parts jsonb)
  ) as sent`;

/** The same tie: of the same record, at the same place. */
const SAME = `m.article_id = sent.article and m.record_slug = sent.record and m.field = sent.field
    and m.start_offset is not distinct from sent.start`;

/** Ties that linking made, and may take back. */
const OWN = `m.article_id = any($1::uuid[]) and m.review in ('AUTO', 'NEEDS_REVIEW')
    and m.method = any($3::text[]::mention_method[])`;

const DROP = `
  delete from mention m where ${OWN} and not exists (select from ${SENT('$2')} where ${SAME})
  returning m.id::text as id, m.article_id::text as article`;

const MEND = `
  update mention m set end_offset = sent."end", surface = sent.surface, score = sent.score, method = sent.method,
    review = sent.review, parts = sent.parts
  from ${SENT('$2')}
  where ${SAME} and ${OWN}
    and (m.end_offset, m.surface, m.score, m.method, m.review, m.parts)
      is distinct from (sent."end", sent.surface, sent.score, sent.method, sent.review, sent.parts)
  returning m.id::text as id, m.article_id::text as article`;

const ADD = `
  insert into mention (id, article_id, published_at, record_slug, record_kind, field, start_offset, end_offset, surface,
    score, method, review, parts)
  select ($2::uuid[])[sent.number], a.id, a.published_at, record, "recordKind", field, start, "end", surface, score, method,
    review, parts
  from (select *, row_number() over () as number from ${SENT('$1')}) as sent
  join article a on a.id = sent.article
  join record r on r.slug = sent.record and r.kind = sent."recordKind" and r.retired_at is null
  on conflict do nothing
  returning mention.id::text as id, mention.article_id::text as article`;
