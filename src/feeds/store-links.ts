// Ties what a feed brought to the record, and gathers it into stories.
import type { Sql } from '../database/sql.js';
import { judgedNames } from './judged-mentions.js';
import type { Linker } from './linker.js';
import type { Placed } from './store-articles.js';
import { retie, tie } from './store-mentions.js';
import { placeInStories } from './store-stories.js';
import type { StoryDesk } from './story-desk.js';

interface ToLink {
  /** The feed's house, else the feed. */
  publisher: string;
  added: readonly Placed[];
  edited: readonly Placed[];
  linker: Linker;
  stories: StoryDesk;
}

/** Needs `lockLinking`. Returns the articles that were stored before and belong elsewhere now. */
export async function linkAndPlace(sql: Sql, { publisher, added, edited, linker, stories }: ToLink): Promise<string[]> {
  const ids = edited.map(({ id }) => id);
  const judged = await judgedNames(sql, ids);
  await tie(
    sql,
    added.map(({ id, article }) => ({ id, links: linker.links(article) })),
  );
  await retie(
    sql,
    edited.map(({ id, article }) => ({ id, links: linker.linksAsJudged(article, judged.get(id)) })),
  );
  return placeInStories(sql, stories, { publisher, added, edited: ids, linker });
}
