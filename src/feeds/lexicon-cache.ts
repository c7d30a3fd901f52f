// What linking keeps in memory of the database: the record's names and events, and the stories of the last days. Rebuilt
// by itself when a record has changed, in this process or another.
import type { Sql } from '../database/sql.js';
import { indexCandidates } from '../linking/candidate.js';
import { buildLexiconInTurns, type Tie } from '../linking/lexicon.js';
import type { Knowledge } from '../linking/link.js';
import { othersTurn } from './others-turn.js';
import { readCandidates } from './read-candidates.js';
import { allNames } from './read-names.js';
import { StoryDesk } from './story-desk.js';

export class LexiconCache {
  readonly stories = new StoryDesk();
  readonly #sql: Sql;
  #built: { upTo: string; knowledge: Promise<Knowledge> } | null = null;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Asks whether a record has changed, and reads the record only then. */
  async current(): Promise<Knowledge> {
    const [latest] = await this.#sql.rows<{ upTo: string }>(LATEST);
    const upTo = latest?.upTo ?? '';
    if (this.#built?.upTo !== upTo) {
      const knowledge = readKnowledge(this.#sql);
      this.#built = { upTo, knowledge };
      // A failure is for whoever waits now; the next one tries again.
      knowledge.catch(() => {
        if (this.#built?.knowledge === knowledge) this.#built = null;
      });
    }
    return this.#built.knowledge;
  }
}

/** The outbox tells of each saved record; the record changes one transaction after another, so none comes in behind. */
const LATEST = `
  select coalesce(max(latest.seq), 0)::text as "upTo"
  from unnest('{ACTOR,SYSTEM,DEAL,FUNDING,INCIDENT}'::change_type[]) as told (type)
  cross join lateral (select c.seq from change c where c.type = told.type order by c.seq desc limit 1) latest`;

async function readKnowledge(sql: Sql): Promise<Knowledge> {
  const [names, ties, candidates] = await Promise.all([
    allNames(sql),
    sql.rows<{ one: string; other: string }>(TIES),
    readCandidates(sql),
  ]);
  const lexicon = await buildLexiconInTurns(
    names,
    ties.map(({ one, other }): Tie => [one, other]),
    othersTurn,
  );
  return { lexicon, candidates: indexCandidates(candidates, lexicon) };
}

const TIES = `
  select slug as one, country_slug as other from actor where country_slug is not null
  union select slug, parent_slug from actor where parent_slug is not null
  union select person_slug, organisation_slug from role
  union select system_slug, actor_slug from system_maker
  union select system_slug, actor_slug from system_origin
  union select deal_slug, actor_slug from deal_party
  union select deal_slug, system_slug from deal_item`;
