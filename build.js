// Builds dist/ from production dependencies alone: types are taken out of the sources, and what Prisma generated is in
// the repository. Plain JavaScript, because it runs before there is anything that runs TypeScript.
//   node build.js            dist/, from src/
//   node build.js prepare    the same; where the Prisma CLI is installed, its clients are generated first
//   node build.js client     prisma/client/, from the generated clients
//   node build.js check      fails where prisma/client/ is not what they give
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/wasm-typescript';

/** What production needs of the generated code, by where it stands under src/ and dist/; the rest are types. */
const GENERATED = [
  'database/generated/client',
  'database/generated/enums',
  'database/generated/internal/class',
  'database/generated/internal/prismaNamespace',
  'graph/generated/pothos',
];
const KEPT = 'prisma/client';
const PRISMA = 'node_modules/.bin/prisma';

/** Types become spaces: lines and columns stay what they are in the source, in stack traces too. */
function withoutTypes(file) {
  return transformSync(readFileSync(file, 'utf8'), { mode: 'strip-only', module: true, filename: file }).code;
}

const isGenerated = (name) => name.split(/[\\/]/).includes('generated');
const keptAs = (name) => join(KEPT, `${name.replace('/generated/', '/')}.js`);

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function build() {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !isGenerated(name),
  );
  const files = new Map(sources.map((name) => [name.replace(/\.ts$/, '.js'), withoutTypes(join('src', name))]));
  for (const [name, text] of generated()) files.set(`${name}.js`, text);
  for (const old of existsSync('dist') ? readdirSync('dist', { recursive: true, encoding: 'utf8' }) : []) {
    // A file whose source is gone would still be found by its name; the benchmarks build into a folder of their own.
    if (/\.js(\.map)?$/.test(old) && !/^bench\b/.test(old) && !files.has(old)) rmSync(join('dist', old));
  }
  for (const [name, text] of files) write(join('dist', name), text);
  chmodSync('dist/cli.js', 0o755);
}

/** As Prisma has just written it; where it is not installed, as it is kept. */
function generated() {
  return GENERATED.map((name) => {
    const source = join('src', `${name}.ts`);
    return [name, existsSync(PRISMA) && existsSync(source) ? compact(source) : readFileSync(keptAs(name), 'utf8')];
  });
}

/** Most of a generated file are types: without the lines that they leave empty it can be reviewed. */
function compact(source) {
  const lines = withoutTypes(source)
    .split('\n')
    .map((line) => line.trimEnd());
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

function keep() {
  for (const name of GENERATED) write(keptAs(name), compact(join('src', `${name}.ts`)));
}

function check() {
  const stale = GENERATED.filter((name) => {
    const kept = keptAs(name);
    return !existsSync(kept) || readFileSync(kept, 'utf8') !== compact(join('src', `${name}.ts`));
  });
  if (stale.length === 0) return;
  for (const name of stale) console.error(`${keptAs(name)}: is not what Prisma generates; npm run build writes it`);
  process.exitCode = 1;
}

const [task] = process.argv.slice(2);
if (task === 'client') keep();
else if (task === 'check') check();
else {
  if (task === 'prepare' && existsSync(PRISMA))
    execFileSync(process.execPath, [PRISMA, 'generate'], { stdio: 'inherit' });
  build();
}
