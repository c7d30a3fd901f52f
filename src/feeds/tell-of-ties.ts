// Tells the outbox of stored articles that are tied otherwise than they were.
import type { Sql } from '../database/sql.js';
import { asRows } from '../database/transaction.js';
import type { Retied } from './store-mentions.js';

/** @param moved articles that belong to another story */
export async function tellOfTies(
  sql: Sql,
  { created, updated, deleted }: Retied,
  moved: readonly string[],
): Promise<void> {
  const changes = [
    ...created.map((id) => ({ type: 'MENTION', kind: 'CREATED', id })),
    ...updated.map((id) => ({ type: 'MENTION', kind: 'UPDATED', id })),
    ...deleted.map((id) => ({ type: 'MENTION', kind: 'DELETED', id })),
    ...moved.map((id) => ({ type: 'ARTICLE', kind: 'UPDATED', id })),
  ];
  if (changes.length > 0) await sql.rows(TELL, [asRows(changes)]);
}

const TELL = `
  insert into change (type, kind, node_id)
  select sent.type, sent.kind, sent.id
  from json_to_recordset($1::json) as sent (type change_type, kind change_kind, id text)`;
