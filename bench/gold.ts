/** Articles whose ties a person has written down: the measure of linking. */
import { readFileSync } from 'node:fs';

export const LANGUAGES = ['en', 'uk', 'pl', 'ro'] as const;

export type GoldArticle = {
  language: (typeof LANGUAGES)[number];
  /** what makes the article hard */
  why: string;
  title: string;
  summary: string | null;
  /** ISO 8601 date */
  publishedAt: string;
  /** records that the article names, by slug */
  named: string[];
  /** deals, funding lines and incidents that it is about without naming them */
  inferred: string[];
  /** ties that are neither demanded nor wrong */
  either: string[];
  /** kept apart: rules are never tuned on it */
  heldOut: boolean;
};

export function readGold(): GoldArticle[] {
  return LANGUAGES.flatMap((language) => {
    const file = new URL(`../test/fixtures/linking/gold/${language}.json`, import.meta.url);
    const articles = JSON.parse(readFileSync(file, 'utf8')) as Omit<GoldArticle, 'language'>[];
    return articles.map((article) => ({ language, ...article }));
  });
}
