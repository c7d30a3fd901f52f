// Writes which records articles name.
import { v7 as uuidv7 } from 'uuid';
import type { Sql } from '../database/sql.js';
import { asRows } from '../database/transaction.js';
import type { Match } from '../linking/match.js';
import type { NewArticle } from './normalise.js';
import type { Placed } from './store-articles.js';

interface Ties {
  added: readonly Placed[];
  edited: readonly Placed[];
  matchesOf(article: NewArticle): Match[];
}

/** A curator's word on a tie outlives the publisher's edits: what was accepted or rejected is left as it is. */
export async function tie(sql: Sql, { added, edited, matchesOf }: Ties): Promise<void> {
  if (edited.length > 0) await sql.rows(UNTIE, [edited.map(({ id }) => id)]);
  const mentions = [...added, ...edited].flatMap(({ id, article }) =>
    matchesOf(article).map((match) => ({ ...match, id: uuidv7(), article: id })),
  );
  if (mentions.length > 0) await sql.rows(TIE, [asRows(mentions)]);
}

const UNTIE = `delete from mention where article_id = any($1::uuid[]) and review in ('AUTO', 'NEEDS_REVIEW')`;

const TIE = `
  insert into mention (id, article_id, published_at, record_slug, record_kind, field, start_offset, end_offset, surface,
    score, method, review)
  select sent.id, a.id, a.published_at, record, "recordKind", field, start, "end", surface, score, method, review
  from json_to_recordset($1::json) as sent (id uuid, article uuid, record text, "recordKind" record_kind,
    field article_field, start int, "end" int, surface text, score float8, method mention_method, review review_status)
  join article a on a.id = sent.article
  where not exists (
    select from mention m
    where m.article_id = a.id and m.record_slug = sent.record and m.surface is not distinct from sent.surface
      and m.review in ('ACCEPTED', 'REJECTED')
  )
  on conflict do nothing`;
