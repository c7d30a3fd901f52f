import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Environment, filledFolder, flankwatch, query, serve, temporaryFolder } from '../support/process.js';

const FEED = (items: string) => `<?xml version="1.0"?>
<rss version="2.0"><channel><title>My feed</title><link>https://news.example/</link>${items}</channel></rss>`;

const PATRIOT = `<item>
  <title>Poland's Patriot batteries tracked the drones</title>
  <link>https://news.example/patriot</link><guid>patriot</guid>
  <pubDate>Wed, 10 Sep 2025 09:00:00 GMT</pubDate>
  <description>Donald Tusk named the figure.</description>
</item>`;
const SAFE = `<item><title>SAFE loan for Romania</title><link>https://news.example/safe</link><guid>safe</guid></item>`;
const EMPTY = '<item></item>';

const ARTICLES = `query ($slug: String!) {
  feed(slug: $slug) { title enabled consecutiveFailures }
  article(url: "https://news.example/patriot") { title feed { slug } mentions { surface record { slug } } }
}`;

let file: string;
let edited: string;
let noFeed: string;
beforeAll(async () => {
  const folder = await temporaryFolder();
  file = join(folder, 'feed.xml');
  edited = join(folder, 'edited.xml');
  noFeed = join(folder, 'page.html');
  await writeFile(file, FEED(PATRIOT + SAFE + EMPTY));
  await writeFile(edited, FEED(PATRIOT.replace('named the figure', 'named the figure, 19') + SAFE));
  await writeFile(noFeed, '<!doctype html><title>Not found</title><p>Not found</p>');
});

describe.each(['through the running gateway', 'without one'])('ingest %s', (how) => {
  let environment: Environment;
  let url: string | null = null;
  beforeAll(async () => {
    environment = { DATA_DIR: await filledFolder() };
    url = how === 'without one' ? null : await serve(environment).url;
  });

  const ingest = (...parameters: string[]) => flankwatch(['ingest', ...parameters], environment);

  test('prints what became of each item, and what came is in the graph at once', async () => {
    const { code, stdout, mistakes } = await ingest(file, '--feed', 'my-feed');
    const [first, second, refused, total] = stdout.split('\n');
    expect(first).toBe("new        Poland's Patriot batteries tracked the drones");
    expect(second).toBe('new        SAFE loan for Romania');
    expect(refused).toMatch(/^refused {4}\(no title\): ./);
    expect(total).toBe('2 new, 0 changed, 0 unchanged, 1 refused');
    expect({ code, mistakes }).toEqual({ code: 0, mistakes: [] });

    const gateway = url === null ? serve(environment) : null;
    const { feed, article } = await query(url ?? (await gateway?.url) ?? '', ARTICLES, { slug: 'my-feed' });
    expect(feed).toMatchObject({ title: 'My feed', enabled: false, consecutiveFailures: 0 });
    expect(article.feed.slug).toBe('my-feed');
    const mentioned = article.mentions.map((mention: { record: { slug: string } }) => mention.record.slug);
    expect(mentioned).toEqual(expect.arrayContaining(['poland', 'donald-tusk']));
    await gateway?.end();
  });

  test('finds the same file unchanged, and an edited one changed', async () => {
    expect((await ingest(file, '--feed', 'my-feed')).stdout).toContain('0 new, 0 changed, 2 unchanged, 1 refused\n');
    const { code, stdout } = await ingest(edited, '--feed', 'my-feed');
    expect(stdout).toBe(
      "changed    Poland's Patriot batteries tracked the drones\n" +
        'unchanged  SAFE loan for Romania\n0 new, 1 changed, 1 unchanged, 0 refused\n',
    );
    expect(code).toBe(0);
  });

  test('gives the reason where the file is no feed', async () => {
    const { code, stdout, mistakes } = await ingest(noFeed, '--feed', 'my-feed');
    expect(stdout + mistakes.join('\n')).toMatch(/page\.html: .*(HTML|web page|no feed)/i);
    expect(code).toBe(1);
  });

  test('adds no feed for a file that is none', async () => {
    expect((await ingest(noFeed, '--feed', 'no-feed')).code).toBe(1);
    const gateway = url === null ? serve(environment) : null;
    const document = '{ feed(slug: "no-feed") { slug } }';
    expect(await query(url ?? (await gateway?.url) ?? '', document)).toEqual({ feed: null });
    await gateway?.end();
  });

  test.each([
    ['a path that cannot be read', ['/nowhere.xml', '--feed', 'my-feed'], '/nowhere.xml: cannot be read: '],
    ['a folder', ['src', '--feed', 'my-feed'], 'src: cannot be read: '],
    ['a bad slug', ['package.json', '--feed', 'My Feed'], '--feed My Feed: a slug has small letters'],
  ])('refuses %s in a line', async (_, parameters, line) => {
    const { code, stdout, mistakes } = await ingest(...parameters);
    expect(mistakes).toEqual([expect.stringContaining(line)]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});
