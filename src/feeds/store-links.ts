// Ties what a feed brought to the record, and gathers it into stories.
import type { Sql } from '../database/sql.js';
import type { JudgedNames, Link } from '../linking/link.js';
import { judgedNames } from './judged-mentions.js';
import type { NewArticle } from './normalise.js';
import type { Placed } from './store-articles.js';
import { retie, tie } from './store-mentions.js';
import { placeInStories } from './store-stories.js';
import type { StoryDesk } from './story-desk.js';

/** @param judged what curators have said of the article's names */
export type LinksOf = (article: NewArticle, judged?: JudgedNames) => Link[];

interface ToLink {
  /** The feed's house, else the feed. */
  publisher: string;
  added: readonly Placed[];
  edited: readonly Placed[];
  linksOf: LinksOf;
  stories: StoryDesk;
}

/** Needs `lockLinking`. Returns the articles that were stored before and belong elsewhere now. */
export async function linkAndPlace(
  sql: Sql,
  { publisher, added, edited, linksOf, stories }: ToLink,
): Promise<string[]> {
  const judged = await judgedNames(
    sql,
    edited.map(({ id }) => id),
  );
  const linked = ({ id, article }: Placed) => ({ id, links: linksOf(article, judged.get(id)) });
  await tie(sql, added.map(linked));
  await retie(sql, edited.map(linked));
  const links = new Map(added.map((one) => [one.id, linksOf(one.article)]));
  return placeInStories(sql, stories, { publisher, added, edited: edited.map(({ id }) => id), links });
}
