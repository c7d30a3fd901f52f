// "Apollo's codegen" for TypeScript is GraphQL Code Generator, set as Apollo's documentation sets it.
import { execFile } from 'node:child_process';
import { cp, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { filledFolder, serve, temporaryFolder } from '../support/process.js';

const CODEGEN = 'node_modules/@graphql-codegen/cli/esm/bin.js';
const COMPILER = 'node_modules/typescript-compiler/bin/tsc';

const run = promisify(execFile);
/** Runs a program in the folder; what it complains of is in the error. */
const node = (...parameters: string[]) =>
  run(process.execPath, parameters, { cwd: folder }).catch((error: Error & { stdout: string }) => {
    throw new Error(`${error.message}${error.stdout}`);
  });

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await Promise.all([
    cp('test/fixtures/apollo', folder, { recursive: true }),
    cp('schema/schema.graphql', join(folder, 'schema.graphql')),
    cp('schema/operations', join(folder, 'operations'), { recursive: true }),
    symlink(resolve('node_modules'), join(folder, 'node_modules')),
    writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' })),
    writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ extends: resolve('tsconfig.json'), include: ['*.ts'] })),
  ]);
});

test('a program on Apollo Client gets its types, is checked against them and runs', async () => {
  const { url: serving } = serve({ DATA_DIR: await filledFolder() });
  await node(CODEGEN, '--config', 'codegen.ts');
  await node(COMPILER, '-p', folder);
  const { stdout } = await node('--import', 'tsx', 'newsroom.ts', await serving);
  const { titles, ...found } = JSON.parse(stdout);
  expect(titles).toHaveLength(12);
  expect(new Set(titles).size).toBe(12);
  expect(found).toMatchObject({
    deal: 'Ukraine-Sweden Gripen E letter of intent',
    near: ['lithuania-balloons-2025-10', 'lithuania-gerbera-2025-07-10'],
    known: [29, 0],
  });
  expect(found.statuses).toContain('INTENT_SIGNED');
});
