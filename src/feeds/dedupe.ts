// Tells new articles from known ones, and an edited article from a repeated one.
import type { Sql } from '../database/sql.js';
import { isEdit, type StoredText, TEXT_COLUMNS } from './edit.js';
import { type Identity, type Item, type Known, newIdentity, recognise, siblingsOf } from './identity.js';
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
  // Sent anew in other bytes that say the same: the hash is to be kept, so that it is not compared again. The picture
  // may be another one all the same.
  | { kind: 'unchanged'; known: KnownArticle; resent: boolean; hasOtherImage: boolean }
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
  const { memories, version } = await remember(sql, feed, items);
  const taken = new Set<string>();
  const compared = items.map((item, at): Deduped => {
    const { stored, depth } = memories[at] ?? NOTHING;
    const known = recognise(item, stored, depth);
    // Two items of a document are never one article: the first has it.
    if (known === undefined || taken.has(known.id)) {
      return { kind: 'new', article: item.article, identity: newIdentity(item, depth) };
    }
    taken.add(known.id);
    const kind = known.hash === item.article.hash ? 'unchanged' : 'changed';
    const identity = { guid: known.guid, sibling: known.sibling };
    return { kind, article: item.article, identity, known, resent: false, hasOtherImage: false };
  });
  const found = await withoutFalseEdits(sql, compared);
  return { found, version: found.some(({ kind }) => kind === 'changed') ? null : version };
}

interface Remembered extends Known, KnownArticle {}

/** What is stored that an item can be, and how much of its identity it takes to tell; see `recognise`. */
interface Memory {
  stored: Remembered[];
  depth: number;
}

const NOTHING: Memory = { stored: [], depth: 0 };

interface Row {
  /** Place of the item in the list that was asked for, from 1. */
  item: number;
  isAmbiguous: boolean;
}

type Found<Asked> = Asked & (Remembered | { id: null });

async function remember(
  sql: Sql,
  feed: string,
  items: readonly Item[],
): Promise<{ memories: Memory[]; version: string | null }> {
  if (items.length === 0) return { memories: [], version: null };
  const rows = await sql.rows<Found<Row & { version: string }>>(REMEMBER, [feed, items.map(({ guid }) => guid)]);
  const memories = items.map(({ depth }): Memory => ({ stored: [], depth }));
  for (const row of rows) {
    const memory = memories[row.item - 1];
    if (memory === undefined) continue;
    if (row.isAmbiguous) memory.depth = Math.max(memory.depth, 1);
    if (row.id !== null) memory.stored.push(row);
  }
  await rememberSiblings(sql, feed, { items, memories });
  await rememberFormer(sql, feed, { items, memories });
  return { memories, version: rows[0]?.version ?? null };
}

/**
 * Reads what can be the items and no more: a feed may give one guid to all it ever sends. With `limit`, because else
 * PostgreSQL prefers to read all that the feed ever sent.
 */
const KNOWN = `a.id, a.url, a.title, a.published_at as "publishedAt", a.first_seen_at as "firstSeenAt",
  a.feed_slug = $1 as owned, p.guid, p.sibling, p.hash`;
const REMEMBER = `
  select w.item::int, (select xmin::text from feed where slug = $1) as version, known.*, coalesce(
      (select true from appearance s where s.feed_slug = $1 and s.guid = w.guid and s.sibling > '' limit 1), false
    ) as "isAmbiguous"
  from unnest($2::text[]) with ordinality as w (guid, item)
  left join lateral (
    select ${KNOWN} from appearance p join article a on a.id = p.article_id
    where p.feed_slug = $1 and p.guid = w.guid and p.sibling = ''
  ) as known on true`;

/** Few items need more than their guid, so these are looked up apart. */
async function rememberSiblings(sql: Sql, feed: string, { items, memories }: Remembering): Promise<void> {
  const asked = items.flatMap((item, at) => {
    const memory = memories[at];
    return memory !== undefined && memory.depth > 0 ? [{ memory, guid: item.guid, siblings: siblingsOf(item) }] : [];
  });
  if (asked.length === 0) return;
  const rows = await sql.rows<Found<Row>>(SIBLINGS, [
    feed,
    asked.map(({ guid }) => guid),
    ...[1, 2, 3].map((depth) => asked.map(({ siblings }) => siblings[depth])),
  ]);
  for (const row of rows) {
    const memory = asked[row.item - 1]?.memory;
    if (memory === undefined) continue;
    if (row.isAmbiguous) memory.depth = Math.max(memory.depth, 2);
    if (row.id !== null) memory.stored.push(row);
  }
}

interface Remembering {
  items: readonly Item[];
  memories: readonly Memory[];
}

/** The condition on `length` is that of the index `appearance_address_idx`: identities that go beyond the address. */
const SIBLINGS = `
  select w.item::int, known.*, coalesce(
      (select true from appearance s
        where s.feed_slug = $1 and s.guid = w.guid and left(s.sibling, 64) = w.one and length(s.sibling) > 64 limit 1),
      false
    ) as "isAmbiguous"
  from unnest($2::text[], $3::text[], $4::text[], $5::text[]) with ordinality as w (guid, one, two, three, item)
  left join lateral (
    select ${KNOWN} from (
      select * from appearance where feed_slug = $1 and guid = w.guid and sibling = w.one
      union all select * from appearance where feed_slug = $1 and guid = w.guid and sibling = w.two
      union all select * from appearance where feed_slug = $1 and guid = w.guid and sibling = w.three
    ) as p join article a on a.id = p.article_id
  ) as known on true`;

/** Items that are not known by their guid may be known by the one that they had before addresses were read as now. */
async function rememberFormer(sql: Sql, feed: string, { items, memories }: Remembering): Promise<void> {
  const asked = items.flatMap(({ formerGuid }, at) => {
    const memory = memories[at];
    return formerGuid !== null && memory?.stored.length === 0 ? [{ memory, formerGuid }] : [];
  });
  if (asked.length === 0) return;
  const rows = await sql.rows<Found<Row>>(REMEMBER, [feed, asked.map(({ formerGuid }) => formerGuid)]);
  for (const row of rows) if (row.id !== null) asked[row.item - 1]?.memory.stored.push(row);
}

/** Another hash is an edit only of the feed's own article, and only where a reader would see a difference. */
async function withoutFalseEdits(sql: Sql, found: Deduped[]): Promise<Deduped[]> {
  const ids = found.flatMap((one) => (one.kind === 'changed' && one.known.owned ? [one.known.id] : []));
  const texts =
    ids.length === 0 ? [] : await sql.rows<StoredText & { id: string; imageUrl: string | null }>(TEXTS, [ids]);
  const textOf = new Map(texts.map((text) => [text.id, text]));
  return found.map((one) => {
    if (one.kind !== 'changed') return one;
    const text = textOf.get(one.known.id);
    if (text !== undefined && isEdit(text, one.article)) return one;
    const hasOtherImage = text !== undefined && isOtherImage(text.imageUrl, one.article.image?.url ?? null);
    return { ...one, kind: 'unchanged', resent: true, hasOtherImage };
  });
}

/** Many servers sign the addresses of pictures anew each time, behind the question mark. */
function isOtherImage(stored: string | null, sent: string | null): boolean {
  return stored?.split('?', 1)[0] !== sent?.split('?', 1)[0];
}

const TEXTS = `
  select id, image->>'url' as "imageUrl", ${TEXT_COLUMNS} from article where id = any($1::uuid[])`;
