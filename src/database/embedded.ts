// The embedded database: PostgreSQL compiled to WebAssembly, in this process, in one folder.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { SetupError } from '../config.js';

const options = {
  extensions: { pg_trgm, unaccent, btree_gist },
  // PostgreSQL's default of 128 MB is taken from the heap at once and never needed by a record of this size.
  startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
};

// To optimise WebAssembly takes a third of a start's time, and pays only for what goes on: a function is optimised once
// it has run some hundredths of a second, not two thousandths.
setFlagsFromString('--wasm-tiering-budget=30000000');

/**
 * Opens the database in `dataDir`, making it on the first start. The caller owns the folder: two processes on one
 * folder would destroy it (see `owner.ts`). Throws a `SetupError` that names DATA_DIR where the folder is unusable.
 */
export async function openEmbedded(dataDir: string): Promise<PGlite> {
  const folder = join(dataDir, 'postgres');
  try {
    if (!existsSync(folder)) await initialise(dataDir, folder);
    return await PGlite.create(folder, options);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SetupError(`DATA_DIR=${dataDir}: cannot open the embedded database: ${reason}`, { cause });
  }
}

/** Makes the folder under another name first: a start that is killed here leaves nothing that looks finished. */
async function initialise(dataDir: string, folder: string): Promise<void> {
  await removeUnfinished(dataDir);
  const unfinished = await mkdtemp(join(dataDir, UNFINISHED));
  // In a process of its own: initdb takes 200 MB that this one would hold for as long as it lives. It is over before
  // optimised code would pay.
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const initdb = promisify(execFile)(process.execPath, ['--liftoff-only', '--eval', INITDB, pglite, unfinished]);
  const end = () => void initdb.child.kill('SIGKILL');
  process.once('exit', end);
  try {
    await initdb;
  } catch (cause) {
    // The message of `execFile` is the whole command.
    const { stderr } = cause as { stderr?: string };
    throw new Error(/^\w*Error: .*/m.exec(stderr ?? '')?.[0] ?? 'initdb failed', { cause });
  } finally {
    process.off('exit', end);
  }
  await rename(unfinished, folder);
}

const UNFINISHED = 'postgres.unfinished-';

/** What killed starts left. The initdb of one may still be writing: what it puts back is left to the next start. */
async function removeUnfinished(dataDir: string): Promise<void> {
  const left = (await readdir(dataDir)).filter((name) => name.startsWith(UNFINISHED));
  await Promise.all(left.map((name) => rm(join(dataDir, name), { recursive: true, force: true }).catch(() => {})));
}

/**
 * As text: a process starts from a file of its own, and the sources run both compiled and as they are. Ctrl-C at a
 * terminal reaches this process too, but whether to go on is for its parent to say.
 */
const INITDB = `
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  const [pglite, folder] = process.argv.slice(1);
  require(pglite).PGlite.create(folder).then((database) => database.close());
`;

/** A database in memory, gone with the process: for tests. */
export async function openInMemory(dump?: Blob): Promise<PGlite> {
  return PGlite.create(dump === undefined ? options : { ...options, loadDataDir: dump });
}
