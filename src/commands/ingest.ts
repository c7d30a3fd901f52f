// Reads a feed document from disk into a feed, through the pipeline that fetched ones take.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { SetupError } from '../config.js';
import type { Feed } from '../database/generated/client.js';
import { type IngestedItem, ingest } from '../feeds/ingest.js';
import type { Gateway } from '../gateway.js';
import { command } from './command.js';

const OUTCOMES = ['new', 'changed', 'unchanged', 'refused'] as const satisfies IngestedItem['outcome'][];

export const ingestCommand = command(
  z.strictObject({ file: z.string(), feed: z.string() }),
  async (gateway, { file, feed: slug }, print) => {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 120) {
      throw new SetupError(`--feed ${slug}: a slug has small letters, digits and single hyphens, 120 at most`);
    }
    const bytes = await readFile(file).catch((cause: Error) => {
      throw new SetupError(`${file}: cannot be read: ${cause.message}`, { cause });
    });
    const feed = await findOrAdd(gateway, slug);
    // Relative links of a document that came from nowhere cannot be resolved; those of a known feed can.
    const url = feed.url.startsWith('urn:') ? pathToFileURL(file).href : feed.url;
    const result = await ingest(gateway.intake, feed, { bytes, contentType: null, url }, { lastAttemptAt: new Date() });
    if (result.kind === 'failed') {
      print(`${file}: ${result.error}`);
      return 1;
    }
    for (const { outcome, title, reason } of result.items) {
      print(`${outcome.padEnd(9)}  ${title ?? '(no title)'}${reason === undefined ? '' : `: ${reason}`}`);
    }
    const count = (wanted: string) => result.items.filter(({ outcome }) => outcome === wanted).length;
    print(OUTCOMES.map((outcome) => `${count(outcome)} ${outcome}`).join(', '));
    return 0;
  },
);

/** A slug that no feed has yet makes a feed that is never fetched. */
async function findOrAdd({ database }: Gateway, slug: string): Promise<Feed> {
  const feed = { slug, title: slug, url: `urn:flankwatch:feed:${slug}`, enabled: false };
  return database.prisma.$transaction(async (tx) => {
    const known = await tx.feed.findUnique({ where: { slug } });
    if (known !== null) return known;
    await tx.change.create({ data: { type: 'FEED', kind: 'CREATED', nodeId: slug } });
    return tx.feed.create({ data: feed });
  });
}
