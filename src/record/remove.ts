// Deletes a record. Its slug stays taken, its revisions stay readable, and what was known of it stays in the past.
import type { Database } from '../database/connect.js';
import { lockLinking } from '../database/locks.js';
import { sqlIn } from '../database/transaction.js';
import type { AnyKind } from './kind.js';
import { referrersOf } from './referrers.js';
import { alone, type Outcome, type SaveOptions } from './save.js';
import { readStored } from './stored.js';
import { delegate } from './table.js';
import { sign } from './write.js';

/** Refused, with each of them named, while other records name it. */
export function remove(database: Database, kind: AnyKind, slug: string, options: SaveOptions): Promise<Outcome> {
  return alone(database, async (client) => {
    await lockLinking(sqlIn(client));
    const [stored] = await readStored(client, [slug], [kind]);
    if (stored === undefined) return { kind: 'unknown', message: `no ${kind.name} is called "${slug}"` };
    if (options.ifVersion !== null && options.ifVersion !== stored.version) {
      return { kind: 'conflict', currentVersion: stored.version };
    }
    const referrers = await referrersOf(client, kind.name, slug);
    if (referrers.length > 0) {
      const issues = referrers.map((other) => ({ path: ['id'], message: `is named by ${other.kind} "${other.slug}"` }));
      return { kind: 'invalid', issues };
    }
    await sign(client, options);
    await delegate(client, kind.name).deleteMany({ where: { slug } });
    return { kind: 'done', slug };
  });
}
