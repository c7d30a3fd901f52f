// Writes articles and keeps what an edit replaces.
import type { Sql } from '../database/sql.js';
import { asRows } from '../database/transaction.js';
import type { Identity } from './identity.js';
import type { NewArticle } from './normalise.js';

/** An article under the identifier that it has or gets. */
export interface Placed {
  id: string;
  article: NewArticle;
  identity: Identity;
}

const TEXT = `id uuid, url text, title text, author text, summary text, "contentHtml" text, language text, tags text[],
  "publishedAt" timestamptz`;

export async function addArticles(
  sql: Sql,
  added: readonly Placed[],
  { feed, seenAt }: { feed: string; seenAt: Date },
): Promise<void> {
  if (added.length > 0) await sql.rows(ADD, [asRows(added.map(textOf)), feed, seenAt]);
}

const ADD = `
  insert into article (id, feed_slug, url, title, author, summary, content_html, language, tags, published_at,
    first_seen_at, updated_at)
  select id, $2, url, title, author, summary, "contentHtml", language, tags, "publishedAt", $3::timestamptz, $3::timestamptz
  from json_to_recordset($1::json) as sent (${TEXT})`;

/** What an edit replaces stays readable. */
export async function keepVersions(sql: Sql, edited: readonly Placed[], replacedAt: Date): Promise<void> {
  if (edited.length > 0) await sql.rows(KEEP, [edited.map(({ id }) => id), replacedAt]);
}

const KEEP = `
  insert into article_version (article_id, replaced_at, url, title, author, summary, content_html)
  select id, $2::timestamptz, url, title, author, summary, content_html from article where id = any($1::uuid[])`;

/** Published when it first was: an edit does not lift an article above today's news. */
export async function editArticles(sql: Sql, edited: readonly Placed[], seenAt: Date): Promise<void> {
  if (edited.length > 0) await sql.rows(EDIT, [asRows(edited.map(textOf)), seenAt]);
}

const EDIT = `
  update article a set url = sent.url, title = sent.title, author = sent.author, summary = sent.summary,
    content_html = sent."contentHtml", language = sent.language, tags = sent.tags,
    published_at = least(a.published_at, sent."publishedAt"), updated_at = $2::timestamptz
  from json_to_recordset($1::json) as sent (${TEXT})
  where a.id = sent.id`;

function textOf({ id, article }: Placed) {
  const { url, title, author, summary, contentHtml, language, tags, publishedAt } = article;
  return { id, url, title, author, summary, contentHtml, language, tags, publishedAt };
}
