/** Articles whose ties a person has written down: the measure of linking. */
import { readdirSync, readFileSync } from 'node:fs';

export type GoldArticle = {
  /** ISO 639-1 code */
  language: string;
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

/**
 * The second and the fourth were written before their writers had read any rule, the third and the fifth after; the
 * rules were tuned on each then.
 */
export const OWN_SETS = {
  gold: new URL('gold/', FIXTURES),
  second: new URL('second/', FIXTURES),
  third: new URL('third/', FIXTURES),
  fourth: new URL('fourth/', FIXTURES),
  fifth: new URL('fifth/', FIXTURES),
};

/** @param folder with a file for each language, named after its code: `en.json`, `uk.json` */
export function readGold(folder: URL = OWN_SETS.gold): GoldArticle[] {
  const files = readdirSync(folder)
    .map((file) => ({ file, language: /^([a-z]{2})\.json$/.exec(file)?.[1] }))
    .filter((found): found is { file: string; language: string } => found.language !== undefined);
  if (files.length === 0) throw new Error(`${folder.pathname} has no file named after a language, as en.json is`);
  return files.flatMap(({ file, language }) => {
    const articles = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Omit<GoldArticle, 'language'>[];
    return articles.map((article) => ({ ...DEFAULTS, language, ...article }));
  });
}

const DEFAULTS = { why: '', summary: null, named: [], inferred: [], either: [], heldOut: false };
