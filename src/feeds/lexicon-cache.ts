// The names of the record as linking wants them, rebuilt when a record has changed in this process or another.
import type { Sql } from '../database/sql.js';
import { buildLexicon, type Lexicon, type Name, type Tie } from '../linking/lexicon.js';

export class LexiconCache {
  readonly #sql: Sql;
  #built: { upTo: string; lexicon: Promise<Lexicon> } | null = null;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async current(): Promise<Lexicon> {
    const [latest] = await this.#sql.rows<{ upTo: string }>(LATEST);
    const upTo = latest?.upTo ?? '';
    if (this.#built?.upTo !== upTo) {
      const lexicon = readLexicon(this.#sql);
      this.#built = { upTo, lexicon };
      // A failure is for whoever waits now; the next one tries again.
      lexicon.catch(() => {
        if (this.#built?.lexicon === lexicon) this.#built = null;
      });
    }
    return this.#built.lexicon;
  }
}

/** The outbox tells of each saved record. */
const LATEST = `
  select coalesce(max(seq), 0)::text as "upTo" from change
  where type in ('ACTOR', 'SYSTEM', 'DEAL', 'FUNDING', 'INCIDENT')`;

async function readLexicon(sql: Sql): Promise<Lexicon> {
  const [names, ties] = await Promise.all([sql.rows<Name>(NAMES), sql.rows<{ one: string; other: string }>(TIES)]);
  return buildLexicon(
    names,
    ties.map(({ one, other }): Tie => [one, other]),
  );
}

/** Incidents have no names that texts use: their titles are a curator's. */
const NAMES = `
  select slug as record, 'ACTOR' as "recordKind", name as text, null as language, 'NAME' as kind,
    false as "caseSensitive", kind = 'PERSON' as "isPerson" from actor
  union all select slug, 'SYSTEM', name, null, 'NAME', false, false from system
  union all select slug, 'DEAL', name, null, 'NAME', false, false from deal
  union all select slug, 'FUNDING', name, null, 'NAME', false, false from funding
  union all select a.record_slug, r.kind::text, a.text, a.language, a.kind::text, a.case_sensitive,
    coalesce(p.kind = 'PERSON', false)
    from alias a join record r on r.slug = a.record_slug left join actor p on p.slug = a.record_slug`;

const TIES = `
  select slug as one, country_slug as other from actor where country_slug is not null
  union select slug, parent_slug from actor where parent_slug is not null
  union select person_slug, organisation_slug from role
  union select system_slug, actor_slug from system_maker
  union select system_slug, actor_slug from system_origin
  union select deal_slug, actor_slug from deal_party
  union select deal_slug, system_slug from deal_item`;
