/** An article as a feed brought it, on its way into the database. */
import type { ReadArticle } from './normalise.js';

export type NewArticle = Omit<ReadArticle, 'contentHtml'> & {
  /** In UTF-8, as it is stored: by far the largest part, which nothing on this thread reads. */
  contentHtml: Uint8Array | null;
};
