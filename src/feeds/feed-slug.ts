// Makes a feed's slug from its title, or from its host where the title gives none.
import type { Prisma } from '../database/generated/client.js';

const LONGEST = 60;

/** A slug that no feed has. */
export async function freeSlug(client: Prisma.TransactionClient, title: string, url: string): Promise<string> {
  const wanted = slugFor(title, url);
  const rows = await client.feed.findMany({ where: { slug: { startsWith: wanted } }, select: { slug: true } });
  return numbered(wanted, new Set(rows.map(({ slug }) => slug)));
}

export function slugFor(title: string, url: string): string {
  return slugFrom(title) || slugFrom(new URL(url).hostname.replace(/^www\./, '')) || 'feed';
}

/** The slug that is wanted, or the first with a number after it that is not taken. */
export function numbered(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  // A slug has 120 characters at most.
  const start = wanted.slice(0, 110).replace(/-$/, '');
  let number = 2;
  while (taken.has(`${start}-${number}`)) number += 1;
  return `${start}-${number}`;
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
