import { existsSync } from 'node:fs';
import { readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  type Ended,
  filledFolder,
  flankwatch,
  query,
  type Running,
  serve,
  temporaryFolder,
} from '../support/process.js';
import { expectStarterOnce, inFolder } from './contents.js';

const FEED = 'test/fixtures/feeds/rss-2.0.xml';

function expectRefusal(ended: Ended, folder: string): void {
  expect(ended.mistakes).toEqual([`DATA_DIR=${folder}: another flankwatch process is using this folder`]);
  expect(ended.code).toBe(1);
}

/** The gateways that answer and those that ended, once all have done either. */
async function outcomes(gateways: Running[]) {
  const all = await Promise.all(gateways.map((gateway) => gateway.url.then(() => gateway).catch(() => gateway.ended)));
  const answering = all.filter((one): one is Running => 'url' in one);
  return { answering, refused: all.filter((one): one is Ended => !('url' in one)) };
}

test('a second gateway on a data folder is refused, also through a link of any length, and the first goes on', async () => {
  const folder = await filledFolder();
  const deep = join(await temporaryFolder(), 'deep'.repeat(30));
  await symlink(folder, deep, 'junction');
  const first = serve({ DATA_DIR: deep });
  const url = await first.url;
  for (const path of [folder, deep]) expectRefusal(await serve({ DATA_DIR: path }).ended, path);
  expect((await query(url, '{ articles { totalCount } }')).articles.totalCount).toBe(12);
  expect(await first.end()).toMatchObject({ code: 0 });
  await inFolder(folder, expectStarterOnce);
});

test('a data folder whose path is too long for a socket has one owner too', async () => {
  const folder = join(await temporaryFolder(), 'deep'.repeat(30));
  await rename(await filledFolder(), folder);
  const first = serve({ DATA_DIR: folder });
  await first.url;
  expectRefusal(await serve({ DATA_DIR: folder }).ended, folder);
  await first.end();
});

test('of gateways that start at the same moment on an empty folder one wins', async () => {
  const folder = await temporaryFolder();
  const { answering, refused } = await outcomes([1, 2].map(() => serve({ DATA_DIR: folder })));
  expect(answering).toHaveLength(1);
  expect(refused).toHaveLength(1);
  for (const ended of refused) expectRefusal(ended, folder);
  await answering[0]?.end();
  await inFolder(folder, expectStarterOnce);
});

test('what a killed gateway left does not stop the next start, of which there is again only one', async () => {
  const folder = await filledFolder();
  const killed = serve({ DATA_DIR: folder });
  await killed.url;
  expect(await killed.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
  const { answering, refused } = await outcomes([1, 2, 3].map(() => serve({ DATA_DIR: folder })));
  expect(answering).toHaveLength(1);
  for (const ended of refused) expectRefusal(ended, folder);
  await answering[0]?.end();
  await inFolder(folder, expectStarterOnce);
});

describe.skipIf(process.platform === 'win32')('whatever happens to the files beside the data', () => {
  const beside = async (folder: string) => (await readdir(folder)).filter((name) => name !== 'postgres');

  test.each(['deleted', 'renamed', 'replaced'])('a second gateway is refused if they are %s', async (fate) => {
    const folder = await filledFolder();
    const first = serve({ DATA_DIR: folder });
    const url = await first.url;
    const names = await beside(folder);
    expect(names).toContain('owner.sock');
    for (const name of names) {
      const path = join(folder, name);
      if (fate === 'renamed') await rename(path, `${path}.old`);
      else await rm(path);
      if (fate === 'replaced') await writeFile(path, '');
    }
    expectRefusal(await serve({ DATA_DIR: folder }).ended, folder);
    expect((await query(url, '{ articles { totalCount } }')).articles.totalCount).toBe(12);
    // Its socket is there again, so that commands reach it.
    const command = await flankwatch(['ingest', FEED, '--feed', 'beside'], { DATA_DIR: folder });
    expect(command).toMatchObject({ code: 0, mistakes: [] });
    expect((await query(url, '{ articles { totalCount } }')).articles.totalCount).toBe(14);
    expect(await first.end()).toMatchObject({ code: 0 });
  });

  test('a gateway that made the data itself holds them as well', async () => {
    const folder = await temporaryFolder();
    const first = serve({ DATA_DIR: folder });
    await first.url;
    for (const name of await beside(folder)) await rm(join(folder, name));
    expectRefusal(await serve({ DATA_DIR: folder }).ended, folder);
    await first.end();
    await inFolder(folder, expectStarterOnce);
  });
});

test.skipIf(process.platform === 'win32')(
  'a path of any length keeps the socket in its folder, where commands find it',
  async () => {
    const folder = join(await temporaryFolder(), 'deep'.repeat(30));
    await rename(await filledFolder(), folder);
    const gateway = serve({ DATA_DIR: folder });
    await gateway.url;
    expect(await readdir(folder)).toContain('owner.sock');
    expect(await flankwatch(['ingest', FEED, '--feed', 'deep'], { DATA_DIR: folder })).toMatchObject({ code: 0 });
    await gateway.end();
  },
);

test('commands that start together take turns', async () => {
  const folder = await filledFolder();
  const slugs = ['one', 'two', 'three'];
  const ended = await Promise.all(
    slugs.map((slug) => flankwatch(['ingest', FEED, '--feed', slug], { DATA_DIR: folder })),
  );
  expect(ended.map(({ code, mistakes }) => [code, ...mistakes])).toEqual([[0], [0], [0]]);
  // The first brings the articles; to the others they are known.
  const totals = ended.map(({ stdout }) => stdout.trimEnd().split('\n').at(-1)).sort();
  const known = '0 new, 0 changed, 2 unchanged, 0 refused';
  expect(totals).toEqual([known, known, '2 new, 0 changed, 0 unchanged, 0 refused']);
  await inFolder(folder, async ({ prisma }) => {
    expect(await prisma.feed.count({ where: { slug: { in: slugs } } })).toBe(3);
    expect(await prisma.article.count({ where: { feedSlug: { in: slugs } } })).toBe(2);
    expect(await prisma.appearance.count({ where: { feedSlug: { in: slugs } } })).toBe(6);
  });
});

test.skipIf(process.platform === 'win32')('a command that comes while the gateway starts waits for it', async () => {
  const folder = await filledFolder();
  const gateway = serve({ DATA_DIR: folder });
  while (!existsSync(join(folder, 'owner.sock'))) await sleep(20);
  const command = await flankwatch(['ingest', FEED, '--feed', 'early'], { DATA_DIR: folder });
  expect(command).toMatchObject({ code: 0, mistakes: [], stdout: expect.stringContaining('2 new, 0 changed') });
  const { articles } = await query(await gateway.url, '{ articles { totalCount } }');
  expect(articles.totalCount).toBe(14);
  await gateway.end();
});
