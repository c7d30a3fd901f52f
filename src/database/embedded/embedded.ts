// The embedded database: PostgreSQL compiled to WebAssembly, in one folder.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { SetupError } from '../../config.js';
import type { Logger } from '../../log.js';
import type { DatabaseFailure } from '../failure.js';
import { whyNotOpened } from './open-failure.js';
import { exchange, OPTIONS } from './pglite.js';
import { DatabaseThread } from './thread.js';
import type { Session } from './wire.js';

export { Wire } from './wire.js';

/** An embedded database that is open. */
export interface Embedded extends Session {
  /** Ends what runs, which gets the failure, and opens the database again; null if it runs where nothing can end it. */
  restart: ((failure: DatabaseFailure) => void) | null;
  close(): Promise<void>;
}

// To optimise WebAssembly takes a third of a start's time, and pays only for what goes on: a function is optimised once
// it has run some hundredths of a second, not two thousandths. V8's flags hold for all threads.
setFlagsFromString('--wasm-tiering-budget=30000000');

/**
 * Opens the database in `dataDir` on a thread, making it on the first start. The caller owns the folder: two processes on
 * one folder would destroy it (see `owner.ts`). Throws a `SetupError` that names DATA_DIR, says why the folder cannot be
 * opened, and what to do. `log` hears when the thread ends and is started again.
 */
export async function openEmbedded(dataDir: string, log: Logger | null = null): Promise<Embedded> {
  const folder = join(dataDir, 'postgres');
  try {
    if (!existsSync(folder)) await initialise(dataDir, folder);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const thread = await DatabaseThread.open(folder, log);
    return Object.assign(thread, { restart: thread.restart.bind(thread) });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const reason = (cause as NodeJS.ErrnoException).code === undefined ? message : whyNotOpened(folder, [], message);
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
    const { stderr = '' } = cause as { stderr?: string };
    const said = /^\w*Error: .*/m.exec(stderr)?.[0] ?? 'initdb failed';
    await rm(unfinished, { recursive: true, force: true }).catch(() => {});
    throw new Error(whyNotOpened(folder, stderr.split('\n'), said), { cause });
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
  const onStderr = (line) => void console.error(line);
  require(pglite).PGlite.create(folder, { onStderr }).then((database) => database.close());
`;

/** A database in memory, on the thread that opens it and gone with the process: for tests. */
export interface InMemory extends Embedded {
  /** The folder of the database, as a tarball that `openInMemory` takes. */
  dump(): Promise<Blob>;
}

export async function openInMemory(dump?: Blob): Promise<InMemory> {
  const database = await PGlite.create(dump === undefined ? OPTIONS : { ...OPTIONS, loadDataDir: dump });
  return {
    restart: null,
    ready: () => Promise.resolve(),
    // Not at once: whoever writes expects the answer after the write.
    send: (wire, bytes) =>
      process.nextTick(() => exchange(database, bytes, (answer) => void wire.push(Buffer.from(answer.buffer)))),
    leave: () => {},
    close: async () => (database.closed ? undefined : database.close()),
    dump: () => database.dumpDataDir('none'),
  };
}
