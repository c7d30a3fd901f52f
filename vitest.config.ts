import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration, type TestUserConfig } from 'vitest/config';
import { Progress } from './test/support/progress.js';

const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => ({ name: join('test', name), text: readFileSync(join('test', name), 'utf8') }));

type File = (typeof files)[number];

/** Longer than anything takes where nothing is wrong: a machine with other work is many times slower. */
const PATIENCE = { testTimeout: 120_000, hookTimeout: 120_000 };

/** What needs no database, or brings its own embedded one, is the same on a server: once is enough. */
const asksServer = ({ text }: File) =>
  /openDatabase|openGateway|ownData|inject\('template'\)|TEST_DATABASE_URL/.test(text);
const startsProgram = ({ name }: File) => /^test.(?:process|frontends)/.test(name);
/** Kills and starts the program dozens of times, or installs it: `npm run test:slow`. */
const isSlow = ({ name }: File) => name.endsWith('.slow.test.ts');
/** Replaces modules, or counts what they keep for as long as a process lives. */
const needsFreshModules = ({ name, text }: File) => text.includes('vi.mock(') || name.endsWith('statement.test.ts');

const wanted = process.env.TEST_DATABASE_URL ? files.filter(asksServer) : files;

/** Projects run in the order of their names: what takes longest must not come last. */
function project(name: string, include: File[], test: TestProjectInlineConfiguration['test']) {
  return {
    resolve: {
      // graphql has a CommonJS and an ES build, and refuses a schema that was made by the other one.
      alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
    },
    test: { name, include: include.map((file) => file.name), ...PATIENCE, ...test },
  };
}

const slow = wanted.filter(isSlow);
const programs = wanted.filter((file) => startsProgram(file) && !isSlow(file));
const apart = wanted.filter(needsFreshModules);
const others = wanted.filter((file) => ![...slow, ...programs, ...apart].includes(file));

/** On a terminal the last lines of the default one say how far the run is. */
const reporters: NonNullable<TestUserConfig['reporters']> = [
  'default',
  ...(process.stdout.isTTY ? [] : [new Progress()]),
  ...(process.env.REPORT ? [['json', { outputFile: process.env.REPORT }] satisfies ['json', object]] : []),
];

export default defineConfig({
  test: {
    globalSetup: ['test/support/template.ts'],
    // Each file has a database of its own: an embedded one takes memory, a cloned one takes connections.
    maxWorkers: 2,
    reporters,
    projects: [
      project('apart', apart, { isolate: true }),
      project('program', programs, { isolate: false, setupFiles: ['test/support/clear-up.ts'] }),
      project('slow', slow, { isolate: false, setupFiles: ['test/support/clear-up.ts'] }),
      // The gateway's modules take longer to load than most files take to run.
      project('together', others, { isolate: false }),
    ],
  },
});
