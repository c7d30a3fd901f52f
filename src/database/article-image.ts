/** The picture of an article, as the column `article.image` holds it. */
/** All in plain text, the address absolute. */
export interface ArticleImage {
  url: string;
  alt: string | null;
  /** As stated. */
  credit: string | null;
  photographer: string | null;
  agency: string | null;
}
