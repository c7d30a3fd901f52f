import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { flankwatch, query, serve, temporaryFolder } from '../support/process.js';

/** What builds, checks or draws, and has no place where the program only runs. */
const NOT_IN_PRODUCTION =
  /^(typescript.*|@typescript\/.*|prisma|prisma-cli|@prisma\/(dev|engines|fetch-engine|studio-core)|react|react-dom|esbuild|@esbuild\/.*|vitest|tsx)$/;

test('the lock file marks every package as one for development that production does without', async () => {
  const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  const inProduction = Object.entries(packages).flatMap(([path, { dev }]) =>
    path === '' || dev === true ? [] : [path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)],
  );
  expect(inProduction).toContain('@prisma/client');
  expect(inProduction.filter((name) => NOT_IN_PRODUCTION.test(name))).toEqual([]);
});

/** What a clone would have: files that git knows or would take. */
async function clone(): Promise<string> {
  const folder = await temporaryFolder();
  const { stdout } = await promisify(execFile)('git', ['ls-files', '-co', '--exclude-standard', '-z', '--deduplicate']);
  const files = stdout.split('\0').filter((file) => file !== '' && !file.startsWith('test/'));
  for (const file of files) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await cp(file, join(folder, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error; // deleted and not yet committed
    });
  }
  return folder;
}

test('npm ci --omit=dev in a fresh clone makes a program that runs', { timeout: 600_000 }, async () => {
  const program = await clone();
  await promisify(execFile)('npm', ['ci', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: program,
  });
  const installed = await readdir(join(program, 'node_modules'), { recursive: false });
  expect(installed.filter((name) => NOT_IN_PRODUCTION.test(name))).toEqual([]);

  const data = { DATA_DIR: await temporaryFolder() };
  expect(await flankwatch(['migrate'], data, { program })).toMatchObject({ code: 0, mistakes: [] });
  const gateway = serve(data, { program });
  const { deals } = await query(await gateway.url, '{ deals(first: 1) { totalCount } }');
  expect(deals.totalCount).toBeGreaterThan(0);
  expect(await gateway.end()).toMatchObject({ code: 0, mistakes: [] });
});
