// What stands against a curator's wish in the database: a name or an address that is taken, a publisher unheard of.
import type { Prisma } from '../database/generated/client.js';
import { type CheckedInput, type Issue, issue } from './feed-input.js';

/** `self` is the feed that is changed; null for a new one. */
export async function conflicts(
  client: Prisma.TransactionClient,
  input: CheckedInput['input'],
  self: string | null,
): Promise<Issue[]> {
  const found: Issue[] = [];
  const { url, slug, publisher } = input;
  if (url !== undefined) {
    const others = self === null ? {} : { slug: { not: self } };
    const where = { OR: [{ url }, { listedUrl: url }], ...others };
    const holder = await client.feed.findFirst({ where, select: { slug: true } });
    if (holder !== null) found.push(issue('url', `is the address of feed "${holder.slug}"`));
  }
  if (slug != null && self === null && (await client.feed.count({ where: { slug } })) > 0) {
    found.push(issue('slug', `"${slug}" is the name of another feed`));
  }
  if (publisher != null && (await client.actor.count({ where: { slug: publisher } })) === 0) {
    found.push(issue('publisher', `no actor is called "${publisher}"`));
  }
  return found;
}

/** Whether a write failed because another writer took a slug or an address meanwhile. */
export function wasTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002';
}
