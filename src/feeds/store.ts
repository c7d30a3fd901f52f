// Writes what a feed brought: articles, their ties and the changes to tell of, in one transaction or not at all.

import type { Database } from '../database/connect.js';
import { lockLinking } from '../database/locks.js';
import { newId } from '../database/new-id.js';
import type { Sql } from '../database/sql.js';
import { type Deduped, dedupe, type Look } from './dedupe.js';
import { addressesLocked, findElsewhere, lockAddresses, ownAddresses } from './elsewhere.js';
import type { Item } from './identity.js';
import { judgedNames } from './judged-mentions.js';
import type { Linker } from './linker.js';
import { type FeedChanges, saveFeed } from './save-feed.js';
import { addAppearances, rehash } from './store-appearances.js';
import { addArticles, editArticles, keepVersions, type Placed, setImages } from './store-articles.js';
import { retie, tie } from './store-mentions.js';
import { adoptBySources } from './store-sources.js';
import { keepPlaces, placeInStories } from './store-stories.js';
import type { StoryDesk } from './story-desk.js';

/** What an attempt says of the feed itself, asked for in the transaction that has stored its articles. */
type Outcome = (sql: Sql) => FeedChanges | Promise<FeedChanges>;

export interface StoreRequest {
  feed: string;
  items: readonly Item[];
  /** At the items, before the transaction. */
  look: Look;
  linker: Linker;
  stories: StoryDesk;
  seenAt: Date;
  outcome: Outcome;
}

/** Says what it found to be new, changed and unchanged. An article that another feed brought before is unchanged. */
export function store({ transaction }: Pick<Database, 'transaction'>, request: StoreRequest): Promise<Deduped[]> {
  return transaction(async (tx) => {
    const found = await storeArticles(tx, request);
    await saveFeed(tx, request.feed, await request.outcome(tx));
    return found;
  });
}

async function storeArticles(sql: Sql, request: StoreRequest): Promise<Deduped[]> {
  const { feed, seenAt, linker, stories } = request;
  const { found, publisher } = await lookUnderLock(sql, request);
  const own = ownAddresses(found);
  const candidates = found.filter(({ kind, article }) => kind === 'new' && own.has(article.url));
  const elsewhere = await findElsewhere(
    sql,
    feed,
    candidates.map(({ article }) => article.url),
  );
  const isElsewhere = (one: Deduped) => one.kind === 'new' && elsewhere.has(one.article.url);

  const added = found.flatMap((one): Placed[] =>
    one.kind === 'new' && !isElsewhere(one) ? [place(one, newId())] : [],
  );
  const edited = found.flatMap((one): Placed[] => (one.kind === 'changed' ? [place(one, one.known.id)] : []));
  const met = found.flatMap((one): Placed[] =>
    isElsewhere(one) ? [place(one, elsewhere.get(one.article.url) ?? '')] : [],
  );
  const resent = found.flatMap((one): Placed[] =>
    one.kind === 'unchanged' && one.resent ? [place(one, one.known.id)] : [],
  );

  const pictured = found.flatMap((one): Placed[] =>
    one.kind === 'unchanged' && one.hasOtherImage ? [place(one, one.known.id)] : [],
  );

  if (added.length + edited.length > 0) await lockLinking(sql);
  await addAppearances(sql, met, { feed, seenAt });
  await keepVersions(sql, edited, seenAt);
  await editArticles(sql, edited, seenAt);
  await rehash(sql, [...edited, ...resent], feed);
  await setImages(sql, pictured);
  await retieEdited(sql, edited, linker);
  // Before the new ones are stored, so that they are written once, into their stories.
  const placing = await placeInStories(sql, stories, { publisher, added, edited: idsOf(edited), linker });
  await addArticles(sql, added, { feed, seenAt, own, ...placing });
  await tie(
    sql,
    added.map(({ id, article }) => ({ id, links: linker.links(article) })),
  );
  const moved = await keepPlaces(sql, placing, idsOf(added));
  await adoptBySources(
    sql,
    edited.filter(({ article }) => own.has(article.url)),
  );
  await tellOfEdits(sql, [...idsOf(edited), ...idsOf(pictured), ...moved], seenAt);
  return found.map((one) => (isElsewhere(one) ? asKnown(one, elsewhere.get(one.article.url) ?? '') : one));
}

async function retieEdited(sql: Sql, edited: readonly Placed[], linker: Linker): Promise<void> {
  const judged = await judgedNames(sql, idsOf(edited));
  await retie(
    sql,
    edited.map(({ id, article }) => ({ id, links: linker.linksAsJudged(article, judged.get(id)) })),
  );
}

/** Looks with others held off: no one else stores for this feed, nor an article at one of these addresses. */
async function lookUnderLock(
  sql: Sql,
  { feed, items, look }: StoreRequest,
): Promise<{ found: Deduped[]; publisher: string }> {
  const [locked] = await sql.rows<Locked>(LOCK, [feed, look.version, addressesToLock(look.found)]);
  const publisher = locked?.publisher ?? feed;
  if (locked?.isAsLookedAt === true) return { found: look.found, publisher };
  const { found } = await dedupe(sql, feed, items);
  await lockAddresses(sql, addressesToLock(found));
  return { found, publisher };
}

interface Locked {
  publisher: string;
  /** Whether nothing was stored for the feed since it was looked at; only then are the addresses locked. */
  isAsLookedAt: boolean;
}

/** Two feeds of one house are one voice. */
const LOCK = `
  with locked as materialized (
    select coalesce(publisher_slug, slug) as publisher, xmin::text = $2 as as_looked_at from feed
    where slug = $1 for no key update
  )
  select publisher, case when as_looked_at then ${addressesLocked('$3')} >= 0 else false end as "isAsLookedAt"
  from locked`;

function addressesToLock(found: readonly Deduped[]): string[] {
  return found.flatMap(({ kind, article }) => (kind === 'unchanged' ? [] : [article.url]));
}

function place({ article, identity }: Deduped, id: string): Placed {
  return { id, article, identity };
}

function asKnown({ article, identity }: Deduped, id: string): Deduped {
  const known = { id, hash: article.hash, owned: false };
  return { kind: 'unchanged', article, identity, known, resent: false, hasOtherImage: false };
}

function idsOf(placed: readonly Placed[]): string[] {
  return placed.map(({ id }) => id);
}

/** Of articles that are otherwise than they were: edited, or part of a story now. */
async function tellOfEdits(sql: Sql, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length > 0) await sql.rows(TELL, [[...new Set(ids)], at]);
}

const TELL = `
  insert into change (type, kind, node_id, at) select 'ARTICLE', 'UPDATED', id, $2::timestamptz from unnest($1::text[]) as id`;
