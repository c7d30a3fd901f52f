// Statements of requests on the connections of a pool of pg, and how one that nobody waits for is ended.
import { DatabaseError, type Pool, type PoolClient, type QueryConfig } from 'pg';
import { DatabaseFailure, isLost } from './failure.js';
import type { ReadDriver, ReadReport, ReadRun, ReadStatement } from './reads.js';
import { statementName } from './sql.js';
import { isOutdated, Statement } from './statement.js';

/** How a statement ends that has become useless, or that runs for too long. */
export interface Ending {
  /** Asks the database to end what the connection runs; settles once it has been asked. Never rejects. */
  cancel(client: PoolClient): Promise<void>;
  /** Milliseconds from then until `force`, where the statement still runs; null where nothing is forced then. */
  graceMs: number | null;
  /** Milliseconds from a statement's start until `force`; null where there is no such limit. */
  longestMs: number | null;
  force(client: PoolClient): void;
}

export class PoolReads implements ReadDriver {
  readonly isShared: boolean;
  readonly #pool: Pool;
  readonly #ending: Ending;

  constructor(pool: Pool, ending: Ending) {
    this.#pool = pool;
    this.#ending = ending;
    this.isShared = pool.options.max === 1;
    // What a connection reports while it runs a statement reaches the statement too.
    pool.on('connect', (client) => client.on('error', () => {}));
  }

  start(statement: ReadStatement, report: ReadReport): ReadRun {
    return new PoolRun(this.#pool, this.#ending, statement, report);
  }
}

class PoolRun implements ReadRun {
  readonly #pool: Pool;
  readonly #ending: Ending;
  readonly #statement: ReadStatement;
  readonly #report: ReadReport;
  #client: PoolClient | null = null;
  #isAbandoned = false;
  #isRetried = false;
  /** Is under way while the database is asked to end the statement. */
  #cancelling: Promise<void> | null = null;
  #clock: NodeJS.Timeout | undefined;

  constructor(pool: Pool, ending: Ending, statement: ReadStatement, report: ReadReport) {
    this.#pool = pool;
    this.#ending = ending;
    this.#statement = statement;
    this.#report = report;
    this.#connect();
  }

  get isRunning(): boolean {
    return this.#client !== null;
  }

  abandon(): void {
    this.#isAbandoned = true;
    const client = this.#client;
    if (client === null) return;
    const { graceMs } = this.#ending;
    if (graceMs !== null) this.#forceAfter(graceMs, client);
    this.#cancelling = this.#ending.cancel(client);
  }

  #connect(): void {
    this.#pool.connect((error, client) => {
      if (error !== undefined || client === undefined) {
        this.#report.settled(error ?? new Error('no connection'), []);
        this.#report.freed();
      } else if (this.#isAbandoned) {
        client.release();
        this.#report.freed();
      } else this.#run(client);
    });
  }

  #run(client: PoolClient): void {
    const { text, parameters } = this.#statement;
    let statement: Statement<unknown>;
    try {
      statement = new Statement({ name: statementName(text) ?? '', text, parameters });
    } catch (error) {
      client.release();
      this.#report.settled(error as Error, []);
      this.#report.freed();
      return;
    }
    this.#client = client;
    const { longestMs } = this.#ending;
    if (longestMs !== null) this.#forceAfter(longestMs, client);
    // pg sees by its `submit` that it is no configuration, and calls back with the rows that it has gathered.
    client.query(statement as unknown as QueryConfig, (error: Error | null, rows: unknown) => {
      if (this.#client !== client) return; // taken away already
      if (error === null) this.#done(client, null, rows as unknown[]);
      else this.#failed(client, error);
    });
  }

  #failed(client: PoolClient, error: Error): void {
    const again = !this.#isAbandoned && !(error instanceof DatabaseFailure) && (isOutdated(error) || isLost(error));
    // Each connection is met once at the most that has an outdated plan; of lost ones, the next is a new one or none.
    if (again && (isOutdated(error) || !this.#isRetried)) {
      this.#isRetried = true;
      this.#letGo(client, error);
      this.#connect();
      return;
    }
    // As pg does: who asked tells more than the socket on which the answer came.
    Error.captureStackTrace(error);
    this.#done(client, error, []);
  }

  #done(client: PoolClient, error: Error | null, rows: unknown[]): void {
    this.#report.settled(error, rows);
    const isBroken = error !== null && !(error instanceof DatabaseError && error.severity === 'ERROR');
    const free = () => {
      if (this.#client !== client) return;
      this.#letGo(client, isBroken ? error : undefined);
      this.#report.freed();
    };
    // A cancellation that is under way would end the connection's next statement.
    if (this.#cancelling === null) free();
    else void this.#cancelling.then(free);
  }

  #forceAfter(milliseconds: number, client: PoolClient): void {
    clearTimeout(this.#clock);
    this.#clock = setTimeout(() => {
      if (this.#client !== client) return;
      const error = new DatabaseFailure('TIMEOUT', 'The query took too long and was ended: ask for less');
      this.#report.settled(error, []);
      this.#ending.force(client);
      this.#letGo(client, error);
      this.#report.freed();
    }, milliseconds);
  }

  #letGo(client: PoolClient, error?: Error): void {
    clearTimeout(this.#clock);
    this.#client = null;
    client.release(error);
  }
}
