// Tells new articles from known ones, and an edited article from a repeated one.
import type { Sql } from '../database/sql.js';
import type { NewArticle } from './normalise.js';

export interface KnownArticle {
  id: string;
  guid: string;
  hash: string;
}

export type Deduped =
  | { kind: 'new'; article: NewArticle }
  | { kind: 'changed'; article: NewArticle; known: KnownArticle }
  | { kind: 'unchanged'; article: NewArticle; known: KnownArticle };

/** In the order given; an article that stands several times in one document counts once. */
export async function dedupe(sql: Sql, feed: string, articles: readonly NewArticle[]): Promise<Deduped[]> {
  const distinct = tellApart(articles);
  if (distinct.length === 0) return [];
  const rows = await sql.rows<KnownArticle>(
    'select article_id as id, guid, hash from appearance where feed_slug = $1 and guid = any($2::text[])',
    [feed, distinct.map(({ guid }) => guid)],
  );
  const byGuid = new Map(rows.map((row) => [row.guid, row]));
  return distinct.map((article) => {
    const known = byGuid.get(article.guid);
    if (known === undefined) return { kind: 'new', article };
    return { kind: known.hash === article.hash ? 'unchanged' : 'changed', article, known };
  });
}

/** Some publishers give every item one guid: such items are told apart by their links. */
function tellApart(articles: readonly NewArticle[]): NewArticle[] {
  const urlsByGuid = new Map<string, Set<string>>();
  for (const { guid, url } of articles) {
    const urls = urlsByGuid.get(guid);
    if (urls === undefined) urlsByGuid.set(guid, new Set([url]));
    else urls.add(url);
  }
  const distinct = new Map<string, NewArticle>();
  for (const article of articles) {
    const repeated = (urlsByGuid.get(article.guid)?.size ?? 0) > 1;
    const guid = repeated ? article.url.slice(0, 500) : article.guid;
    if (!distinct.has(guid)) distinct.set(guid, repeated ? { ...article, guid } : article);
  }
  return [...distinct.values()];
}
