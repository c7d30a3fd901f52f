// Makes a feed's slug from its title, or from its host where the title gives none.
import { domainToUnicode } from 'node:url';
import type { Prisma } from '../database/generated/client.js';
import { romanise } from './romanise.js';

const LONGEST = 60;

/** What tells in which language a title is to be read. */
export interface Titled {
  url: string;
  /** BCP 47; null where it is unknown. */
  language: string | null;
}

/** A slug that no feed has. */
export async function freeSlug(client: Prisma.TransactionClient, title: string, of: Titled): Promise<string> {
  const wanted = slugFor(title, of);
  const rows = await client.feed.findMany({ where: { slug: { startsWith: wanted } }, select: { slug: true } });
  return numbered(wanted, new Set(rows.map(({ slug }) => slug)));
}

export function slugFor(title: string, { url, language }: Titled): string {
  const { hostname } = new URL(url);
  const host = domainToUnicode(hostname) || hostname;
  const spoken = language ?? languageOfHost(hostname);
  return slugFrom(title, spoken) || slugFrom(host.replace(/^www\./, ''), spoken) || 'feed';
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

/** Empty where the text has no letter and no digit. */
function slugFrom(text: string, language: string | null): string {
  return romanise(text, language)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
}

/** Countries whose news is nearly all in one language, where spelling it depends on the language. */
const LANGUAGES: Record<string, string> = {
  at: 'de',
  bg: 'bg',
  by: 'be',
  cy: 'el',
  de: 'de',
  dk: 'da',
  gr: 'el',
  mk: 'mk',
  no: 'nb',
  rs: 'sr',
  ru: 'ru',
  ua: 'uk',
};

function languageOfHost(hostname: string): string | null {
  return LANGUAGES[hostname.split('.').at(-1) ?? ''] ?? null;
}
