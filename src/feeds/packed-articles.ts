/** How articles come from the thread that reads them: their bodies in one piece of memory, which changes hands uncopied. */
import type { NewArticle } from './new-article.js';
import type { Normalised, ReadArticle } from './normalise.js';
import type { Read } from './read-articles.js';

type PackedArticle = Omit<ReadArticle, 'contentHtml'> & {
  /** Bytes of the body; null where there is none. */
  contentHtml: number | null;
};

export interface PackedRead {
  read: Read<PackedArticle>;
  /** In UTF-8, in the order of the articles, with nothing between them. */
  bodies: Uint8Array<ArrayBuffer>;
}

export function pack(read: Read): PackedRead {
  if (read.kind === 'failed') return { read, bodies: new Uint8Array() };
  const articles = read.feed.items.flatMap(articleOf);
  const bytes = articles.reduce((sum, { contentHtml }) => sum + Buffer.byteLength(contentHtml ?? ''), 0);
  const bodies = Buffer.from(new ArrayBuffer(bytes));
  let end = 0;
  const items = read.feed.items.map((item): Normalised<PackedArticle> => {
    if (item.kind === 'refused') return item;
    const { contentHtml } = item.article;
    const length = contentHtml === null ? null : bodies.write(contentHtml, end);
    end += length ?? 0;
    return { kind: 'article', article: { ...item.article, contentHtml: length } };
  });
  return { read: { kind: 'read', feed: { ...read.feed, items } }, bodies };
}

export function unpack({ read, bodies }: PackedRead): Read<NewArticle> {
  if (read.kind === 'failed') return read;
  let end = 0;
  const items = read.feed.items.map((item): Normalised<NewArticle> => {
    if (item.kind === 'refused') return item;
    const { contentHtml: length } = item.article;
    const contentHtml = length === null ? null : bodies.subarray(end, end + length);
    end += length ?? 0;
    return { kind: 'article', article: { ...item.article, contentHtml } };
  });
  return { kind: 'read', feed: { ...read.feed, items } };
}

function articleOf(item: Normalised): ReadArticle[] {
  return item.kind === 'article' ? [item.article] : [];
}
