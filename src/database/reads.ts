// The reads of requests, on connections that nothing else uses: each request has a budget of time and a share of the
// connections, requests take turns, and what nobody waits for any longer is ended.
import { DatabaseFailure, databaseFailure, unavailable } from './failure.js';
import type { Sql } from './sql.js';

export interface ReadLimits {
  /** Milliseconds that one request may wait for its reads, in all. */
  timeMs: number;
  /** Statements that run at once. */
  atOnce: number;
  /** Of these, statements of one request. */
  perRequest: number;
}

/** Runs one statement on a connection of its own. */
export interface ReadDriver {
  /** How long waiting means that the database is held up, not that there is much to do: embedded, one waits for all. */
  readonly isShared: boolean;
  start(statement: ReadStatement, report: ReadReport): ReadRun;
}

export interface ReadStatement {
  text: string;
  parameters: readonly unknown[];
}

export interface ReadReport {
  settled(error: Error | null, rows: unknown[]): void;
  /** The connection can take another statement, or is gone; after `settled`. */
  freed(): void;
}

export interface ReadRun {
  /** Whether the statement has a connection: before, it waits for one. */
  readonly isRunning: boolean;
  /** Nobody waits for the rows: the statement is to end. */
  abandon(): void;
}

export interface ReadOptions {
  /** Aborts when whoever asked leaves. */
  signal?: AbortSignal;
  /** Another budget than the queue's. */
  timeMs?: number;
}

export class ReadQueue {
  readonly #driver: ReadDriver;
  readonly #limits: ReadLimits;
  /** Requests whose statements wait, the next one first. */
  readonly #turns = new Set<RequestReads>();
  #running = 0;

  constructor(driver: ReadDriver, limits: ReadLimits) {
    this.#driver = driver;
    this.#limits = limits;
  }

  /** The statements of one request. Each rejects with a `DatabaseFailure` once the budget is spent or the client left. */
  open({ signal, timeMs = this.#limits.timeMs }: ReadOptions = {}): Sql {
    return new RequestReads(this, timeMs, signal);
  }

  /** For `RequestReads` alone: its statements wait. */
  enter(request: RequestReads): void {
    this.#turns.add(request);
    this.#pump();
  }

  /** For `RequestReads` alone: none of its statements waits. */
  leave(request: RequestReads): void {
    this.#turns.delete(request);
  }

  /** For `RequestReads` alone: what the end of its budget means. */
  lateFailure(runs: Iterable<ReadRun>, timeMs: number): DatabaseFailure {
    const all = [...runs];
    const isHeldUp = all.length === 0 ? this.#driver.isShared : all.every((run) => !run.isRunning);
    if (isHeldUp) return unavailable();
    return new DatabaseFailure('TIMEOUT', `The query took longer than ${timeMs / 1000} s and was ended: ask for less`);
  }

  #pump(): void {
    while (this.#running < this.#limits.atOnce) {
      const request = this.#next();
      if (request === undefined) return;
      this.#running++;
      request.start(this.#driver, () => {
        this.#running--;
        this.#pump();
      });
    }
  }

  /** Whose turn it is; it comes last then. */
  #next(): RequestReads | undefined {
    for (const request of this.#turns) {
      if (request.started >= this.#limits.perRequest) continue;
      this.#turns.delete(request);
      if (request.waiting > 1) this.#turns.add(request);
      return request;
    }
    return undefined;
  }
}

interface Waiting extends ReadStatement {
  resolve(rows: never[]): void;
  reject(error: Error): void;
}

class RequestReads implements Sql {
  readonly of: object;
  readonly #queue: ReadQueue;
  readonly #timeMs: number;
  readonly #signal: AbortSignal | undefined;
  #waiting: Waiting[] = [];
  /** Those whose rows are waited for. */
  readonly #runs = new Map<Waiting, ReadRun | null>();
  /** Connections that it holds, also for what it no longer waits for. */
  #started = 0;
  /** Milliseconds of the budget that are gone, and since when it runs again. */
  #spent = 0;
  #since = 0;
  #clock: NodeJS.Timeout | undefined;
  #failure: DatabaseFailure | null = null;
  #isListening = false;

  constructor(queue: ReadQueue, timeMs: number, signal: AbortSignal | undefined) {
    this.of = queue;
    this.#queue = queue;
    this.#timeMs = timeMs;
    this.#signal = signal;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get started(): number {
    return this.#started;
  }

  rows<Row>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    if (this.#signal?.aborted) this.#end(left());
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise<Row[]>((resolve, reject) => {
      if (this.#isIdle) this.#startClock();
      this.#waiting.push({ text, parameters, resolve, reject });
      this.#queue.enter(this);
    });
  }

  /** Runs the first statement that waits. */
  start(driver: ReadDriver, freed: () => void): void {
    const next = this.#waiting.shift();
    if (next === undefined) return freed();
    this.#started++;
    this.#runs.set(next, null);
    const run = driver.start(next, {
      settled: (error, rows) => {
        if (!this.#runs.delete(next)) return;
        if (this.#isIdle) this.#stopClock();
        if (error === null) next.resolve(rows as never[]);
        else next.reject(databaseFailure(error) ?? error);
      },
      freed: () => {
        this.#started--;
        freed();
      },
    });
    if (this.#runs.has(next)) this.#runs.set(next, run);
  }

  get #isIdle(): boolean {
    return this.#waiting.length === 0 && this.#runs.size === 0;
  }

  #startClock(): void {
    this.#since = performance.now();
    this.#clock = setTimeout(() => this.#late(), Math.max(1, this.#timeMs - this.#spent));
    this.#clock.unref();
    if (this.#signal !== undefined && !this.#isListening) {
      this.#isListening = true;
      this.#signal.addEventListener('abort', () => this.#end(left()), { once: true });
    }
  }

  #stopClock(): void {
    clearTimeout(this.#clock);
    this.#spent += performance.now() - this.#since;
  }

  #late(): void {
    const runs = [...this.#runs.values()].filter((run) => run !== null);
    this.#end(this.#queue.lateFailure(runs, this.#timeMs));
  }

  #end(failure: DatabaseFailure): void {
    if (this.#failure !== null) return;
    this.#failure = failure;
    this.#stopClock();
    this.#queue.leave(this);
    for (const { reject } of this.#waiting.splice(0)) reject(failure);
    const runs = [...this.#runs];
    this.#runs.clear();
    for (const [{ reject }, run] of runs) {
      reject(failure);
      run?.abandon();
    }
  }
}

function left(): DatabaseFailure {
  return new DatabaseFailure('CANCELLED', 'The client left before the answer was there');
}
