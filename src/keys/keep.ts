// The bearer keys that administrators give out and take back.
import type { Database } from '../database/connect.js';
import type { ViewerRole } from '../database/generated/enums.js';
import { columns, type Sql } from '../database/sql.js';
import { makeKey } from './key.js';

export interface KeyRow {
  /** A UUID. */
  id: string;
  name: string;
  role: ViewerRole;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

type KeyOutcome =
  | { kind: 'done'; row: KeyRow; key: string }
  | { kind: 'invalid'; issues: { path: string[]; message: string }[] };

const COLUMNS = columns(
  Object.fromEntries(['id', 'name', 'role', 'createdAt', 'lastUsedAt', 'revokedAt'].map((field) => [field, field])),
  'k',
);

/** Names that revisions and logs know already: a key may not pass for one. */
const TAKEN = new Set(['ADMIN_KEY', 'cli', 'ANONYMOUS']);

/** The key itself is in the answer and nowhere else: who loses it takes a new one. */
export async function createKey({ sql }: Pick<Database, 'sql'>, name: string, role: ViewerRole): Promise<KeyOutcome> {
  const issues = mistakesIn(name, role);
  if (issues.length > 0) return { kind: 'invalid', issues };
  const { id, key, hash } = makeKey();
  const [row] = await sql.rows<KeyRow>(
    `insert into api_key as k (id, name, role, hash) values ($1::uuid, $2, $3::viewer_role, $4) returning ${COLUMNS}`,
    [id, name, role, hash],
  );
  if (row === undefined) throw new Error('an insert that returns gave no row');
  return { kind: 'done', row, key };
}

function mistakesIn(name: string, role: ViewerRole): { path: string[]; message: string }[] {
  const issues: { path: string[]; message: string }[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (name !== name.trim() || name === '' || [...name].length > 100 || /[\u0000-\u001f\u007f-\u009f]/.test(name)) {
    issues.push({
      path: ['name'],
      message: `${JSON.stringify(name)} cannot be a name: 1 to 100 characters, none of them a control, no space around them`,
    });
  } else if (TAKEN.has(name)) {
    issues.push({ path: ['name'], message: `"${name}" is a name that revisions use for somebody else` });
  }
  if (role === 'ANONYMOUS') {
    issues.push({
      path: ['role'],
      message: 'ANONYMOUS takes no key: a request without one is anonymous. READER, EDITOR and ADMIN can be had',
    });
  }
  return issues;
}

/** Null where there is no such key; one that was revoked before stays as it was. */
export async function revokeKey({ sql }: Pick<Database, 'sql'>, id: string): Promise<KeyRow | null> {
  const [row] = await sql.rows<KeyRow>(
    `update api_key as k set revoked_at = coalesce(k.revoked_at, now()) where k.id = $1::uuid returning ${COLUMNS}`,
    [id],
  );
  return row ?? null;
}

/** Those that work first, then those that did: revisions go on naming them. The newest of each first. */
export function listKeys(sql: Sql): Promise<KeyRow[]> {
  return sql.rows<KeyRow>(
    `select ${COLUMNS} from api_key k order by k.revoked_at desc nulls first, k.created_at desc, k.id`,
  );
}
