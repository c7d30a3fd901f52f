import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { VARIABLES } from '../../src/config.js';
import { filledFolder, query, serve, temporaryFolder } from '../support/process.js';

const readme = readFileSync('README.md', 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text]) => text ?? '');

/** Run by the script that decides what lands, by the test that names it, or (a migration's name) by nobody twice. */
const PROVEN_ELSEWHERE = [
  /^npm install && npm start$/,
  /^npm ci --omit=dev /, // test/process/production.slow.test.ts
  /^npm run build$/, // what it writes is held against the repository by `npm run check`
  /^npm run check$/,
  /^npm test$/,
  /^npm run test:slow$/,
  /^npm run codegen$/, // its result is held against the repository by `npm run check`
  /^npm run migration -- /, // what it would write is held against the repository by `npm run check`
  /^npx flankwatch serve$/, // test/process
  /^npx flankwatch refresh( |$)/, // test/process/refresh.test.ts, on servers of its own: no test goes to the network
  /^npx flankwatch export /, // test/record/export.test.ts
  /^npx flankwatch keys /, // test/process/keys.test.ts: no key is like another
];

let folder: string;
let url: string;
beforeAll(async () => {
  folder = await filledFolder();
  const running = serve({ DATA_DIR: folder });
  url = await running.url;
});

const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));
const tried = commands.filter((command) => !PROVEN_ELSEWHERE.some((pattern) => pattern.test(command)));

/** Where a command of the README finds the program: npx, which takes longer than most commands, is asked by the first. */
const viaNpx = tried.find((command) => command.startsWith('npx flankwatch '));
const here = (command: string) =>
  command === viaNpx ? command : command.replace(/^npx flankwatch /, `"${process.execPath}" dist/cli.js `);

describe('a command of the README does what it says', () => {
  test.each(tried)('%s', async (command) => {
    const { PATH, HOME } = process.env;
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-c', here(command).replace('http://localhost:4000/graphql', url)],
      // Nobody migrates the database under a running gateway: that one has an empty folder to itself.
      { env: { PATH, HOME, DATA_DIR: command.endsWith('migrate') ? await temporaryFolder() : folder } },
    );
    expect(stdout).toMatchSnapshot();
  });
});

test('the query of the README answers with news and record', async () => {
  const [document] = blocks('graphql');
  const { deal } = await query(url, document ?? '');
  expect(deal).toMatchObject({ name: 'Romania-Ukraine joint drone production', status: 'INTENT_SIGNED' });
  expect(deal.articles.edges).toHaveLength(3);
});

test('the program of the README is well typed and prints what it finds', async () => {
  const program = blocks('ts').find((block) => block.includes('async function ask'));
  const place = await temporaryFolder();
  for (const name of ['schema', 'node_modules']) await symlink(resolve(name), join(place, name));
  const files = {
    'program.ts': program?.replace('http://localhost:4000/graphql', url) ?? '',
    'package.json': JSON.stringify({ type: 'module' }),
    'tsconfig.json': JSON.stringify({ extends: resolve('tsconfig.json'), include: ['*.ts'] }),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(place, name), text);
  const run = (...parameters: string[]) => promisify(execFile)(process.execPath, parameters, { cwd: place });
  expect(await run('node_modules/typescript-compiler/bin/tsc')).toEqual({ stdout: '', stderr: '' });
  const { stdout } = await run('--import', 'tsx', 'program.ts');
  expect(stdout).toMatch(/^2025-09-13 .+ 45\.42 29\.29$/m);
});

test('the query on the past answers with both', async () => {
  const document = blocks('graphql').find((block) => block.includes('asOf')) ?? '';
  const { deal, asOf } = await query(url, document, { at: new Date().toISOString() });
  expect(deal.version).toBeGreaterThan(0);
  expect(asOf).toEqual({ deal });
});

test('the README names every variable of the environment, and no other', () => {
  const table = /^\| variable +\|.*?\n\n/ms.exec(readme)?.[0] ?? '';
  expect([...table.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, name]) => name)).toEqual(VARIABLES);
});

test('every file and folder that the README points at is there', () => {
  const links = [...readme.matchAll(/\]\(([^)#][^)]*)\)/g)].map(([, target]) => target ?? '');
  const local = links.filter((target) => !target.startsWith('http'));
  expect(local.filter((target) => !existsSync(target))).toEqual([]);
});
