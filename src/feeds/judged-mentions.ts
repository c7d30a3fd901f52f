// A curator's word outlives the publisher's edits: where a name of a record, or an inferred tie, was accepted or rejected
// in an article, nothing is decided for it anew; only its place follows the text.
import type { Sql } from '../database/sql.js';
import { type JudgedNames, type Link, nameKey } from '../linking/link.js';
import type { LinkedArticle } from './store-mentions.js';

/** By article; an article whose names nobody has judged is not there. */
export async function judgedNames(sql: Sql, articles: readonly string[]): Promise<Map<string, JudgedNames>> {
  const found = new Map<string, Map<string, 'ACCEPTED' | 'REJECTED'>>();
  if (articles.length === 0) return found;
  const rows = await sql.rows<Pick<Judged, 'article' | 'record' | 'surface'> & { review: 'ACCEPTED' | 'REJECTED' }>(
    NAMES,
    [articles],
  );
  for (const { article, review, ...name } of rows) {
    const names = found.get(article) ?? new Map();
    found.set(article, names.set(nameKey(name), review));
  }
  return found;
}

const NAMES = `
  select article_id::text as article, record_slug as record, surface, review::text as review
  from mention where article_id = any($1::uuid[]) and review in ('ACCEPTED', 'REJECTED') and surface is not null`;

interface Judged {
  id: string;
  article: string;
  record: string;
  field: Link['field'];
  start: number | null;
  end: number | null;
  surface: string | null;
}

interface Settled {
  /** The articles with what is still to be decided. */
  open: LinkedArticle[];
  /** Mentions that were moved. */
  moved: { id: string; article: string }[];
}

/** Moves what was judged to where the text has it now. */
export async function settleJudged(sql: Sql, articles: readonly LinkedArticle[]): Promise<Settled> {
  const judged = await sql.rows<Judged>(JUDGED, [articles.map(({ id }) => id)]);
  if (judged.length === 0) return { open: [...articles], moved: [] };
  const groups = grouped(judged, keyOf);
  const open: LinkedArticle[] = [];
  const places: Place[] = [];
  for (const { id: article, links } of articles) {
    const known = grouped(links, (link) => keyOf({ ...link, article }));
    open.push({ id: article, links: links.filter((link) => !groups.has(keyOf({ ...link, article }))) });
    for (const [key, group] of groups) {
      if (group[0]?.article === article && group[0].surface !== null) places.push(...placesOf(group, known.get(key)));
    }
  }
  const moves = places.filter(({ from, to }) => from.field !== to.field || from.start !== to.start);
  if (moves.length > 0) await move(sql, moves);
  return { open, moved: moves.map(({ from: { id, article } }) => ({ id, article })) };
}

const JUDGED = `
  select id::text as id, article_id::text as article, record_slug as record, field, start_offset as start,
    end_offset as "end", surface
  from mention where article_id = any($1::uuid[]) and review in ('ACCEPTED', 'REJECTED')
  order by article_id, record_slug, field, start_offset`;

function keyOf({ article, record, surface }: Pick<Judged, 'article' | 'record' | 'surface'>): string {
  return JSON.stringify([article, record, surface]);
}

function grouped<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

interface Place {
  from: Judged;
  to: Pick<Judged, 'field' | 'start' | 'end'>;
}

/** In the order of the text; a name that the text no longer has so often is nowhere. */
function placesOf(group: Judged[], links: Link[] = []): Place[] {
  return group.map((from, at) => ({ from, to: links[at] ?? { field: from.field, start: null, end: null } }));
}

/** Out and in again, because two that change places would meet on the way. */
async function move(sql: Sql, moves: Place[]): Promise<void> {
  const rows = await sql.rows<{ id: string; row: object }>(TAKE, [moves.map(({ from }) => from.id)]);
  const places = new Map(moves.map(({ from, to }) => [from.id, to]));
  const moved = rows.map(({ id, row }) => {
    const { field, start, end } = places.get(id) ?? {};
    // Where the text has the name no longer, the curator's word alone holds the tie.
    return { ...row, field, start_offset: start, end_offset: end, ...(start === null && { method: 'MANUAL' }) };
  });
  await sql.rows(PUT, [JSON.stringify(moved)]);
}

const TAKE = `
  with taken as (delete from mention where id = any($1::uuid[]) returning *)
  select taken.id::text as id, to_jsonb(taken) as row from taken`;

/** One tie without a place is enough for a record. */
const PUT = `
  insert into mention select m.* from jsonb_populate_recordset(null::mention, $1::jsonb) m
  order by m.review, m.id
  on conflict do nothing`;
