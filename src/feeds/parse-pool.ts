/** Reads documents on threads of their own, so that none can keep the gateway from answering or bring it down. */
import { availableParallelism } from 'node:os';
import type { FeedDocument } from './document.js';
import { type Failure, failed } from './failure.js';
import { LARGEST_DOCUMENT } from './limits.js';
import type { NewArticle } from './new-article.js';
import { type PackedRead, unpack } from './packed-articles.js';
import type { Parsed } from './parse.js';
import type { Result, Task } from './parse-thread.js';
import { type ParseLimits, ParseWorker, type Waiting } from './parse-worker.js';
import type { Read, ReadContext } from './read-articles.js';
import { type AnnouncedHub, HUB_WITHIN_BYTES } from './websub/announced-hub.js';

export interface ParsePoolOptions extends Partial<ParseLimits> {
  /** At most; each is started when there is work for it. */
  threads?: number;
}

export class ParsePool {
  readonly #limits: ParseLimits;
  readonly #most: number;
  readonly #workers = new Set<ParseWorker>();
  /** First come, first served: no feed has more than one document here. */
  readonly #waiting: Waiting[] = [];
  #closed = false;

  /** Two threads or more by default: one slow document must not hold up the rest. */
  constructor({ threads, timeMs = 5000, memoryMb = 256 }: ParsePoolOptions = {}) {
    this.#limits = { timeMs, memoryMb };
    this.#most = threads ?? Math.max(2, Math.min(4, availableParallelism() - 1));
  }

  /** The document as articles. Its bytes are taken: the caller's array is empty afterwards. */
  async read(document: FeedDocument, context: ReadContext): Promise<Read<NewArticle>> {
    const result = (await this.#queue(document, { wanted: 'ARTICLES', context })) as PackedRead | Failure;
    return 'bodies' in result ? unpack(result) : result;
  }

  /** The document as the parser reads it. Its bytes are taken: the caller's array is empty afterwards. */
  parse(document: FeedDocument): Promise<Parsed> {
    return this.#queue(document, { wanted: 'FEED' }) as Promise<Parsed>;
  }

  /** The hub that the document names, null where it names none; undefined where it cannot be read. It stays as it is. */
  async hub(document: FeedDocument): Promise<AnnouncedHub | null | undefined> {
    const start = new Uint8Array(document.bytes.subarray(0, HUB_WITHIN_BYTES));
    const result = await this.#queue({ ...document, bytes: start }, { wanted: 'HUB' });
    return 'hub' in result ? result.hub : undefined;
  }

  /** Ends the threads; what they were reading and what still waits is rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(closedError());
    await Promise.all([...this.#workers].map((worker) => worker.end()));
  }

  #queue(document: FeedDocument, task: Task): Promise<Result | Failure> {
    if (this.#closed) return Promise.reject(closedError());
    if (document.bytes.byteLength > LARGEST_DOCUMENT) {
      return Promise.resolve(failed('TOO_LARGE', `The document is larger than ${LARGEST_DOCUMENT / 1024 / 1024} MB`));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job: { document: withOwnBytes(document), task }, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    const worker = this.#free();
    const next = worker && this.#waiting.shift();
    if (!next) return;
    worker
      .work(next.job)
      .then(next.resolve, next.reject)
      .finally(() => this.#next());
  }

  #free(): ParseWorker | undefined {
    for (const worker of this.#workers) {
      if (!worker.alive) this.#workers.delete(worker);
      else if (!worker.busy) return worker;
    }
    if (this.#workers.size >= this.#most || this.#waiting.length === 0) return undefined;
    const worker = new ParseWorker(this.#limits);
    this.#workers.add(worker);
    return worker;
  }
}

/** Only a whole buffer can be handed to a thread, and small ones share theirs (Node's `Buffer.poolSize`). */
function withOwnBytes(document: FeedDocument): FeedDocument {
  const { bytes } = document;
  const isWhole = bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.byteLength;
  return isWhole ? document : { ...document, bytes: new Uint8Array(bytes) };
}

function closedError(): Error {
  return new Error('the threads that read documents were ended');
}
