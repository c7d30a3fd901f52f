// Messages from publishers' systems that a feed has something new: each is taken once, however often it is sent.
import type { Database } from '../database/connect.js';
import type { Prisma } from '../database/generated/client.js';
import type { Unknown } from './feed-answer.js';
import { markRequested, type RefreshRequests } from './requests.js';

export interface RefreshMessage {
  id: string;
  /** Slugs and addresses of feeds. */
  feeds: string[];
  urls: string[];
}

export type Acceptance = { kind: 'accepted'; feeds: string[] } | Unknown;

/** The receipt and what it stands for are written in one transaction: a crash loses both, and the sender sends again. */
export function acceptMessages({ prisma }: Pick<Database, 'prisma'>, requests: Pick<RefreshRequests, 'wake'>) {
  return {
    async accept({ id, feeds, urls }: RefreshMessage): Promise<Acceptance> {
      const acceptance = await prisma.$transaction(async (tx): Promise<Acceptance> => {
        const named = await lookUp(tx, feeds, urls);
        if (!Array.isArray(named)) return named;
        if (await isNew(tx, id)) await markRequested(tx, named);
        return { kind: 'accepted', feeds: named };
      });
      if (acceptance.kind === 'accepted') requests.wake();
      return acceptance;
    },
  };
}

/** Two deliveries of one message at the same time: the second waits here for the first to be done. */
async function isNew(tx: Prisma.TransactionClient, id: string): Promise<boolean> {
  // Senders give up long before: a message older than five minutes is refused by its signature.
  await tx.$executeRaw`delete from webhook_receipt where received_at < now() - interval '1 day'`;
  return (await tx.$executeRaw`insert into webhook_receipt (id) values (${id}) on conflict do nothing`) === 1;
}

async function lookUp(tx: Prisma.TransactionClient, slugs: string[], urls: string[]): Promise<string[] | Unknown> {
  const written = new Map(urls.map((url) => [url, URL.canParse(url) ? new URL(url).href : url]));
  const addresses = [...written.keys(), ...written.values()];
  const rows = await tx.feed.findMany({
    where: { OR: [{ slug: { in: slugs } }, { url: { in: addresses } }, { listedUrl: { in: addresses } }] },
    select: { slug: true, url: true, listedUrl: true, enabled: true, goneAt: true },
    orderBy: { slug: 'asc' },
  });
  const known = new Set(rows.flatMap(({ slug, url, listedUrl }) => [slug, url, listedUrl ?? url]));
  const unknown = [
    ...slugs.filter((slug) => !known.has(slug)),
    ...urls.filter((url) => !known.has(url) && !known.has(written.get(url) ?? url)),
  ];
  if (unknown.length > 0)
    return { kind: 'unknown', message: `no feed has ${unknown.map((name) => JSON.stringify(name)).join(', ')}` };
  return rows.filter(({ enabled, goneAt }) => enabled && goneAt === null).map(({ slug }) => slug);
}
