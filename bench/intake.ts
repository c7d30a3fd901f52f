// A gateway's intake on a database of its own, and a publisher with feeds for it to read.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Database } from '../src/database/connect.js';
import { migrate } from '../src/database/migrate.js';
import { attempt } from '../src/feeds/attempt.js';
import { claimDue } from '../src/feeds/claim.js';
import type { Intake } from '../src/feeds/ingest.js';
import { LexiconCache } from '../src/feeds/lexicon-cache.js';
import { ParsePool } from '../src/feeds/parse-pool.js';
import { seed } from '../src/seed.js';
import { administer, serverUrl } from './database.js';

/** What each of the publisher's documents holds. */
export const ITEMS = 100;

export interface Bench {
  intake: Intake;
  /** Changes every document's entity tag, and gives the feed `growing` another item. */
  publish(edition: string): Promise<void>;
}

/** Runs `measure` with so many feeds, `feed-0` and on, and one more called `growing`; the database is dropped after. */
export async function withIntake(name: string, feeds: number, measure: (bench: Bench) => Promise<void>): Promise<void> {
  const publisher = fork(new URL('./publisher.js', import.meta.url), [String(feeds), String(ITEMS)]);
  const [{ port }] = (await once(publisher, 'message')) as [{ port: number }];
  await administer(`drop database if exists ${name} with (force)`, `create database ${name}`);
  const database = await connect({ databaseUrl: serverUrl(name), dataDir: '' });
  try {
    await migrate(database);
    const intake = { database, lexicon: new LexiconCache(database.sql), parser: new ParsePool() };
    await seed(intake);
    await addFeeds(database, feeds, port);
    await measure({
      intake,
      async publish(edition) {
        publisher.send(edition);
        await once(publisher, 'message');
      },
    });
  } finally {
    publisher.kill();
    await database.close();
    await administer(`drop database if exists ${name} with (force)`);
  }
}

/** Reads these feeds, one after the other, as the gateway does when they are due. */
export async function refresh(intake: Intake, slugs: string[]): Promise<void> {
  const { sql } = intake.database;
  await sql.rows('update feed set next_attempt_at = now() where enabled and slug = any($1::text[])', [slugs]);
  const fetching = { userAgent: 'Bench/1', allowPrivate: true };
  const fail = (error: unknown) => {
    throw error;
  };
  for (let claim = await claimDue(sql); claim; claim = await claimDue(sql)) {
    const result = await attempt({ intake, fetching, pauseMs: 0, leaseMs: 180_000, onBug: fail }, claim);
    if (result.kind === 'failed' || result.kind === 'aborted') throw new Error(JSON.stringify(result));
  }
}

async function addFeeds({ prisma, script }: Database, feeds: number, port: number): Promise<void> {
  await script('update feed set enabled = false');
  const slugs = [...Array.from({ length: feeds }, (_, number) => `feed-${number}`), 'growing'];
  await prisma.feed.createMany({
    data: slugs.map((slug, number) => ({
      slug,
      title: 'Bench',
      // A host each: what a gateway waits between two requests to one is no part of this.
      url: `http://127.0.${Math.floor(number / 100)}.${(number % 100) + 1}:${port}/${number}`,
      nextAttemptAt: new Date('2999-01-01'),
    })),
  });
}
