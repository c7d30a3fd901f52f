// Ties stored articles to the record as it is now, a bounded batch in a transaction: killed, it goes on where it was.
import type { Database } from '../database/connect.js';
import { lockLinking } from '../database/locks.js';
import type { Sql } from '../database/sql.js';
import { sqlIn } from '../database/transaction.js';
import { indexCandidates, sharing } from '../linking/candidate.js';
import { readField } from '../linking/field.js';
import { findSpans } from '../linking/find.js';
import { buildLexicon } from '../linking/lexicon.js';
import { type Link, link } from '../linking/link.js';
import { dateWeight } from '../linking/window.js';
import { judgedNames } from './judged-mentions.js';
import type { LexiconCache } from './lexicon-cache.js';
import { inSlices } from './others-turn.js';
import { readCandidates } from './read-candidates.js';
import { namesOf } from './read-names.js';
import { advance, holdPass, nextArticles, type Pass, passOf, type StoredArticle, unedited } from './relink-pass.js';
import { retie } from './store-mentions.js';
import { placeAnew } from './store-stories.js';
import { tellOfTies } from './tell-of-ties.js';

export interface Relinking {
  database: Database;
  lexicon: LexiconCache;
}

/** Requests are answered between two batches. */
const BATCH = 200;
/** An article that is not tied anew costs next to nothing. */
const LOOKED_AT = 1000;
/** Before others have their turn. */
const AT_ONCE = 20;

/** Brings the pass on by a batch; says how far it is then, null where it is gone. */
export async function relinkBatch(
  { database, lexicon }: Relinking,
  pass: Pass,
): Promise<(Pass & { isDone: boolean }) | null> {
  const { sql } = database;
  const knowledge = await lexicon.current();
  const concerns = await concernOf(sql, pass);
  const articles = await nextArticles(sql, pass, pass.records.length === 0 ? BATCH : LOOKED_AT);
  let looked = 0;
  const linked: { article: StoredArticle; links: Link[] }[] = [];
  await inSlices(articles, AT_ONCE, (article) => {
    if (linked.length === BATCH) return;
    looked++;
    if (concerns(article)) linked.push({ article, links: link(knowledge, article) });
  });
  await lexicon.stories.open(sql);
  await database.prisma.$transaction(
    async (tx) => {
      const own = sqlIn(tx);
      await lockLinking(own);
      if (!(await holdPass(own, pass))) return;
      const kept = await unedited(
        own,
        linked.map(({ article }) => article),
      );
      const judged = await judgedNames(own, [...kept]);
      const retied = await retie(
        own,
        linked
          .filter(({ article }) => kept.has(article.id))
          .map(({ article, links }) => {
            const words = judged.get(article.id);
            return { id: article.id, links: words === undefined ? links : link(knowledge, article, words) };
          }),
      );
      await tellOfTies(own, retied, await placeAnew(own, lexicon.stories, retied.articles));
      await advance(own, pass, { last: articles[looked - 1] ?? null, looked, changed: retied.articles.length });
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
  return passOf(sql, pass.id);
}

type Concern = (article: StoredArticle) => boolean;

const concerns = new WeakMap<Sql, { pass: string; concern: Concern }>();

/** Read once a pass, not once a batch. */
async function concernOf(sql: Sql, pass: Pass): Promise<Concern> {
  const known = concerns.get(sql);
  if (known?.pass === pass.id) return known.concern;
  const concern = await readConcern(sql, pass);
  concerns.set(sql, { pass: pass.id, concern });
  return concern;
}

/**
 * Whether a change to these records can change the article's ties: it is tied to one of them, it has a name of one that
 * was renamed, or it was published in the days of a deal, a funding line or an incident of theirs and names a party.
 */
async function readConcern(sql: Sql, { records, renamed }: Pass): Promise<Concern> {
  if (records.length === 0) return () => true;
  const changed = new Set(records);
  const lexicon = renamed.length === 0 ? null : buildLexicon(await namesOf(sql, renamed));
  const candidates = (await readCandidates(sql)).filter(({ record }) => changed.has(record));
  const index = indexCandidates(candidates, {
    ties: new Map(),
    places: new Set(),
    states: new Set(),
    persons: new Set(),
  });
  return ({ title, summary, publishedAt, records: named }) =>
    named.some((record) => changed.has(record)) ||
    (lexicon !== null &&
      [readField('TITLE', title), readField('SUMMARY', summary ?? '')].some(
        (field) => findSpans(lexicon, field).length > 0,
      )) ||
    [...sharing(index, named)].some((candidate) => dateWeight(candidate, publishedAt) !== null);
}
