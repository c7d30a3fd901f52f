// Writes what an attempt has shown of a feed.

import type { Feed } from '../database/generated/client.js';
import { Prisma } from '../database/generated/client.js';
import { type Sql, snakeCase } from '../database/sql.js';

export type FeedChanges = Partial<Omit<Feed, 'slug'>>;

/** Columns that are not named stay. Plain SQL, because Prisma takes longer to write a feed than its server to answer. */
export async function saveFeed(sql: Sql, slug: string, changes: FeedChanges): Promise<void> {
  const entries = Object.entries(changes).filter(([field]) => Object.hasOwn(Prisma.FeedScalarFieldEnum, field));
  if (entries.length === 0) return;
  // One text for one set of fields, whatever their order: the text is what prepares a statement.
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  const assignments = entries.map(([field], at) => `"${snakeCase(field)}" = $${at + 2}`);
  await sql.rows(`update feed set ${assignments.join(', ')} where slug = $1`, [
    slug,
    ...entries.map(([, value]) => value),
  ]);
}
