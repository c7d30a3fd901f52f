// One run of a statement on a connection of pg. pg's own query asks the server at each run what the columns are, and
// looks them up for each row. This one knows them from the statement's first run on the connection: as long as it is
// prepared they stay what they are, or the server refuses to run it.
/// <reference path="./pg-utils.d.ts" />

import { LRUCache } from 'lru-cache';
import { type Connection, DatabaseError, type FieldDef, type QueryParse, type Submittable } from 'pg';
import utils from 'pg/lib/utils.js';
import { MOST_PREPARED } from './prepared-names.js';
import { type ReadRow, rowReader } from './row-reader.js';

interface StatementOptions {
  /** Under which the connection keeps it prepared; empty where it does not. */
  name: string;
  text: string;
  parameters: readonly unknown[];
}

type Callback<Row> = (error: Error | null, rows: Row[]) => void;

/** What pg's client notes of a connection, beyond what its types say: texts of prepared statements by their names. */
interface NotedConnection extends Connection {
  parsedStatements: Record<string, string | undefined>;
  close(message: { type: 'S'; name: string }, more: boolean): void;
}

/** What a connection has prepared, by the statement's name, and how its rows are read once they are described. */
const preparedOn = new WeakMap<Connection, LRUCache<string, { read: ReadRow | undefined }>>();

/** For `query` of a pool or a client, with a callback that takes the rows. */
export class Statement<Row> implements Submittable {
  readonly name: string;
  readonly text: string;
  /** Set by pg. */
  callback?: Callback<Row>;
  readonly #parameters: (string | Buffer | null)[];
  readonly #rows: Row[] = [];
  #connection: Connection | undefined;
  #read: ReadRow | undefined;
  /** A value that its parser refused: thrown where it arrives, it would end the process. */
  #unreadable: Error | undefined;

  /** Throws where a parameter has no form that PostgreSQL reads. */
  constructor({ name, text, parameters }: StatementOptions) {
    this.name = name;
    this.text = text;
    this.#parameters = parameters.map((value) => utils.prepareValue(value));
  }

  /** All in one packet: the statement where it is not prepared, its parameters, and what is wanted. */
  submit(connection: Connection): void {
    const { name, text } = this;
    const kept = name !== '';
    this.#connection = connection;
    connection.stream.cork();
    try {
      const known = kept ? statementsOf(connection) : undefined;
      this.#read = known?.get(name)?.read;
      const prepared = kept && (connection as NotedConnection).parsedStatements[name] !== undefined;
      // The least recently used statement is closed in the same packet if there is no place.
      if (known !== undefined && !known.has(name)) known.set(name, { read: undefined });
      if (!prepared) connection.parse({ name, text } as QueryParse, true);
      connection.bind({ statement: name, values: this.#parameters }, true);
      if (this.#read === undefined) connection.describe({ type: 'P' }, true);
      connection.execute(null, true);
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  }

  handleRowDescription({ fields }: { fields: FieldDef[] }): void {
    this.#read = rowReader(fields);
    if (this.name === '' || this.#connection === undefined) return;
    const statement = statementsOf(this.#connection).peek(this.name);
    if (statement !== undefined) statement.read = this.#read;
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    try {
      this.#rows.push(this.#read?.(fields) as Row);
    } catch (error) {
      this.#unreadable ??= error as Error;
    }
  }

  handleReadyForQuery(): void {
    this.callback?.(this.#unreadable ?? null, this.#rows);
  }

  /** Of the server, or of a connection that is gone. */
  handleError(error: Error): void {
    this.callback?.(error, []);
  }

  // The rest of what pg's client tells of the query that it runs says nothing here: rows are never asked for in parts,
  // and what has run without giving any gives none.
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyData(): void {}
  handleCopyInResponse(connection: Connection & { sendCopyFail(reason: string): void }): void {
    connection.sendCopyFail('this statement has no rows to copy');
  }
}

function statementsOf(connection: Connection): LRUCache<string, { read: ReadRow | undefined }> {
  let known = preparedOn.get(connection);
  if (known === undefined) {
    const noted = connection as NotedConnection;
    known = new LRUCache({
      max: MOST_PREPARED,
      dispose: (_statement, name, reason) => {
        if (reason !== 'evict' || noted.parsedStatements[name] === undefined) return;
        delete noted.parsedStatements[name];
        noted.close({ type: 'S', name }, true);
      },
    });
    preparedOn.set(connection, known);
  }
  return known;
}

/**
 * Whether the server refuses a prepared statement because the types of its columns have changed since (SQLSTATE 0A000 says
 * no more than that a feature is missing): prepared anew it would run.
 */
export function isOutdated(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery';
}
