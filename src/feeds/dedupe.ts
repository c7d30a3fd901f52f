// Tells new articles from known ones, and an edited article from a repeated one.
import type { Sql } from '../database/sql.js';
import { isEdit, type StoredText, TEXT_COLUMNS } from './edit.js';
import { type Identity, type Item, type Known, newIdentity, recognise, SIBLING } from './identity.js';
import type { NewArticle } from './new-article.js';

interface KnownArticle {
  id: string;
  hash: string;
  /** Whether this feed brought the article first: its text is the one that is kept. */
  owned: boolean;
}

export type Deduped = { article: NewArticle; identity: Identity } & (
  | { kind: 'new' }
  | { kind: 'changed'; known: KnownArticle }
  // Sent anew in other bytes that say the same: the hash is to be kept, so that it is not compared again.
  | { kind: 'unchanged'; known: KnownArticle; resent: boolean }
);

/** Items in the order given, as they compare with what was stored when they were looked up. */
export interface Look {
  found: Deduped[];
  /**
   * Of the feed's row, which changes whenever something is stored for it: as long as it is the same, so is what was found.
   * Null where an article was found edited, because that is for its first feed to say and another's removal may make it
   * this one.
   */
  version: string | null;
}

export async function dedupe(sql: Sql, feed: string, items: readonly Item[]): Promise<Look> {
  const { byGuid, version } = await remember(sql, feed, items);
  const compared = items.map((item): Deduped => {
    const { stored, ambiguous } = byGuid.get(item.guid) ?? { stored: [], ambiguous: false };
    const known = recognise(item, stored, ambiguous);
    if (known === undefined) {
      return { kind: 'new', article: item.article, identity: newIdentity(item, ambiguous) };
    }
    const kind = known.hash === item.article.hash ? 'unchanged' : 'changed';
    const identity = { guid: known.guid, sibling: known.sibling };
    return { kind, article: item.article, identity, known, resent: false };
  });
  const found = await withoutFalseEdits(sql, compared);
  return { found, version: found.some(({ kind }) => kind === 'changed') ? null : version };
}

interface Remembered extends Known, KnownArticle {}

interface Memory {
  stored: Remembered[];
  ambiguous: boolean;
}

interface Row {
  of: string;
  ambiguous: boolean;
  version: string;
}

async function remember(
  sql: Sql,
  feed: string,
  items: readonly Item[],
): Promise<{ byGuid: Map<string, Memory>; version: string | null }> {
  const byGuid = new Map<string, Memory>();
  if (items.length === 0) return { byGuid, version: null };
  const rows = await sql.rows<Row & (Remembered | { id: null })>(REMEMBER, [
    feed,
    items.map(({ guid }) => guid),
    items.map(({ article }) => article.url),
  ]);
  for (const row of rows) {
    const memory = byGuid.get(row.of) ?? { stored: [], ambiguous: row.ambiguous };
    if (row.id !== null) memory.stored.push(row);
    byGuid.set(row.of, memory);
  }
  return { byGuid, version: rows[0]?.version ?? null };
}

/**
 * Reads what can be the items and no more: a feed may give one guid to all it ever sends. With `limit`, because else
 * PostgreSQL prefers to read all that the feed ever sent.
 */
const REMEMBER = `
  select w.guid as of, (select xmin::text from feed where slug = $1) as version, known.*, coalesce(
      (select true from appearance s where s.feed_slug = $1 and s.guid = w.guid and s.sibling > '' limit 1), false
    ) as ambiguous
  from unnest($2::text[], $3::text[]) as w (guid, url)
  left join lateral (
    select p.guid, p.sibling, p.hash, a.id, a.url, a.feed_slug = $1 as owned
    from (
      select * from appearance where feed_slug = $1 and guid = w.guid and sibling = ''
      union all select * from appearance where feed_slug = $1 and guid = w.guid and sibling = ${SIBLING('w.url')}
    ) as p
    join article a on a.id = p.article_id
  ) as known on true`;

/** Another hash is an edit only of the feed's own article, and only where a reader would see a difference. */
async function withoutFalseEdits(sql: Sql, found: Deduped[]): Promise<Deduped[]> {
  const ids = found.flatMap((one) => (one.kind === 'changed' && one.known.owned ? [one.known.id] : []));
  const texts = ids.length === 0 ? [] : await sql.rows<StoredText & { id: string }>(TEXTS, [ids]);
  const textOf = new Map(texts.map((text) => [text.id, text]));
  return found.map((one) => {
    if (one.kind !== 'changed') return one;
    const text = textOf.get(one.known.id);
    return text !== undefined && isEdit(text, one.article) ? one : { ...one, kind: 'unchanged', resent: true };
  });
}

const TEXTS = `select id, ${TEXT_COLUMNS} from article where id = any($1::uuid[])`;
