// Tells the log of feeds that the network keeps us from: one line for all that fail for one cause, however long it lasts.
import type { Logger } from '../log.js';
import { causeInWords } from './network-failure.js';

export interface FailureLog {
  /** `cause` is the network's code. */
  failed(feed: string, failure: { cause: string; error: string }): void;
  /** The feed's server has answered, with whatever. */
  reached(feed: string): void;
  /** Tells of what has not been told yet. */
  stop(): void;
}

/** After the last failure: those that follow from one cause come within the time that a connection may take. */
const GATHER_MS = 12_000;
const LONGEST_GATHER_MS = 120_000;
/** While feeds fail for a cause that was told, others that join them are told of so often. */
const AGAIN_MS = 10 * 60_000;
/** More names would bury the line. */
const MOST_NAMED = 5;

interface Outage {
  /** Feeds that have been told of, and fail still. */
  told: Set<string>;
  /** Feeds that have not been told of, each with its error. */
  untold: Map<string, string>;
  toldAt: number;
  gatheringSince: number;
  timer: NodeJS.Timeout | null;
}

export function createFailureLog(log: Logger): FailureLog {
  const outages = new Map<string, Outage>();

  function tell(cause: string, outage: Outage): void {
    if (outage.timer !== null) clearTimeout(outage.timer);
    outage.timer = null;
    const { told, untold } = outage;
    const [first] = untold;
    if (first === undefined) return;
    for (const feed of untold.keys()) told.add(feed);
    untold.clear();
    outage.toldAt = Date.now();
    if (told.size === 1) return void log.info({ feed: first[0], reason: first[1] }, 'feed failed');
    const feeds = told.size <= MOST_NAMED ? { feeds: [...told].sort() } : {};
    log.warn({ cause, ...feeds }, `${told.size} feeds could not be reached: ${cause}${inWords(cause)}`);
  }

  function schedule(cause: string, outage: Outage): void {
    const now = Date.now();
    if (outage.untold.size === 1) outage.gatheringSince = now;
    if (outage.timer !== null) clearTimeout(outage.timer);
    const gathered = Math.min(now + GATHER_MS, outage.gatheringSince + LONGEST_GATHER_MS);
    const due = outage.told.size === 0 ? gathered : Math.max(gathered, outage.toldAt + AGAIN_MS);
    outage.timer = setTimeout(() => tell(cause, outage), Math.max(due - now, 0)).unref();
  }

  function forget(feed: string, except: string | null): void {
    for (const [cause, outage] of outages) {
      if (cause === except) continue;
      outage.untold.delete(feed);
      const had = outage.told.size;
      outage.told.delete(feed);
      if (outage.told.size > 0 || outage.untold.size > 0) continue;
      if (outage.timer !== null) clearTimeout(outage.timer);
      outages.delete(cause);
      if (had > 0) log.info({ cause }, `no feed fails any more for ${cause}`);
    }
  }

  return {
    failed(feed, { cause, error }) {
      forget(feed, cause);
      const outage = outages.get(cause) ?? newOutage();
      outages.set(cause, outage);
      if (outage.told.has(feed) || outage.untold.has(feed)) return;
      outage.untold.set(feed, error);
      schedule(cause, outage);
    },
    reached: (feed) => forget(feed, null),
    stop() {
      for (const [cause, outage] of outages) tell(cause, outage);
      outages.clear();
    },
  };
}

function newOutage(): Outage {
  return { told: new Set(), untold: new Map(), toldAt: 0, gatheringSince: 0, timer: null };
}

function inWords(cause: string): string {
  const words = causeInWords(cause);
  return words === null ? '' : ` (${words})`;
}
