// Flat SQL for the read path: prepared statements on PostgreSQL, the same text on the embedded database.
import { createHash } from 'node:crypto';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { type ClientBase, type CustomTypesConfig, type Pool, types } from 'pg';

export interface Sql {
  /**
   * Runs one statement with its parameters bound and returns its rows. Instants come back as `Date`, `numeric` as
   * string, `jsonb` parsed; cast `bigint` in the statement.
   */
  rows<Row>(text: string, parameters?: unknown[]): Promise<Row[]>;
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
      const name = statementName(text);
      const { rows } = await connection.query({
        ...(name !== null && { name }),
        text,
        values: parameters,
        types: OWN_TYPES,
      });
      return rows as Row[];
    },
  };
}

const OWN_TYPES: CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === types.builtins.TIMESTAMPTZ && format !== 'binary' ? instant : types.getTypeParser(type, format as 'text'),
};

const driversInstant: (text: string) => unknown = types.getTypeParser(types.builtins.TIMESTAMPTZ, 'text');

/** The engine reads the ISO form several times as fast as the driver reads any form: that of a session in UTC is near it. */
function instant(text: string): unknown {
  if (text[4] !== '-' || !text.endsWith('+00')) return driversInstant(text);
  return new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);
}

export function sqlOnPGlite(database: PGlite | Transaction): Sql {
  return {
    async rows<Row>(text: string, parameters: unknown[] = []) {
      const { rows } = await database.query(text, parameters);
      return rows as Row[];
    },
  };
}

const names = new Map<string, string>();

/** PostgreSQL keeps a prepared statement for the life of a connection, and filters come in any number of shapes. */
const MOST_NAMES = 1000;

/** How common the words of a full text search are decides how to look for them: it is planned anew each time. */
const TEXT_SEARCH = '@@';

/** One text, one name; null for what is not kept prepared. */
function statementName(text: string): string | null {
  let name = names.get(text);
  if (name === undefined) {
    if (names.size >= MOST_NAMES || text.includes(TEXT_SEARCH)) return null;
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    names.set(text, name);
  }
  return name;
}

/** Column list of a model: by convention a column is its field in snake case. */
export function columns(fields: Record<string, string>, of: string): string {
  return Object.values(fields)
    .map((field) => {
      const column = snakeCase(field);
      return column === field ? `${of}."${column}"` : `${of}."${column}" as "${field}"`;
    })
    .join(', ');
}

/** By convention. */
export function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
