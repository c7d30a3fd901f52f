// Keeps feeds fresh: claims those that are due, and refreshes a few at a time. Any number of processes may do so.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../log.js';
import { attempt } from './attempt.js';
import { type Claim, claimDue, dueIn, LEASE_MS } from './claim.js';
import { createFailureLog, type FailureLog } from './failure-log.js';
import type { Intake } from './ingest.js';
import type { Fetching } from './refresh.js';

export interface Pace {
  /** Refreshes under way at one time, in this process. */
  atOnce: number;
  /** Between two requests to one server, from whatever process. */
  pauseMs: number;
  leaseMs: number;
  /** A feed that is added or asked for meanwhile waits no longer than this. */
  lookEveryMs: number;
  /** What refreshes under way get when the poller is told to stop; then they are cut off. */
  graceMs: number;
}

export const PACE: Pace = { atOnce: 4, pauseMs: 2000, leaseMs: LEASE_MS, lookEveryMs: 15_000, graceMs: 2000 };

/** Between two looks, where another process is just taking what is due. */
const SHORTEST_WAIT_MS = 100;
/** For what cannot be cut off: a transaction that is being written. */
const LONGEST_STOP_MS = 3000;

export interface Polling {
  /** Ends within three seconds: nothing more is claimed, and what is under way ends or is cut off. */
  stop(): Promise<void>;
}

export function startPolling(intake: Intake, fetching: Fetching, log: Logger, pace: Pace = PACE): Polling {
  const poller = new Poller(intake, fetching, log, pace);
  const done = poller.run();
  return {
    stop: () => Promise.race([poller.stop().then(() => done), sleep(LONGEST_STOP_MS, undefined, { ref: false })]),
  };
}

class Poller {
  readonly #intake: Intake;
  readonly #fetching: Fetching;
  readonly #log: Logger;
  readonly #pace: Pace;
  readonly #failures: FailureLog;
  /** Refreshes under way, each with what cuts it off. */
  readonly #running = new Map<Promise<void>, AbortController>();
  #stopping = false;
  #woken = false;
  #wakeUp: () => void = () => {};

  constructor(intake: Intake, fetching: Fetching, log: Logger, pace: Pace) {
    this.#intake = intake;
    this.#fetching = fetching;
    this.#log = log;
    this.#pace = pace;
    this.#failures = createFailureLog(log);
  }

  async run(): Promise<void> {
    while (!this.#stopping) {
      this.#woken = false;
      const wait = await this.#startWhatIsDue().catch((error: unknown) => {
        this.#log.error({ err: error }, 'polling failed; it goes on');
        return this.#pace.lookEveryMs;
      });
      await this.#pause(wait);
    }
    await Promise.all(this.#running.keys());
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await Promise.race([Promise.all(this.#running.keys()), sleep(this.#pace.graceMs, undefined, { ref: false })]);
    for (const cut of this.#running.values()) cut.abort();
    this.#failures.stop();
  }

  /** Returns the milliseconds after which there may be more to start. */
  async #startWhatIsDue(): Promise<number> {
    const { atOnce, leaseMs, lookEveryMs } = this.#pace;
    const { sql } = this.#intake.database;
    while (this.#running.size < atOnce && !this.#stopping) {
      const claim = await claimDue(sql, leaseMs);
      if (claim === null) return Math.min(Math.max((await dueIn(sql)) ?? lookEveryMs, SHORTEST_WAIT_MS), lookEveryMs);
      this.#start(claim);
    }
    return lookEveryMs;
  }

  #start(claim: Claim): void {
    const cut = new AbortController();
    // The poller was told to stop while it was claiming: what it got goes back.
    if (this.#stopping) cut.abort();
    const refreshed = this.#refresh(claim, cut.signal).finally(() => {
      this.#running.delete(refreshed);
      this.#wake();
    });
    this.#running.set(refreshed, cut);
  }

  async #refresh(claim: Claim, signal: AbortSignal): Promise<void> {
    const { slug } = claim.feed;
    const onBug = (error: unknown) => this.#log.error({ err: error, feed: slug }, 'feed could not be refreshed');
    const { pauseMs, leaseMs } = this.#pace;
    const work = { intake: this.#intake, fetching: this.#fetching, pauseMs, leaseMs, signal, onBug };
    try {
      const refreshed = await attempt(work, claim);
      if (refreshed.kind === 'failed' && refreshed.cause !== undefined) {
        this.#failures.failed(slug, { cause: refreshed.cause, error: refreshed.error });
        return;
      }
      if (refreshed.kind !== 'aborted') this.#failures.reached(slug);
      if (refreshed.kind === 'failed') this.#log.info({ feed: slug, reason: refreshed.error }, 'feed failed');
      if (refreshed.kind === 'ingested') {
        const fresh = refreshed.items.filter(({ outcome }) => outcome === 'new').length;
        this.#log.info({ feed: slug, new: fresh }, 'feed refreshed');
      }
    } catch (error) {
      onBug(error);
    }
  }

  /** Until the time is over, a refresh has ended or the poller is to stop. */
  async #pause(milliseconds: number): Promise<void> {
    if (this.#woken) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds).unref();
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Also where it is not pausing yet: what it found to do is out of date then. */
  #wake(): void {
    this.#woken = true;
    this.#wakeUp();
  }
}
