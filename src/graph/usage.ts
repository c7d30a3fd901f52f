// What one request has used so far. Estimates are made before anything is read and may be low; this counts what is
// really read and produced, and stops the request at the limits.
import type { GraphQLError } from 'graphql';
import type { Sql } from '../database/sql.js';
import { failure } from './error-codes.js';

/** Greatest amounts of one request, by measure. The estimate's limit is half of `objects`: lists may be longer than estimated. */
export const MOST_USED = {
  /** Objects in the answer; connections and `pageInfo` are none. */
  objects: 50_000,
  /** Fields of these objects. */
  values: 1_000_000,
  /** Rows that the database gave. */
  rows: 250_000,
  /** Characters of the answer, and of the texts in those rows. */
  characters: 16_000_000,
  statements: 300,
} as const;

export type UsageMeasure = keyof typeof MOST_USED;

const NAMES: Record<UsageMeasure, string> = {
  objects: 'objects',
  values: 'fields of objects',
  rows: 'rows of the database',
  characters: 'characters',
  statements: 'statements of the database',
};

export class Usage {
  objects = 0;
  values = 0;
  rows = 0;
  characters = 0;
  statements = 0;
  /** Characters of the longest text in a row. */
  longest = 0;
  /** A plain field, since every resolver reads it. */
  isStopped = false;
  #error: GraphQLError | null = null;
  #never: Promise<never> | null = null;
  #onStop: ((error: GraphQLError) => void) | null = null;

  /** Why the request was stopped; null while it goes on. */
  get stopped(): GraphQLError | null {
    return this.#error;
  }

  /** Calls back once, if the request is stopped. */
  onStop(callback: (error: GraphQLError) => void): void {
    this.#onStop = callback;
  }

  /**
   * What resolvers return once the request is stopped: it never settles, so that execution ends where it stands. Errors
   * instead would be as many as the fields that are left. It belongs to this request and is collected with it.
   */
  get never(): Promise<never> {
    this.#never ??= new Promise(() => {});
    return this.#never;
  }

  /** False once a limit is passed; the request is stopped then. */
  add(measure: UsageMeasure, amount: number): boolean {
    this[measure] += amount;
    if (this[measure] > MOST_USED[measure]) this.#stop(measure);
    return this.#error === null;
  }

  /** Whether the objects counted so far, and their fields, are within the limits; the request is stopped if not. */
  isWithinAnswer(): boolean {
    if (this.objects > MOST_USED.objects) this.#stop('objects');
    else if (this.values > MOST_USED.values) this.#stop('values');
    return !this.isStopped;
  }

  #stop(measure: UsageMeasure): void {
    if (this.#error !== null) return;
    this.isStopped = true;
    this.#error = tooMuchUsed(measure, this[measure]);
    this.#onStop?.(this.#error);
  }
}

export function tooMuchUsed(measure: UsageMeasure, value: number): GraphQLError {
  const limit = MOST_USED[measure];
  return failure(
    'QUERY_TOO_COSTLY',
    `The answer takes more than ${limit} ${NAMES[measure]}, counted while it was made: ask for smaller pages, or for fewer lists within lists`,
    { measure, limit, value },
  );
}

/** Counts the statements, the rows and the characters of their texts. */
export function countedSql(sql: Sql, usage: Usage): Sql {
  return {
    async rows<Row>(text: string, parameters?: unknown[]): Promise<Row[]> {
      if (!usage.add('statements', 1)) return usage.never;
      const rows = await sql.rows<Row>(text, parameters);
      countTexts(rows as object[], usage);
      return usage.add('rows', rows.length) && usage.add('characters', 0) ? rows : usage.never;
    },
  };
}

function countTexts(rows: readonly object[], usage: Usage): void {
  let { characters, longest } = usage;
  for (const row of rows) {
    for (const column in row) {
      const value = (row as Record<string, unknown>)[column];
      const length = typeof value === 'string' ? value.length : typeof value === 'object' ? charactersOf(value) : 0;
      characters += length;
      if (length > longest) longest = length;
    }
  }
  usage.characters = characters;
  usage.longest = longest;
}

/** Characters that a value takes as JSON, about; counted no further than the limit. */
export function charactersOf(value: unknown, limit = Infinity): number {
  if (typeof value === 'string') return value.length + 3;
  if (typeof value !== 'object' || value === null || value instanceof Date) return 6;
  let characters = 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      characters += charactersOf(item, limit - characters);
      if (characters > limit) return characters;
    }
    return characters;
  }
  for (const key in value) {
    characters += key.length + 3 + charactersOf((value as Record<string, unknown>)[key], limit - characters);
    if (characters > limit) return characters;
  }
  return characters;
}
