// What a curator's word on a name has to ask of linking: what the article is about without naming it is judged anew, and
// a name that is learned stays of its kind.
import type { Sql } from '../database/sql.js';
import { readField } from '../linking/field.js';
import { findSpans } from '../linking/find.js';
import { type Knowledge, link } from '../linking/link.js';
import type { NameKind } from '../linking/name.js';
import type { DatedArticle } from '../linking/reading.js';
import { judgedNames } from './judged-mentions.js';
import type { LexiconCache } from './lexicon-cache.js';
import { retieInferred } from './store-mentions.js';
import { placeAnew } from './store-stories.js';
import type { StoryDesk } from './story-desk.js';
import { tellOfTies } from './tell-of-ties.js';

/** Reads what linking knows, before the transaction in which the judgement is made. */
export async function readyToReview(sql: Sql, lexicon: LexiconCache): Promise<ReadyToReview> {
  const knowledge = await lexicon.current();
  await lexicon.stories.open(sql);
  return {
    inferAnew: (own, article) => inferAnew(own, article, { knowledge, stories: lexicon.stories }),
    kindOfName: (record, surface) => kindOfName(knowledge, record, surface),
  };
}

interface ReadyToReview {
  inferAnew(sql: Sql, article: string): Promise<void>;
  kindOfName(record: string, surface: string): NameKind | null;
}

/** What the name that an article writes is to the record: "Києва" is as little Ukraine by itself as "Київ". */
function kindOfName({ lexicon }: Knowledge, record: string, surface: string): NameKind | null {
  const [span] = findSpans(lexicon, readField('TITLE', surface));
  if (span?.surface !== surface) return null;
  return span.candidates.find(({ entry }) => entry.record === record)?.entry.kind ?? null;
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
