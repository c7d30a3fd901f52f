// Brings the feeds of an OPML file into the database: those that are new, each for itself.
import type { Database } from '../../database/connect.js';
import type { Prisma } from '../../database/generated/client.js';
import { numbered, slugFor } from '../feed-slug.js';
import { addressKey } from '../typed-address.js';
import { type ListedFeed, type ReadOutline, readOutline } from './outline.js';
import { readOpml } from './read.js';

/** Every outline of the file is counted once. */
export interface OpmlReport {
  /** Slugs of the feeds that were added. */
  added: string[];
  /** Outlines of feeds that are there already. */
  known: number;
  /** Outlines of a feed that the file lists before. */
  duplicates: number;
  /** Sources that are not fetched as feeds: scraped pages, lists of lists. */
  unsupported: number;
  /** Feeds that a mistake keeps out. */
  refused: number;
  folders: number;
  /** Notes and links to pages. */
  others: number;
  /** What was left out or is kept otherwise than written, in the file's order. */
  remarks: { line: number; message: string }[];
}

/** Rows of one statement: each has a dozen parameters, and a statement takes 65,535. */
const ROWS_AT_ONCE = 1000;

/**
 * Asks nobody for the feeds: they are fetched when they are due. One feed by http and https, with and without a slash,
 * is one feed; the file's first writing is kept, or a later one by https.
 */
export async function importOpml(
  { prisma }: Pick<Database, 'prisma'>,
  text: string,
): Promise<OpmlReport | { error: string }> {
  const file = readOpml(text);
  if ('error' in file) return file;
  return prisma.$transaction(
    async (tx) => {
      const stored = await tx.feed.findMany({ select: { slug: true, url: true, listedUrl: true } });
      const list = new FeedList(stored);
      for (const outline of file.outlines) list.take(outline.line, readOutline(outline));
      const { feeds, report } = list;
      for (let at = 0; at < feeds.length; at += ROWS_AT_ONCE) {
        const data = feeds.slice(at, at + ROWS_AT_ONCE).map(({ feed, slug }) => ({ ...feed, slug }));
        await tx.feed.createMany({ data });
        await tx.change.createMany({
          data: data.map(({ slug }) => ({ type: 'FEED', kind: 'CREATED', nodeId: slug }) as const),
        });
      }
      return { ...report, added: feeds.map(({ slug }) => slug) };
    },
    { timeout: 120_000, maxWait: 120_000 },
  );
}

interface NewFeed {
  line: number;
  slug: string;
  feed: Omit<Prisma.FeedCreateManyInput, 'slug'>;
}

/** The feeds of the database and of the file, by the keys of their addresses. */
class FeedList {
  readonly feeds: NewFeed[] = [];
  readonly report: Omit<OpmlReport, 'added'> = {
    known: 0,
    duplicates: 0,
    unsupported: 0,
    refused: 0,
    folders: 0,
    others: 0,
    remarks: [],
  };
  readonly #stored = new Map<string, { slug: string; url: string; listedUrl: string | null }>();
  readonly #listed = new Map<string, NewFeed>();
  readonly #slugs: Set<string>;

  constructor(stored: readonly { slug: string; url: string; listedUrl: string | null }[]) {
    this.#slugs = new Set(stored.map(({ slug }) => slug));
    for (const feed of stored) {
      for (const url of [feed.listedUrl, feed.url]) if (url !== null) this.#stored.set(addressKey(url), feed);
    }
  }

  take(line: number, outline: ReadOutline): void {
    const { report } = this;
    const remark = (message: string) => void report.remarks.push({ line, message });
    switch (outline.kind) {
      case 'folder':
        report.folders += 1;
        return;
      case 'other':
        report.others += 1;
        return;
      case 'unsupported':
        report.unsupported += 1;
        remark(outline.reason);
        return;
      case 'refused':
        report.refused += 1;
        remark(outline.reason);
        return;
      case 'feed':
        this.#takeFeed(line, outline.feed, remark);
    }
  }

  #takeFeed(line: number, { slug: wanted, remarks, ...feed }: ListedFeed, remark: (message: string) => void): void {
    const { report } = this;
    const key = addressKey(feed.url);
    const known = this.#stored.get(key);
    if (known !== undefined) {
      report.known += 1;
      const isSame = [known.url, known.listedUrl].some((url) => url !== null && hrefOf(url) === feed.url);
      if (!isSame) remark(`is feed "${known.slug}", which is kept at ${known.url}`);
      return;
    }
    const listed = this.#listed.get(key);
    if (listed !== undefined) {
      report.duplicates += 1;
      if (listed.feed.url.startsWith('http:') && feed.url.startsWith('https:')) listed.feed.url = feed.url;
      remark(`is the feed of line ${listed.line} again, which is kept at ${listed.feed.url}`);
      return;
    }
    for (const message of remarks) remark(message);
    const slug = numbered(wanted ?? slugFor(feed.title, { url: feed.url, language: feed.language }), this.#slugs);
    this.#slugs.add(slug);
    const added = { line, slug, feed };
    this.#listed.set(key, added);
    this.feeds.push(added);
  }
}

function hrefOf(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}
