import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const all = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('test', name));

/** What needs no database, or brings its own embedded one, is the same on a server: once is enough. */
const usesTemplate = (file: string) => /openDatabase|openGateway|inject\('template'\)/.test(readFileSync(file, 'utf8'));

export default defineConfig({
  resolve: {
    // graphql has a CommonJS and an ES build, and refuses a schema that was made by the other one.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
  },
  test: {
    include: process.env.TEST_DATABASE_URL ? all.filter(usesTemplate) : all,
    globalSetup: ['test/support/template.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Each file has a database of its own: an embedded one takes memory, a cloned one takes connections.
    maxWorkers: 2,
    reporters: process.env.REPORT ? ['default', ['json', { outputFile: process.env.REPORT }]] : ['default'],
  },
});
