// "Apollo's codegen" for TypeScript is GraphQL Code Generator, set as Apollo's documentation sets it.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';
import { gatewayOn, type TestGateway } from '../support/gateway.js';

const run = promisify(execFile);
/** Runs a program in the folder; what it complains of is in the error. */
const node = (...parameters: string[]) =>
  run(process.execPath, parameters, { cwd: folder }).catch((error: Error & { stdout: string }) => {
    throw new Error(`${error.message}${error.stdout}`);
  });

let database: Database;
let gateway: TestGateway;
let folder: string;
beforeAll(async () => {
  database = await openDatabase();
  gateway = await gatewayOn(database);
  folder = await mkdtemp(join(tmpdir(), 'flankwatch-apollo-'));
  await Promise.all([
    cp('test/fixtures/apollo', folder, { recursive: true }),
    cp('schema/schema.graphql', join(folder, 'schema.graphql')),
    cp('schema/operations', join(folder, 'operations'), { recursive: true }),
    symlink(resolve('node_modules'), join(folder, 'node_modules')),
    writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' })),
    writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ extends: resolve('tsconfig.json'), include: ['*.ts'] })),
  ]);
});
afterAll(async () => {
  await gateway?.close();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

const CODEGEN = 'node_modules/@graphql-codegen/cli/esm/bin.js';
const COMPILER = 'node_modules/typescript/bin/tsc';

test('a program on Apollo Client gets its types, is checked against them and runs', { timeout: 120_000 }, async () => {
  await node(CODEGEN, '--config', 'codegen.ts');
  await node(COMPILER, '-p', folder);
  const { stdout } = await node('--import', 'tsx', 'newsroom.ts', `${gateway.url}/graphql`);
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
