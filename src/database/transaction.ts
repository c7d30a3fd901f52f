// Many rows travel as one parameter.

/** For `json_to_recordset`, which makes a table of it again: a statement for all rows instead of one for each. */
export function asRows(rows: readonly object[]): string {
  return JSON.stringify(rows);
}
