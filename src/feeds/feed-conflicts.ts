// What stands against a curator's wish in the database: a name or an address that is taken, a publisher unheard of.
import type { Prisma } from '../database/generated/client.js';
import { type CheckedInput, type Issue, issue } from './feed-input.js';
import { addressKey } from './typed-address.js';

/** `url` is the address to store. */
type Wish = Pick<CheckedInput['input'], 'slug' | 'publisher'> & { url?: string | undefined };

/** `self` is the feed that is changed; null for a new one. */
export async function conflicts(client: Prisma.TransactionClient, input: Wish, self: string | null): Promise<Issue[]> {
  const found: Issue[] = [];
  const { url, slug, publisher } = input;
  if (url !== undefined) {
    const holder = await holderOf(client, url, self);
    if (holder !== undefined)
      found.push(issue('url', `is the address of feed "${holder.slug}"${otherWriting(url, holder)}`));
  }
  if (slug != null && self === null && (await client.feed.count({ where: { slug } })) > 0) {
    found.push(issue('slug', `"${slug}" is the name of another feed`));
  }
  if (publisher != null && (await client.actor.count({ where: { slug: publisher } })) === 0) {
    found.push(issue('publisher', `no actor is called "${publisher}"`));
  }
  return found;
}

interface Holder {
  slug: string;
  url: string;
  listedUrl: string | null;
}

async function holderOf(
  client: Prisma.TransactionClient,
  url: string,
  self: string | null,
): Promise<Holder | undefined> {
  // Few feeds are on one host, and the host is found in any of the ways to write the address.
  const host = `%//${new URL(url).hostname.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const onHost = await client.$queryRaw<Holder[]>`
    select slug, url, listed_url as "listedUrl" from feed
    where (url ilike ${host} or listed_url ilike ${host}) and slug is distinct from ${self}
    order by slug`;
  const key = addressKey(url);
  return onHost.find(
    (feed) => addressKey(feed.url) === key || (feed.listedUrl !== null && addressKey(feed.listedUrl) === key),
  );
}

function otherWriting(url: string, holder: Holder): string {
  return [holder.url, holder.listedUrl].includes(url) ? '' : `, which is kept at ${holder.url}`;
}

/** Whether a write failed because another writer took a slug or an address meanwhile. */
export function wasTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002';
}
