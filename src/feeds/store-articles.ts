// Writes articles and keeps what an edit replaces.
import type { Sql } from '../database/sql.js';
import { asRows } from '../database/transaction.js';
import type { Identity } from './identity.js';
import type { NewArticle } from './new-article.js';
import { adoptFrom } from './store-sources.js';
import { foundStories } from './store-stories.js';
import type { Place, Placement } from './story-placing.js';

/** An article under the identifier that it has or gets. */
export interface Placed {
  id: string;
  article: NewArticle;
  identity: Identity;
}

/** Bodies apart from the rest: as bytes they need neither be escaped nor read as JSON. */
const SENT = `(
    select row.*, convert_from(substring($2::bytea from "bodyStart" for "bodyLength"), 'UTF8') as "contentHtml"
    from json_to_recordset($1::json) as row (id uuid, guid text, sibling text, hash text, url text, title text, author text,
      summary text, language text, tags text[], image jsonb, "publishedAt" timestamptz, story uuid, "copyOf" uuid, "ownAddress" boolean,
      "bodyStart" int, "bodyLength" int)
  ) as sent`;

export interface ToAdd {
  feed: string;
  seenAt: Date;
  /** Where articles belong that are in a story or copies of others. */
  placements: readonly Placement[];
  /** Stories that begin. */
  founded: readonly string[];
  /** Addresses that stand for one article; see `ownAddresses`. */
  own: ReadonlySet<string>;
}

/**
 * Writes articles into their stories, that the feed brought them, that they are what sources name, and that there are new
 * ones, in one statement.
 */
export async function addArticles(sql: Sql, added: readonly Placed[], to: ToAdd): Promise<void> {
  if (added.length + to.founded.length === 0) return;
  const places = new Map<string, Place>(to.placements.map((placement) => [placement.article, placement]));
  await sql.rows(ADD, [...sent(added, { places, own: to.own }), to.feed, to.seenAt, to.founded]);
}

const ADD = `
  with sent as materialized (
    select *, case when "ownAddress" then url_key(url) end as key from ${SENT}
  ), founded as (
    ${foundStories('$5')}
  ), added as (
    insert into article (id, feed_slug, url, title, author, summary, content_html, language, tags, image, published_at,
      first_seen_at, updated_at, story_id, copy_of)
    select id, $3, url, title, author, summary, "contentHtml", language, tags, image, "publishedAt", $4::timestamptz,
      $4::timestamptz, story, "copyOf" from sent
  ), appeared as (
    insert into appearance (feed_slug, guid, sibling, article_id, hash, first_seen_at, published_at)
    select $3, guid, sibling, id, hash, $4::timestamptz, "publishedAt" from sent
  ), adopted as (
    ${adoptFrom('sent')}
  )
  insert into change (type, kind, node_id, at)
  select 'ARTICLE', 'CREATED', id::text, $4::timestamptz from sent`;

/** What an edit replaces stays readable. */
export async function keepVersions(sql: Sql, edited: readonly Placed[], replacedAt: Date): Promise<void> {
  if (edited.length > 0) await sql.rows(KEEP, [edited.map(({ id }) => id), replacedAt]);
}

const KEEP = `
  insert into article_version (article_id, replaced_at, url, title, author, summary, content_html)
  select id, $2::timestamptz, url, title, author, summary, content_html from article where id = any($1::uuid[])`;

/** Published when it first was: an edit does not lift an article above today's news. */
export async function editArticles(sql: Sql, edited: readonly Placed[], seenAt: Date): Promise<void> {
  if (edited.length > 0) await sql.rows(EDIT, [...sent(edited, { places: new Map(), own: new Set() }), seenAt]);
}

const EDIT = `
  update article a set url = sent.url, title = sent.title, author = sent.author, summary = sent.summary,
    content_html = sent."contentHtml", language = sent.language, tags = sent.tags, image = sent.image,
    published_at = least(a.published_at, sent."publishedAt"), updated_at = $3::timestamptz
  from ${SENT}
  where a.id = sent.id`;

/** Of articles that are otherwise as they were. */
export async function setImages(sql: Sql, placed: readonly Placed[]): Promise<void> {
  if (placed.length === 0) return;
  const rows = placed.map(({ id, article: { image } }) => ({ id, image }));
  await sql.rows(SET_IMAGES, [asRows(rows)]);
}

const SET_IMAGES = `
  update article a set image = sent.image
  from json_to_recordset($1::json) as sent (id uuid, image jsonb)
  where a.id = sent.id`;

/** Articles as rows, and their bodies one after the other. */
function sent(
  placed: readonly Placed[],
  { places, own }: { places: ReadonlyMap<string, Place>; own: ReadonlySet<string> },
): [rows: string, bodies: Buffer] {
  const bodies: Uint8Array[] = [];
  // PostgreSQL counts from one.
  let bodyStart = 1;
  // Field by field: to copy an object of unknown shape takes longer than to write it out.
  const rows = placed.map(({ id, identity: { guid, sibling }, article }) => {
    const { hash, url, title, author, summary, language, tags, image, publishedAt, contentHtml } = article;
    const { story = null, copyOf = null } = places.get(id) ?? {};
    const bodyLength = contentHtml?.length ?? null;
    const row = {
      id,
      guid,
      sibling,
      hash,
      url,
      title,
      author,
      summary,
      language,
      tags,
      image,
      publishedAt,
      story,
      copyOf,
      ownAddress: own.has(url),
      bodyStart,
      bodyLength,
    };
    if (contentHtml !== null) bodies.push(contentHtml);
    bodyStart += bodyLength ?? 0;
    return row;
  });
  return [asRows(rows), Buffer.concat(bodies)];
}
