// Whose a bearer key is. One prepared statement for a request with a key and no cache: what is revoked at one gateway is
// refused at once by all of them.
import { timingSafeEqual } from 'node:crypto';
import type { ViewerRole } from '../database/generated/enums.js';
import type { Sql } from '../database/sql.js';
import { hashOf, idOf } from './key.js';

interface Holder {
  id: string;
  name: string;
  role: ViewerRole;
  hash: Uint8Array;
  lastUsedAt: Date | null;
}

const HOLDER = `
  select k.id, k.name, k.role, k.hash, k.last_used_at as "lastUsedAt"
  from api_key k where k.id = $1::uuid and k.revoked_at is null`;

/** Any gateway may have noted it meanwhile, so the statement looks again. */
const USED = `
  update api_key as k set last_used_at = now()
  where k.id = $1::uuid and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute')`;

const NOTED_FOR_MS = 60_000;

type Finder = (key: string) => Promise<{ name: string; role: ViewerRole } | null>;

/**
 * Finds whose a key is; null for one that is unknown, malformed or revoked. When a key was last used is noted once a
 * minute, and no request waits for it; `failed` hears where that does not work.
 */
export function keyFinder(sql: Sql, failed: (error: unknown) => void): Finder {
  /** When each key was noted last, by this process's clock; infinity while that is under way. */
  const noted = new Map<string, number>();

  function note({ id, lastUsedAt }: Holder, asked: number): void {
    if (lastUsedAt !== null && Date.now() - lastUsedAt.valueOf() < NOTED_FOR_MS) return;
    // What was read before the last note was written does not show it.
    if (asked < (noted.get(id) ?? Number.NEGATIVE_INFINITY)) return;
    noted.set(id, Number.POSITIVE_INFINITY);
    sql
      .rows(USED, [id])
      .catch(failed)
      .finally(() => noted.set(id, performance.now()));
  }

  return async (key) => {
    const id = idOf(key);
    if (id === null) return null;
    const asked = performance.now();
    const [holder] = await sql.rows<Holder>(HOLDER, [id]);
    // What is stored is a digest, so both sides are as long as each other.
    if (holder === undefined || !timingSafeEqual(holder.hash, hashOf(key))) return null;
    note(holder, asked);
    return { name: holder.name, role: holder.role };
  };
}
