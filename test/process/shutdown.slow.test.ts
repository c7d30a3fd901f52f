import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { type FeedServer, feedServer } from '../feeds/feed-server.js';
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

const PATIENCE_MS = 5000;

/** Ends the process with the signal and fails where that takes longer than operators wait. */
async function endInTime(running: Running, signal: NodeJS.Signals): Promise<Ended> {
  const late = sleep(PATIENCE_MS, 'late' as const, { ref: false });
  const ended = await Promise.race([running.end(signal), late]);
  if (ended === 'late') throw new Error(`still running ${PATIENCE_MS} ms after ${signal}:\n${running.log()}`);
  return ended;
}

describe.each(['SIGTERM', 'SIGINT'] as const)('%s ends the gateway in time and leaves the data whole', (signal) => {
  test('while a request is under way, which is answered', async () => {
    const folder = await filledFolder();
    const gateway = serve({ DATA_DIR: folder });
    const url = await gateway.url;
    const body = JSON.stringify({ query: '{ deals { totalCount } }' });
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const slow = request(url, { method: 'POST', headers });
    const answer = once(slow, 'response');
    slow.write(body.slice(0, 5));
    await sleep(200);
    const ended = endInTime(gateway, signal);
    await sleep(500);
    slow.end(body.slice(5));
    const [response] = await answer;
    expect(JSON.parse(await text(response))).toEqual({ data: { deals: { totalCount: expect.any(Number) } } });
    expect(await ended).toMatchObject({ code: 0, mistakes: [] });
  });

  test('while clients keep connections open, one of them in the middle of a request', async () => {
    const folder = await filledFolder();
    const gateway = serve({ DATA_DIR: folder });
    const url = await gateway.url;
    await query(url, '{ __typename }'); // fetch keeps its connection for the next request
    const port = Number(new URL(url).port);
    const silent = connect(port, '127.0.0.1');
    const slow = connect(port, '127.0.0.1');
    for (const socket of [silent, slow]) socket.on('error', () => {});
    slow.write(
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
    );
    await sleep(100);
    expect(await endInTime(gateway, signal)).toMatchObject({ code: 0, mistakes: [] });
    await inFolder(folder, expectStarterOnce);
  });
});

// initdb is a process of its own, which ends with the one that waits for it.
test.each([
  ['initdb', /^postgres\.unfinished-/],
  ['migrations', /^postgres$/],
])('a first start can be ended at the time of %s', async (_, sign) => {
  const folder = await temporaryFolder();
  const gateway = serve({ DATA_DIR: folder });
  while (!(await readdir(folder)).some((name) => sign.test(name))) await sleep(20);
  await sleep(200);
  expect(await endInTime(gateway, 'SIGTERM')).toMatchObject({ code: 0, mistakes: [] });
});

describe('a publisher that does not answer', () => {
  let silent: FeedServer;
  afterAll(() => silent.close());

  test('does not keep the gateway from ending, nor does a command that waits for it', async () => {
    silent = await feedServer(() => {});
    const folder = await filledFolder();
    await inFolder(folder, async ({ prisma }) => {
      await prisma.feed.updateMany({ data: { enabled: false } });
      await prisma.feed.create({ data: { slug: 'silent', title: 'Silent', url: `${silent.url}/feed` } });
    });
    const gateway = serve({ DATA_DIR: folder, POLLING: 'on', ALLOW_PRIVATE_FEEDS: 'on' });
    await gateway.url;
    while (silent.requests() === 0) await sleep(50);
    const command = flankwatch(['refresh', 'silent'], { DATA_DIR: folder });
    while (silent.requests() === 1) await sleep(50);
    expect(await endInTime(gateway, 'SIGTERM')).toMatchObject({ code: 0, mistakes: [] });
    expect(await command).toMatchObject({ code: 1, mistakes: ['the running gateway ended before the command did'] });
    expect(gateway.log()).not.toContain('"level":50');
  });
});

test.skipIf(process.platform === 'win32')('a visitor at the door does not keep the gateway from ending', async () => {
  const folder = await filledFolder();
  const gateway = serve({ DATA_DIR: folder });
  await gateway.url;
  const visitor = connect(join(folder, 'owner.sock'));
  await new Promise((resolve) => visitor.once('connect', resolve));
  expect(await endInTime(gateway, 'SIGTERM')).toMatchObject({ code: 0, mistakes: [] });
  visitor.destroy();
});
