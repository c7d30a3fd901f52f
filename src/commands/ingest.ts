// Reads a feed document from disk into a feed, through the pipeline that fetched ones take.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { SetupError } from '../config.js';
import type { Feed } from '../database/generated/client.js';
import { bodyHash } from '../feeds/document.js';
import { type IngestedItem, ingest } from '../feeds/ingest.js';
import { plainText } from '../feeds/plain-text.js';
import type { Gateway } from '../gateway.js';
import { command, type Print } from './command.js';

const OUTCOMES = ['new', 'changed', 'unchanged', 'refused'] as const satisfies IngestedItem['outcome'][];

export const ingestCommand = command(
  // Gateways of an older version are asked by newer programs, and the other way round.
  z.strictObject({ file: z.string(), feed: z.string(), verbose: z.boolean().default(true) }),
  async (gateway, { file, feed: slug, verbose }, print, progress) => {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 120) {
      throw new SetupError(`--feed ${slug}: a slug has small letters, digits and single hyphens, 120 at most`);
    }
    progress(`reading ${file}`);
    const bytes = await readFile(file).catch((cause: Error) => {
      throw new SetupError(`${file}: cannot be read: ${cause.message}`, { cause });
    });
    const known = await gateway.database.prisma.feed.findUnique({ where: { slug } });
    const feed = known ?? (await feedFrom(gateway, file, bytes, slug, print));
    if (feed === null) return 1;
    // Relative links of a document that came from nowhere cannot be resolved; those of a known feed can.
    const url = feed.url.startsWith('urn:') ? pathToFileURL(file).href : feed.url;
    const document = { bytes, contentType: null, url };
    const outcome = { lastAttemptAt: new Date(), bodyHash: bodyHash(document) };
    const result = await ingest(
      gateway.intake,
      feed,
      document,
      () => outcome,
      (linked, all) => progress(linked === all ? `storing ${all} articles` : `linking articles: ${linked} of ${all}`),
    );
    if (result.kind === 'failed') {
      print(`${file}: ${result.error}`);
      return 1;
    }
    for (const { outcome, title, reason } of result.items) {
      if (!verbose && outcome !== 'refused') continue;
      print(`${outcome.padEnd(9)}  ${title ?? '(no title)'}${reason === undefined ? '' : `: ${reason}`}`);
    }
    const count = (wanted: string) => result.items.filter(({ outcome }) => outcome === wanted).length;
    print(OUTCOMES.map((outcome) => `${count(outcome)} ${outcome}`).join(', '));
    return 0;
  },
);

/** A slug that no feed has yet makes a feed that is never fetched; null where the document is none, and is told. */
async function feedFrom(
  { database, intake }: Gateway,
  file: string,
  bytes: Uint8Array,
  slug: string,
  print: Print,
): Promise<Feed | null> {
  const document = { bytes: new Uint8Array(bytes), contentType: null, url: pathToFileURL(file).href };
  const parsed = await intake.parser.parse(document);
  if (parsed.kind === 'failed') {
    print(`${file}: ${parsed.error}`);
    return null;
  }
  const title = plainText(parsed.feed.title ?? '').slice(0, 200) || slug;
  const [feed] = await database.prisma.$transaction([
    database.prisma.feed.create({ data: { slug, title, url: `urn:flankwatch:feed:${slug}`, enabled: false } }),
    database.prisma.change.create({ data: { type: 'FEED', kind: 'CREATED', nodeId: slug } }),
  ]);
  return feed;
}
