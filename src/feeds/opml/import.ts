// Brings the feeds of an OPML file into the database: those that are new, each for itself.
import type { Database } from '../../database/connect.js';
import type { Prisma } from '../../database/generated/client.js';
import { FeedKind, FeedLicence } from '../../database/generated/enums.js';
import { conflicts } from '../feed-conflicts.js';
import { checkInput } from '../feed-input.js';
import { freeSlug } from '../feed-slug.js';
import { type Outline, readOpml } from './read.js';
import { oneLine } from './write.js';

export interface OpmlReport {
  /** Slugs of the feeds that were added. */
  added: string[];
  /** How many have an address that a feed has already. */
  known: number;
  /** Outlines that were left out, in the file's order. */
  mistakes: { line: number; message: string }[];
}

/** Null where the text is no OPML. Asks nobody for the feeds: they are fetched when they are due. */
export async function importOpml({ prisma }: Pick<Database, 'prisma'>, text: string): Promise<OpmlReport | null> {
  const outlines = readOpml(text);
  if (outlines === null) return null;
  return prisma.$transaction(
    async (tx) => {
      const report: OpmlReport = { added: [], known: 0, mistakes: [] };
      const stored = await tx.feed.findMany({ select: { url: true } });
      const known = new Set(stored.map(({ url }) => (URL.canParse(url) ? new URL(url).href : url)));
      for (const outline of outlines) {
        const read = feedOf(outline);
        if ('message' in read) {
          report.mistakes.push({ line: outline.line, message: read.message });
        } else if (known.has(read.url)) {
          report.known += 1;
        } else {
          known.add(read.url);
          report.added.push(await add(tx, read));
        }
      }
      return report;
    },
    { timeout: 120_000, maxWait: 120_000 },
  );
}

type NewFeed = Omit<Prisma.FeedCreateManyInput, 'slug'> & { slug: string | null };

/** A slug that is taken by then is made into one that is free. */
async function add(tx: Prisma.TransactionClient, feed: NewFeed): Promise<string> {
  const { slug: wanted, title, url } = feed;
  const isFree = wanted !== null && (await conflicts(tx, { slug: wanted }, null)).length === 0;
  const slug = isFree ? wanted : await freeSlug(tx, wanted ?? title, url);
  await tx.feed.create({ data: { ...feed, slug } });
  await tx.change.create({ data: { type: 'FEED', kind: 'CREATED', nodeId: slug } });
  return slug;
}

/** Names of the file's attributes for the fields of a feed. */
const WRITTEN: Record<string, string> = {
  url: 'xmlUrl',
  slug: 'flankwatch:slug',
  title: 'title',
  language: 'language',
};

function feedOf({ attributes, folders }: Outline): NewFeed | { message: string } {
  const { xmlurl = '', htmlurl = '', text, description, iscomment, ...rest } = attributes;
  const kind = wordOf(FeedKind, rest['flankwatch:kind']);
  const licence = wordOf(FeedLicence, rest['flankwatch:licence']);
  const { input, issues } = checkInput({
    url: xmlurl,
    slug: rest['flankwatch:slug'],
    title: rest.title || text,
    language: languageOf(rest.language),
  });
  const mistakes = issues.map(({ path, message }) => `${WRITTEN[path[1] ?? '']}: ${message}`);
  if (kind === null) mistakes.push(`flankwatch:kind: must be one of ${Object.keys(FeedKind).join(', ')}`);
  if (licence === null) mistakes.push(`flankwatch:licence: must be one of ${Object.keys(FeedLicence).join(', ')}`);
  const { url, slug, title, language } = input;
  if (url === undefined || kind === null || licence === null || mistakes.length > 0) {
    return { message: mistakes.join('; ') };
  }
  return {
    url,
    slug: slug ?? null,
    title: title ?? new URL(url).hostname,
    language: language ?? null,
    siteUrl: /^https?:/i.test(htmlurl) && URL.canParse(htmlurl) ? new URL(htmlurl).href : null,
    note: oneLine(description || folders.join(' / ')) || null,
    enabled: iscomment?.toLowerCase() !== 'true',
    kind: kind ?? 'NEWS',
    licence: licence ?? 'FULL',
  };
}

/** Undefined where nothing is written, null where it is no word of the list. */
function wordOf<Word extends string>(words: Record<Word, Word>, written: string | undefined): Word | null | undefined {
  if (written === undefined) return undefined;
  return Object.hasOwn(words, written) ? (written as Word) : null;
}

/** Readers write `EN-us` and `en_US`; what is no language at all is left to be refused. */
function languageOf(written: string | undefined): string | undefined {
  if (!written) return undefined;
  try {
    return Intl.getCanonicalLocales(written.replaceAll('_', '-'))[0];
  } catch {
    return written;
  }
}
