// Many rows travel as one parameter.
import type { Prisma } from './generated/client.js';
import type { Sql } from './sql.js';

/** For `json_to_recordset`, which makes a table of it again: a statement for all rows instead of one for each. */
export function asRows(rows: readonly object[]): string {
  return JSON.stringify(rows);
}

/** Flat SQL inside a Prisma transaction, through the interface that reads use. */
export function sqlIn(tx: Prisma.TransactionClient): Sql {
  return { rows: (text, parameters = []) => tx.$queryRawUnsafe(text, ...parameters) };
}
