import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { filledFolder, query, serve, temporaryFolder } from '../support/process.js';
import { expectStarterOnce, inFolder } from './contents.js';

const README_QUERY = 'schema/operations/1-coverage-of-a-deal.graphql';

/** How long a first start takes on this machine, measured by the first test. */
let duration = 0;
let document = '';
beforeAll(async () => {
  document = await readFile(README_QUERY, 'utf8');
});

async function expectNewsOfDeal(url: string): Promise<void> {
  const { deal } = await query(url, document);
  expect(deal.parties.length).toBeGreaterThan(0);
  expect(deal.articles.edges).toHaveLength(3);
  for (const { node } of deal.articles.edges) {
    expect(node.mentions.map((mention: { record: { slug: string } }) => mention.record.slug)).toContain(
      'ro-ua-joint-drone-production',
    );
  }
}

test('a start from nothing answers with news tied to the record, and a second start finds it all there', async () => {
  const folder = await temporaryFolder();
  for (const start of ['first', 'second']) {
    const began = performance.now();
    const gateway = serve({ DATA_DIR: folder });
    const url = await gateway.url;
    if (start === 'first') duration = performance.now() - began;
    await expectNewsOfDeal(url);
    expect(await gateway.end()).toMatchObject({ code: 0, mistakes: [] });
  }
  await inFolder(folder, expectStarterOnce);
});

// initdb takes the first half; migrations, the import and the sample feed share the second.
test.each([0.15, 0.4, 0.6, 0.75, 0.88, 0.96])(
  'a start killed after %d of its time is made good by the next',
  async (part) => {
    const folder = await temporaryFolder();
    const killed = serve({ DATA_DIR: folder });
    await Promise.race([sleep(duration * part), killed.ended]);
    await killed.end('SIGKILL');

    const gateway = serve({ DATA_DIR: folder });
    await expectNewsOfDeal(await gateway.url);
    expect(await gateway.end()).toMatchObject({ code: 0, mistakes: [] });
    await inFolder(folder, expectStarterOnce);
  },
);

test('a start killed between the record and the sample feed is made good by the next', async () => {
  const folder = await filledFolder();
  await inFolder(folder, async ({ prisma }) => {
    await prisma.article.deleteMany();
    await prisma.change.deleteMany({ where: { type: 'ARTICLE' } });
    await prisma.feed.update({ where: { slug: 'flankwatch-sample' }, data: { lastSuccessAt: null, bodyHash: null } });
  });

  const gateway = serve({ DATA_DIR: folder });
  await expectNewsOfDeal(await gateway.url);
  await gateway.end();
  await inFolder(folder, expectStarterOnce);
});
