// A new frontend that takes its codegen.ts from the README: what it gets is well typed, custom scalars included.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/process.js';

const readme = readFileSync('README.md', 'utf8');
const blocks = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, text]) => text ?? '');

const OPERATION = `query Money {
  deal(slug: "ro-ua-joint-drone-production") {
    createdAt
    values { money { min currency } }
    articles(first: 1) { edges { node { url publishedAt } } }
  }
}`;

const PROGRAM = `import type { MoneyQuery } from './gql/graphql.js';
type Deal = NonNullable<MoneyQuery['deal']>;
type Article = Deal['articles']['edges'][number]['node'];
export function texts(deal: Deal, article: Article): string[] {
  const sums: (string | null | undefined)[] = deal.values.map(({ money }) => money?.min);
  return [deal.createdAt, article.url, article.publishedAt, ...sums.map(String)];
}
export function mistake(deal: Deal): number {
  // @ts-expect-error an instant is a string
  return deal.createdAt;
}
`;

test("the README's configuration of codegen gives types in which the schema's scalars are strings", async () => {
  const folder = await temporaryFolder();
  const config = blocks.find((block) => block.includes('CodegenConfig')) ?? '';
  expect(config).toContain("schema: 'http://localhost:4000/graphql'");
  await mkdir(join(folder, 'src'));
  // As Vite's templates have it.
  const compilerOptions = { module: 'ESNext', moduleResolution: 'bundler', types: [] };
  const tsconfig = { extends: resolve('tsconfig.json'), compilerOptions, include: ['src/**/*.ts'] };
  await Promise.all([
    writeFile(
      join(folder, 'codegen.ts'),
      config.replace('http://localhost:4000/graphql', resolve('schema/schema.graphql')),
    ),
    writeFile(join(folder, 'src/money.graphql'), OPERATION),
    writeFile(join(folder, 'src/program.ts'), PROGRAM),
    writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' })),
    writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig)),
    symlink(resolve('node_modules'), join(folder, 'node_modules')),
  ]);
  const run = (...parameters: string[]) =>
    promisify(execFile)(process.execPath, parameters, { cwd: folder }).catch((error: Error & { stdout: string }) => {
      throw new Error(`${error.message}${error.stdout}`);
    });
  await run('node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.ts');
  expect(await run('node_modules/typescript-compiler/bin/tsc', '-p', folder)).toMatchObject({ stdout: '' });
});
