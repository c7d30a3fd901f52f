// The error of a query that asks for too much.
import type { GraphQLError } from 'graphql';
import { failure } from '../graph/error-codes.js';
import { LIMITS, type Measure } from './limits.js';

const NAMES: Record<Measure, string> = {
  cost: 'objects, by its page sizes, filters and totals',
  depth: 'levels of fields',
  aliases: 'aliases',
  rootFields: 'fields of the query itself',
  fields: 'fields',
  tokens: 'tokens',
  nesting: 'levels of braces, brackets and parentheses',
};

/** `value` is what the query has, where that was counted to the end. */
export function tooMuch(measure: Measure, value?: number): GraphQLError {
  const limit = LIMITS[measure];
  const asked = value === undefined ? `more than ${limit}` : Math.ceil(value);
  const hint = measure === 'cost' ? ': ask for smaller pages, for fewer lists within lists, or for fewer totals' : '';
  return failure('QUERY_TOO_COSTLY', `This asks for ${asked} ${NAMES[measure]}; ${limit} are allowed${hint}`, {
    measure,
    limit,
    ...(value !== undefined && { value: Math.ceil(value) }),
    // It cannot even be parsed, whatever the client accepts.
    ...(measure === 'nesting' && { http: { status: 400 } }),
  });
}
