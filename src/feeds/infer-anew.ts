// Judges anew what an article is about without naming it, once a curator has said which of its names stand.
import type { Sql } from '../database/sql.js';
import { type Knowledge, link } from '../linking/link.js';
import type { DatedArticle } from '../linking/reading.js';
import { judgedNames } from './judged-mentions.js';
import type { LexiconCache } from './lexicon-cache.js';
import { retieInferred } from './store-mentions.js';
import { placeAnew } from './store-stories.js';
import type { StoryDesk } from './story-desk.js';
import { tellOfTies } from './tell-of-ties.js';

/** Reads what linking knows, before the transaction in which the judgement is made. */
export async function readyToInfer(
  sql: Sql,
  lexicon: LexiconCache,
): Promise<(sql: Sql, article: string) => Promise<void>> {
  const knowledge = await lexicon.current();
  await lexicon.stories.open(sql);
  return (own, article) => inferAnew(own, article, { knowledge, stories: lexicon.stories });
}

/** Needs `lockLinking`. The article's story is judged anew as well: what it is tied to has changed. */
async function inferAnew(
  sql: Sql,
  id: string,
  { knowledge, stories }: { knowledge: Knowledge; stories: StoryDesk },
): Promise<void> {
  const [article] = await sql.rows<DatedArticle>(ARTICLE, [id]);
  if (article === undefined) return;
  const judged = (await judgedNames(sql, [id])).get(id);
  const retied = await retieInferred(sql, { id, links: link(knowledge, article, judged) });
  await tellOfTies(sql, retied, await placeAnew(sql, stories, [id]));
}

const ARTICLE = 'select title, summary, published_at as "publishedAt" from article where id = $1::uuid';
