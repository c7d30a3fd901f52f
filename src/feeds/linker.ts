// Ties a document's articles to the record and says what stories compare of them, once each, however often it is asked.
import type { JudgedNames, Link } from '../linking/link.js';
import { type Signature, signArticle } from '../linking/signature.js';
import type { NewArticle } from './new-article.js';

interface Linked {
  links: Link[];
  signature: Signature;
}

/** @param judged what curators have said of the article's names */
export type LinksOf = (article: NewArticle, judged?: JudgedNames) => Link[];

export class Linker {
  readonly #linksOf: LinksOf;
  readonly #linked = new Map<NewArticle, Linked>();

  constructor(linksOf: LinksOf) {
    this.#linksOf = linksOf;
  }

  /** Does the work that the rest only asks for. */
  prepare(article: NewArticle): void {
    this.#linkedOf(article);
  }

  links(article: NewArticle): Link[] {
    return this.#linkedOf(article).links;
  }

  /** What curators have judged of an article's names is linked apart. */
  linksAsJudged(article: NewArticle, judged: JudgedNames | undefined): Link[] {
    return judged === undefined ? this.links(article) : this.#linksOf(article, judged);
  }

  signature(article: NewArticle): Signature {
    return this.#linkedOf(article).signature;
  }

  #linkedOf(article: NewArticle): Linked {
    const known = this.#linked.get(article);
    if (known !== undefined) return known;
    const links = this.#linksOf(article);
    // At once: the article's words have just been looked up.
    const { title, summary, publishedAt } = article;
    const signature = signArticle({
      title,
      summary,
      publishedAt,
      language: languageOf(article),
      records: sureRecords(links),
    });
    const linked = { links, signature };
    this.#linked.set(article, linked);
    return linked;
  }
}

/** ISO 639-1, as stories compare languages; null where unknown. */
export function languageOf({ language }: Pick<NewArticle, 'language'>): string | null {
  if (language === null) return null;
  const end = language.indexOf('-');
  return (end < 0 ? language : language.slice(0, end)).toLowerCase();
}

export function sureRecords(links: readonly Link[]): string[] {
  const records = new Set<string>();
  for (const { record, review } of links) if (review === 'AUTO') records.add(record);
  return [...records];
}
