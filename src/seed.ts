// The first start: the starter record, and a sample feed so that news and record show together with no network.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bodyHash } from './feeds/document.js';
import type { Intake } from './feeds/ingest.js';
import { ingest } from './feeds/ingest.js';
import { readDataset } from './record/dataset.js';
import { importDataset } from './record/import.js';
import type { TellStep } from './steps.js';

export const STARTER_RECORD = join(import.meta.dirname, '../prisma/dataset');

const SAMPLE_FEED = 'flankwatch-sample';
const SAMPLE_DOCUMENT = join(import.meta.dirname, '../prisma/sample-feed.xml');

/** Does nothing where there is a record already: what curators took out stays out. */
export async function seed(intake: Intake, tell: TellStep = () => {}): Promise<void> {
  const { database } = intake;
  const [found] = await database.sql.rows<{ empty: boolean }>('select not exists (select from record) as empty');
  if (found?.empty) {
    tell('loading the starter record');
    await importDataset(database, await readDataset(STARTER_RECORD), { by: 'flankwatch', reason: 'starter record' });
  }
  // Its own step, so that a start killed between the two is made good by the next. Asked in SQL: most starts need
  // nothing of Prisma, whose first query takes a tenth of their time.
  const [waiting] = await database.sql.rows('select from feed where slug = $1 and last_success_at is null', [
    SAMPLE_FEED,
  ]);
  if (waiting !== undefined) {
    tell('linking the sample articles');
    const sample = await database.prisma.feed.findUniqueOrThrow({ where: { slug: SAMPLE_FEED } });
    const document = { bytes: await readFile(SAMPLE_DOCUMENT), contentType: 'application/rss+xml', url: sample.url };
    const outcome = { lastAttemptAt: new Date(), bodyHash: bodyHash(document) };
    const ingested = await ingest(intake, sample, document, () => outcome);
    if (ingested.kind === 'failed') throw new Error(`the sample feed cannot be read: ${ingested.error}`);
  }
}
