/** Articles whose ties a person has written down: the measure of linking. */
import { existsSync, readFileSync } from 'node:fs';

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

const FIXTURES = new URL('../test/fixtures/linking/', import.meta.url);

/** The second was written before its writer had read any rule, the third after; the rules were tuned on each then. */
export const OWN_SETS = {
  gold: new URL('gold/', FIXTURES),
  second: new URL('second/', FIXTURES),
  third: new URL('third/', FIXTURES),
};

/** @param folder with a file for each language or some of them: `en.json`, `uk.json`, `pl.json`, `ro.json` */
export function readGold(folder: URL = OWN_SETS.gold): GoldArticle[] {
  const files = LANGUAGES.map((language) => ({ language, file: new URL(`${language}.json`, folder) }));
  const found = files.filter(({ file }) => existsSync(file));
  if (found.length === 0) throw new Error(`${folder.pathname} has none of ${LANGUAGES.join('.json, ')}.json`);
  return found.flatMap(({ language, file }) => {
    const articles = JSON.parse(readFileSync(file, 'utf8')) as Omit<GoldArticle, 'language'>[];
    return articles.map((article) => ({ ...DEFAULTS, language, ...article }));
  });
}

const DEFAULTS = { why: '', summary: null, named: [], inferred: [], either: [], heldOut: false };
