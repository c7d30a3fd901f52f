// Makes a feed's slug from its title, or from its host where the title gives none.
import type { Prisma } from '../database/generated/client.js';

const LONGEST = 60;

/** A slug that no feed has. */
export async function freeSlug(client: Prisma.TransactionClient, title: string, url: string): Promise<string> {
  const wanted = slugFrom(title) || slugFrom(new URL(url).hostname.replace(/^www\./, '')) || 'feed';
  const rows = await client.feed.findMany({ where: { slug: { startsWith: wanted } }, select: { slug: true } });
  const taken = new Set(rows.map(({ slug }) => slug));
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}

/** Empty where the text has no Latin letter and no digit. */
function slugFrom(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
}
