// Fetches feeds now, due or not.
import { z } from 'zod';
import { SetupError } from '../config.js';
import { attempt } from '../feeds/attempt.js';
import { LEASE_MS } from '../feeds/claim.js';
import type { Refreshed } from '../feeds/refresh.js';
import { PACE } from '../feeds/schedule.js';
import { waitForClaim } from '../feeds/wait-for-claim.js';
import type { Gateway } from '../gateway.js';
import { command } from './command.js';

const AT_ONCE = 4;

export const refreshCommand = command(
  z.strictObject({ slugs: z.array(z.string()) }),
  async (gateway, { slugs }, print, progress) => {
    const waiting = await feedsToRefresh(gateway, slugs);
    const all = waiting.length;
    progress(`fetching feeds: 0 of ${all}`);
    const results: Result[] = [];
    const bugs: unknown[] = [];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let slug = waiting.shift(); slug !== undefined; slug = waiting.shift()) {
          const result = await refreshNow(gateway, slug, (bug) => bugs.push(bug));
          results.push(result);
          progress(`fetching feeds: ${results.length} of ${all}`);
          print(`${slug.padEnd(24)}  ${describe(result)}`);
        }
      }),
    );
    const count = (wanted: Result['kind']) => results.filter(({ kind }) => kind === wanted).length;
    const [failed, skipped] = [count('failed'), count('skipped')];
    print(
      `${results.length - failed - skipped} refreshed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    );
    if (bugs.length > 0) throw bugs[0];
    return failed + skipped > 0 ? 1 : 0;
  },
);

type Result = Refreshed | { kind: 'skipped'; reason: string };

async function feedsToRefresh({ database }: Gateway, slugs: string[]): Promise<string[]> {
  const feeds = await database.prisma.feed.findMany({
    select: { slug: true },
    where:
      slugs.length > 0
        ? { slug: { in: slugs } }
        : { enabled: true, goneAt: null, NOT: { url: { startsWith: 'urn:' } } },
    orderBy: { slug: 'asc' },
  });
  const unknown = slugs.filter((slug) => !feeds.some((feed) => feed.slug === slug));
  if (unknown.length > 0) throw new SetupError(`unknown feed ${unknown.map((slug) => `"${slug}"`).join(', ')}`);
  return feeds.map(({ slug }) => slug);
}

async function refreshNow({ intake, fetching }: Gateway, slug: string, onBug: (bug: unknown) => void): Promise<Result> {
  const claim = await waitForClaim(intake.database.sql, slug);
  if ('reason' in claim) return { kind: 'skipped', reason: claim.reason };
  const result = await attempt({ intake, fetching, pauseMs: PACE.pauseMs, leaseMs: LEASE_MS, onBug }, claim);
  if (result.kind === 'aborted') throw new Error(`${slug}: cut off`);
  return result;
}

function describe(result: Result): string {
  if (result.kind === 'failed') return `failed: ${result.error}`;
  if (result.kind === 'skipped') return `skipped: ${result.reason}`;
  if (result.kind === 'unchanged') return 'unchanged';
  const count = (wanted: string) => result.items.filter(({ outcome }) => outcome === wanted).length;
  return `${count('new')} new, ${count('changed')} changed, ${count('unchanged')} unchanged, ${count('refused')} refused`;
}
