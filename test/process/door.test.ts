import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { filledFolder, query, type Running, serve } from '../support/process.js';

let folder: string;
let gateway: Running;
beforeAll(async () => {
  folder = await filledFolder();
  gateway = serve({ DATA_DIR: folder });
  await gateway.url;
});

const alive = async () => expect(await query(await gateway.url, '{ viewer { role } }')).toBeTruthy();

test('a visitor who leaves in the middle of a long answer does not end the gateway', async () => {
  const items = Array.from(
    { length: 4000 },
    (_, n) => `<item><title>Item ${n}</title><link>https://a.example/${n}</link></item>`,
  );
  const file = join(folder, 'long.xml');
  await writeFile(file, `<rss version="2.0"><channel><title>Long</title>${items.join('')}</channel></rss>`);
  // What is unread when a socket closes makes the other end fail with ECONNRESET, not end (unix(7)).
  const visitor = connect(join(folder, 'owner.sock'));
  visitor.write(`${JSON.stringify({ name: 'ingest', input: { file, feed: 'long' } })}\n`);
  await expect
    .poll(async () => (await query(await gateway.url, '{ feed(slug: "long") { articles { totalCount } } }')).feed, {
      timeout: 30_000,
      interval: 200,
    })
    .toEqual({ articles: { totalCount: 4000 } });
  await sleep(500); // for the answer to fill the socket
  visitor.destroy();
  await sleep(500);
  await alive();
});

test.each(['', '{}\n', '[]\n', 'null\n', 'not json\n', '{"name":"__proto__","input":{}}\n'])(
  'a visitor who says %j does not end the gateway',
  async (words) => {
    const visitor = connect(join(folder, 'owner.sock'));
    visitor.write(words);
    await sleep(200);
    visitor.destroy();
    await alive();
  },
);

test.skipIf(process.platform === 'win32')('a command whose reader has seen enough ends without a word', async () => {
  const command = `"${process.execPath}" dist/cli.js feeds list | head -n 1`;
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', command], {
    env: { PATH: process.env.PATH, DATA_DIR: folder },
  });
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stderr).toBe('');
  await alive();
});
