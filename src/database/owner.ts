// One process owns a data folder: the embedded database has no lock of its own, and two on one folder destroy it. The
// owner holds locks of the operating system on open files, which last as long as the process however it ends, whatever
// happens to the files' names; other processes reach it through a socket beside the data.
/// <reference path="./fs-native-extensions.d.ts" />
import { existsSync, openSync } from 'node:fs';
import { type FileHandle, mkdir, open, realpath, rm, stat } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join, relative } from 'node:path';
import { tryLock } from 'fs-native-extensions';
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
  /** Holds the database itself too, once it is there: then a second gateway is refused whatever is deleted beside it. */
  holdData(): Promise<void>;
  /** Gives the folder up: the data must be closed before. */
  close(): void;
}

/** Beside the data; locked from before the database is made. */
const LOCK = 'owner.lock';
const SOCKET = 'owner.sock';
/** Within the data: locked too once it is there, since without it there is no database that could be opened twice. */
const OF_DATA = join('postgres', 'PG_VERSION');

/** A socket that somebody has deleted or replaced is made again so soon. */
const LOOK_MS = 1000;

/** Makes this process the owner of the folder. Throws `FolderTaken`. */
export async function ownFolder(dataDir: string): Promise<Door> {
  const folder = await makeFolder(dataDir);
  const held = new Map<string, FileHandle>();
  try {
    const holding = { dataDir, folder, socket: await socketOf(folder, dataDir), held };
    await hold(LOCK, holding);
    await hold(OF_DATA, holding);
    // Version 0.1.0 has no lock; it listens.
    if (await isAnswered(holding.socket)) throw new FolderTaken(dataDir, holding.socket);
    return await doorAt(holding);
  } catch (error) {
    await release(held);
    throw error;
  }
}

/** Where the folder's owner listens; null where it has none, or none yet. */
export async function ownerOf(dataDir: string): Promise<string | null> {
  const folder = await realpath(dataDir).catch(() => null);
  if (folder === null) return null;
  const socket = await socketOf(folder, dataDir);
  return (await isAnswered(socket)) ? socket : null;
}

async function makeFolder(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    return await realpath(dataDir);
  } catch (cause) {
    throw new SetupError(`DATA_DIR=${dataDir}: cannot make this folder: ${(cause as Error).message}`, { cause });
  }
}

interface Holding {
  dataDir: string;
  folder: string;
  socket: string;
  held: Map<string, FileHandle>;
}

/** Locks a file of the folder, if it is there or may be made. */
async function hold(name: string, { dataDir, folder, socket, held }: Holding): Promise<void> {
  const path = join(folder, name);
  const isOfData = name === OF_DATA;
  if (held.has(name) || (isOfData && !existsSync(path))) return;
  let isLocked: boolean;
  try {
    // To lock a file for itself alone, a process must be allowed to write it.
    const file = await open(path, isOfData ? 'r+' : 'a+', 0o600);
    held.set(name, file);
    isLocked = tryLock(file.fd);
  } catch (cause) {
    const { message } = cause as Error;
    throw new SetupError(`DATA_DIR=${dataDir}: cannot lock ${path} for this process alone: ${message}`, { cause });
  }
  if (!isLocked) throw new FolderTaken(dataDir, socket);
}

async function release(held: ReadonlyMap<string, FileHandle>): Promise<void> {
  await Promise.all(Array.from(held.values(), (file) => file.close().catch(() => {})));
}

/** A socket's path may have about a hundred bytes (`sun_path` in unix(7)). */
const LONGEST_PATH = 100;

/**
 * The socket of a folder, however long its path: Linux reaches a folder through a descriptor that is open on it, which
 * stays open as long as the process. Elsewhere the path from here may be shorter. Never in a folder that others may write.
 */
async function socketOf(folder: string, dataDir: string): Promise<string> {
  if (process.platform === 'win32') {
    const { dev, ino } = await stat(folder, { bigint: true });
    return `\\\\.\\pipe\\flankwatch-${dev}-${ino}`;
  }
  const socket = join(folder, SOCKET);
  if (fits(socket)) return socket;
  if (process.platform === 'linux') return `/proc/self/fd/${openSync(folder, 'r')}/${SOCKET}`;
  const fromHere = relative(process.cwd(), socket);
  if (fits(fromHere)) return fromHere;
  throw new SetupError(`DATA_DIR=${dataDir}: this path is too long for a socket: use one of 80 bytes or less`);
}

function fits(path: string): boolean {
  return Buffer.byteLength(path) < LONGEST_PATH;
}

/** The lock is held: whatever lies at the socket's path belongs to nobody that lives. */
async function doorAt(holding: Holding): Promise<Door> {
  const { socket, held } = holding;
  const visitors = new Set<Socket>();
  let visit = (_: Socket) => {};
  const take = (visitor: Socket) => {
    visitors.add(visitor);
    visitor.on('error', () => visitor.destroy());
    visitor.once('close', () => visitors.delete(visitor));
    visit(visitor);
  };
  let server = await bind(socket, take);
  let looking: Promise<void> | null = null;
  const look = async () => {
    if (await isThere(socket, server)) return;
    const lost = server;
    server = await bind(socket, take);
    // Not closed: Node would remove the new socket, which has its path.
    lost.server.unref();
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch(() => {}) // such as a folder that is gone: the next look may find it again
      .finally(() => {
        looking = null;
      });
  }, LOOK_MS);
  timer.unref();
  return {
    answer(answer) {
      visit = answer;
      for (const visitor of visitors) answer(visitor);
    },
    holdData: () => hold(OF_DATA, holding),
    close() {
      clearInterval(timer);
      server.server.close();
      for (const visitor of visitors) visitor.destroy();
      void release(held);
    },
  };
}

interface Bound {
  server: Server;
  /** Of the socket as it was made; null where a name is no file. */
  ino: bigint | null;
}

async function isThere(socket: string, { ino }: Bound): Promise<boolean> {
  return ino === null || (await inodeOf(socket)) === ino;
}

async function inodeOf(socket: string): Promise<bigint | null> {
  if (process.platform === 'win32') return null;
  return stat(socket, { bigint: true }).then(
    ({ ino }) => ino,
    () => null,
  );
}

async function bind(socket: string, take: (visitor: Socket) => void): Promise<Bound> {
  if (process.platform !== 'win32') await rm(socket, { recursive: true, force: true });
  const server = createServer(take);
  await new Promise<void>((done, fail) => {
    server.once('error', (error) =>
      fail(new SetupError(`DATA_DIR: cannot listen at ${socket}: ${error.message}`, { cause: error })),
    );
    server.listen({ path: socket, readableAll: false, writableAll: false }, done);
  });
  server.removeAllListeners('error');
  server.on('error', () => {});
  return { server, ino: await inodeOf(socket) };
}

const NOBODY = new Set(['ECONNREFUSED', 'ENOENT', 'ENOTSOCK']);

/** A socket that is busy, or that only another user may open, has a living owner too. */
function isAnswered(socket: string): Promise<boolean> {
  return new Promise((done) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      done(true);
    });
    connection.once('error', ({ code }: NodeJS.ErrnoException) => done(!NOBODY.has(code ?? '')));
  });
}
