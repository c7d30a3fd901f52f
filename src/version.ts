// The version of this program, as package.json has it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Such as `0.1.0`. */
export const VERSION: string = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')).version;
