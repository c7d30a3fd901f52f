// The first moments of a gateway, and the switch that leaves its database empty.
import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { VERSION } from '../../src/version.js';
import { filledFolder, flankwatch, query, type Running, serve, temporaryFolder } from '../support/process.js';

/** Where the gateway is alive, which it says before anything else. */
async function addressOf(gateway: Running): Promise<string> {
  await expect.poll(gateway.log, { timeout: 60_000, interval: 20 }).toMatch(/answers already/);
  return /(http:\S+)\/health answers already/.exec(gateway.log())?.[1] ?? '';
}

test('a first start is alive before it is ready, and says what it does', async () => {
  const gateway = serve({ DATA_DIR: await temporaryFolder() });
  const origin = await addressOf(gateway);
  expect((await fetch(`${origin}/health`)).status).toBe(200);
  expect((await fetch(`${origin}/ready`)).status).toBe(503);
  const early = await fetch(`${origin}/graphql?query={__typename}`);
  expect([early.status, early.headers.get('retry-after')]).toEqual([503, '2']);
  expect(await early.json()).toMatchObject({ errors: [{ extensions: { code: 'STARTING' } }] });

  const url = await gateway.url;
  expect((await fetch(`${origin}/ready`)).status).toBe(200);
  expect(await query(url, '{ articles { totalCount } }')).toEqual({ articles: { totalCount: 12 } });
  const steps = [...gateway.log().matchAll(/"msg":"([^"]+?)… \(\d+\.\d s\)"/g)].map(([, step]) => step);
  expect(steps.filter((step) => !step?.startsWith('still '))).toEqual([
    'loading the program',
    'preparing the embedded database',
    'migrating the database',
    'loading the starter record',
    'linking the sample articles',
  ]);
  expect(await gateway.end()).toMatchObject({ code: 0, mistakes: [] });
});

test('a port that is taken is told before the data folder is made', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const folder = await temporaryFolder();
  const { code, mistakes } = await flankwatch(['serve'], { DATA_DIR: join(folder, 'data'), PORT: String(port) });
  other.close();
  expect(mistakes).toEqual([expect.stringMatching(`^PORT=${port}: cannot listen there: `)]);
  expect(code).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

test('STARTER=off leaves the record, the feeds and the news empty, and the graph answers', async () => {
  const gateway = serve({ DATA_DIR: await temporaryFolder(), STARTER: 'off' });
  const url = await gateway.url;
  expect(
    await query(url, '{ actors { totalCount } deals { totalCount } feeds { totalCount } articles { totalCount } }'),
  ).toEqual({
    actors: { totalCount: 0 },
    deals: { totalCount: 0 },
    feeds: { totalCount: 0 },
    articles: { totalCount: 0 },
  });
  const page = await fetch(url, { headers: { accept: 'text/html' } });
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('query TheGraphThenAndNow')]);
});

test('each of several ADMIN_KEYs opens the graph while one takes the place of the other', async () => {
  const [one, other] = ['the-first-key-of-two', 'and-another-one-here'];
  const url = await serve({ DATA_DIR: await filledFolder(), ADMIN_KEY: `${one}, ${other}` }).url;
  const roleOf = async (key: string) => {
    const answer = await fetch(`${url}?query={viewer{role}}`, { headers: { authorization: `Bearer ${key}` } });
    return answer.json();
  };
  for (const key of [one, other]) expect(await roleOf(key)).toEqual({ data: { viewer: { role: 'ADMIN' } } });
  expect(await roleOf(`${one},`)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test.each(['--version', '-V'])('%s is that of package.json', async (flag) => {
  expect(await flankwatch([flag], {})).toMatchObject({ code: 0, stdout: `${VERSION}\n`, mistakes: [] });
});

// util-linux: runs a command on a terminal of its own.
const SCRIPT = '/usr/bin/script';
/** Takes the line away on which the cursor stands (ECMA-48: EL). */
const ERASE = '\u001b[2K';

describe.skipIf(process.platform !== 'linux')('on a terminal', () => {
  async function onTerminal(command: string, environment: Record<string, string>): Promise<string> {
    const env = { PATH: process.env.PATH, ...environment };
    const { stdout } = await promisify(execFile)(
      SCRIPT,
      ['-qec', `"${process.execPath}" dist/cli.js ${command}`, '/dev/null'],
      { env, maxBuffer: 1e8 },
    );
    return stdout;
  }

  const items = Array.from(
    { length: 400 },
    (_, n) => `<item><title>Item ${n}</title><link>https://a.example/${n}</link></item>`,
  );
  const DOCUMENT = `<rss version="2.0"><channel><title>Long</title>${items.join('')}<item></item></channel></rss>`;

  /** What stays on the screen: each line after it was erased for the last time. */
  const staying = (screen: string) =>
    screen
      .split('\r\n')
      .map((line) => line.split(ERASE).at(-1) ?? '')
      .filter((line) => line !== '');

  test.each(['through the running gateway', 'without one'])(
    'ingest %s shows one line that moves, then the refused items and the sum',
    async (how) => {
      const DATA_DIR = await filledFolder();
      if (how !== 'without one') await serve({ DATA_DIR }).url;
      const file = join(await temporaryFolder(), 'long.xml');
      await writeFile(file, DOCUMENT);
      const screen = await onTerminal(`ingest ${file} --feed long`, { DATA_DIR });
      const lines = staying(screen);
      expect(lines).toEqual([expect.stringMatching(/^refused /), '400 new, 0 changed, 0 unchanged, 1 refused']);

      const verbose = await onTerminal(`ingest ${file} --feed long --verbose`, { DATA_DIR });
      expect(staying(verbose)).toHaveLength(402);
      const piped = await flankwatch(['ingest', file, '--feed', 'long'], { DATA_DIR });
      expect(piped.stdout.split('\n')).toHaveLength(403);
      expect(piped.stdout + piped.mistakes).not.toContain(ERASE);
    },
  );

  test.each([
    ['import prisma/dataset', /0 created, 0 updated, \d+ unchanged$/],
    ['relink', /^12 articles looked at/],
    ['migrate', /^the database is up to date$/],
  ])('%s shows that it works, and its result stays', async (command, result) => {
    const screen = await onTerminal(command, { DATA_DIR: await filledFolder() });
    const drawn = screen.split(ERASE).slice(1);
    expect(drawn.filter((line) => /^[⠋-⠿] \S.*\d s\r?$/.test(line)).length).toBeGreaterThan(0);
    expect(staying(screen)).toEqual([expect.stringMatching(result)]);
  });
});
