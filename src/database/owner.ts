// One process owns a data folder: the embedded database has no lock of its own, and two on one folder destroy it. The
// owner listens on a socket beside the data, which the operating system closes with the process however it ends; other
// processes reach the owner through it.
import { createHash } from 'node:crypto';
import { mkdir, rm, rmdir, stat } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../config.js';

/** Another process owns the folder and listens at `socket`. */
export class FolderTaken extends SetupError {
  readonly socket: string;

  constructor(dataDir: string, socket: string) {
    super(`DATA_DIR=${dataDir}: another flankwatch process is using this folder`);
    this.socket = socket;
  }
}

/** Makes this process the owner of the folder; the server takes connections from others. Throws `FolderTaken`. */
export async function ownFolder(dataDir: string): Promise<Server> {
  const socket = socketOf(dataDir);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new SetupError(`DATA_DIR=${dataDir}: cannot make this folder: ${(cause as Error).message}`, { cause });
  }
  for (;;) {
    const server = await bind(socket);
    if (server !== null) return server;
    if (await answers(socket)) throw new FolderTaken(dataDir, socket);
    await removeStale(socket);
  }
}

function socketOf(dataDir: string): string {
  const path = join(resolve(dataDir), 'owner.sock');
  const hash = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\flankwatch-${hash}`;
  // A socket's path may have about a hundred bytes (sun_path in unix(7)).
  return Buffer.byteLength(path) < 100 ? path : join(tmpdir(), `flankwatch-${hash}.sock`);
}

/** Null where the path is taken, by a living process or by what a killed one left. */
function bind(socket: string): Promise<Server | null> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE'
        ? done(null)
        : fail(new SetupError(`DATA_DIR: cannot listen at ${socket}: ${error.message}`, { cause: error })),
    );
    server.listen({ path: socket, readableAll: false, writableAll: false }, () => {
      server.removeAllListeners('error');
      done(server);
    });
  });
}

function answers(socket: string): Promise<boolean> {
  return new Promise((done) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      done(true);
    });
    connection.once('error', () => done(false));
  });
}

const ABANDONED_MS = 5000;

/** Under a folder as a lock, so that of two processes that find a dead socket only one removes it. */
async function removeStale(socket: string): Promise<void> {
  const lock = `${socket}.lock`;
  try {
    await mkdir(lock);
  } catch {
    const age = await stat(lock).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > ABANDONED_MS) await rmdir(lock).catch(() => {});
    await sleep(50);
    return;
  }
  try {
    if (!(await answers(socket))) await rm(socket, { force: true });
  } finally {
    await rmdir(lock);
  }
}
