/** One thread that reads documents, as the thread that serves GraphQL sees it. */
import { once } from 'node:events';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { type Failure, failed } from './failure.js';
import type { Answer, Job, Result } from './parse-thread.js';

export interface ParseLimits {
  /** A document's time in the thread, in milliseconds. */
  timeMs: number;
  /** The thread's heap, in megabytes. */
  memoryMb: number;
}

export class ParseWorker {
  readonly #limits: ParseLimits;
  readonly #thread: Worker;
  readonly #ending = new AbortController();
  #busy = false;

  constructor(limits: ParseLimits) {
    this.#limits = limits;
    this.#thread = startThread({ resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb } });
    this.#thread.on('error', (error) => this.#ending.abort(error));
    this.#thread.unref();
  }

  /** False once a document has cost the thread its life. */
  get alive(): boolean {
    return !this.#ending.signal.aborted;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** One job at a time; the document's bytes go with it. Rejects for a bug, never for what a document does. */
  async work(job: Job): Promise<Result | Failure> {
    const thread = this.#thread;
    const ending = this.#ending.signal;
    let late: AbortSignal | undefined;
    thread.ref();
    this.#busy = true;
    try {
      thread.postMessage(job, [job.document.bytes.buffer as ArrayBuffer]);
      await once(thread, 'message', { signal: ending });
      late = AbortSignal.timeout(this.#limits.timeMs);
      const [answer] = (await once(thread, 'message', { signal: AbortSignal.any([ending, late]) })) as [Answer];
      if (answer.kind === 'threw') throw answer.error;
      return answer.result;
    } catch (error) {
      const cause: unknown = ending.aborted ? ending.reason : error;
      const failure = this.#failureOf(cause, late?.aborted === true);
      if (failure === null) throw cause;
      void this.end();
      return failure;
    } finally {
      this.#busy = false;
      thread.unref();
    }
  }

  async end(): Promise<void> {
    this.#ending.abort(new Error('the threads that read documents were ended'));
    await this.#thread.terminate();
  }

  #failureOf(cause: unknown, late: boolean): Failure | null {
    const { timeMs, memoryMb } = this.#limits;
    if ((cause as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      return failed('OUT_OF_MEMORY', `The document takes more than ${memoryMb} MB of memory to read`);
    }
    return late ? failed('TIMEOUT', `The document takes longer than ${timeMs / 1000} s to read`) : null;
  }
}

function startThread(options: WorkerOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./parse-thread.js', import.meta.url), options);
  // Not compiled, under tsx or vitest: Node 20's threads have none of the loaders of the thread that starts them.
  const thread = JSON.stringify(new URL('./parse-thread.ts', import.meta.url).href);
  const script = `import('tsx/esm/api').then(({ register }) => { register(); return import(${thread}); });`;
  return new Worker(script, { ...options, eval: true });
}
