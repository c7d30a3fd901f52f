// Reads the names of the record as linking wants them.
import type { Sql } from '../database/sql.js';
import type { Name } from '../linking/name.js';

export function allNames(sql: Sql): Promise<Name[]> {
  return sql.rows<Name>(NAMES);
}

/** The names of these records alone. */
export async function namesOf(sql: Sql, records: readonly string[]): Promise<Name[]> {
  return sql.rows<Name>(`select * from (${NAMES}) as named where named.record = any($1::text[])`, [records]);
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
