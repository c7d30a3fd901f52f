// Fetches feeds now, due or not.
import { z } from 'zod';
import { SetupError } from '../config.js';
import { type Refreshed, refresh } from '../feeds/refresh.js';
import { command } from './command.js';

const AT_ONCE = 4;

export const refreshCommand = command(
  z.strictObject({ slugs: z.array(z.string()) }),
  async ({ database, intake, fetching }, { slugs }, print) => {
    const feeds = await database.prisma.feed.findMany({
      where:
        slugs.length > 0
          ? { slug: { in: slugs } }
          : { enabled: true, goneAt: null, NOT: { url: { startsWith: 'urn:' } } },
      orderBy: { slug: 'asc' },
    });
    const unknown = slugs.filter((slug) => !feeds.some((feed) => feed.slug === slug));
    if (unknown.length > 0) throw new SetupError(`unknown feed ${unknown.map((slug) => `"${slug}"`).join(', ')}`);
    let failed = 0;
    const waiting = [...feeds];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let feed = waiting.shift(); feed !== undefined; feed = waiting.shift()) {
          const result = await refresh(intake, fetching, feed);
          if (result.kind === 'failed') failed += 1;
          print(`${feed.slug.padEnd(24)}  ${describe(result)}`);
        }
      }),
    );
    print(`${feeds.length - failed} refreshed, ${failed} failed`);
    return failed > 0 ? 1 : 0;
  },
);

function describe(result: Refreshed): string {
  if (result.kind === 'failed') return `failed: ${result.error}`;
  if (result.kind === 'unchanged') return 'unchanged';
  const count = (wanted: string) => result.items.filter(({ outcome }) => outcome === wanted).length;
  return `${count('new')} new, ${count('changed')} changed, ${count('unchanged')} unchanged, ${count('refused')} refused`;
}
