// The embedded database on its thread, as the thread that serves GraphQL sees it: it is opened, ended when a statement
// runs too long or the server gives up, and opened again.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../../log.js';
import { type DatabaseFailure, unavailable } from '../failure.js';
import type { Order, ThreadData, Word } from './database-thread.js';
import { fatalOf, whyNotOpened } from './open-failure.js';
import type { Session, Wire } from './wire.js';

/** After the line that says that the server gives up, for it to do so. */
const GIVE_UP_MS = 2000;
/** Lines of the server's log that say why it did not start; the rest repeats them. */
const MOST_LINES = 100;
/** Between two attempts to open a folder that could not be opened again: a full disk may have room by then. */
const RETRY_MS = 2000;
/** For the checkpoint at the end. What is not written by then is in the write-ahead log, and the next start reads it. */
const CLOSE_MS = 2500;

export class DatabaseThread implements Session {
  readonly #folder: string;
  readonly #log: Logger | null;
  #worker: Worker | null = null;
  /** The thread that opens the folder at present. */
  #starting: Worker | null = null;
  /** Settles when the database is open; rejects if the latest attempt failed. */
  #opened: Promise<void> = Promise.resolve();
  readonly #wires = new Map<number, Wire>();
  readonly #numbers = new WeakMap<Wire, number>();
  #lastWire = 0;
  #isClosing = false;

  private constructor(folder: string, log: Logger | null) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Rejects with one line on why the folder cannot be opened. `log` hears of ends and new beginnings. */
  static async open(folder: string, log: Logger | null): Promise<DatabaseThread> {
    const thread = new DatabaseThread(folder, log);
    await thread.#start();
    return thread;
  }

  ready(): Promise<void> {
    return this.#opened;
  }

  send(wire: Wire, bytes: Uint8Array<ArrayBuffer>): void {
    let number = this.#numbers.get(wire);
    if (number === undefined) {
      number = ++this.#lastWire;
      this.#numbers.set(wire, number);
      this.#wires.set(number, wire);
    }
    this.#worker?.postMessage({ kind: 'run', wire: number, bytes } satisfies Order, [bytes.buffer]);
  }

  leave(wire: Wire): void {
    const number = this.#numbers.get(wire);
    if (number !== undefined) this.#wires.delete(number);
  }

  /** Ends the thread and opens the folder again from its log; whatever ran is rolled back and gets the failure. */
  restart(failure: DatabaseFailure): void {
    if (this.#worker === null || this.#isClosing) return;
    const worker = this.#worker;
    this.#worker = null;
    this.#opened = this.#reopen(worker);
    // Who waits for it hears of it; if nobody does, the log has it.
    this.#opened.catch(() => {});
    this.#dropWires(failure);
  }

  /** Closes the database cleanly, if that takes no longer than `CLOSE_MS`. No thread has the folder open afterwards. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const worker = this.#worker;
    this.#worker = null;
    this.#dropWires(unavailable(undefined, 'The gateway is ending'));
    if (worker === null) {
      await this.#starting?.terminate();
      await this.#opened.catch(() => {});
      return;
    }
    const closed = new Promise<void>((resolve) => {
      worker.on('message', (word: Word) => {
        if (word.kind === 'closed' || word.kind === 'failed') resolve();
        // A disk that is full takes no checkpoint.
        else if (word.kind === 'line' && fatalOf(word.line) !== null) resolve();
      });
      worker.once('exit', () => resolve());
    });
    worker.postMessage({ kind: 'close' } satisfies Order);
    const late = new AbortController();
    await Promise.race([closed, sleep(CLOSE_MS, undefined, { signal: late.signal }).catch(() => {})]);
    late.abort();
    await worker.terminate();
  }

  async #reopen(ended: Worker): Promise<void> {
    await ended.terminate();
    try {
      await this.#start();
      this.#log?.info('the embedded database is open again');
    } catch (error) {
      if (!this.#isClosing) {
        this.#log?.error(`the embedded database cannot be opened again: ${(error as Error).message}`);
        void this.#retry();
      }
      throw unavailable(error);
    }
  }

  async #retry(): Promise<void> {
    for (;;) {
      await sleep(RETRY_MS, undefined, { ref: false });
      if (this.#isClosing) return;
      try {
        await this.#start();
        this.#opened = Promise.resolve();
        this.#log?.info('the embedded database is open again');
        return;
      } catch {
        // Told once.
      }
    }
  }

  async #start(): Promise<void> {
    // A server that starts removes what statements of an earlier one left; a single session does not.
    await rm(join(this.#folder, 'base', 'pgsql_tmp'), { recursive: true, force: true });
    if (this.#isClosing) throw new Error('the database is closed');
    const worker = startThread({ folder: this.#folder });
    const lines: string[] = [];
    this.#starting = worker;
    try {
      await opened(worker, lines);
    } catch (error) {
      await worker.terminate();
      throw new Error(whyNotOpened(this.#folder, lines, (error as Error).message), { cause: error });
    } finally {
      this.#starting = null;
    }
    if (this.#isClosing) {
      await worker.terminate();
      throw new Error('the database is closed');
    }
    this.#worker = worker;
    worker.on('message', (word: Word) => this.#hear(word));
    worker.on('error', (error) => this.#lost(worker, error.message));
    worker.on('exit', () => this.#lost(worker, 'its thread ended'));
  }

  #hear(word: Word): void {
    if (word.kind === 'answer') {
      const { buffer, byteOffset, byteLength } = word.bytes;
      this.#wires.get(word.wire)?.push(Buffer.from(buffer, byteOffset, byteLength));
    } else if (word.kind === 'line') {
      const fatal = fatalOf(word.line);
      if (fatal !== null && this.#worker !== null) this.#lost(this.#worker, fatal);
    }
  }

  #lost(worker: Worker, why: string): void {
    if (this.#worker !== worker || this.#isClosing) return;
    this.#log?.error(`the embedded database ended: ${whyNotOpened(this.#folder, [], why)}`);
    const isFull = /No space left on device/i.test(why);
    this.restart(isFull ? unavailable(undefined, 'The disk of the database is full') : unavailable());
  }

  #dropWires(failure: DatabaseFailure): void {
    const wires = [...this.#wires.values()];
    this.#wires.clear();
    for (const wire of wires) wire.destroy(failure);
  }
}

/** Settles when the thread has opened its folder, or has given up; `lines` get what the server logs meanwhile. */
function opened(worker: Worker, lines: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let giveUp: NodeJS.Timeout | undefined;
    const fail = (error: Error) => {
      clearTimeout(giveUp);
      reject(error);
    };
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('its thread ended')));
    worker.on('message', (word: Word) => {
      if (word.kind === 'failed') fail(new Error(word.message));
      else if (word.kind === 'opened') {
        clearTimeout(giveUp);
        resolve();
      } else if (word.kind === 'line' && lines.length < MOST_LINES) {
        lines.push(word.line);
        if (fatalOf(word.line) !== null) giveUp ??= setTimeout(() => fail(new Error('the server gave up')), GIVE_UP_MS);
      }
    });
  });
}

function startThread(workerData: ThreadData): Worker {
  // A thread has its own limits; V8's flags it shares with the process.
  const options = { workerData, stderr: false, stdout: false };
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./database-thread.js', import.meta.url), options);
  // Not compiled, under tsx or vitest: Node 20's threads have none of the loaders of the thread that starts them.
  const thread = JSON.stringify(new URL('./database-thread.ts', import.meta.url).href);
  const script = `import('tsx/esm/api').then(({ register }) => { register(); return import(${thread}); });`;
  return new Worker(script, { ...options, eval: true });
}
