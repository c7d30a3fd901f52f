// How much one request may ask for. A query that honest work needs stays far below: 100 records with 100 entries each
// cost 10,100.
export const LIMITS = {
  /** Objects that the answer may hold, estimated from page sizes before anything is read. */
  cost: 25_000,
  /** Fields within fields. Seven relations through connections are 21. */
  depth: 30,
  aliases: 200,
  /** Fields of the query itself. */
  rootFields: 50,
  /** Fields in all, with fragments spread wherever they are used. */
  fields: 10_000,
  tokens: 10_000,
} as const;

export type Measure = keyof typeof LIMITS;
