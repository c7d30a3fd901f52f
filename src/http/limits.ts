// How much one request may ask for. A query that honest work needs stays far below. What is counted while it is answered
// is bounded by `MOST_USED` in src/graph/usage.ts.
export const LIMITS = {
  /** Work that the answer takes at most, in objects, estimated before anything is read: see `cost.ts`. */
  cost: 25_000,
  /** Fields within fields. Seven relations through connections are 21. */
  depth: 30,
  aliases: 200,
  /** Fields of the query itself. */
  rootFields: 50,
  /** Fields in all, with fragments spread wherever they are used. */
  fields: 10_000,
  tokens: 10_000,
  /** Levels of braces, brackets and parentheses: 30 levels of fields, and filters in filters. */
  nesting: 100,
} as const;

export type Measure = keyof typeof LIMITS;

/** Levels of objects and arrays in a body, in `variables` and in `extensions`. */
export const JSON_NESTING = 100;

/** Errors in one answer; past it, one more says how many are left out. */
export const MOST_ERRORS = 20;
