// Tells new articles from known ones, and an edited article from a repeated one.
import type { Sql } from '../database/sql.js';
import { isEdit, type StoredText, TEXT_COLUMNS } from './edit.js';
import { type Identity, type Item, type Known, newIdentity, recognise } from './identity.js';
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

/** In the order given. */
export async function dedupe(sql: Sql, feed: string, items: readonly Item[]): Promise<Deduped[]> {
  const memory = await remember(sql, feed, items);
  const found = items.map((item): Deduped => {
    const { stored, ambiguous } = memory.get(item.guid) ?? { stored: [], ambiguous: false };
    const known = recognise(item, stored, ambiguous);
    if (known === undefined) {
      return { kind: 'new', article: item.article, identity: newIdentity(item, ambiguous) };
    }
    const kind = known.hash === item.article.hash ? 'unchanged' : 'changed';
    const identity = { guid: known.guid, sibling: known.sibling };
    return { kind, article: item.article, identity, known, resent: false };
  });
  return withoutFalseEdits(sql, found);
}

interface Remembered extends Known, KnownArticle {}

interface Memory {
  stored: Remembered[];
  ambiguous: boolean;
}

/** By guid. */
async function remember(sql: Sql, feed: string, items: readonly Item[]): Promise<Map<string, Memory>> {
  if (items.length === 0) return new Map();
  const rows = await sql.rows<{ of: string; ambiguous: boolean } & (Remembered | { id: null })>(REMEMBER, [
    feed,
    items.map(({ guid }) => guid),
    items.map(({ sibling }) => sibling),
  ]);
  const memory = new Map<string, Memory>();
  for (const { of, ambiguous, ...row } of rows) {
    const entry = memory.get(of) ?? { stored: [], ambiguous };
    if (row.id !== null) entry.stored.push(row);
    memory.set(of, entry);
  }
  return memory;
}

/**
 * Reads what can be the items and no more: a feed may give one guid to all it ever sends. With `limit`, because else
 * PostgreSQL prefers to read all that the feed ever sent.
 */
const REMEMBER = `
  select w.guid as of, known.*, coalesce(
      (select true from appearance s where s.feed_slug = $1 and s.guid = w.guid and s.sibling > '' limit 1), false
    ) as ambiguous
  from unnest($2::text[], $3::text[]) as w (guid, sibling)
  left join lateral (
    select p.guid, p.sibling, p.hash, a.id, a.url, a.feed_slug = $1 as owned
    from (
      select * from appearance where feed_slug = $1 and guid = w.guid and sibling = ''
      union all select * from appearance where feed_slug = $1 and guid = w.guid and sibling = w.sibling
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
