// What must hold of the record and its memory, whatever happened to the database.
import type { Sql } from '../../src/database/sql.js';

/** Everything in which a record, its revisions and its history disagree; empty where they agree. */
export async function disagreements(sql: Sql): Promise<string[]> {
  const tables = await sql.rows<{ name: string; columns: string }>(`
    select c.relname::text as name,
      string_agg(format('%I', a.attname), ', ') filter (where not (c.relname = 'source' and a.attname = 'article_id')) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = to_regclass(format('%I', c.relname)) and a.attnum > 0 and not a.attisdropped
    where n.nspname = 'history' and c.relkind = 'r' and c.relname not in ('clock', 'mention')
    group by c.relname`);
  const found: string[] = [];
  for (const { name, columns } of tables) {
    const now = `select ${columns} from ${name}`;
    const kept = `select ${columns} from history.${name} where valid_to = 'infinity'`;
    const rows = await sql.rows<{ row: string }>(
      `select to_jsonb(d)::text as row from ((${now} except ${kept}) union all (${kept} except ${now})) d`,
    );
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  for (const head of ['actor', 'system', 'deal', 'funding', 'incident']) {
    const rows = await sql.rows<{ slug: string }>(`
      select h.slug from ${head} h
      left join lateral (
        select max(r.version) as latest, min(r.version) as first, count(*) as made, max(r.at) as at from revision r where r.record_slug = h.slug
      ) r on true
      where r.latest is distinct from h.version or r.made <> h.version - r.first + 1 or r.at <> h.updated_at`);
    found.push(...rows.map(({ slug }) => `${head} ${slug}: its revisions are another chain than its version says`));
  }
  return found;
}
