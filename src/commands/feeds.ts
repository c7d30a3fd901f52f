// The list of feeds from the command line: shown, and carried to and from other readers as OPML.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { SetupError } from '../config.js';
import { decode } from '../feeds/decode.js';
import { importOpml } from '../feeds/opml/import.js';
import { writeOpml } from '../feeds/opml/write.js';
import { feedStatus } from '../graph/feed-status.js';
import { command } from './command.js';

export const feedsImportCommand = command(
  z.strictObject({ file: z.string() }),
  async ({ database }, { file }, print, progress) => {
    progress(`adding the feeds of ${file}`);
    const bytes = await readFile(file).catch((cause: Error) => {
      throw new SetupError(`${file}: cannot be read: ${cause.message}`, { cause });
    });
    const report = await importOpml(database, decode({ bytes, contentType: null, url: '' }));
    if (report === null) throw new SetupError(`${file}: is no OPML: it has no <opml> element`);
    const { added, known, mistakes } = report;
    for (const slug of added) print(`added  ${slug}`);
    for (const { line, message } of mistakes) print(`${file}:${line}: ${message}`);
    print(`${added.length} added, ${known} known already, ${mistakes.length} left out`);
    return mistakes.length > 0 ? 1 : 0;
  },
);

export const feedsExportCommand = command(z.strictObject({}), async ({ database }, _input, print) => {
  const feeds = await database.prisma.feed.findMany({
    // A file that was ingested by hand has no address that another reader could fetch.
    where: { NOT: { url: { startsWith: 'urn:' } } },
    orderBy: { slug: 'asc' },
  });
  print(writeOpml(feeds));
  return 0;
});

interface Shown {
  slug: string;
  status: string;
  lastError: string | null;
}

export const feedsListCommand = command(z.strictObject({}), async ({ database }, _input, print) => {
  const feeds = await database.sql.rows<Shown>(
    `select f.slug, ${feedStatus('f')} as status, f.last_error as "lastError" from feed f order by f.slug`,
  );
  const width = Math.max(0, ...feeds.map(({ slug }) => slug.length));
  for (const { slug, status, lastError } of feeds) {
    print(`${slug.padEnd(width)}  ${status.padEnd(8)}  ${lastError ?? ''}`.trimEnd());
  }
  return 0;
});
