/** One thread that reads documents, as the thread that serves GraphQL sees it. */
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { type Failure, failed } from './failure.js';
import type { Job, Message, Result } from './parse-thread.js';

export interface ParseLimits {
  /** A document's time in the thread, in milliseconds. */
  timeMs: number;
  /** The thread's heap, in megabytes. */
  memoryMb: number;
}

/** A job, and who waits for it. */
export interface Waiting {
  job: Job;
  resolve(result: Result | Failure): void;
  reject(cause: unknown): void;
}

export class ParseWorker {
  readonly #limits: ParseLimits;
  readonly #thread: Worker;
  #alive = true;
  /** Whether the thread has started, which takes longer than most documents and is not the document's time. */
  #isReady = false;
  #waiting: Waiting | null = null;
  #clock: NodeJS.Timeout | undefined;

  constructor(limits: ParseLimits) {
    this.#limits = limits;
    this.#thread = startThread({ resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb } });
    this.#thread.on('message', (message: Message) => this.#hear(message));
    this.#thread.on('error', (error) => this.#die(error));
    this.#thread.unref();
  }

  /** False once a document has cost the thread its life. */
  get alive(): boolean {
    return this.#alive;
  }

  get busy(): boolean {
    return this.#waiting !== null;
  }

  /** One job at a time; the document's bytes go with it. Rejects for a bug, never for what a document does. */
  work(job: Job): Promise<Result | Failure> {
    return new Promise((resolve, reject) => {
      this.#waiting = { job, resolve, reject };
      this.#thread.ref();
      if (this.#isReady) this.#send(job);
    });
  }

  async end(): Promise<void> {
    this.#die(new Error('the threads that read documents were ended'));
    await this.#thread.terminate();
  }

  #send(job: Job): void {
    const { timeMs } = this.#limits;
    this.#thread.postMessage(job, [job.document.bytes.buffer as ArrayBuffer]);
    this.#clock = setTimeout(() => {
      this.#settle()?.resolve(failed('TIMEOUT', `The document takes longer than ${timeMs / 1000} s to read`));
      void this.end();
    }, timeMs);
  }

  #hear(message: Message): void {
    if (message.kind === 'ready') {
      this.#isReady = true;
      if (this.#waiting !== null) this.#send(this.#waiting.job);
      return;
    }
    const waiting = this.#settle();
    if (message.kind === 'threw') waiting?.reject(message.error);
    else waiting?.resolve(message.result);
  }

  #die(cause: Error): void {
    this.#alive = false;
    const waiting = this.#settle();
    const { memoryMb } = this.#limits;
    if ((cause as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY') {
      waiting?.resolve(failed('OUT_OF_MEMORY', `The document takes more than ${memoryMb} MB of memory to read`));
    } else waiting?.reject(cause);
  }

  /** Who waits, and waits no longer. */
  #settle(): Waiting | null {
    const waiting = this.#waiting;
    this.#waiting = null;
    clearTimeout(this.#clock);
    this.#thread.unref();
    return waiting;
  }
}

function startThread(options: WorkerOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./parse-thread.js', import.meta.url), options);
  // Not compiled, under tsx or vitest: Node 20's threads have none of the loaders of the thread that starts them.
  const thread = JSON.stringify(new URL('./parse-thread.ts', import.meta.url).href);
  const script = `import('tsx/esm/api').then(({ register }) => { register(); return import(${thread}); });`;
  return new Worker(script, { ...options, eval: true });
}
