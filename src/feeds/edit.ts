// Whether a publisher has edited an article, or has only sent it again.
import type { NewArticle } from './new-article.js';
import type { ReadArticle } from './normalise.js';

export type StoredText = Pick<
  ReadArticle,
  'url' | 'title' | 'author' | 'summary' | 'contentHtml' | 'language' | 'tags' | 'publishedAt'
>;

export const TEXT_COLUMNS =
  'url, title, author, summary, content_html as "contentHtml", language, tags, published_at as "publishedAt"';

/**
 * Spaces between words and tags are no edit. Nor is a later date: many feeds date what they repeat anew, and an article
 * was published when it first was. An earlier one mends the day on which an article without a date was first seen.
 */
export function isEdit(stored: StoredText, sent: NewArticle): boolean {
  return sent.publishedAt < stored.publishedAt || wording(stored) !== wording(read(sent));
}

function wording({ url, title, author, summary, contentHtml, language, tags }: StoredText): string {
  return JSON.stringify([url, title, author, summary, contentHtml, language, tags]).replace(/(\\[nrt]|\s)+/g, ' ');
}

function read({ contentHtml, ...article }: NewArticle): StoredText {
  return { ...article, contentHtml: contentHtml && Buffer.from(contentHtml).toString() };
}
