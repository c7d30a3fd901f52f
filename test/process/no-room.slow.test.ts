// Data folders that cannot be opened: each start ends with one line that says why, and what to do.
import { execFile } from 'node:child_process';
import { chmod, mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { copyOf, filledFolder, flankwatch, query, serve, temporaryFolder } from '../support/process.js';

const run = promisify(execFile);
const FEED = 'test/fixtures/feeds/rss-2.0.xml';

async function mistakeOf(folder: string): Promise<string> {
  const { code, mistakes } = await serve({ DATA_DIR: folder }).ended;
  expect(mistakes).toHaveLength(1);
  expect(code).toBe(1);
  return mistakes[0] ?? '';
}

describe('a folder that is not what it should be is named, and the start ends', () => {
  test.each<[string, (postgres: string) => Promise<void>, RegExp]>([
    [
      'without PG_VERSION',
      (postgres) => rm(join(postgres, 'PG_VERSION')),
      /PG_VERSION is missing.*: restore the folder from a backup, or move it away/,
    ],
    [
      'without a table’s file',
      (postgres) => rm(join(postgres, 'base'), { recursive: true }),
      /is not whole|is damaged/,
    ],
    ['without pg_control', (postgres) => rm(join(postgres, 'global/pg_control')), /is damaged|is not whole/],
    ['with an empty pg_control', (postgres) => writeFile(join(postgres, 'global/pg_control'), ''), /is damaged/],
    [
      'with another pg_control',
      (postgres) => writeFile(join(postgres, 'global/pg_control'), Buffer.alloc(8192, 7)),
      /another version|is damaged/,
    ],
    ['without its log', (postgres) => rm(join(postgres, 'pg_wal'), { recursive: true }), /is not whole|is damaged/],
    ['of an older PostgreSQL', (postgres) => writeFile(join(postgres, 'PG_VERSION'), '17\n'), /another version/],
    ['of a newer PostgreSQL', (postgres) => writeFile(join(postgres, 'PG_VERSION'), '99\n'), /another version/],
  ])('%s', async (_, harm, reason) => {
    const folder = await filledFolder();
    await harm(join(folder, 'postgres'));
    const mistake = await mistakeOf(folder);
    expect(mistake).toMatch(`DATA_DIR=${folder}: cannot open the embedded database: ${join(folder, 'postgres')}`);
    expect(mistake).toMatch(reason);
  });

  test('that is a file', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'postgres'), 'no folder');
    expect(await mistakeOf(folder)).toContain(join(folder, 'postgres'));
    expect(await mistakeOf(join(folder, 'postgres'))).toMatch(/^DATA_DIR=/);
  });

  test('that is empty', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'postgres'));
    // There is nothing to lose in it.
    expect(await flankwatch(['migrate'], { DATA_DIR: folder })).toMatchObject({ code: 0, mistakes: [] });
  });

  test.skipIf(process.getuid?.() === 0)('that this user may not read', async () => {
    const folder = await filledFolder();
    await chmod(join(folder, 'postgres'), 0o000);
    expect(await mistakeOf(folder)).toContain('may not be read and written by this user');
    await chmod(join(folder, 'postgres'), 0o700);
  });
});

/** Only root on Linux may mount. */
const mayMount = process.platform === 'linux' && process.getuid?.() === 0;

describe.skipIf(!mayMount)('on a disk that is full', () => {
  const mounted = new Set<string>();
  afterEach(async () => {
    for (const folder of mounted) await run('umount', ['-l', folder]);
    mounted.clear();
  });

  /** A data folder on a disk of its own. */
  async function onDisk(megabytes: number, from?: string): Promise<string> {
    const folder = await temporaryFolder();
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder]);
    mounted.add(folder);
    if (from !== undefined) await run('cp', ['-R', `${from}/.`, folder]);
    return folder;
  }

  async function fill(folder: string): Promise<() => Promise<void>> {
    const filler = join(folder, 'filler');
    const { bavail, bsize } = await statfs(folder);
    await run('dd', ['if=/dev/zero', `of=${filler}`, `bs=${bsize}`, `count=${bavail + 1024}`]).catch(() => {});
    expect((await statfs(folder)).bavail).toBe(0);
    return () => rm(filler);
  }

  test('the first start says so', async () => {
    const folder = await onDisk(20);
    expect(await mistakeOf(folder)).toMatch(/^DATA_DIR=\S+: cannot open the embedded database: the disk is full: /);
  });

  test('a gateway goes on reading, says what is wrong with writes, and writes again once there is room', async () => {
    const folder = await onDisk(200, await filledFolder());
    const gateway = serve({ DATA_DIR: folder });
    const url = await gateway.url;
    const free = await fill(folder);
    const total = async () => (await query(url, '{ articles { totalCount } }')).articles.totalCount;
    let refused: string[] = [];
    for (let n = 0; refused.length === 0 && n < 200; n++) {
      const file = join(await temporaryFolder(), 'many.xml');
      const items = Array.from(
        { length: 2000 },
        (_, i) =>
          `<item><title>Item ${n} ${i} ${'word '.repeat(40)}</title><link>https://a.example/${n}/${i}</link></item>`,
      );
      await writeFile(file, `<rss version="2.0"><channel><title>Many</title>${items.join('')}</channel></rss>`);
      refused = (await flankwatch(['ingest', file, '--feed', 'many'], { DATA_DIR: folder })).mistakes;
    }
    expect(refused.join('\n')).toMatch(/disk/i);
    const held = await total();
    expect(held).toBeGreaterThanOrEqual(12);
    await free();
    await expect
      .poll(async () => (await flankwatch(['ingest', FEED, '--feed', 'after'], { DATA_DIR: folder })).code, {
        timeout: 60_000,
      })
      .toBe(0);
    expect(await total()).toBe(held + 2);
    expect((await gateway.end()).code).toBe(0);
  });

  test('and killed there, it says so at the next start, and loses nothing once there is room', async () => {
    const folder = await onDisk(200, await filledFolder());
    const killed = serve({ DATA_DIR: folder });
    await killed.url;
    const command = await flankwatch(['ingest', FEED, '--feed', 'kept'], { DATA_DIR: folder });
    expect(command.code).toBe(0);
    const free = await fill(folder);
    await killed.end('SIGKILL');
    const next = serve({ DATA_DIR: folder });
    const started = await Promise.race([next.url.catch(() => null), next.ended.then(() => null)]);
    if (started === null) {
      const { code, mistakes } = await next.ended;
      expect(mistakes).toEqual([
        expect.stringMatching(/^DATA_DIR=\S+: cannot open the embedded database: the disk is full: /),
      ]);
      expect(code).toBe(1);
    } else {
      // Its log needed no room.
      expect((await query(started, '{ articles { totalCount } }')).articles.totalCount).toBe(14);
      await next.end('SIGKILL');
    }
    await free();
    const again = serve({ DATA_DIR: folder });
    expect((await query(await again.url, '{ articles { totalCount } }')).articles.totalCount).toBe(14);
    expect((await again.end()).code).toBe(0);
  });
});

test('a database of a newer version of the program is left alone', async () => {
  const folder = await copyOf(await filledFolder());
  const { inFolder } = await import('./contents.js');
  await inFolder(folder, ({ script }) =>
    script(`insert into _prisma_migrations (id, checksum, migration_name, finished_at)
      values ('later', 'later', '29990101000000_later', now())`),
  );
  expect(await mistakeOf(folder)).toBe(
    `DATA_DIR=${folder}: the database was brought to a newer version of the program (migration 29990101000000_later): start that version or a newer one`,
  );
});
