import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FeedServer, feedServer } from '../feeds/feed-server.js';
import { copyOf, filledFolder, flankwatch, query, serve, temporaryFolder } from '../support/process.js';
import { inFolder } from './contents.js';

const FEED = `<rss version="2.0"><channel><title>Good</title><item>
  <title>Poland's Patriot batteries tracked the drones</title><link>https://news.example/patriot</link>
</item></channel></rss>`;

const FEEDS = `{
  good: feed(slug: "good") { ...state articles { totalCount } }
  broken: feed(slug: "broken") { ...state }
  reset: feed(slug: "reset") { ...state }
  silent: feed(slug: "silent") { ...state }
}
fragment state on Feed { lastError consecutiveFailures lastSuccessAt lastAttemptAt nextAttemptAt }`;

let publisher: FeedServer;
/** Another server: one is asked for one thing at a time, so what is silent holds up its own feeds alone. */
let silent: FeedServer;
let record: string;
beforeAll(async () => {
  publisher = await feedServer((request, response) => {
    if (request.url === '/good') response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(FEED);
    else if (request.url === '/broken') response.writeHead(500).end('no');
    else if (request.url === '/reset') request.socket.resetAndDestroy();
  });
  silent = await feedServer(() => {});
  record = await temporaryFolder();
  const feeds = ['broken', 'reset', 'silent', 'good'].map((slug) => ({
    slug,
    title: slug,
    url: `${slug === 'silent' ? silent.url : publisher.url}/${slug}`,
  }));
  await writeFile(join(record, 'feeds.json'), JSON.stringify(feeds));
});
afterAll(() => Promise.all([publisher.close(), silent.close()]));

let filled: Promise<string> | undefined;

async function folderWithFeeds(): Promise<string> {
  filled ??= importedFeeds();
  return copyOf(await filled);
}

/** A data folder in which the publisher's feeds are the only ones that are fetched. */
async function importedFeeds(): Promise<string> {
  const folder = await filledFolder();
  await inFolder(folder, async ({ prisma }) => void (await prisma.feed.updateMany({ data: { enabled: false } })));
  const { code, stdout } = await flankwatch(['import', record], { DATA_DIR: folder });
  expect(stdout).toContain('4 created, 0 updated');
  expect(code).toBe(0);
  return folder;
}

test('the good feed is stored, and what went wrong with the others is kept on them', async () => {
  const environment = { DATA_DIR: await folderWithFeeds(), ALLOW_PRIVATE_FEEDS: 'on' };
  const gateway = serve(environment);
  const url = await gateway.url;

  const command = flankwatch(['refresh'], environment);
  const firstToEnd = await Promise.race([
    command.then(() => 'the command'),
    (async () => {
      while ((await query(url, FEEDS)).good.articles.totalCount === 0)
        await new Promise((done) => setTimeout(done, 200));
      return 'the good feed';
    })(),
  ]);
  expect(firstToEnd).toBe('the good feed'); // the silent one takes 20 seconds to be given up
  const { code, stdout, mistakes } = await command;
  expect(stdout).toMatch(/^good +1 new, 0 changed, 0 unchanged, 0 refused$/m);
  expect(stdout).toMatch(/^broken +failed: .*internal error \(500\)/m);
  expect(stdout).toMatch(/^reset +failed: .*broke the connection off/m);
  expect(stdout).toMatch(/^silent +failed: .*did not finish its answer in time/m);
  expect(stdout).toMatch(/^1 refreshed, 3 failed\n$/m);
  expect({ code, mistakes }).toEqual({ code: 1, mistakes: [] });

  const feeds = await query(url, FEEDS);
  expect(feeds.good).toMatchObject({ lastError: null, consecutiveFailures: 0, articles: { totalCount: 1 } });
  expect(feeds.good.lastSuccessAt).not.toBeNull();
  for (const [slug, reason] of [
    ['broken', 'internal error (500)'],
    ['reset', 'broke the connection off'],
    ['silent', 'did not finish its answer in time'],
  ] as const) {
    expect(feeds[slug]).toMatchObject({ lastError: expect.stringContaining(reason), consecutiveFailures: 1 });
    expect(feeds[slug].lastSuccessAt).toBeNull();
    expect(Date.parse(feeds[slug].nextAttemptAt)).toBeGreaterThan(Date.now());
  }

  expect((await flankwatch(['refresh', 'broken', 'good'], environment)).stdout).toMatch(/^good +unchanged$/m);
  expect((await query(url, FEEDS)).broken.consecutiveFailures).toBe(2);
  expect(await gateway.end()).toMatchObject({ code: 0, mistakes: [] });
});

test('a private address is refused in plain words, and nothing is sent there', async () => {
  const environment = { DATA_DIR: await folderWithFeeds() };
  const before = publisher.requests();
  const { code, stdout } = await flankwatch(['refresh', 'good'], environment);
  expect(stdout).toMatch(
    /^good +failed: Not fetched: 127\.0\.0\.1 is at 127\.0\.0\.1, which is not a public address$/m,
  );
  expect(code).toBe(1);
  expect(publisher.requests()).toBe(before);
});

test('an unknown feed is refused by its name', async () => {
  const { code, mistakes } = await flankwatch(['refresh', 'good', 'nowhere'], { DATA_DIR: await folderWithFeeds() });
  expect(mistakes).toEqual(['unknown feed "nowhere"']);
  expect(code).toBe(1);
});

test('polling fetches what is due by itself', async () => {
  const folder = await folderWithFeeds();
  const gateway = serve({ DATA_DIR: folder, ALLOW_PRIVATE_FEEDS: 'on', POLLING: 'on' });
  const url = await gateway.url;
  await expect
    .poll(async () => (await query(url, FEEDS)).good.articles.totalCount, { timeout: 20_000, interval: 200 })
    .toBe(1);
  await expect
    .poll(async () => (await query(url, FEEDS)).broken.lastError, { timeout: 20_000, interval: 200 })
    .toContain('internal error (500)');
  await gateway.end();
});
