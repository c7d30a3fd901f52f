// Brings the feeds of an OPML file into the database: those that are new, each for itself.
import type { Database } from '../../database/connect.js';
import type { Prisma } from '../../database/generated/client.js';
import { FeedKind, FeedLicence } from '../../database/generated/enums.js';
import { checkInput } from '../feed-input.js';
import { numbered, slugFor } from '../feed-slug.js';
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
      const stored = await tx.feed.findMany({ select: { slug: true, url: true, listedUrl: true } });
      const addresses = stored.flatMap(({ url, listedUrl }) => (listedUrl === null ? [url] : [url, listedUrl]));
      const urls = new Set(addresses.map((url) => (URL.canParse(url) ? new URL(url).href : url)));
      const slugs = new Set(stored.map(({ slug }) => slug));
      const feeds: Prisma.FeedCreateManyInput[] = [];
      for (const outline of outlines) {
        const read = feedOf(outline);
        if ('message' in read) {
          report.mistakes.push({ line: outline.line, message: read.message });
        } else if (urls.has(read.url)) {
          report.known += 1;
        } else {
          const slug = numbered(read.slug ?? slugFor(read.title, read.url), slugs);
          urls.add(read.url);
          slugs.add(slug);
          feeds.push({ ...read, slug });
        }
      }
      report.added = feeds.map(({ slug }) => slug);
      await tx.feed.createMany({ data: feeds });
      await tx.change.createMany({
        data: report.added.map((nodeId) => ({ type: 'FEED', kind: 'CREATED', nodeId }) as const),
      });
      return report;
    },
    { timeout: 120_000, maxWait: 120_000 },
  );
}

type NewFeed = Omit<Prisma.FeedCreateManyInput, 'slug'> & { slug: string | null };

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
