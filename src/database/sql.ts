// Flat SQL: prepared statements on a connection of pg, or on whichever of a pool is free.
import { createHash } from 'node:crypto';
import { type ClientBase, Pool, type QueryConfig } from 'pg';
import { onDemandOf } from './narrow.js';
import { isOutdated, Statement } from './statement.js';

export interface Sql {
  /**
   * Runs one statement with its parameters bound and returns its rows. Instants come back as `Date`, `numeric` as
   * string, `jsonb` parsed; cast `bigint` in the statement.
   */
  rows<Row>(text: string, parameters?: unknown[]): Promise<Row[]>;
  /** The connections that it runs on, where it is one of many that share them; else it is itself what stands for them. */
  readonly of?: object;
}

/**
 * Runs the work in one transaction: committed once it is done, rolled back where it throws. What is not sent through the
 * `Sql` that it gets is no part of it.
 */
export type Transact = <Result>(work: (sql: Sql) => Promise<Result>) => Promise<Result>;

export async function transactionOnPool<Result>(pool: Pool, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  // A connection that ends between two statements tells it here; the statement that follows says it to the caller.
  client.on('error', onError);
  try {
    await client.query('begin');
    const result = await work(sqlOnPool(client));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => {
      broken ??= cause;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

export function sqlOnPool(connection: Pool | ClientBase): Sql {
  return {
    async rows<Row>(text: string, parameters: unknown[] = []) {
      const name = statementName(text) ?? '';
      for (;;) {
        try {
          return await run<Row>(connection, new Statement<Row>({ name, text, parameters }));
        } catch (error) {
          // A pool closes the connection that an error came on: each of those that it has is met once at the most.
          if (connection instanceof Pool && isOutdated(error)) continue;
          // As pg does: who asked tells more than the socket on which the answer came.
          if (error instanceof Error) Error.captureStackTrace(error);
          throw error;
        }
      }
    },
  };
}

function run<Row>(connection: Pool | ClientBase, statement: Statement<Row>): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    // pg sees by its `submit` that it is no configuration, and calls back with the rows that it has gathered.
    void connection.query(statement as QueryConfig, (error, rows: unknown) =>
      error ? reject(error) : resolve(rows as Row[]),
    );
  });
}

const names = new Map<string, string>();

/** PostgreSQL keeps a prepared statement for the life of a connection, and filters come in any number of shapes. */
const MOST_NAMES = 1000;

/** How common the words of a full text search are decides how to look for them: it is planned anew each time. */
const TEXT_SEARCH = '@@';

/** One text, one name; null for what is not kept prepared. */
export function statementName(text: string): string | null {
  let name = names.get(text);
  if (name === undefined) {
    if (names.size >= MOST_NAMES || text.includes(TEXT_SEARCH)) return null;
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    names.set(text, name);
  }
  return name;
}

/**
 * Column list of a model: by convention a column is its field in snake case. Those `onDemand` can be left out by
 * `narrowSql`, with the field that reads them if it has another name; the first column never is.
 */
export function columns(
  fields: Record<string, string>,
  of: string,
  onDemand: readonly (string | readonly [column: string, reader: string])[] = [],
): string {
  const readers = new Map(onDemand.map((one) => (typeof one === 'string' ? [one, one] : one)));
  return Object.values(fields)
    .map((field) => {
      const column = snakeCase(field);
      const selected = column === field ? `${of}."${column}"` : `${of}."${column}" as "${field}"`;
      const reader = readers.get(field);
      return reader === undefined ? selected : `${selected}${onDemandOf(reader === field ? undefined : reader)}`;
    })
    .join(', ');
}

/** By convention. */
export function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
