// Writes the schema as frontends get it; with --check, fails where the file is not what the code says.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printedSchema } from '../src/graph/schema.js';

const file = join(import.meta.dirname, 'schema.graphql');
const sdl = printedSchema();
if (!process.argv.includes('--check')) {
  writeFileSync(file, sdl);
} else if (readFileSync(file, 'utf8') !== sdl) {
  console.error('schema/schema.graphql is not what the code says: run `npm run codegen` and commit the change');
  process.exit(1);
} else {
  console.log('schema/schema.graphql is what the code says');
}
