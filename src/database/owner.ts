// One process owns a data folder: the embedded database has no lock of its own, and two on one folder destroy it. The
// owner listens on a socket beside the data, which the operating system closes with the process however it ends; other
// processes reach the owner through it.
import { createHash } from 'node:crypto';
import { mkdir, realpath, rm, rmdir, stat } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Where other processes reach the owner. They wait until it answers, or until it ends and the door closes. */
export interface Door {
  answer(visit: (socket: Socket) => void): void;
  /** Gives the folder up: the data must be closed before. */
  close(): void;
}

/** Makes this process the owner of the folder. Throws `FolderTaken`. */
export async function ownFolder(dataDir: string): Promise<Door> {
  let socket: string;
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    socket = socketOf(await realpath(dataDir));
  } catch (cause) {
    throw new SetupError(`DATA_DIR=${dataDir}: cannot make this folder: ${(cause as Error).message}`, { cause });
  }
  for (;;) {
    const server = await bind(socket);
    if (server !== null) return doorOf(server);
    if ((await look(socket)) === 'alive') throw new FolderTaken(dataDir, socket);
    await removeStale(socket);
  }
}

/** Where the folder's owner listens; null where it has none, or none yet. */
export async function ownerOf(dataDir: string): Promise<string | null> {
  const folder = await realpath(dataDir).catch(() => null);
  if (folder === null) return null;
  const socket = socketOf(folder);
  return (await look(socket)) === 'alive' ? socket : null;
}

function doorOf(server: Server): Door {
  const visitors = new Set<Socket>();
  let visit = (_: Socket) => {};
  server.on('connection', (socket) => {
    visitors.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => visitors.delete(socket));
    visit(socket);
  });
  return {
    answer(answer) {
      visit = answer;
      for (const socket of visitors) answer(socket);
    },
    close() {
      server.close();
      for (const socket of visitors) socket.destroy();
    },
  };
}

/** One folder, one path, however many links lead to it. */
function socketOf(folder: string): string {
  const path = join(folder, 'owner.sock');
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 24);
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

/** A socket that is busy, or that only another user may open, has a living owner too. */
function look(socket: string): Promise<'alive' | 'dead' | 'absent'> {
  return new Promise((done) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      done('alive');
    });
    connection.once('error', ({ code }: NodeJS.ErrnoException) =>
      done(code === 'ECONNREFUSED' ? 'dead' : code === 'ENOENT' ? 'absent' : 'alive'),
    );
  });
}

const ABANDONED_MS = 5000;
const SECOND_LOOK_MS = 50;

/**
 * Under a folder as a lock, so that of two processes that find a dead socket only one removes it: while a dead one
 * lies there, nobody can put a living one in its place.
 */
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
    if ((await look(socket)) !== 'dead') return;
    // Between bind(2) and listen(2) a living one refuses too.
    await sleep(SECOND_LOOK_MS);
    if ((await look(socket)) === 'dead') await rm(socket, { force: true });
  } finally {
    await rmdir(lock);
  }
}
